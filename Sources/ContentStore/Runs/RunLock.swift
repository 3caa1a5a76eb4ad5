import ContentModel
import World

#if canImport(Glibc)
  import Glibc
#endif

/// Linux's commands for locks of an open file description, which Glibc's module does not export.
/// Source: fcntl_locking(2) and asm-generic/fcntl.h.
private let getOpenFileLock: Int32 = 36
private let setOpenFileLock: Int32 = 37

/// An advisory lock that a run's holder keeps while it lives, so that on the same machine a dead holder is known at
/// once. The system lets go of it when the process ends, however it ends.
public final class RunLock: Sendable {
  let descriptor: Int32
  /// Where its file lies.
  let file: String

  /// Takes the lock of a run.
  ///
  /// - Returns: nil where another process has it.
  public static func take(run uuid: String, besideStore path: String) throws -> RunLock? {
    let (folder, file) = place(run: uuid, besideStore: path)
    if mkdir(folder, 0o700) != 0, errno != EEXIST { throw failure(folder) }
    let descriptor = open(file, O_CREAT | O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(file) }
    var request = wholeFile
    if fcntl(descriptor, setOpenFileLock, &request) == 0 { return RunLock(descriptor: descriptor, file: file) }
    defer { Glibc.close(descriptor) }
    // Anything else, such as a file system without locks, says nothing of another process.
    if errno == EAGAIN || errno == EACCES { return nil }
    throw failure(file)
  }

  /// Whether some process has the lock of a run now. Asks only: taking it for a moment would be in the way of others.
  public static func isHeld(run uuid: String, besideStore path: String) throws -> Bool {
    let file = place(run: uuid, besideStore: path).file
    let descriptor = open(file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    if descriptor < 0, errno == ENOENT { return false }
    guard descriptor >= 0 else { throw failure(file) }
    defer { Glibc.close(descriptor) }
    var request = wholeFile
    guard fcntl(descriptor, getOpenFileLock, &request) == 0 else { throw failure(file) }
    return request.l_type != Int16(F_UNLCK)
  }

  /// An exclusive lock of the open file description, which belongs to this opening of the file and not to the process:
  /// closing another descriptor of the file does not lose it.
  private static var wholeFile: flock {
    flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
  }

  private init(descriptor: Int32, file: String) {
    self.descriptor = descriptor
    self.file = file
  }

  deinit { Glibc.close(descriptor) }

  private static func place(run uuid: String, besideStore path: String) -> (folder: String, file: String) {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let locks = (folder.isEmpty ? (path.hasPrefix("/") ? "" : ".") : folder) + "/.runs"
    return (locks, locks + "/" + uuid + ".lock")
  }

  static func failure(_ file: String) -> StoreError {
    .unusable(path: file, reason: String(cString: strerror(errno)))
  }
}

extension Store {
  /// The rows of the runs whose holder is alive: on this machine one whose lock is held, elsewhere one whose lease is good.
  public func livingRuns(_ runs: [StoredRun]) throws -> Set<Int64> {
    try RunLock.living(runs, besideStore: path, world: world)
  }
}

extension RunLock {
  /// The same, of a store that is not open.
  public static func living(_ runs: [StoredRun], besideStore path: String, world: World) throws -> Set<Int64> {
    let now = world.now()
    var living: Set<Int64> = []
    for run in runs where run.status == .running || run.status == .waiting {
      guard let holder = run.holder, let lease = run.leaseUntil else { continue }
      // Here the lock says more than any clock: a process that is stopped has it still, and goes on where it was.
      let isHere = holder.hasPrefix(world.hostName + ":")
      if try isHere ? RunLock.isHeld(run: run.uuid, besideStore: path) : lease > now { living.insert(run.id) }
    }
    return living
  }
}
