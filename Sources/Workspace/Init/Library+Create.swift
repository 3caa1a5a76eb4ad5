import ContentModel
import World

#if canImport(Glibc)
  import Glibc
#endif

extension Library {
  /// Makes a fresh library; the folder may be there already, if it is empty but for `.git`.
  ///
  /// Each file is complete or absent, and the settings, which make the folder a library, come last. So an interrupted
  /// making leaves no library, and can be repeated: files that stand there as they would be written are kept.
  ///
  /// - Returns: The paths of the library's files below its root, sorted.
  /// - Throws: `LibraryNotMade` before anything is written, where the folder holds a library or anything else;
  ///   `FileFailure`.
  @discardableResult
  public static func create(at location: LibraryLocation, world: World) throws -> [String] {
    let root = location.root
    if FilePath.exists(location.settingsFile) { throw LibraryNotMade(folder: root, reason: .holdsLibrary) }
    if FilePath.exists(root), !FilePath.isFolder(root) { throw LibraryNotMade(folder: root, reason: .isFile) }
    let files = FreshLibrary.files
    let remains = try remains(in: root, of: files)
    for path in remains { unlink(root + "/" + path) }
    let settings = "library/libtool.yaml"
    for path in files.keys.sorted().filter({ $0 != settings }) + [settings] {
      let file = root + "/" + path
      try FilePath.makeFolder(FilePath.folder(of: file))
      if try FilePath.readIfPresent(file) == nil {
        try AtomicFile.write(files[path] ?? [], to: file, world: world)
      }
    }
    return files.keys.sorted()
  }

  /// The half-written files that an interrupted making has left.
  ///
  /// - Throws: `LibraryNotMade` where there is anything that such a making has not left.
  private static func remains(in root: String, of files: [String: [UInt8]]) throws -> [String] {
    var remains: [String] = []
    var folders = [""]
    while let folder = folders.popLast() {
      for name in FilePath.names(in: root + "/" + folder, includingHidden: true) {
        let path = folder + name
        if path == ".git" { continue }
        if FilePath.isFolder(root + "/" + path), files.keys.contains(where: { $0.hasPrefix(path + "/") }) {
          folders.append(path + "/")
        } else if isPart(path, of: files) {
          remains.append(path)
        } else if try files[path] == nil || FilePath.read(root + "/" + path) != files[path] {
          throw LibraryNotMade(folder: root, reason: .holds(path))
        }
      }
    }
    return remains
  }

  /// Whether a path is what `AtomicFile` calls a file before it is complete: `library/topics.csv.4711.part`.
  private static func isPart(_ path: String, of files: [String: [UInt8]]) -> Bool {
    let parts = path.split(separator: ".")
    guard parts.count > 2, parts.last == "part", parts[parts.count - 2].allSatisfy(\.isNumber) else { return false }
    return files[String(path.dropLast(parts[parts.count - 2].count + ".part".count + 1))] != nil
  }
}

/// A fresh library cannot be made where it was asked for.
public struct LibraryNotMade: Failure, Hashable {
  /// What stands there already.
  public enum Reason: Hashable, Sendable {
    case holdsLibrary
    case isFile
    /// Something that a fresh library does not have, by its path below the folder.
    case holds(String)
  }

  /// The folder, absolute.
  public var folder: String
  public var reason: Reason

  public var message: String {
    switch reason {
    case .holdsLibrary: "\(folder) holds a library already: there is a library/libtool.yaml in it"
    case .isFile: "\(folder) is a file, not a folder"
    case .holds(let path): "\(folder) is not empty: there is \(path) in it"
    }
  }

  public var hint: String? {
    switch reason {
    case .holdsLibrary: "work in it as it is (`libtool --library \(folder) coverage`), or name another folder"
    case .isFile, .holds: "name an empty folder, or one that does not exist yet: it is made"
    }
  }

  public var exitCode: ExitCode { .usage }
}
