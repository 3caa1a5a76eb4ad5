import Glibc
import Synchronization

/// Interruptions from outside: the first asks the program to end well, the second ends it.
/// Signals that come within a tenth of a second are one: `timeout` sends each to the process and to its group.
///
/// Handlers run on a thread of their own, so that they run also while all tasks are busy. The signals are caught until
/// ``stop()``, or for as long as the value lives. Only long work should catch them: a question that waits for an
/// answer is better ended by the first Ctrl-C.
public final class Signals: Sendable {
  /// The exit code of an interrupted program.
  public static let exitCode: Int32 = 130

  private let numbers: [Int32]
  private let isStopped = Mutex(false)

  /// Starts to catch the signals. A number is caught by one value at a time: the latest.
  ///
  /// - Parameters:
  ///   - numbers: SIGINT and SIGTERM unless told otherwise.
  ///   - uptime: a clock that never goes back.
  ///   - onFirst: called once, with the number of the first signal.
  ///   - onSecond: called for every further one; ends the process at once with exit code 130 unless told otherwise.
  /// - Throws: ``SignalsUnavailable`` when the process is out of descriptors or threads; the signals then end it as
  ///   they do any process.
  public init(
    _ numbers: [Int32] = [SIGINT, SIGTERM], uptime: @escaping @Sendable () -> Duration,
    onFirst: @escaping @Sendable (Int32) -> Void,
    onSecond: @escaping @Sendable (Int32) -> Void = { _ in _exit(Signals.exitCode) }
  ) throws(SignalsUnavailable) {
    self.numbers = numbers
    let relay = try SignalRelay.shared.get()
    let tally = Tally(uptime: uptime)
    for number in numbers {
      relay.catchSignal(number) { number in
        switch tally.next() {
        case .first: onFirst(number)
        case .echo: break
        case .further: onSecond(number)
        }
      }
    }
  }

  deinit { stop() }

  /// Stops catching: the signals end the process again. Further calls do nothing.
  public func stop() {
    let wasStopped = isStopped.withLock { isStopped in
      defer { isStopped = true }
      return isStopped
    }
    guard !wasStopped, case .success(let relay) = SignalRelay.shared else { return }
    for number in numbers { relay.release(number) }
  }

  /// When the first signal came, over all numbers.
  private final class Tally: Sendable {
    enum Arrival { case first, echo, further }

    private let first = Mutex<Duration?>(nil)
    private let uptime: @Sendable () -> Duration
    /// People take longer between two of Ctrl-C.
    private static let echo = Duration.milliseconds(100)

    init(uptime: @escaping @Sendable () -> Duration) { self.uptime = uptime }

    func next() -> Arrival {
      first.withLock { first in
        let now = uptime()
        guard let came = first else {
          first = now
          return .first
        }
        return now - came < Self.echo ? .echo : .further
      }
    }
  }
}

/// Why signals cannot be caught.
public struct SignalsUnavailable: Error, Hashable, Sendable {
  /// The system's error number.
  public var code: Int32

  /// What, and where: one sentence without a full stop.
  public var message: String { "cannot catch interruptions: " + String(cString: strerror(code)) }
  /// The mend.
  public var hint: String { "raise the limits of open files and threads (ulimit -n, ulimit -u)" }
}
