import Glibc

/// A folder of one test, removed with it.
final class TestFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/libtool-notices-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw FolderError(code: errno) }
    path = String(cString: made)
  }

  deinit { for name in ["in", "env", "pid"] { unlink("\(path)/\(name)") }; rmdir(path) }

  struct FolderError: Error { var code: Int32 }

  /// The text of a file.
  func text(of name: String) throws -> String {
    guard let file = fopen("\(path)/\(name)", "r") else { throw FolderError(code: errno) }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  /// Whether a process group ends within two seconds.
  func isGone(group: Int32) -> Bool {
    for _ in 0..<200 {
      if kill(-group, 0) != 0, errno == ESRCH { return true }
      usleep(10_000)
    }
    return false
  }
}
