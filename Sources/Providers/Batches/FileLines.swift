import Glibc

/// The lines of a file, read piece by piece from its beginning.
struct FileLines {
  /// A line without its end.
  enum Line: Hashable {
    case whole([UInt8])
    /// The beginning of one that is longer than any answer.
    case tooLong([UInt8])
  }

  private let descriptor: Int32
  /// The longest line in bytes.
  private let limit: Int
  /// Whether what stands after the last line end is a line.
  private let endsWhole: Bool
  private var offset = 0
  private var buffer: [UInt8] = []
  /// Where in the buffer the next line begins, and from where on no line end has been looked for.
  private var start = 0
  private var looked = 0
  private var isAtEnd = false

  init(of descriptor: Int32, limit: Int = 64 << 20, endsWhole: Bool) {
    self.descriptor = descriptor
    self.limit = limit
    self.endsWhole = endsWhole
  }

  /// The next line, or nil after the last one; empty lines are passed over.
  mutating func next() throws(BatchFileError) -> Line? {
    var tooLong: [UInt8]?
    while true {
      if let end = nextEnd() {
        let line = Array(buffer[start..<end])
        start = end + 1
        looked = start
        if let tooLong { return .tooLong(tooLong) }
        if !line.isEmpty { return .whole(line) }
      } else if isAtEnd {
        let rest = Array(buffer[start...])
        start = buffer.count
        guard endsWhole else { return nil }
        if let tooLong { return .tooLong(tooLong) }
        return rest.isEmpty ? nil : .whole(rest)
      } else {
        if buffer.count - start > limit {
          tooLong = tooLong ?? Array(buffer[start..<(start + 1024)])
          start = buffer.count
        }
        try refill()
      }
    }
  }

  private mutating func nextEnd() -> Int? {
    let end = buffer.withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress, looked < bytes.count else { return nil }
      return memchr(base + looked, Int32(UInt8(ascii: "\n")), bytes.count - looked).map { UnsafeRawPointer($0) - base }
    }
    looked = end ?? buffer.count
    return end
  }

  private mutating func refill() throws(BatchFileError) {
    buffer.removeFirst(start)
    looked -= start
    start = 0
    let size = 256 << 10
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: size))
    let (descriptor, place) = (descriptor, off_t(offset))
    var count = -1
    repeat {
      count = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress.map { $0 + old }, size, place) }
    } while count < 0 && errno == EINTR
    let code = errno
    buffer.removeLast(size - max(0, count))
    if count < 0 { throw .reading("a download: \(Self.systemError(code))") }
    offset += count
    isAtEnd = count == 0
  }

  /// What the system says of an error, beginning with a small letter.
  static func systemError(_ code: Int32) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
