import ContentModel
import ContentStore
import Formats
import Generation
import Providers
import SQLiteKit
import Synchronization
import Testing

/// Where the money goes: reserved before a call, settled after it, and split over its drafts. Prices are 350, 90 and 1,400
/// billionths a token of input, cached input and output.
@Suite struct MoneyTests {
  /// What the ledger said when a request reached the provider.
  private struct Sight: Sendable {
    var request: CompletionRequest
    var state: String
    var reserved: Int64
    var runReserved: Int64
    var runSpent: Int64
  }

  /// Fills, and looks at the ledger each time a call reaches the provider.
  private func watch(
    _ bench: FillBench, _ request: FillRequest? = nil
  ) async throws -> (filled: FilledRun, sights: [Sight]) {
    let sights = Mutex<[Sight]>([])
    let filled = try await bench.fill(
      request,
      wrapping: { base in
        ScriptedProvider(base) { request, _, base in
          let sight = try bench.store.read { reader in
            try reader.connection.first(
              """
              SELECT a.state, a.reserved, r.reserved, r.spent FROM attempts a JOIN runs r ON r.id = a.run WHERE a.uuid = $1
              """, request.callID
            ) {
              Sight(
                request: request, state: $0.text(0), reserved: $0.integer(1), runReserved: $0.integer(2),
                runSpent: $0.integer(3))
            }
          }
          if let sight { sights.withLock { $0.append(sight) } }
          return try await base.send(request)
        }
      })
    return (filled, sights.withLock { $0 })
  }

  @Test func theWorstCaseIsReservedBeforeACallAndFreedAfterIt() async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,9,1"],
      settings: ["providers.simulated.rule_failure=0.3", "providers.simulated.failed_assessment=0.3"])
    let (filled, sights) = try await watch(bench)
    #expect(sights.count == filled.attempts.count, "each call was in the ledger when it was sent")
    for sight in sights {
      #expect(sight.state == "reserved")
      // A byte is a token at worst, and the whole limit may be written.
      let bytes = Int64(sight.request.body().text.utf8.count)
      #expect(sight.reserved == bytes * 350 + Int64(sight.request.maxOutputTokens) * 1400)
      #expect(sight.runReserved >= sight.reserved)
    }
    let reserved = Dictionary(sights.map { ($0.request.callID, $0.reserved) }) { first, _ in first }
    for attempt in filled.attempts {
      #expect(attempt.state == .settled)
      #expect((attempt.cost?.billionths ?? .max) <= reserved[attempt.uuid, default: 0], "dearer than the worst case")
    }
    #expect(filled.run.reserved == .zero)
    try FillJudge.judge(filled, bench)
  }

  /// Whatever the budget: reserved plus spent stay within it at every moment, and it ends with 5 or with everything done.
  @Test(arguments: ["0", "0.001", "0.004", "0.006", "0.01", "0.013", "0.02", "0.05", "1"])
  func theBudgetIsNeverExceeded(budget: String) async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,12,1"],
      settings: ["providers.simulated.rule_failure=0.3", "providers.simulated.latency_ms=100", "fill.concurrency=4"])
    let limit = try #require(Money(budget))
    let (filled, sights) = try await watch(bench, bench.request(budget: budget))
    for sight in sights { #expect(sight.runReserved + sight.runSpent <= limit.billionths) }
    try FillJudge.judge(filled, bench)
    if filled.end.status == .finished {
      #expect(filled.end.exitCode == .done && filled.figures.accepted == 12)
    } else {
      #expect(filled.end.exitCode == .budget && filled.end.status == .paused)
      #expect(filled.end.reason.hasPrefix("the budget of \(limit) EUR does not hold another call: "))
      // The next call really does not fit: that is what the text says of it.
      let left = limit - filled.run.spent
      #expect(filled.end.reason.contains(": \(left.rounded(decimals: 4)) is left, the next may cost "))
      let needed = try #require(Money(String(filled.end.reason.split(separator: " ").last ?? "")))
      #expect(needed > left)
      // Texts that were paid for do not lie about: they are assessed while that fits.
      let resumed = try await bench.resume(budget: "5")
      #expect(resumed.end.status == .finished && resumed.figures.accepted == 12)
      try FillJudge.judge(resumed, bench)
    }
  }

  /// Input equally, output by length, and what no draft can be blamed for stays as overhead.
  @Test func aCallsCostIsSplitOverItsDrafts() async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,5,1"], settings: ["providers.simulated.repeated_slot=0.5", "fill.concurrency=1"])
    let recorder = Recorder()
    let filled = try await bench.fill(wrapping: recorder.wrap)
    let usages = try Dictionary(bench.log.calls.map { ($0.id, $0.usage) }) { first, _ in first }
    for call in recorder.calls where !call.request.isAssessment {
      let usage = try #require(usages[call.request.callID])
      let input = Double((usage.input - usage.cachedInput) * 350 + usage.cachedInput * 90)
      let output = Double(usage.output * 1400)
      let arguments = try #require(call.answer?.arguments)
      let shares = try shares(ofCall: call.request.callID, bench)
      var first: [String: JSON] = [:]
      for item in try JSON.parse(arguments)["items"]?.array ?? [] {
        if let slot = item["slot"]?.string, first[slot] == nil { first[slot] = item }
      }
      #expect(shares.count == 5 && first.count == 5)
      for (slot, cost) in shares {
        var item = try #require(first[slot])
        item["slot"] = nil
        let part = Double(item.text.utf8.count) / Double(arguments.utf8.count)
        #expect(abs(Double(cost) - (input / 5 + output * part)) <= Double(arguments.utf8.count), "\(slot)")
      }
      let sum = Double(shares.values.reduce(0, +))
      let repeated = Double(usage.output) * 1400 + input - sum
      // What came twice is nobody's, and more than the names and brackets around the items.
      #expect(repeated > 0)
    }
    // An item's cost is what its draft cost in all its calls.
    #expect(
      try bench.rows(
        """
        SELECT v.id FROM versions v
        WHERE v.cost <> (SELECT sum(x.cost) FROM attempt_drafts x WHERE x.draft = v.draft)
        """) == [])
    try FillJudge.judge(filled, bench)
  }

  @Test func aRefusalIsOverheadButForItsInput() async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,5,1"], settings: ["providers.simulated.refusal=1", "fill.concurrency=1"])
    let filled = try await bench.fill(bench.request(maxDrafts: 5))
    let call = try #require(try bench.log.calls.first)
    let shares = try shares(ofCall: call.id, bench)
    let input = Int64((call.usage.input - call.usage.cachedInput) * 350 + call.usage.cachedInput * 90)
    #expect(shares.count == 5 && shares.values.allSatisfy { $0 == input / 5 })
    let cost = try #require(filled.attempts.first?.cost?.billionths)
    #expect(cost - shares.values.reduce(0, +) == Int64(call.usage.output * 1400) + input % 5)
  }

  private func shares(ofCall uuid: String, _ bench: FillBench) throws -> [String: Int64] {
    let rows = try bench.store.read { reader in
      try reader.connection.all(
        "SELECT x.slot, x.cost FROM attempt_drafts x JOIN attempts a ON a.id = x.attempt WHERE a.uuid = $1", uuid
      ) { ($0.text(0), $0.integer(1)) }
    }
    return Dictionary(rows) { first, _ in first }
  }

  /// `input_tokens_single` is what the same items take one a call: filled so, they do.
  @Test func tokensOfOneItemACall() async throws {
    let targets = ["passiv,,,de,20,1"]
    let grouped = try await FillBench(targets: targets).fill()
    let bench = try await FillBench(targets: targets)
    let single = try await bench.fill(configuration: bench.configuration(batchSize: 1))
    #expect(grouped.figures.trueBatches == grouped.figures.calls && single.figures.trueBatches == 0)
    #expect(single.figures.calls == 40 && grouped.figures.calls == 8)
    // One a call there is nothing to save.
    #expect(single.figures.inputTokensSingle == single.figures.usage.input)
    let (estimated, real) = (Double(grouped.figures.inputTokensSingle), Double(single.figures.usage.input))
    #expect(abs(estimated / real - 1) < 0.02, "\(estimated) against \(real)")
    #expect(grouped.figures.usage.input * 2 < single.figures.usage.input)
  }

  @Test func aModelWithoutAPriceRefusesABudget() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,2,1"])
    var context = try bench.context()
    context.prices = PriceTable(currency: "EUR", date: "", prices: [:])
    let configuration = try bench.configuration()
    let refusal = await #expect(throws: FillRefusal.self) {
      _ = try await context.begin(
        bench.request(budget: "1"), configuration: configuration, stop: FillStop(), onProgress: { _ in })
    }
    #expect(refusal?.message == "simulated/simulated-1 has no price, so a budget of 1.00 EUR cannot be kept")
    #expect(
      refusal?.hint
        == "add `simulated/simulated-1: {input: …, output: …}` under `prices` in library/libtool.yaml, or leave --budget out"
    )
    #expect(try bench.rows("SELECT count(*) FROM runs") == ["0"])
    // Without a budget it costs nothing that anybody could count.
    let begun = try await context.begin(
      bench.request(), configuration: configuration, stop: FillStop(), onProgress: { _ in })
    var executor = try #require(begun)
    let end = try await executor.execute()
    #expect(end.exitCode == .done)
    #expect(try bench.rows("SELECT spent FROM runs") == ["0"])
  }
}
