import Glibc

/// Cuts a stream of bytes into lines. Keeps at most one line that is not complete, of at most `limit` bytes.
struct LineSplitter {
  /// Where a line stands and what it holds, without its end; nil where it was longer than the limit.
  typealias Take = (_ line: Int, _ bytes: UnsafeBufferPointer<UInt8>?) -> Void

  private let limit: Int
  private var begun: [UInt8] = []
  private var isTooLong = false
  private var line = 1

  init(limit: Int) { self.limit = limit }

  /// Takes the next bytes in, and hands out each line that ends in them.
  mutating func feed(_ chunk: UnsafeBufferPointer<UInt8>, _ take: Take) {
    guard let base = chunk.baseAddress else { return }
    var start = 0
    while let end = memchr(base + start, 0x0A, chunk.count - start) {
      let stop = UnsafeRawPointer(end) - UnsafeRawPointer(base)
      endLine(UnsafeBufferPointer(rebasing: chunk[start..<stop]), take)
      start = stop + 1
      if start == chunk.count { return }
    }
    keep(UnsafeBufferPointer(rebasing: chunk[start...]))
  }

  /// Hands out the last line, where the file does not end with a line's end.
  mutating func finish(_ take: Take) {
    if !begun.isEmpty || isTooLong { endLine(UnsafeBufferPointer(start: nil, count: 0), take) }
  }

  private mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isTooLong || begun.count + bytes.count > limit {
      isTooLong = true
      begun = []
    } else {
      begun.append(contentsOf: bytes)
    }
  }

  private mutating func endLine(_ rest: UnsafeBufferPointer<UInt8>, _ take: Take) {
    if begun.isEmpty, !isTooLong, rest.count <= limit {
      take(line, Self.withoutReturn(rest))
    } else {
      keep(rest)
      if isTooLong { take(line, nil) } else { begun.withUnsafeBufferPointer { take(line, Self.withoutReturn($0)) } }
      begun.removeAll(keepingCapacity: begun.capacity <= 1 << 20)
      isTooLong = false
    }
    line += 1
  }

  private static func withoutReturn(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    bytes.last == 0x0D ? UnsafeBufferPointer(rebasing: bytes.dropLast()) : bytes
  }
}
