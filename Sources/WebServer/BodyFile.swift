#if canImport(Glibc)
  import Glibc
#endif

/// Bytes on disk: a body that is too large for memory, or a file that becomes a body.
///
/// It is the descriptor, not the name, that counts: it is closed when nobody holds this any more.
public final class BodyFile: Sendable {
  private let descriptor: Int32

  /// Opens a file.
  /// - Throws: `BodyFileError` with what the system said.
  public init(path: String) throws(BodyFileError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw BodyFileError(path: path, code: errno) }
  }

  /// Makes a file without a name in a folder: it goes with its descriptor, whatever becomes of the process.
  public init(unnamedIn folder: String) throws(BodyFileError) {
    var name = Array((folder + "/libtool-body-XXXXXX").utf8CString)
    descriptor = mkstemp(&name)
    if descriptor < 0 { throw BodyFileError(path: folder, code: errno) }
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  /// Makes a file, or empties the one of that name, for its owner only.
  public init(newAt path: String) throws(BodyFileError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw BodyFileError(path: path, code: errno) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// How many bytes there are.
  public var count: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Appends bytes to a file that this made; one writer at a time.
  public func append(_ bytes: UnsafeRawBufferPointer) throws(BodyFileError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = write(descriptor, rest.baseAddress, rest.count)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { throw BodyFileError(path: "a temporary file", code: errno) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// Returns when everything is on the disk.
  public func sync() throws(BodyFileError) {
    if fdatasync(descriptor) != 0 { throw BodyFileError(path: "a body on disk", code: errno) }
  }

  /// Gives a file another name, and returns when that is on the disk.
  public static func rename(_ path: String, to newPath: String) throws(BodyFileError) {
    if Glibc.rename(path, newPath) != 0 { throw BodyFileError(path: newPath, code: errno) }
    let folder = open(
      newPath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/"),
      O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder < 0 { throw BodyFileError(path: newPath, code: errno) }
    defer { close(folder) }
    if fsync(folder) != 0 { throw BodyFileError(path: newPath, code: errno) }
  }

  /// Takes a file away; one that there is not is no error.
  public static func remove(_ path: String) throws(BodyFileError) {
    if unlink(path) != 0, errno != ENOENT { throw BodyFileError(path: path, code: errno) }
  }

  /// Reads from an offset as many bytes as there are, at most as many as fit; 0 at the end.
  public func read(at offset: Int, into room: UnsafeMutableRawBufferPointer) throws(BodyFileError) -> Int {
    while true {
      let count = pread(descriptor, room.baseAddress, room.count, off_t(offset))
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw BodyFileError(path: "a body on disk", code: errno) }
      return count
    }
  }
}

/// Why bytes on disk could not be made, read or written.
public struct BodyFileError: Error, Hashable, Sendable {
  public var path: String
  /// What the system said.
  public var reason: String

  init(path: String, code: Int32) {
    self.path = path
    reason = String(cString: strerror(code))
  }

  /// What, and where: one sentence without a full stop.
  public var message: String { "\(path): \(reason)" }
}
