import ContentModel
import ContentStore
import Testing

/// Each fault of the simulated provider alone, at every call that can show it: the outcome, the number of calls and the
/// ledger follow from what is promised. Five items are wanted, five share a call, each may be asked for three times.
@Suite struct FaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    /// Settings of the provider.
    var faults: [String]
    /// Calls that were answered, by role.
    var calls: String
    var accepted = 5
    /// With the first text.
    var first = 5
    var dropped: [String: Int] = [:]
    var fallbacks = 0
    var exit = ExitCode.done
    var testDescription: String { faults.joined(separator: ", ") }
  }

  static let cases = [
    Case(faults: [], calls: "gen 1, ass 1, reg 0"),
    // Each first text is sent back by the rules, for nothing, and comes again alone.
    Case(faults: ["rule_failure"], calls: "gen 1, ass 1, reg 5", first: 0),
    Case(faults: ["regeneration_failure"], calls: "gen 1, ass 1, reg 0"),
    // Three rounds of five, then five others.
    Case(
      faults: ["failed_assessment"], calls: "gen 2, ass 6, reg 20", accepted: 0, first: 0,
      dropped: ["assessment": 10], exit: .partial),
    // A group that brings nothing falls back to single calls, which have no slots to leave out.
    Case(faults: ["missing_slot"], calls: "gen 6, ass 6, reg 0", first: 5, fallbacks: 2),
    // The first of two counts; what nobody asked for is left out; order says nothing.
    Case(faults: ["repeated_slot"], calls: "gen 1, ass 1, reg 0"),
    Case(faults: ["extra_slot"], calls: "gen 1, ass 1, reg 0"),
    Case(faults: ["shuffled_slots"], calls: "gen 1, ass 1, reg 0"),
    Case(faults: ["repeated_slot", "extra_slot", "shuffled_slots"], calls: "gen 1, ass 1, reg 0"),
    // The group, each draft alone twice more; then the same for five others.
    Case(
      faults: ["refusal"], calls: "gen 22, ass 0, reg 0", accepted: 0, first: 0, dropped: ["refusal": 10],
      fallbacks: 2, exit: .partial),
    Case(
      faults: ["content_filter"], calls: "gen 22, ass 0, reg 0", accepted: 0, first: 0,
      dropped: ["content_filter": 10], fallbacks: 2, exit: .partial),
  ]

  @Test(arguments: cases)
  func aFaultAlone(_ expected: Case) async throws {
    let bench = try await Self.bench(expected.faults)
    let filled = try await bench.fill()
    #expect(filled.calls == expected.calls)
    #expect(filled.figures.accepted == expected.accepted)
    #expect(filled.figures.acceptedFirst == expected.first)
    #expect(filled.figures.dropReasons == expected.dropped)
    #expect(filled.run.fallbacks == expected.fallbacks)
    #expect(filled.run.halvings == 0)
    #expect(filled.end.exitCode == expected.exit)
    #expect(filled.end.status == .finished)
    #expect(try bench.active().values.reduce(0, +) == expected.accepted)
    try FillJudge.judge(filled, bench)
  }

  @Test func textsThatNeverPassTheRulesCostNoAssessment() async throws {
    let bench = try await Self.bench(["rule_failure", "regeneration_failure"])
    let filled = try await bench.fill()
    #expect(filled.calls == "gen 2, ass 0, reg 20")
    #expect(filled.figures.dropped == 10 && filled.figures.accepted == 0)
    // The rules say why.
    #expect(filled.figures.dropReasons["assessment"] == nil && filled.figures.dropReasons.values.reduce(0, +) == 10)
    #expect(filled.end.exitCode == .partial)
    try FillJudge.judge(filled, bench)
  }

  /// The group is halved until single calls are cut off too, and those are not made again.
  @Test(arguments: 1...6)
  func everyAnswerIsCutOff(seed: Int) async throws {
    let bench = try await Self.bench(["truncation"], more: ["providers.simulated.seed=\(seed)"])
    let filled = try await bench.fill()
    #expect(filled.run.halvings > 0)
    #expect(Set(filled.figures.dropReasons.keys).isSubset(of: ["length"]))
    #expect(filled.figures.accepted + filled.figures.dropped == filled.figures.drafted)
    // Whatever came back cut off is not asked for again in the same company.
    let companies = try bench.rows(
      """
      SELECT a.role || ' ' || (SELECT group_concat(draft) FROM (SELECT draft FROM attempt_drafts
        WHERE attempt = a.id ORDER BY draft)) FROM attempts a
      """)
    #expect(Set(companies).count == companies.count)
    try FillJudge.judge(filled, bench)
  }

  /// Arguments that are no JSON: what stands whole before the fault is kept, the rest is asked for again.
  @Test(arguments: 1...6)
  func everyAnswerIsMalformed(seed: Int) async throws {
    let bench = try await Self.bench(["malformed"], more: ["providers.simulated.seed=\(seed)"])
    let filled = try await bench.fill()
    #expect(Set(filled.figures.dropReasons.keys).isSubset(of: ["malformed", "no_assessment"]))
    #expect(filled.figures.accepted + filled.figures.dropped == filled.figures.drafted)
    #expect(filled.drafts.allSatisfy { $0.asked <= 3 })
    try FillJudge.judge(filled, bench)
  }

  /// Latency changes when things happen, and nothing else.
  @Test func latency() async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,10,1"], settings: ["providers.simulated.latency_ms=2000", "fill.concurrency=2"])
    let filled = try await bench.fill()
    #expect(filled.calls == "gen 2, ass 2, reg 0")
    // Two calls at once for texts, then two for assessments.
    #expect(filled.took == .seconds(4))
    try FillJudge.judge(filled, bench)
  }

  private static func bench(_ faults: [String], more: [String] = []) async throws -> FillBench {
    try await FillBench(
      targets: ["passiv,,,de,5,1"],
      settings: ["fill.concurrency=1", "kinds.gap_fill_exercise.retries=2"]
        + faults.map { "providers.simulated.\($0)=1" } + more)
  }
}
