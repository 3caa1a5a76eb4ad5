import ContentModel
import ContentStore
import Testing
import World

/// The ledger as reports of costs read it.
@Suite struct LedgerTests {
  let library: Library

  init() throws { library = try Library() }

  private func calls(
    from first: String? = nil, to last: String? = nil, currency: String = "EUR"
  ) throws -> [LedgerCall] {
    try library.script { transaction in
      var calls: [LedgerCall] = []
      try transaction.forEachCall(
        from: first.flatMap { Day($0) }, to: last.flatMap { Day($0) }, currency: currency
      ) { calls.append($0) }
      return calls
    }
  }

  @Test func callsComeWithTheirDraftsAndWhatBecameOfThem() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(drafts: 4)
      let call = try #require(
        try transaction.sampleCall(ofRun: run, worstCase: Money(billionths: 500), drafts: 4))
      try transaction.answer(call)
      try transaction.settle(
        AttemptSettlement(
          attempt: call, run: run,
          usage: TokenUsage(input: 100, cachedInput: 20, cacheWrite: 30, output: 40), cost: Money(billionths: 90),
          finishReason: "stop", inputTokensSingle: nil, costSingle: Money(billionths: 200),
          shares: [(1, Money(billionths: 50)), (2, Money(billionths: 10))]))
      // One is active, one waits, one is dropped and rescued, one is dropped.
      for (ordinal, state, outcome) in [
        (1, DraftState.completed, "active"), (2, .completed, "waiting"), (3, .dropped, "rejected"), (4, .dropped, ""),
      ] {
        var draft = try #require(try transaction.draft(ordinal, ofRun: run))
        draft.state = state
        if !outcome.isEmpty {
          let item = try transaction.sample(.weekend)
          draft.item = item.item
          if outcome == "active" { try transaction.activate(item.version(1), of: item.item) }
          if outcome == "waiting" {
            try transaction.connection.run("UPDATE versions SET review = 'waiting' WHERE id = $1", item.version(1))
          }
        }
        if state == .dropped { draft.dropReason = "assessment" }
        try transaction.update(draft)
      }
    }
    let call = try #require(try calls().first)
    #expect(call.day == "2026-11-18" && call.role == .generation && call.model == "simulated/sim-1")
    #expect(call.cost == Money(billionths: 90) && call.costSingle == Money(billionths: 200))
    #expect(call.usage == TokenUsage(input: 100, cachedInput: 20, cacheWrite: 30, output: 40))
    #expect(call.drafts.map(\.cost.billionths) == [50, 10, 0, 0])
    #expect(call.drafts.map(\.outcome) == [.accepted, .accepted, .accepted, .dropped])
    #expect(call.drafts.map(\.closesGap) == [true, true, false, false])
    #expect(call.drafts.map(\.key) == Array(repeating: .weekend, count: 4))
    let written = try library.read { reader in
      [try reader.attempts(ofRun: 1).first?.usage?.cacheWrite, try reader.figures(ofRun: 1).usage.cacheWrite]
    }
    #expect(written == [30, 30])
  }

  /// A call without a price, and one whose tokens are an estimate, are told as such everywhere.
  @Test func whatIsNotKnownIsTold() throws {
    let (first, run) = try library.script { transaction in
      let run = try transaction.sampleRun(drafts: 1)
      func settle(isEstimated: Bool = false, _ cost: Int64?, single: Int64? = nil, input: Int = 100) throws -> Int64 {
        let call = try #require(try transaction.sampleCall(ofRun: run, worstCase: Money(billionths: 500), drafts: 1))
        try transaction.answer(call)
        try transaction.settle(
          AttemptSettlement(
            attempt: call, run: run, usage: TokenUsage(input: input, cachedInput: 20, cacheWrite: 3, output: 40),
            isEstimated: isEstimated, cost: cost.map(Money.init(billionths:)), finishReason: "stop",
            inputTokensSingle: nil, costSingle: single.map(Money.init(billionths:)), shares: []))
        return call
      }
      let first = try settle(nil)
      _ = try settle(isEstimated: true, 90, single: 90)
      // A price of 0 is a price.
      _ = try settle(0, single: 0)
      // As it was booked before there was such a thing as no price.
      _ = try settle(0)
      return (first, run)
    }
    let calls = try calls()
    #expect(calls.map(\.cost?.billionths) == [nil, 90, 0, nil])
    #expect(calls.map(\.isEstimated) == [false, true, false, false])
    // Of an estimate nobody knows what the cache held.
    #expect(calls.map(\.usage.cachedInput) == [20, 0, 20, 20] && calls.map(\.usage.cacheWrite) == [3, 0, 3, 3])
    let (attempts, figures, stored) = try library.read { reader in
      (try reader.attempts(ofRun: run), try reader.figures(ofRun: run), try reader.run(run))
    }
    #expect(attempts.map(\.cost?.billionths) == [nil, 90, 0, nil])
    #expect(attempts.map(\.isEstimated) == [false, true, false, false])
    #expect(figures.pricedCalls == 2 && figures.unpricedCalls == 2 && figures.estimatedCalls == 1)
    #expect(figures.knownCost == Money(billionths: 90) && stored.spent == Money(billionths: 90))
    #expect(stored.reserved == .zero)
    let booked = try library.script {
      try $0.connection.all("SELECT cost FROM attempts WHERE id = $1", first) { $0.optionalInteger(0) }
    }
    #expect(booked == [nil])
  }

  @Test(
    arguments: [
      (priced: 0, unpriced: 0, accepted: 0, known: 60, each: nil), (1, 0, 3, 60, 20), (0, 1, 3, nil, nil),
      (1, 1, 3, 60, nil), (1, 0, 0, 60, nil),
    ] as [(priced: Int, unpriced: Int, accepted: Int, known: Int64?, each: Int64?)])
  func aRunsMeanIsNeverTooLow(priced: Int, unpriced: Int, accepted: Int, known: Int64?, each: Int64?) {
    var figures = RunFigures()
    figures.pricedCalls = priced
    figures.unpricedCalls = unpriced
    figures.accepted = accepted
    figures.cost = Money(billionths: 60)
    figures.costSingle = Money(billionths: 60)
    #expect(figures.knownCost?.billionths == known && figures.knownCostSingle?.billionths == known)
    #expect(figures.costPerItem?.billionths == each && figures.costPerItemSingle?.billionths == each)
  }

  @Test func daysAreThoseOfUTCAndBothEndsAreIncluded() throws {
    let start = try #require(Day("2026-11-18")).start.milliseconds
    for (offset, uuid) in [(-1, "17"), (0, "18 first"), (86_399_999, "18 last"), (86_400_000, "19")]
      as [(Int64, String)]
    {
      library.clock.advance(byMilliseconds: start + offset - library.clock.now.milliseconds)
      try library.script { transaction in
        let run = try transaction.runs().first?.id ?? transaction.sampleRun()
        _ = try transaction.reserve(
          NewAttempt(
            uuid: uuid, run: run, role: .generation, provider: "p", model: "m", promptHash: "", slots: [(1, "s1")],
            worstCase: .zero, inputTokensSingle: 0))
      }
    }
    #expect(try calls().map(\.day) == ["2026-11-17", "2026-11-18", "2026-11-18", "2026-11-19"])
    #expect(try calls(from: "2026-11-18").count == 3)
    #expect(try calls(to: "2026-11-18").count == 3)
    #expect(try calls(from: "2026-11-18", to: "2026-11-18").map(\.day) == ["2026-11-18", "2026-11-18"])
    #expect(try calls(currency: "USD").isEmpty)
    let others = try library.read { reader in
      [try reader.callsInOtherCurrencies(than: "USD"), try reader.callsInOtherCurrencies(than: "EUR")]
    }
    #expect(others == [4, 0])
    let models = try library.read { reader in
      [
        try reader.calledModels(since: Timestamp(milliseconds: start)),
        try reader.calledModels(since: Timestamp(milliseconds: start * 2)),
      ]
    }
    #expect(models == [[CalledModel(provider: "p", model: "m", hasBatches: false)], []])
  }
}
