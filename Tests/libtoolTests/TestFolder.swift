import Glibc

/// A temporary folder, gone with its last owner.
///
/// Glibc only: Foundation's ICU and the one behind libxml2 cannot be imported into one test.
final class TestFolder: Sendable {
  let path: String

  init() throws {
    // In memory where there is such a place: the store syncs with every write, and disks take their time.
    let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(parent)/libtool-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FolderFailure(path: parent, code: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { Self.remove(path) }

  /// The text of a file below the folder.
  func read(_ name: String) throws -> String { String(decoding: try Self.bytes("\(path)/\(name)"), as: UTF8.self) }

  /// Writes a file below the folder, and the folders on the way to it.
  func write(_ bytes: [UInt8], to name: String) throws {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/\(part)"
      mkdir(folder, 0o755)
    }
    try Self.write(bytes, at: "\(path)/\(name)")
  }

  /// Writes a file anywhere.
  static func write(_ bytes: [UInt8], at path: String) throws {
    let isNew = access(path, F_OK) != 0
    guard let file = fopen(path, "w") else { throw FolderFailure(path: path, code: errno) }
    defer { fclose(file) }
    // Whatever mask the process has at the moment: others' tests change it.
    if isNew { fchmod(fileno(file), 0o644) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw FolderFailure(path: path, code: errno) }
  }

  /// Copies a file, or a folder with all below it, from anywhere.
  func copy(_ source: String, to name: String) throws {
    guard let children = Self.children(of: source) else { return try write(try Self.bytes(source), to: name) }
    for child in children where !child.hasPrefix(".") { try copy("\(source)/\(child)", to: "\(name)/\(child)") }
  }

  private static func remove(_ path: String) {
    for child in children(of: path) ?? [] { remove("\(path)/\(child)") }
    Glibc.remove(path)
  }

  /// The names in a folder; nil where the path is no folder. Links are not followed.
  private static func children(of path: String) -> [String]? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0, let directory = fdopendir(descriptor) else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// The bytes of a file anywhere.
  static func bytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw FolderFailure(path: path, code: errno) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }
}

/// What the file system refused a test.
struct FolderFailure: Error {
  var path: String
  var code: Int32
}
