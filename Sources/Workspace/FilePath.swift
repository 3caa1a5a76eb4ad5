#if canImport(Glibc)
  import Glibc
#endif

/// Reading files and folders, with errors that name the path.
public enum FilePath {
  /// The folder a path lies in; `.` for a bare name.
  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path.
  public static func name(of path: String) -> String {
    String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
  }

  /// Whether there is something at a path.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The bytes of a file. A pipe or a device is refused: opening one may wait for ever.
  ///
  /// - Parameter limit: More bytes than that are refused, so that a wrong path does not fill the memory.
  public static func read(_ path: String, limit: Int = 64 << 20) throws -> [UInt8] {
    if exists(path), !isPlainFile(path), !isFolder(path) {
      throw FileFailure(path: path, doing: "read", code: ENOTSUP)
    }
    var bytes: [UInt8] = []
    try forEachChunk(of: path) { chunk in
      bytes.append(contentsOf: chunk)
      if bytes.count > limit { throw FileFailure(path: path, doing: "read", code: EFBIG) }
    }
    return bytes
  }

  /// The bytes of standard input, to its end.
  ///
  /// - Parameter limit: More bytes than that are refused.
  public static func readStandardInput(limit: Int = 64 << 20) throws -> [UInt8] {
    let name = "standard input"
    var bytes: [UInt8] = []
    try forEachChunk(of: name, descriptor: STDIN_FILENO) { chunk in
      bytes.append(contentsOf: chunk)
      if bytes.count > limit { throw FileFailure(path: name, doing: "read", code: EFBIG) }
    }
    return bytes
  }

  /// Hands a file to a closure in pieces of at most 256 KiB.
  public static func forEachChunk(of path: String, _ body: ([UInt8]) throws -> Void) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw FileFailure(path: path, doing: "read", code: errno) }
    defer { close(descriptor) }
    try forEachChunk(of: path, descriptor: descriptor, body)
  }

  /// Hands what an open descriptor still has to say to a closure, in pieces of at most 256 KiB.
  ///
  /// - Parameter path: The name to use in errors.
  static func forEachChunk(of path: String, descriptor: Int32, _ body: ([UInt8]) throws -> Void) throws {
    var chunk = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw FileFailure(path: path, doing: "read", code: errno)
      }
      if count == 0 { return }
      try body(count == chunk.count ? chunk : Array(chunk[..<count]))
    }
  }

  /// The bytes of a file, or nil where there is none.
  public static func readIfPresent(_ path: String) throws -> [UInt8]? {
    exists(path) ? try read(path) : nil
  }

  /// The names in a folder, sorted; nothing where there is no such folder. Hidden ones are left out unless asked for.
  public static func names(in folder: String, includingHidden: Bool = false) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix("."), !includingHidden || name == "." || name == ".." { continue }
      names.append(name)
    }
    return names.sorted()
  }

  /// Whether a path is a plain file: no folder, device, pipe or socket.
  public static func isPlainFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether a path is a folder.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Makes a folder, and those on the way to it.
  public static func makeFolder(_ path: String) throws(FileFailure) {
    if isFolder(path) { return }
    let parent = folder(of: path)
    if parent != path, !isFolder(parent) { try makeFolder(parent) }
    if mkdir(path, 0o755) != 0, errno != EEXIST { throw FileFailure(path: path, doing: "make the folder", code: errno) }
  }

  /// The path without `.` and `..` parts, from the root.
  public static func absolute(_ path: String, from folder: String) -> String {
    var parts: [Substring] = []
    for part in (path.hasPrefix("/") ? path : folder + "/" + path).split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
