import Glibc
import Synchronization
import Testing

@testable import Console

/// Real signals to this very process, of numbers that nothing else uses.
@Suite struct SignalsTests {
  @Test(.timeLimit(.minutes(5))) func theFirstAndTheFurtherOnes() async throws {
    let (events, sink) = AsyncStream.makeStream(of: String.self)
    let milliseconds = Mutex(0)
    let uptime: @Sendable () -> Duration = {
      sink.yield("looks at the clock")
      return .milliseconds(milliseconds.withLock(\.self))
    }
    let signals = try Signals(
      [SIGUSR1, SIGUSR2], uptime: uptime, onFirst: { sink.yield("first \($0 == SIGUSR1)") },
      onSecond: { sink.yield("second \($0 == SIGUSR1)") })
    var iterator = events.makeAsyncIterator()
    // `timeout` sends one to the process and one to its group: those at 0 and 99 ms are one.
    for (time, number, event) in [
      (0, SIGUSR1, "first true"), (99, SIGUSR1, nil), (100, SIGUSR2, "second false"), (101, SIGUSR1, "second true"),
    ] {
      milliseconds.withLock { $0 = time }
      kill(getpid(), number)
      #expect(await iterator.next() == "looks at the clock")
      if let event { #expect(await iterator.next() == event) }
    }
    signals.stop()
    signals.stop()
  }

  @Test func unavailableSignals() {
    let error = SignalsUnavailable(code: EMFILE)
    #expect(error.message == "cannot catch interruptions: Too many open files")
    #expect(error.hint == "raise the limits of open files and threads (ulimit -n, ulimit -u)")
  }

  @Test func theExitCodeIsTheContract() { #expect(Signals.exitCode == 130) }
}
