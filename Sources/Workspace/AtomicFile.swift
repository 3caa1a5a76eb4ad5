import ContentModel
import World

#if canImport(Glibc)
  import Glibc
#endif

/// A file that is complete or absent: written beside its place under another name, synced, renamed, the folder synced.
///
/// A crash or a full disk at any step leaves the old file, or none, and perhaps a `.part` file beside it that the next
/// write takes away.
public final class AtomicFile {
  /// Where the file will be.
  public let path: String
  private let partPath: String
  private var descriptor: Int32
  private let world: World

  /// Begins a file. An existing one at the same place stays as it is until `commit()`.
  ///
  /// Anything at that place but a plain file is refused: a rename would put a file where `/dev/null` was.
  ///
  /// - Parameter mode: Who may do what with the file, less what the process's mask takes away.
  public init(path: String, mode: mode_t = 0o644, world: World) throws(FileFailure) {
    if FilePath.exists(path), !FilePath.isPlainFile(path) {
      throw FileFailure(path: path, doing: "write", code: FilePath.isFolder(path) ? EISDIR : ENOTSUP)
    }
    self.path = path
    self.world = world
    partPath = path + ".\(world.processID).part"
    unlink(partPath)
    descriptor = open(partPath, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, mode)
    if descriptor < 0 { throw FileFailure(path: path, doing: "write", code: errno) }
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
    _ bytes: [UInt8], to path: String, mode: mode_t = 0o644, world: World
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
