import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// A folder of its own for one test, taken away with everything in it afterwards.
final class TestFolder: Sendable {
  /// Its absolute path, without symbolic links.
  let path: String

  init() throws {
    var template = Array("/tmp/libtool-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileFailure(path: "/tmp", doing: "make a folder in", code: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { Self.remove(path) }

  /// The repository's root.
  static let repository = FilePath.folder(of: FilePath.folder(of: FilePath.folder(of: #filePath)))

  /// Writes a file, with the folders on the way to it.
  func write(_ text: String, to name: String) throws {
    let file = path + "/" + name
    try FilePath.makeFolder(FilePath.folder(of: file))
    let descriptor = open(file, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw FileFailure(path: file, doing: "write", code: errno) }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    if Glibc.write(descriptor, bytes, bytes.count) != bytes.count {
      throw FileFailure(path: file, doing: "write", code: errno)
    }
  }

  /// The text of a file.
  func text(of name: String) throws -> String {
    String(decoding: try FilePath.read(path + "/" + name), as: UTF8.self)
  }

  /// Every file below the folder by its relative path, hidden ones too.
  func files(below folder: String = "") -> [String] {
    FilePath.names(in: path + "/" + folder, includingHidden: true).flatMap { name in
      FilePath.isFolder(path + "/" + folder + name) ? files(below: folder + name + "/") : [folder + name]
    }
  }

  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      chmod(path, 0o700)
      for name in FilePath.names(in: path, includingHidden: true) { remove(path + "/" + name) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}
