import Formats

/// Where the bytes of an export go, counted and digested on their way.
struct ExportDestination: ~Copyable {
  private let file: AtomicFile?
  private let sink: (([UInt8]) throws -> Void)?
  private var digest = SHA256()
  private var bytes = 0

  init(file: AtomicFile?, sink: (([UInt8]) throws -> Void)?) {
    self.file = file
    self.sink = sink
  }

  /// Writes bytes.
  mutating func write(_ buffer: [UInt8]) throws {
    if buffer.isEmpty { return }
    digest.update(buffer)
    bytes += buffer.count
    if let file { try file.append(buffer) } else { try sink?(buffer) }
  }

  consuming func finish() -> (bytes: Int, digest: String) {
    let bytes = bytes
    return (bytes, SHA256.hexadecimal(digest.finish()))
  }
}
