import ContentModel
import Testing
import World

/// All faults together, at random rates, sizes and concurrencies: nothing is lost, and the figures agree.
@Suite struct MixedFaultTests {
  @Test(arguments: 1...24)
  func atRandom(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let faults = [
      "rule_failure", "regeneration_failure", "failed_assessment", "missing_slot", "repeated_slot", "extra_slot",
      "shuffled_slots", "truncation", "refusal", "content_filter", "malformed", "broken_body", "server_error",
      "rate_limit",
    ]
    var settings = [
      "providers.simulated.seed=\(seed)",
      "providers.simulated.latency_ms=\([0, 200].randomElement(using: &random) ?? 0)",
      "providers.simulated.latency_jitter=0.5", "fill.concurrency=\(Int.random(in: 1...12, using: &random))",
      "kinds.gap_fill_exercise.batch_size=\(Int.random(in: 1...7, using: &random))",
      "kinds.gap_fill_exercise.assessment_size=\(Int.random(in: 1...7, using: &random))",
      "kinds.gap_fill_exercise.retries=\(Int.random(in: 0...5, using: &random))",
    ]
    for fault in faults where Int.random(in: 0...2, using: &random) == 0 {
      settings.append("providers.simulated.\(fault)=\(Double(Int.random(in: 1...40, using: &random)) / 100)")
    }
    let bench = try await FillBench(
      targets: ["passiv,,,de,9,1", "relativsaetze,,,de,6,2", "passiv,freizeit_10_wochenende,,de,2,1"],
      settings: settings)
    var filled = try await bench.fill(bench.request(budget: Bool.random(using: &random) ? "0.5" : nil))
    try FillJudge.judge(filled, bench)
    // A run that rested goes on until it is through.
    var resumed = 0
    while filled.end.status == .paused, resumed < 20 {
      resumed += 1
      filled = try await bench.resume(budget: filled.run.budget == nil ? nil : "\(resumed + 1)")
      try FillJudge.judge(filled, bench)
    }
    #expect(filled.end.status == .finished, "\(settings)")
    #expect(filled.figures.accepted == 15 || filled.figures.drafted == filled.run.maxDrafts, "\(settings)")
    #expect(try bench.active().values.reduce(0, +) == filled.figures.accepted - filled.figures.inReview)
  }
}
