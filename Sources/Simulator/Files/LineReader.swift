import WebServer

#if canImport(Glibc)
  import Glibc
#endif

/// The lines of a body, in pieces that fit into memory.
struct LineReader {
  private static let piece = 1 << 20

  /// Where the lines of a body are, without their ends; empty lines are left out. Linear.
  static func ranges(of body: WebBody) throws(BodyFileError) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var offset = 0
    let end = body.count
    while offset < end {
      let bytes = try body.read(offset..<min(end, offset + piece))
      if bytes.isEmpty { break }
      bytes.withUnsafeBufferPointer { buffer in
        var position = 0
        while position < buffer.count, let base = buffer.baseAddress {
          guard let found = memchr(base + position, 10, buffer.count - position) else { break }
          let newline = UnsafeRawPointer(found) - UnsafeRawPointer(base)
          if offset + newline > start { ranges.append(start..<offset + newline) }
          start = offset + newline + 1
          position = newline + 1
        }
      }
      offset += bytes.count
    }
    if start < end { ranges.append(start..<end) }
    return ranges
  }
}
