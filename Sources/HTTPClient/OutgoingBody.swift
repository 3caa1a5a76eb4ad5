import Glibc

/// The body of a request on its way out: its files are read piece by piece. Lives on the loop's thread.
final class OutgoingBody {
  /// The bytes of the whole body.
  let count: Int
  private var parts: [HTTPBodyPart]
  /// The place within the first part.
  private var offset = 0
  /// Those of the parts that are files, opened beforehand: what is not there is known before anything is sent.
  private var descriptors: [Int32] = []

  /// - Throws: `HTTPFailure` where a file cannot be opened or is shorter than said.
  init(_ request: HTTPRequest) throws(HTTPFailure) {
    parts = [.bytes(request.body)] + request.parts
    count = parts.reduce(0) { $0 + $1.count }
    for case .file(let path, let size) in parts {
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      if descriptor < 0 { throw Self.failure("\(path): \(Self.systemError(errno))") }
      descriptors.append(descriptor)
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_size >= size else {
        throw Self.failure("\(path) is shorter than \(size) bytes")
      }
    }
  }

  deinit {
    for descriptor in descriptors { close(descriptor) }
  }

  /// Fills a buffer as far as it can.
  ///
  /// - Returns: The number of bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(HTTPFailure) -> Int {
    while let part = parts.first {
      let rest = min(part.count - offset, buffer.count)
      if rest == 0, offset == part.count {
        if case .file = part { close(descriptors.removeFirst()) }
        parts.removeFirst()
        offset = 0
        continue
      }
      switch part {
      case .bytes(let bytes): buffer.copyBytes(from: bytes[offset..<(offset + rest)])
      case .file(let path, _):
        var count = -1
        repeat {
          count = pread(descriptors[0], buffer.baseAddress, rest, off_t(offset))
        } while count < 0 && errno == EINTR
        if count < 0 { throw Self.failure("\(path): \(Self.systemError(errno))") }
        if count == 0 { throw Self.failure("\(path) has become shorter") }
        offset += count
        return count
      }
      offset += rest
      return rest
    }
    return 0
  }

  /// What the system says of an error, beginning with a small letter.
  static func systemError(_ code: Int32) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  private static func failure(_ detail: String) -> HTTPFailure {
    HTTPFailure(.file, detail: detail, requestWasSent: false)
  }
}
