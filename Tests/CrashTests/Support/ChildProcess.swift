import Dispatch
import Foundation
import Synchronization

/// How a process ended.
enum ProcessEnd: Hashable, Sendable {
  case code(Int32)
  case signal(Int32)
}

/// A real process, with its standard output and standard error in files.
final class ChildProcess: Sendable {
  let pid: pid_t
  private let output: String
  private let errors: String
  private let end = Mutex<ProcessEnd?>(nil)
  /// Its value is when it ended: whoever waits for that may be told later.
  private let ending: Task<Date, Never>

  /// Starts a program; `output` and `errors` are made.
  init(
    _ program: String, _ arguments: [String], environment: [String: String], output: String, errors: String
  ) throws {
    self.output = output
    self.errors = errors
    let pid = try Self.spawn(program, arguments, environment, output, errors)
    self.pid = pid
    ending = Task {
      await withCheckedContinuation { continuation in
        // A thread that may block: tests share as many tasks as there are cores.
        DispatchQueue.global().async { continuation.resume(returning: Self.awaitEnd(of: pid)) }
      }
    }
  }

  /// Whether it has not ended yet.
  var isRunning: Bool {
    var info = siginfo_t()
    return end.withLock { end in
      if end != nil { return false }
      return waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info._sifields._sigchld.si_pid == 0
    }
  }

  /// Sends a signal, unless the process has been waited for: its number may be another's by then.
  func send(_ signal: Int32) {
    end.withLock { end in
      if end == nil { kill(pid, signal) }
    }
  }

  /// No process of a test needs as long.
  private static let patience = 120.0

  /// Does something as soon as a condition holds; nil where the process ends before, or has to be killed for taking too long.
  ///
  /// On a thread of its own: a moment of a run that lasts a second cannot wait for a task's turn.
  func when<Result: Sendable>(
    _ condition: @escaping @Sendable () -> Bool, _ action: @escaping @Sendable () throws -> Result
  ) async throws -> Result? {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { [self] in
        let end = Date(timeIntervalSinceNow: Self.patience)
        while !condition() && isRunning {
          if Date() > end { send(SIGKILL) }
          usleep(200)
        }
        continuation.resume(with: Swift.Result { isRunning ? try action() : nil })
      }
    }
  }

  /// Waits until it is stopped, or has ended.
  ///
  /// - Returns: Whether it is stopped.
  func isStopped() async -> Bool {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [pid] in
        var info = siginfo_t()
        while waitid(P_PID, id_t(pid), &info, WSTOPPED | WEXITED | WNOWAIT) != 0 && errno == EINTR {}
        continuation.resume(returning: info.si_code == CLD_STOPPED)
      }
    }
  }

  /// Waits for its end; kills it where that takes too long.
  @discardableResult
  func wait() async -> ProcessEnd {
    let guardian = Task {
      try await Task.sleep(for: .seconds(Self.patience))
      send(SIGKILL)
    }
    _ = await ending.value
    guardian.cancel()
    return end.withLock { end in
      if let end { return end }
      var status: Int32 = 0
      waitpid(pid, &status, 0)
      let seen: ProcessEnd = status & 0x7F == 0 ? .code(status >> 8 & 0xFF) : .signal(status & 0x7F)
      end = seen
      return seen
    }
  }

  /// Waits for its end and reads what it said.
  func finish() async throws -> Finished {
    let end = await wait()
    return Finished(
      end: end, time: await ending.value, output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }

  /// A process that has ended, and what it said.
  struct Finished: Sendable {
    var end: ProcessEnd
    /// When it ended.
    var time: Date
    var output: String
    var errors: String
  }

  /// Blocks until the process has ended, and leaves it to be waited for.
  ///
  /// - Returns: When it ended.
  private static func awaitEnd(of pid: pid_t) -> Date {
    var info = siginfo_t()
    while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR {}
    return Date()
  }

  private static func spawn(
    _ program: String, _ arguments: [String], _ environment: [String: String], _ output: String, _ errors: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Signals as a shell hands them on, whatever this process and its threads do with them.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, program, &actions, &attributes, &words, &variables)
    if code != 0 { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
    return pid
  }
}
