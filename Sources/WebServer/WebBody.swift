/// The bytes of a body, in memory or on disk, read piece by piece.
public enum WebBody: Sendable {
  case bytes([UInt8])
  case file(BodyFile)

  public var count: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .file(let file): file.count
    }
  }

  /// The bytes of a range, fewer at the end.
  public func read(_ range: Range<Int>) throws(BodyFileError) -> [UInt8] {
    switch self {
    case .bytes(let bytes): return Array(bytes[range.clamped(to: bytes.indices)])
    case .file(let file):
      var result = [UInt8](repeating: 0, count: range.count)
      var filled = 0
      while filled < range.count {
        let offset = range.lowerBound + filled
        // `withUnsafeMutableBytes` does not carry typed errors: a Result does.
        let count = try result.withUnsafeMutableBytes { room in
          let rest = UnsafeMutableRawBufferPointer(rebasing: room[filled...])
          return Result { () throws(BodyFileError) in try file.read(at: offset, into: rest) }
        }.get()
        if count == 0 { break }
        filled += count
      }
      result.removeLast(range.count - filled)
      return result
    }
  }

  /// Copies from an offset into memory; how many bytes, 0 at the end.
  func copy(at offset: Int, into room: UnsafeMutableRawBufferPointer) throws(BodyFileError) -> Int {
    switch self {
    case .file(let file): return try file.read(at: offset, into: room)
    case .bytes(let bytes):
      let range = offset..<min(bytes.count, offset + room.count)
      guard !range.isEmpty else { return 0 }
      bytes.withUnsafeBytes { room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[range])) }
      return range.count
    }
  }
}
