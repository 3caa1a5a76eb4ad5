#if FAILPOINTS
  import Synchronization

  #if canImport(Glibc)
    import Glibc
  #endif

  /// How often each step has been reached.
  private let reached = Mutex<[String: Int]>([:])
#endif

/// A named step at which a crash test ends the process. Does nothing at all in release builds.
public enum Failpoint {
  /// The steps, in the order in which a fill, a run of batch jobs and an export come by them.
  public static let steps = [
    "reserved", "sent", "answered", "judged", "published", "gathered", "intended", "handed_over", "uploaded",
    "creating",
    "created", "submitted", "lines_stored", "collected", "job_ended", "written", "renamed",
  ]

  /// Kills the process here where the environment says so: `LIBTOOL_FAILPOINT=answered:3` at the third time. With
  /// `answered:3:stop` it is stopped as a whole, whatever its other threads are at, until somebody lets it go on; with
  /// `answered:3:PIPE` only this thread waits, until somebody has opened that named pipe for writing and closed it.
  public static func reach(_ step: String, _ world: World) {
    #if FAILPOINTS
      guard let wanted = world.environment["LIBTOOL_FAILPOINT"] else { return }
      let parts = wanted.split(separator: ":")
      guard parts.first.map(String.init) == step else { return }
      let times = parts.count > 1 ? Int(parts[1]) ?? 1 : 1
      let count = reached.withLock { counts in
        counts[step, default: 0] += 1
        return counts[step, default: 0]
      }
      guard count == times else { return }
      switch parts.dropFirst(2).first {
      case nil: kill(getpid(), SIGKILL)
      case "stop": kill(getpid(), SIGSTOP)
      case .some(let pipe): wait(at: String(pipe))
      }
    #endif
  }

  #if FAILPOINTS
    private static func wait(at pipe: String) {
      let reader = open(pipe, O_RDONLY | O_CLOEXEC)
      var byte: UInt8 = 0
      while read(reader, &byte, 1) > 0 {}
      close(reader)
    }
  #endif
}
