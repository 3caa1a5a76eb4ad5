import ContentModel
import ContentStore
import Coverage
import Generation
import Testing

/// A plan against the fill that follows it.
@Suite struct FillEstimateTests {
  private static let targets = ["passiv,,,de,24,1", "relativsaetze,,,de,16,2"]
  /// What a library's rehearsals show: about one text in five is sent back.
  private static let usualFaults = [
    "providers.simulated.rule_failure=0.12", "providers.simulated.regeneration_failure=0.08",
    "providers.simulated.failed_assessment=0.10", "providers.simulated.missing_slot=0.03",
    "providers.simulated.truncation=0.03", "providers.simulated.refusal=0.01",
    "providers.simulated.latency_jitter=0.4",
  ]

  private func estimate(
    _ bench: FillBench, configuration: FillConfiguration? = nil
  ) throws -> (plan: PlanEstimate, expectation: CallExpectation) {
    let configuration = try configuration ?? bench.configuration()
    let context = try bench.context(configuration)
    let plan = try context.plan(Selection(), limit: nil)
    let expectation = try context.expectation(configuration, slots: plan.slots)
    return (try context.estimate(plan, configuration: configuration, expectation: expectation), expectation)
  }

  @Test func aPlanCountsTheCallsOfAFillWithoutFaults() async throws {
    let bench = try await FillBench(targets: Self.targets)
    let (plan, expectation) = try estimate(bench)
    let filled = try await bench.fill()
    #expect(plan.items == 40 && filled.figures.accepted == 40)
    #expect(plan.calls == filled.figures.calls && plan.expectedCalls == plan.calls)
    #expect(plan.callsSingle == 80 && plan.cells == 2)
    #expect(expectation.sentBack == 0 && plan.sentBack == 0)
    // Prompts are counted; only the texts to be assessed are guessed.
    #expect((0.9...1.35).contains(Double(plan.inputTokens) / Double(filled.figures.usage.input)))
    // A kind's usual output is that of a real model, which writes more than the simulated one.
    #expect((1.0...2.5).contains(Double(plan.outputTokens) / Double(filled.figures.usage.output)))
    // The provider's cache is not counted on.
    let cost = try #require(plan.cost)
    #expect(cost > filled.figures.cost && plan.expectedCost == cost)
    #expect((0.9...1.2).contains(Double(plan.inputTokensSingle) / Double(filled.figures.inputTokensSingle)))
  }

  /// Once the ledger knows the model, output is what items really take.
  @Test func aPlanLearns() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,60,1", "relativsaetze,,,de,60,1"])
    let first = try await bench.fill(
      bench.request(Selection(sections: ["passiv"])), configuration: bench.configuration(batchSize: 2))
    #expect(first.figures.accepted == 60)
    let (plan, _) = try estimate(bench)
    let filled = try await bench.fill()
    #expect((0.75...1.3).contains(Double(plan.outputTokens) / Double(filled.figures.usage.output)))
    #expect((0.9...1.1).contains(Double(plan.inputTokens) / Double(filled.figures.usage.input)))
  }

  /// Seconds, calls and tokens with what is sent back, at several latencies and concurrencies. Time is virtual: only calls
  /// take any.
  @Test(arguments: [100, 9000], [2, 8, 40])
  func timeIsAboutWhatAFillTakes(latency: Int, concurrency: Int) async throws {
    var ratios: [Double] = []
    var calls: [Double] = []
    for seed in 1...2 {
      let bench = try await FillBench(
        targets: Self.targets,
        settings: Self.usualFaults + [
          "providers.simulated.latency_ms=\(latency)", "fill.concurrency=\(concurrency)",
          "providers.simulated.seed=\(seed)",
        ])
      let (plan, expectation) = try estimate(bench)
      #expect(expectation.source == .settings)
      let filled = try await bench.fill()
      #expect(filled.end.exitCode == .done)
      ratios.append(filled.took / .seconds(1) / plan.seconds)
      calls.append(Double(filled.figures.calls) / Double(plan.expectedCalls))
      // What is sent back comes on top of the table's figures, never off it.
      #expect(plan.expectedCalls > plan.calls && plan.expectedInputTokens > plan.inputTokens)
      #expect((0.5...1.8).contains(Double(filled.figures.usage.input) / Double(plan.expectedInputTokens)))
    }
    // Near-duplicates are sent back besides, which no setting foretells.
    #expect(ratios.allSatisfy { (0.5...2.6).contains($0) }, "\(ratios)")
    let mean = ratios.reduce(0, +) / Double(ratios.count)
    #expect((0.6...1.8).contains(mean), "\(ratios)")
    #expect(calls.allSatisfy { (0.6...1.6).contains($0) }, "\(calls)")
  }

  /// Of a model that was filled with before, the ledger tells how long calls take and how much is sent back.
  @Test func theLedgerTellsOfTimeAndShares() async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,40,1"], settings: Self.usualFaults + ["providers.simulated.latency_ms=3000"])
    let filled = try await bench.fill()
    var configuration = try bench.configuration()
    let course = try #require(
      try bench.store.read {
        try $0.courseTallies(kind: "gap_fill_exercise", provider: "simulated", model: "simulated-1")
      }.first)
    #expect(course.drafts == filled.figures.drafted && course.accepted == filled.figures.accepted)
    #expect(course.texts == filled.drafts.reduce(0) { $0 + $1.asked })
    #expect(course.section == "passiv" && course.promptHash == bench.library.kinds["gap_fill_exercise"]?.hash)
    let slots = (1...10).map { _ in
      WantedSlot(
        kind: "gap_fill_exercise", key: Key(section: "passiv", language: "de"),
        cell: CellKey(
          kind: "gap_fill_exercise", section: .value("passiv"), topic: .all, sku: .absent, language: .value("de")),
        priority: 1)
    }
    // Any provider but the simulated one is judged by its past.
    var context = try bench.context()
    context.simulated = nil
    let learned = try context.expectation(configuration, slots: slots)
    #expect(learned.source == .ledger && (2.5...3.5).contains(learned.seconds))
    #expect(abs(learned.sentBack - (1 - Double(course.acceptedFirst) / Double(course.drafts))) < 0.1)
    #expect(learned.parts.map(\.rates.known.section) == [course.drafts])
    configuration.model = "another"
    let unknown = try context.expectation(configuration, slots: slots)
    #expect(unknown.source == .assumption && unknown.seconds == 10 && abs(unknown.sentBack - 0.19) < 1e-9)
  }

  /// The same library gives the same plan, and a plan that is carried out leaves nothing to plan.
  @Test func planningIsIdempotent() async throws {
    let bench = try await FillBench(targets: Self.targets, settings: Self.usualFaults)
    let first = try estimate(bench).plan
    #expect(try estimate(bench).plan == first)
    let again = try await bench.opened(settings: Self.usualFaults)
    #expect(try estimate(again).plan == first)
    #expect(try bench.rows("SELECT count(*) FROM runs") == ["0"])
    _ = try await bench.fill()
    let after = try estimate(bench).plan
    #expect((after.items, after.calls, after.seconds, after.cost) == (0, 0, 0, .zero))
  }

  /// A provider that has not failed within a moment is called at full width: twenty calls at once, the others when that moment
  /// has passed, and not when the first answer comes. `FullWidthTests` shows the same of a fill.
  @Test(arguments: [(20, 4.0), (40, 2.155), (100, 2.155)])
  func aProviderThatIsAtWorkIsCalledAtFullWidth(concurrency: Int, seconds: Double) async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,40,1"], settings: ["fill.concurrency=\(concurrency)"])
    let configuration = try bench.configuration(batchSize: 1)
    // Any provider but the simulated one may be far away.
    var context = try bench.context(configuration)
    context.simulated = nil
    func planned(callsOf duration: Double) throws -> Double {
      try context.estimate(
        try context.plan(Selection(), limit: nil), configuration: configuration,
        expectation: CallExpectation(
          seconds: duration, jitter: 0, failedFirst: 0, failedLater: 0, failedAssessment: 0, source: .ledger)
      ).seconds
    }
    #expect(abs(try planned(callsOf: 1) - seconds) < 1e-9)
    // The moment is the same for slower calls.
    #expect(abs(try planned(callsOf: 10) - (concurrency < 40 ? seconds * 10 : 20.155)) < 1e-9)
  }

  /// One call waits for the other only where it must.
  @Test(arguments: [(1, 4.0), (2, 2.0), (8, 2.0)])
  func secondsWithoutFaults(concurrency: Int, seconds: Double) async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,10,1"],
      settings: ["providers.simulated.latency_ms=1000", "fill.concurrency=\(concurrency)"])
    let (plan, _) = try estimate(bench)
    #expect(plan.seconds == seconds)
    #expect(try await bench.fill().took == .seconds(seconds))
  }
}
