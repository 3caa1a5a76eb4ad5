import ContentModel
import ContentStore
import Providers
import Testing

@testable import Generation

/// Calls that are reserved before there is room for them, and leave as soon as another is answered.
@Suite struct ReadyCallTests {
  private static let settings = ["fill.concurrency=16", "fill.assess=false"]

  /// A fill of single texts, whose provider answers nobody until it is let.
  private struct HeldFill {
    let bench: FillBench
    let semaphore = AsyncSemaphore(allowed: 1)
    let stop = FillStop()
    /// The calls that have come to the provider.
    let sent = Tally<String>()
    let filled: Task<FilledRun, any Error>

    /// Waits until all places are taken and the ready calls are reserved.
    ///
    /// - Parameter failure: What it answers all but the first call, which it does not hold; nil: it holds all, and answers with
    ///   the simulated provider's texts.
    init(places: Int, ready: Int, failure: RawAnswer? = nil) async throws {
      let bench = try await FillBench(targets: ["passiv,,,de,40,1"], settings: settings)
      try await semaphore.enter()
      filled = Task { [semaphore, stop, sent] in
        try await bench.fill(configuration: bench.configuration(batchSize: 1), stop: stop) { base in
          ScriptedProvider(base) { request, number, base in
            sent.add(request.callID)
            guard let failure else {
              try await semaphore.enter()
              return try await base.send(request)
            }
            if number == 1 { return try await base.send(request) }
            try await semaphore.enter()
            return failure
          }
        }
      }
      self.bench = bench
      while semaphore.waitingCount < places { await Task.yield() }
      while try reserved < places + ready { try await Task.sleep(for: .milliseconds(1)) }
    }

    /// The calls that the ledger has reserved.
    var reserved: Int {
      get throws { try bench.rows("SELECT uuid FROM attempts WHERE state = 'reserved'").count }
    }

    func letGo() { semaphore.setAllowed(1_000) }
  }

  /// As many as may be made ready, for a fill of so many calls at once.
  private func readyCalls(
    places: Int, _ change: (inout CallPerformer) throws -> Void = { _ in }
  ) async throws -> Int {
    let bench = try await FillBench(targets: ["passiv,,,de,1,1"], settings: ["fill.concurrency=\(places)"])
    let configuration = try bench.configuration()
    let executor = try await bench.context(configuration).begin(
      bench.request(), configuration: configuration, stop: FillStop(), onProgress: { _ in })
    var performer = try #require(executor).performer
    try change(&performer)
    return performer.readyCalls
  }

  @Test(arguments: [(1, 0), (7, 0), (8, 1), (15, 1), (16, 2), (64, 8)])
  func thereIsOneForEachEightPlaces(places: Int, ready: Int) async throws {
    #expect(try await readyCalls(places: places) == ready)
  }

  @Test func aProviderThatIsNotKnownToAnswerGetsNoMoreThanItsFirstCalls() async throws {
    for (places, ready) in [(16, 2), (18, 2), (19, 1), (20, 0), (64, 0)] {
      let found = try await readyCalls(places: places) { $0.health = ProviderHealth(limit: 10, uptime: { .zero }) }
      #expect(found == ready, "\(places)")
    }
  }

  @Test func limitsGiveEachCallItsMoment() async throws {
    for (limits, ready) in [(RateLimits(), 2), (RateLimits(requestsPerMinute: 60), 0)] {
      let found = try await readyCalls(places: 16) {
        $0.limiter = try RateLimiter(
          account: "test", provider: "test", limits: limits, store: $0.context.store)
      }
      #expect(found == ready)
    }
  }

  @Test func oneForEachEightPlacesIsReserved() async throws {
    let held = try await HeldFill(places: 16, ready: 2)
    // Whatever else might still come has come by then.
    for _ in 0..<1_000 { await Task.yield() }
    #expect(held.semaphore.waitingCount == 16)
    #expect(try held.reserved == 18)
    held.letGo()
    let filled = try await held.filled.value
    #expect(filled.figures.accepted == 40 && filled.run.reserved == .zero)
    try FillJudge.judge(filled, held.bench)
  }

  @Test func aRunThatComesToRestTakesThemBack() async throws {
    let held = try await HeldFill(places: 16, ready: 2)
    held.stop.request()
    held.letGo()
    let filled = try await held.filled.value
    #expect(filled.end.exitCode == .interrupted)
    #expect(filled.attempts.count == 16 && filled.attempts.allSatisfy { $0.state == .settled })
    #expect(try held.bench.log.calls.count == 16)
    #expect(filled.run.reserved == .zero)
    try FillJudge.judge(filled, held.bench)
    let resumed = try await held.bench.resume()
    #expect(resumed.figures.accepted == 40)
  }

  @Test func aRunThatIsBrokenOffTakesThemBack() async throws {
    let held = try await HeldFill(places: 16, ready: 2)
    held.filled.cancel()
    let filled = try await held.filled.value
    #expect(filled.attempts.count == 16 && filled.attempts.allSatisfy { $0.state == .unknown })
    #expect(filled.run.reserved == filled.attempts.reduce(.zero) { $0 + $1.reserved })
  }

  /// A provider that begins to fail gets none of the calls that were ready.
  @Test func theyAreKeptBackWhereTheProviderFails() async throws {
    let held = try await HeldFill(places: 16, ready: 2, failure: .error(503))
    // One call fails, after another was answered.
    held.semaphore.setAllowed(2)
    while try held.bench.rows("SELECT uuid FROM attempts WHERE state = 'failed'").isEmpty {
      try await Task.sleep(for: .milliseconds(1))
    }
    for _ in 0..<1_000 { await Task.yield() }
    #expect(held.sent.entries.count == 17)
    held.letGo()
    let filled = try await held.filled.value
    #expect(held.sent.entries.count == 17)
    #expect(filled.end.status == .paused && filled.run.reserved == .zero)
  }

  /// What was sent may have been paid; what was only ready was not, and its drafts lose no try.
  @Test func afterACrashOnlyThoseThatWereSentAreUnknown() async throws {
    let held = try await HeldFill(places: 16, ready: 2)
    let after = try await held.bench.afterACrash(settings: Self.settings)
    let resumed = try await after.resume()
    #expect(Set(resumed.attempts.filter { $0.state == .unknown }.map(\.uuid)) == Set(held.sent.entries))
    #expect(resumed.figures.unknownCalls == 16 && resumed.figures.accepted == 40)
    #expect(
      try after.rows(
        """
        SELECT ordinal FROM drafts d WHERE asked <>
          (SELECT count(*) FROM attempt_drafts x JOIN attempts a ON a.id = x.attempt WHERE x.draft = d.id)
        """) == [])
    held.letGo()
    _ = try await held.filled.value
  }

  /// Notes of what was sent are not synced: they are worth nothing once the machine itself has died.
  @Test func afterTheMachinesCrashAllAreUnknown() async throws {
    let held = try await HeldFill(places: 16, ready: 2)
    let after = try await held.bench.afterACrash(settings: Self.settings, bootID: "next boot")
    let resumed = try await after.resume()
    #expect(resumed.figures.unknownCalls == 18 && resumed.figures.accepted == 40)
    held.letGo()
    _ = try await held.filled.value
  }
}
