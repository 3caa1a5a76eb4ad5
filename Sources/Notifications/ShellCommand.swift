#if canImport(Glibc)
  import Glibc
#endif

/// A line for `/bin/sh`, in a process group of its own, with bytes on its standard input and its output thrown away.
struct ShellCommand: Sendable {
  var line: String
  var environment: [String: String]
  var input: [UInt8]

  /// How it ended.
  enum End: Hashable, Sendable {
    case exit(Int32)
    case signal(Int32)
    /// It took too long, and was killed with what it had begun.
    case late
    /// It did not begin; what the system said.
    case notBegun(String)

    /// What is wrong, or nil.
    var problem: String? {
      switch self {
      case .exit(0): nil
      case .exit(let code): "its command ends with exit code \(code)"
      case .signal(let number): "its command was ended by signal \(number)"
      case .late: "its command takes too long"
      case .notBegun(let reason): "its command does not begin: \(reason)"
      }
    }
  }

  /// Runs it to its end, by the machine's own clock: another program keeps no other.
  ///
  /// - Parameter limit: After which it is killed.
  func run(atMost limit: Duration) async -> End {
    var ends: [Int32] = [-1, -1]
    // Not a pipe: writing into one that nobody reads any more would end this program.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return .notBegun(Self.reason(errno)) }
    let (reading, writing) = (ends[0], ends[1])
    let begun = begin(reading: reading)
    close(reading)
    guard case .success(let process) = begun else {
      close(writing)
      if case .failure(let error) = begun { return .notBegun(error.text) }
      return .notBegun("")
    }
    // It may have a will of its own about reading: what it leaves is no fault, and what does not fit waits for nobody.
    _ = input.withUnsafeBytes { send(writing, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT)) }
    close(writing)
    return await end(of: process, by: ContinuousClock.now + limit)
  }

  private struct SpawnError: Error { var text: String }

  private func begin(reading: Int32) -> Result<pid_t, SpawnError> {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, reading, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Signals that this program ignores are not ignored by what it starts; Ctrl-C is not for it.
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    let arguments: [String] = ["/bin/sh", "-c", line]
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, "/bin/sh", &actions, &attributes, &words, &variables)
    return code == 0 ? .success(process) : .failure(SpawnError(text: Self.reason(code)))
  }

  /// Waits in short steps: nobody else may wait for children of this process in its place.
  private func end(of process: pid_t, by limit: ContinuousClock.Instant) async -> End {
    var status: Int32 = 0
    while true {
      let found = waitpid(process, &status, WNOHANG)
      if found == process { break }
      if found < 0, errno != EINTR { return .notBegun(Self.reason(errno)) }
      var isOver = ContinuousClock.now >= limit
      // A run that is broken off does not wait for its notices.
      if !isOver { do { try await Task.sleep(for: .milliseconds(20)) } catch { isOver = true } }
      if isOver {
        kill(-process, SIGKILL)
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return .late
      }
    }
    let signal = status & 0x7F
    return signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }
}
