import ContentModel
import World

#if canImport(Glibc)
  import Glibc
#endif

/// A file that is complete or absent: written beside its place under another name, synced, renamed, the folder synced.
///
/// A crash or a full disk at any step leaves the old file, or none, and perhaps a `.part` file beside it, which the next
/// write of the same file takes away: whoever writes one holds its lock, so that one without is nobody's.
public final class AtomicFile {
  /// Where the file will be.
  public let path: String
  private let partPath: String
  private var descriptor: Int32
  private let world: World

  /// Begins a file. An existing one at the same place stays as it is until `commit()`; its permissions go over to the new
  /// one.
  ///
  /// Anything at that place but a plain file is refused. A rename would put a file where `/dev/null` was, or where a link
  /// was, as `/dev/stdout` is one: whoever reads the file that it led to would not be told.
  ///
  /// - Parameter mode: Who may do what with the file, whatever was allowed before; nil keeps what was, and gives a new file
  ///   0644 less what the process's mask takes away.
  public init(path: String, mode: mode_t? = nil, world: World) throws(FileFailure) {
    let former = try Self.permissions(ofFileAt: path)
    self.path = path
    self.world = world
    PartFile.removeLeftovers(of: path)
    (partPath, descriptor) = try PartFile.open(for: path, mode: mode ?? 0o644, world: world)
    if let permissions = mode ?? former, fchmod(descriptor, permissions) != 0 {
      throw FileFailure(path: path, doing: "set the permissions of", code: errno)
    }
  }

  /// The permissions of the plain file at a path; nil where there is nothing.
  private static func permissions(ofFileAt path: String) throws(FileFailure) -> mode_t? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return status.st_mode & 0o777
    case S_IFDIR: throw FileFailure(path: path, doing: "write", code: EISDIR)
    case S_IFLNK: throw FileFailure(path: path, doing: "write", code: ELOOP)
    default: throw FileFailure(path: path, doing: "write", code: ENOTSUP)
    }
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      unlink(partPath)
    }
  }

  /// The file under its name for now, for reading it back before it gets its own.
  public var temporaryPath: String { partPath }

  /// Appends bytes.
  public func append(_ bytes: [UInt8]) throws(FileFailure) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written) }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileFailure(path: path, doing: "write", code: errno)
      }
      written += count
    }
  }

  /// Makes what is written so far durable, still under the other name.
  public func sync() throws(FileFailure) {
    if fsync(descriptor) != 0 { throw FileFailure(path: path, doing: "sync", code: errno) }
    Failpoint.reach("written", world)
  }

  /// Gives the file its name.
  public func commit() throws(FileFailure) {
    try sync()
    // The lock stays until the file has its name.
    let lock = dup(descriptor)
    defer { if lock >= 0 { close(lock) } }
    let code = close(descriptor)
    descriptor = -1
    if code != 0 {
      unlink(partPath)
      throw FileFailure(path: path, doing: "close", code: errno)
    }
    if rename(partPath, path) != 0 {
      let cause = errno
      unlink(partPath)
      throw FileFailure(path: path, doing: "rename", code: cause)
    }
    Failpoint.reach("renamed", world)
    try Self.syncFolder(of: path)
  }

  /// Writes a whole file at once.
  public static func write(
    _ bytes: [UInt8], to path: String, mode: mode_t? = nil, world: World
  ) throws(FileFailure) {
    let file = try AtomicFile(path: path, mode: mode, world: world)
    try file.append(bytes)
    try file.commit()
  }

  private static func syncFolder(of path: String) throws(FileFailure) {
    let folder = FilePath.folder(of: path)
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 { throw FileFailure(path: folder, doing: "open", code: errno) }
    defer { close(descriptor) }
    if fsync(descriptor) != 0 { throw FileFailure(path: folder, doing: "sync", code: errno) }
  }
}
