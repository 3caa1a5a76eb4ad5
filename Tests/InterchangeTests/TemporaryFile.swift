import Glibc

/// A file for one test, gone at its end.
final class TemporaryFile {
  let path: String

  init(_ text: String, suffix: String = "") throws {
    var template = Array("/tmp/interchange-XXXXXX\(suffix)".utf8CString)
    let descriptor = mkstemps(&template, CInt(suffix.utf8.count))
    guard descriptor >= 0 else { throw Unwritable() }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Unwritable() }
      start += count
    }
    close(descriptor)
  }

  deinit { unlink(path) }

  struct Unwritable: Error {}
}
