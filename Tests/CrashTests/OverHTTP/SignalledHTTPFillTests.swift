import Foundation
import Testing
import World

/// A fill over HTTP that is asked to end while calls are on their way.
@Suite("A fill over HTTP that gets a signal", .fewAtOnce) struct SignalledHTTPFillTests {
  private static let fill = ["fill", "--section", "adjektivdeklination_einstieg"]

  /// Milliseconds that the endpoint takes, and the calls that it must have received when the signal comes.
  @Test(
    "takes the answers that come, makes no further call, and goes on when resumed",
    arguments: (0..<(isLong ? 20 : 3)).map { number in
      var random = SeededGenerator(seed: UInt64(number) + 5)
      return (Int.random(in: 20...900, using: &random), Int.random(in: 1...9, using: &random))
    })
  func drains(latency: Int, calls: Int) async throws {
    let endpoint = try SimulatedEndpoint {
      $0.latencyMilliseconds = latency
      $0.latencyJitter = 0.3
    }
    let library = try await TestLibrary.synced(calling: endpoint.address)
    let process = try library.start(Self.fill)
    let signalled = try await process.when({ endpoint.simulator.tally.received >= calls }) {
      process.send(SIGINT)
      return Date()
    }
    let finished = try await process.finish()
    let time = try #require(signalled)
    #expect(finished.time.timeIntervalSince(time) < 10)
    // The calls in flight may have been the last ones.
    if finished.end == .code(0) { return #expect(try library.isFinished()) }
    #expect(finished.end == .code(130), "\(finished.errors)")
    #expect(finished.output.contains("paused: interrupted"))
    // What was being sent when the signal came may still arrive.
    let late = try library.callLog.received.filter { $0.time > time.addingTimeInterval(0.25) }
    #expect(late.isEmpty)
    let paused = try StoreJudge(library)
    #expect(paused.faults == [])
    #expect(paused.inFlight.isEmpty && paused.unknown.isEmpty && paused.calls["answered"] == nil)
    try await library.expectResumed(unknown: [])
  }

  @Test("gives slow calls seven seconds, and lists them as unknown") func slowCalls() async throws {
    let endpoint = try SimulatedEndpoint { $0.latencyMilliseconds = 120_000 }
    let library = try await TestLibrary.synced(calling: endpoint.address)
    let process = try library.start(Self.fill)
    let time = try await process.when({ endpoint.simulator.tally.received >= 3 }) {
      process.send(SIGINT)
      return Date()
    }
    let finished = try await process.finish()
    let seconds = finished.time.timeIntervalSince(try #require(time))
    #expect(finished.end == .code(130), "\(finished.errors)")
    #expect(seconds > 6 && seconds < 10, "\(seconds)")
    let judge = try StoreJudge(library)
    #expect(judge.faults == [])
    #expect(judge.inFlight.isEmpty)
    #expect(judge.unknown == (try library.callLog.calls))
    let quick = try SimulatedEndpoint()
    let resumed = try await library.run(["runs", "resume", "last"], calling: quick.address)
    #expect(resumed.end == .code(0), "\(resumed.errors)")
    let coverage = try await library.json(["coverage", "--section", "adjektivdeklination_einstieg"])
    #expect(coverage["totals"]?["gap"] == 0 && coverage["totals"]?["active"] == coverage["totals"]?["target"])
  }
}
