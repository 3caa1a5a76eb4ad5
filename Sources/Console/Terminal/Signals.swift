import Dispatch
import Glibc
import Synchronization

/// Interruptions from outside: the first asks the program to end well, the second ends it.
///
/// Handlers run on a queue of their own, so that they run also while all tasks are busy. The signals are caught for as
/// long as the value lives.
public final class Signals: Sendable {
  /// The exit code of an interrupted program.
  public static let exitCode: Int32 = 130

  private let numbers: [Int32]
  private let isStopped = Mutex(false)
  // Dispatch sources may be cancelled from any thread; the library does not declare them Sendable.
  nonisolated(unsafe) private let sources: [any DispatchSourceSignal]

  /// Starts to catch the signals.
  ///
  /// - Parameters:
  ///   - numbers: SIGINT and SIGTERM unless told otherwise.
  ///   - onFirst: called once, with the number of the first signal.
  ///   - onSecond: called for every further one; ends the process at once with exit code 130 unless told otherwise.
  public init(
    _ numbers: [Int32] = [SIGINT, SIGTERM], onFirst: @escaping @Sendable (Int32) -> Void,
    onSecond: @escaping @Sendable (Int32) -> Void = { _ in _exit(Signals.exitCode) }
  ) {
    let queue = DispatchQueue(label: "signals")
    let tally = Tally()
    var sources: [any DispatchSourceSignal] = []
    for number in numbers {
      // Otherwise the signal would still end the process before the source sees it.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        for _ in 0..<max(1, source.data) {
          if tally.isFirst() { onFirst(number) } else { onSecond(number) }
        }
      }
      sources.append(source)
    }
    self.numbers = numbers
    self.sources = sources
    for source in sources { source.activate() }
  }

  deinit { stop() }

  /// Stops catching: the signals end the process again.
  public func stop() {
    let wasStopped = isStopped.withLock { isStopped in
      defer { isStopped = true }
      return isStopped
    }
    if wasStopped { return }
    for source in sources { source.cancel() }
    for number in numbers { signal(number, SIG_DFL) }
  }

  /// Whether a signal has come before, over all numbers.
  private final class Tally: Sendable {
    private let hasCome = Mutex(false)

    func isFirst() -> Bool {
      hasCome.withLock { hasCome in
        defer { hasCome = true }
        return !hasCome
      }
    }
  }
}
