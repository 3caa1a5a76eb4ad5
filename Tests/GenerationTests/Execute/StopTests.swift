import ContentModel
import ContentStore
import Generation
import Providers
import Testing

/// A fill that is asked to come to rest, and goes on later.
@Suite struct StopTests {
  @Test(arguments: [1, 2, 5, 9])
  func callsInFlightAreFinishedAndNoneIsBegun(atCall number: Int) async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,20,1"],
      settings: [
        "fill.concurrency=3", "providers.simulated.latency_ms=100", "providers.simulated.rule_failure=0.3",
      ])
    let stop = FillStop()
    let filled = try await bench.fill(
      stop: stop,
      wrapping: { base in
        ScriptedProvider(base) { request, count, base in
          if count == number { stop.request() }
          return try await base.send(request)
        }
      })
    #expect(filled.end.status == .paused && filled.end.reason == "interrupted" && filled.end.exitCode == .interrupted)
    // Those that were on their way with the one that stopped it.
    #expect(try bench.log.calls.count <= number + 2)
    #expect(filled.attempts.allSatisfy { $0.state == .settled })
    try FillJudge.judge(filled, bench)
    let resumed = try await bench.resume()
    #expect(resumed.end.exitCode == .done && resumed.figures.accepted == 20)
    #expect(resumed.figures.drafted == 20 + resumed.figures.dropped)
    try FillJudge.judge(resumed, bench)
  }

  /// What was asked to rest while its last call was on its way has nothing left to go on with.
  @Test func aRunThatIsThroughIsFinished() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,2,1"], settings: ["fill.assess=false"])
    let stop = FillStop()
    let filled = try await bench.fill(
      stop: stop,
      wrapping: { base in
        ScriptedProvider(base) { request, _, base in
          stop.request()
          return try await base.send(request)
        }
      })
    #expect(filled.figures.accepted == 2)
    #expect(filled.end.status == .finished && filled.end.exitCode == .done && filled.run.reason.isEmpty)
  }

  /// While a call waits to be made again, a stop is noticed at once, and its drafts are not to blame.
  @Test func aWaitIsGivenUp() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,5,1"])
    let stop = FillStop()
    let filled = try await bench.fill(
      stop: stop,
      wrapping: { base in
        ScriptedProvider(base) { _, _, _ in
          stop.request()
          return .error(503, headers: [("retry-after", "50")])
        }
      })
    #expect(filled.attempts.count == 1 && filled.took < .seconds(1))
    #expect(filled.end.exitCode == .interrupted)
    #expect(filled.drafts.allSatisfy { $0.asked == 0 && $0.groupLimit == nil })
    let resumed = try await bench.resume()
    #expect(resumed.calls == "gen 1, ass 1, reg 0" && resumed.run.fallbacks == 0)
  }

  /// Broken off in the middle of a call: it may have been paid, and is listed.
  @Test func aCallThatIsBrokenOffIsUnknown() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,5,1"])
    let filled = try await bench.fill(wrapping: { base in
      ScriptedProvider(base) { _, _, _ in throw CancellationError() }
    })
    #expect(filled.end.exitCode == .interrupted)
    #expect(filled.attempts.map(\.state) == [.unknown])
    #expect(filled.attempts[0].error == "the program was stopped while the call was in flight")
    #expect(filled.run.reserved == filled.attempts[0].reserved)
    let resumed = try await bench.resume()
    #expect(resumed.end.exitCode == .done && resumed.figures.accepted == 5 && resumed.figures.unknownCalls == 1)
  }

  @Test func aFinishedRunHasNothingToGoOnWith() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,1,1"])
    _ = try await bench.fill()
    let conflict = await #expect(throws: RunConflict.self) { _ = try await bench.resume() }
    #expect(conflict?.message.hasSuffix(" is finished: there is nothing to go on with") == true)
  }
}
