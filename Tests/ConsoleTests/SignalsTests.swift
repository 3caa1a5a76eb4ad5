import Glibc
import Testing

@testable import Console

/// Real signals to this very process, of numbers that nothing else uses.
@Suite struct SignalsTests {
  @Test(.timeLimit(.minutes(1))) func theFirstAndTheFurtherOnes() async throws {
    let (events, sink) = AsyncStream.makeStream(of: String.self)
    let signals = try Signals(
      [SIGUSR1, SIGUSR2], onFirst: { sink.yield("first \($0 == SIGUSR1)") },
      onSecond: { sink.yield("second \($0 == SIGUSR1)") })
    var iterator = events.makeAsyncIterator()
    kill(getpid(), SIGUSR1)
    #expect(await iterator.next() == "first true")
    kill(getpid(), SIGUSR2)
    #expect(await iterator.next() == "second false")
    kill(getpid(), SIGUSR1)
    #expect(await iterator.next() == "second true")
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
