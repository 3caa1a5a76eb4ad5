import ContentModel
import World

#if canImport(Glibc)
  import Glibc
#endif

/// The keys that a person has given to the program, outside of any library: one `NAME=key` a line, for its owner only.
///
/// It lies in `$XDG_CONFIG_HOME/libtool/keys`, else in `~/.config/libtool/keys` (XDG Base Directory Specification).
public struct KeyFile: Sendable {
  public let path: String
  private let world: World

  /// Nil where the environment names no home.
  public init?(world: World) {
    func folder(_ name: String) -> String? { world.environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil } }
    guard let config = folder("XDG_CONFIG_HOME") ?? folder("HOME").map({ $0 + "/.config" }) else { return nil }
    path = config + "/libtool/keys"
    self.world = world
  }

  /// The file of this environment.
  ///
  /// - Throws: `KeyFileError` where it names no home.
  public static func find(in world: World) throws(KeyFileError) -> KeyFile {
    guard let file = KeyFile(world: world) else { throw KeyFileError.noHome }
    return file
  }

  /// Whether a text can stand before the `=` of a line: letters and digits of ASCII, `-`, `_` and `.`.
  public static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
  }

  /// The keys by name; none where there is no file.
  ///
  /// - Throws: `KeyFileError` where others may read the file, or a line is no `NAME=key`.
  public func keys() throws -> [String: String] {
    guard FilePath.exists(path) else { return [:] }
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileFailure(path: path, doing: "read", code: errno) }
    if status.st_mode & 0o077 != 0 { throw KeyFileError.readableByOthers(path: path) }
    var keys: [String: String] = [:]
    let text = String(decoding: try FilePath.read(path, limit: 1 << 20), as: UTF8.self)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.allSatisfy(\.isWhitespace) || line.hasPrefix("#") { continue }
      guard let equals = line.firstIndex(of: "="), equals != line.startIndex, line.index(after: equals) != line.endIndex
      else { throw KeyFileError.notAKey(path: path, line: index + 1) }
      keys[String(line[..<equals])] = String(line[line.index(after: equals)...])
    }
    return keys
  }

  /// Stores a key, or takes it away where it is nil. The others stay.
  public func set(_ name: String, to key: String?) throws {
    var keys = try keys()
    keys[name] = key
    let lines = keys.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)\n" }
    try makePrivateFolder()
    try AtomicFile.write(Array(lines.joined().utf8), to: path, mode: 0o600, world: world)
  }

  private func makePrivateFolder() throws {
    let folder = FilePath.folder(of: path)
    if FilePath.isFolder(folder) { return }
    try FilePath.makeFolder(FilePath.folder(of: folder))
    if mkdir(folder, 0o700) != 0, errno != EEXIST {
      throw FileFailure(path: folder, doing: "make the folder", code: errno)
    }
  }
}

/// Why the file of keys is not used.
public enum KeyFileError: Failure, Hashable {
  case noHome
  case readableByOthers(path: String)
  /// The line itself may hold a key, so it is not shown.
  case notAKey(path: String, line: Int)

  public var message: String {
    switch self {
    case .noHome: "there is no place for keys: neither XDG_CONFIG_HOME nor HOME is set"
    case .readableByOthers(let path): "\(path) may be read by others, so its keys are not used"
    case .notAKey(let path, let line): "\(path):\(line) is no line NAME=key"
    }
  }

  public var hint: String? {
    switch self {
    case .noHome: "set one of them, or give keys in the environment"
    case .readableByOthers(let path): "chmod 600 \(path)"
    case .notAKey: "mend the line, or take it out and run `libtool keys set NAME`"
    }
  }
}
