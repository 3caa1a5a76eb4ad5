import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// A library's folder for one test, gone with its last owner.
final class FillFolder: Sendable {
  let path: String

  convenience init() throws { self.init(path: try Self.makeFolder()) }

  private init(path: String) { self.path = path }

  private static func makeFolder() throws -> String {
    // In memory where there is such a place: the store syncs with every write, and disks take their time.
    let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(parent)/libtool-fill-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileFailure(path: parent, doing: "make a folder in", code: errno) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { Self.remove(path) }

  /// The repository's root.
  static let repository = #filePath.split(separator: "/").dropLast(5).reduce("") { "\($0)/\($1)" }

  /// Writes a file, and the folders on the way to it.
  func write(_ bytes: [UInt8], to name: String) throws {
    let file = path + "/" + name
    try FilePath.makeFolder(FilePath.folder(of: file))
    guard let stream = fopen(file, "w") else { throw FileFailure(path: file, doing: "write", code: errno) }
    defer { fclose(stream) }
    guard fwrite(bytes, 1, bytes.count, stream) == bytes.count else {
      throw FileFailure(path: file, doing: "write", code: errno)
    }
  }

  /// Copies a folder of the repository.
  func copy(_ name: String) throws {
    let source = Self.repository + "/" + name
    if !FilePath.isFolder(source) { return try write(try FilePath.read(source), to: name) }
    for child in FilePath.names(in: source) { try copy(name + "/" + child) }
  }

  /// Another folder with the same files, hidden ones too: what is left of them where a process dies now.
  func copy() throws -> FillFolder {
    let copy = FillFolder(path: try Self.makeFolder())
    func copyAll(below name: String) throws {
      let source = path + name
      if !FilePath.isFolder(source) { return try copy.write(try FilePath.read(source), to: name) }
      for child in FilePath.names(in: source, includingHidden: true) { try copyAll(below: name + "/" + child) }
    }
    try copyAll(below: "")
    return copy
  }

  private static func remove(_ path: String) {
    for name in FilePath.names(in: path, includingHidden: true) where FilePath.isFolder(path) {
      remove(path + "/" + name)
    }
    Glibc.remove(path)
  }
}
