import ContentModel
import Costs
import Testing
import World

/// Sums over a ledger that is small enough to be reckoned by hand.
///
/// | call | run | day | role | state | cost | draft 1 | draft 2 | draft 3 | overhead |
/// |---|---|---|---|---|---|---|---|---|---|
/// | a | r1 | 19th | generation | settled | 1001 | 400, accepted, closes | 300, dropped | 200, accepted | 101 |
/// | b | r1 | 20th | assessment | settled | 90 | 40 | - | 50 | 0 |
/// | c | r2 | 20th | generation | unknown, 501 reserved | | drafts 4 and 5, pending | | | |
/// | d | r2 | 20th | generation | failed | 0 | draft 4 | | | |
/// | e | r2 | 20th | regeneration | reserved, 77 | | draft 5 | | | |
/// | f | r2 | 21st | generation | settled by hand | 10 | draft 4: 0 | | | 10 |
@Suite struct CostSumTests {
  private static func draft(
    _ id: Int64, _ outcome: LedgerCall.Draft.Outcome = .pending, closes: Bool = false, cost: Int64 = 0
  ) -> LedgerCall.Draft {
    let (kind, key) =
      id < 4
      ? ("exercise", Key(section: "passiv", topic: id == 1 ? "work" : "home", language: "de"))
      : ("lesson", Key(section: "physics", language: "en"))
    return LedgerCall.Draft(
      id: id, kind: kind, key: key, outcome: outcome, closesGap: closes, cost: Money(billionths: cost))
  }

  private static func call(
    _ run: String, _ day: Int, _ role: Role, _ state: AttemptState, reserved: Int64 = 0, cost: Int64? = nil,
    single: Int64? = nil, usage: TokenUsage = TokenUsage(), _ drafts: [LedgerCall.Draft]
  ) -> LedgerCall {
    LedgerCall(
      run: run, day: "2026-11-\(day)", role: role, model: "openai/m", state: state,
      reserved: Money(billionths: reserved), cost: cost.map(Money.init(billionths:)),
      costSingle: single.map(Money.init(billionths:)), usage: usage, drafts: drafts)
  }

  static let ledger = [
    call(
      "r1", 19, .generation, .settled, cost: 1001, single: 2000,
      usage: TokenUsage(input: 101, cachedInput: 10, cacheWrite: 5, output: 50),
      [
        draft(1, .accepted, closes: true, cost: 400), draft(2, .dropped, cost: 300), draft(3, .accepted, cost: 200),
      ]),
    call(
      "r1", 20, .assessment, .settled, cost: 90, usage: TokenUsage(input: 30, output: 4),
      [draft(1, .accepted, closes: true, cost: 40), draft(3, .accepted, cost: 50)]),
    call("r2", 20, .generation, .unknown, reserved: 501, [draft(4), draft(5)]),
    call("r2", 20, .generation, .failed, reserved: 60, cost: 0, [draft(4)]),
    call("r2", 20, .regeneration, .reserved, reserved: 77, [draft(5)]),
    call("r2", 21, .generation, .settled, reserved: 12, cost: 10, [draft(4)]),
  ]

  static let frame = CostReport.Frame(mode: "production", currency: "EUR", selection: "everything")

  static func report(
    _ fields: [CostField] = [], _ selection: Selection = Selection(), prices: PersonPrices = PersonPrices()
  ) -> CostReport {
    var sum = CostSum(by: fields, selection: selection, levels: ["passiv": "B2"], personPrices: prices)
    for call in ledger { sum.add(call) }
    return sum.report(frame)
  }

  private func money(_ billionths: Int64) -> Money { Money(billionths: billionths) }

  @Test func theTotal() {
    let total = Self.report(prices: PersonPrices(kinds: ["exercise": Money(billionths: 4_500_000_000)])).total
    #expect(total.calls == 5 && total.failedCalls == 1)
    #expect(total.openCalls == 1 && total.openReserved == money(77))
    #expect(total.unknownCalls == 1 && total.unknownReserved == money(501))
    #expect(total.usage == TokenUsage(input: 131, cachedInput: 10, cacheWrite: 5, output: 54))
    #expect(total.cost == money(1101))
    #expect(total.accepted == money(690) && total.lost == money(300) && total.pending == .zero)
    #expect(total.overhead == money(111))
    #expect(total.acceptedItems == 2 && total.closedGaps == 1 && total.droppedDrafts == 1)
    #expect(total.costPerItem == money(550) && total.costPerGap == money(1101))
    // A call for which nobody knows counts with its own cost.
    #expect(total.costSingle == money(2100) && total.costPerItemSingle == money(1050))
    #expect(total.personItems == 2 && total.personCost == money(9_000_000_000))
  }

  /// Three models wrote an item each: one with a price, whose answer did not say what was used, one with a price of 0, and
  /// one without.
  static func unpriced(_ fields: [CostField]) -> CostReport {
    var sum = CostSum(by: fields)
    for (model, cost, id) in [("priced", 100, 1), ("free", 0, 2), ("unpriced", nil, 3)] as [(String, Int64?, Int64)] {
      var written = call(
        "r1", 19, .generation, .settled, cost: cost, single: cost, usage: TokenUsage(input: 10, output: 5),
        [draft(id, .accepted, closes: true, cost: cost ?? 0)])
      written.model = "p/\(model)"
      written.isEstimated = model == "priced"
      sum.add(written)
    }
    return sum.report(frame)
  }

  @Test func whatHadNoPriceIsNotZero() {
    let rows = Self.unpriced([.model]).rows.map(\.figures)
    #expect(rows.map(\.unpricedCalls) == [0, 0, 1] && rows.map(\.estimatedCalls) == [1, 0, 0])
    #expect(rows.map { $0.known($0.cost) } == [money(100), .zero, nil])
    #expect(rows.map(\.costPerItem) == [money(100), .zero, nil] && rows.map(\.costPerGap) == [money(100), .zero, nil])
    #expect(rows.map(\.costPerItemSingle) == [money(100), .zero, nil])
    // Together: what is known stands, and no mean is made of it, which would be too low.
    let total = Self.unpriced([]).total
    #expect(total.calls == 3 && total.unpricedCalls == 1 && total.estimatedCalls == 1)
    #expect(total.isCostKnown && total.known(total.cost) == money(100) && total.acceptedItems == 3)
    #expect(total.costPerItem == nil && total.costPerGap == nil && total.costPerItemSingle == nil)
  }

  /// A call that counts in the group of its first draft makes the cost of the other group's items unknown too.
  @Test func aCallWithoutAPriceForTwoGroups() {
    var sum = CostSum(by: [.section])
    sum.add(Self.call("r1", 19, .generation, .settled, [Self.draft(1, .accepted), Self.draft(4, .accepted)]))
    sum.add(Self.call("r1", 19, .assessment, .settled, cost: 8, [Self.draft(4, .accepted, cost: 8)]))
    let rows = sum.report(Self.frame).rows
    #expect(rows.map(\.values) == [["physics"], ["passiv"]])
    #expect(rows.map(\.figures.unpricedCalls) == [0, 1] && rows.map(\.figures.costPerItem) == [nil, nil])
    #expect(rows.map { $0.figures.known($0.figures.cost) } == [money(8), nil])
  }

  /// What has no outcome yet is reserved, and makes nothing unknown.
  @Test(arguments: [AttemptState.reserved, .answered, .unknown, .failed]) func onlyASettledCallCanLackAPrice(
    state: AttemptState
  ) {
    var sum = CostSum(by: [])
    sum.add(Self.call("r1", 19, .generation, state, [Self.draft(1, .accepted)]))
    sum.add(Self.call("r1", 19, .generation, .settled, cost: 8, [Self.draft(1, .accepted, cost: 8)]))
    let total = sum.report(Self.frame).total
    #expect(total.unpricedCalls == 0 && total.costPerItem == money(8))
  }

  @Test func groupsByRole() {
    let rows = Self.report([.role]).rows
    #expect(rows.map(\.values) == [["generation"], ["assessment"], ["regeneration"]])
    #expect(rows.map(\.figures.cost) == [money(1011), money(90), .zero])
    #expect(rows.map(\.figures.calls) == [3, 1, 1] && rows.map(\.figures.failedCalls) == [1, 0, 0])
    // Both were written and assessed: they count in both.
    #expect(rows.map(\.figures.acceptedItems) == [2, 2, 0])
    #expect(rows.map(\.figures.costPerItem) == [money(505), money(45), nil])
    #expect(rows.map(\.figures.openReserved) == [.zero, .zero, money(77)])
  }

  @Test func daysStandInTheirOrder() {
    let rows = Self.report([.day, .run]).rows
    #expect(
      rows.map(\.values) == [
        ["2026-11-19", "r1"], ["2026-11-20", "r1"], ["2026-11-20", "r2"], ["2026-11-21", "r2"],
      ])
    #expect(rows.map(\.figures.cost) == [money(1001), money(90), .zero, money(10)])
    #expect(rows.map(\.figures.unknownReserved) == [.zero, .zero, money(501), .zero])
  }

  /// What three have in common is divided: 101 of overhead are 34, 34 and 33.
  @Test func aPartOfACallsDrafts() {
    let one = Self.report([], Selection(topics: ["work"])).total
    #expect(one.cost == money(400 + 34 + 40) && one.accepted == money(440) && one.overhead == money(34))
    #expect(one.usage == TokenUsage(input: 34 + 15, cachedInput: 4, cacheWrite: 2, output: 17 + 2))
    #expect(one.calls == 2 && one.acceptedItems == 1)
    let others = Self.report([], Selection(topics: ["home"])).total
    #expect(others.cost == money(300 + 34 + 200 + 33 + 50) && others.lost == money(300))
    #expect(others.usage.input == 34 + 33 + 15 && others.calls == 2)
    #expect(Self.report([], Selection(levels: ["B2"])).total.cost == money(1091))
    #expect(Self.report([], Selection(kinds: ["lesson"])).total.overhead == money(10))
    #expect(Self.report([.section], Selection(skus: ["x"])).rows.isEmpty)
  }

  @Test func aCallWithoutADraftIsOverhead() {
    var sum = CostSum(by: [.section])
    sum.add(Self.call("r", 19, .generation, .settled, cost: 7, []))
    let report = sum.report(Self.frame)
    #expect(report.rows.map(\.values) == [[""]] && report.total.overhead == money(7))
    var selected = CostSum(by: [], selection: Selection(sections: ["*"]))
    selected.add(Self.call("r", 19, .generation, .settled, cost: 7, []))
    #expect(selected.report(Self.frame).total == CostFigures())
  }

  /// Whatever the ledger and the fields: groups add up to the total to the billionth, and a cost is its parts.
  @Test(arguments: UInt64(1)...60) func everythingAddsUp(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let fields = CostField.allCases.shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random))
    let selection = Bool.random(using: &random) ? Selection() : Selection(topics: ["t1", "t2"])
    var sum = CostSum(by: Array(fields), selection: selection)
    var parts = (1...3).map { CostSum(by: [], selection: Selection(topics: ["t\($0)"])) }
    var whole = CostSum(by: [])
    var paid: Int64 = 0
    for _ in 0..<40 {
      let call = Self.randomCall(&random)
      if call.state == .settled { paid += call.cost?.billionths ?? 0 }
      sum.add(call)
      whole.add(call)
      for index in parts.indices { parts[index].add(call) }
    }
    let report = sum.report(Self.frame)
    func total(_ part: (CostFigures) -> Int64) -> Bool {
      report.rows.reduce(0) { $0 + part($1.figures) } == part(report.total)
    }
    #expect(total { Int64($0.calls) } && total { Int64($0.failedCalls) })
    #expect(total { Int64($0.openCalls) } && total { $0.openReserved.billionths })
    #expect(total { Int64($0.unknownCalls) } && total { $0.unknownReserved.billionths })
    #expect(total { Int64($0.usage.input) } && total { Int64($0.usage.output) })
    #expect(total { Int64($0.usage.cachedInput) } && total { Int64($0.usage.cacheWrite) })
    #expect(total { Int64($0.unpricedCalls) } && total { Int64($0.estimatedCalls) })
    #expect(total { $0.cost.billionths } && total { $0.costSingle.billionths } && total { $0.overhead.billionths })
    #expect(total { $0.accepted.billionths } && total { $0.lost.billionths } && total { $0.pending.billionths })
    for figures in report.rows.map(\.figures) + [report.total] {
      #expect(figures.cost == figures.accepted + figures.pending + figures.lost + figures.overhead)
    }
    // Selections that leave nothing out and overlap nowhere add up as well.
    let all = whole.report(Self.frame).total
    #expect(all.cost.billionths == paid)
    let divided = parts.map { $0.report(Self.frame).total }
    #expect(divided.reduce(Money.zero) { $0 + $1.cost } == all.cost)
    #expect(divided.reduce(0) { $0 + $1.usage.input } == all.usage.input)
    #expect(divided.reduce(Money.zero) { $0 + $1.unknownReserved } == all.unknownReserved)
  }

  /// A call for one to five drafts of any section: more than groups of a fill ever mix.
  private static func randomCall(_ random: inout SeededGenerator) -> LedgerCall {
    let state = AttemptState.allCases.randomElement(using: &random) ?? .settled
    let isPriced = state == .settled && Int.random(in: 0..<5, using: &random) > 0
    var drafts: [LedgerCall.Draft] = []
    var shared: Int64 = 0
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      let id = Int64.random(in: 1...30, using: &random)
      let cost = isPriced ? Int64.random(in: 0...1_000_000, using: &random) : 0
      shared += cost
      drafts.append(
        LedgerCall.Draft(
          id: id, kind: "k\(id % 2)", key: Key(section: "s\(id % 4)", topic: "t\(1 + id % 3)", language: "de"),
          outcome: LedgerCall.Draft.Outcome.allCases[Int(id % 3)], closesGap: id % 6 == 1,
          cost: Money(billionths: cost)))
    }
    let usage =
      state == .settled
      ? TokenUsage(
        input: .random(in: 0...9999, using: &random), cachedInput: .random(in: 0...99, using: &random),
        cacheWrite: .random(in: 0...99, using: &random), output: .random(in: 0...999, using: &random)) : TokenUsage()
    return LedgerCall(
      run: "r\(Int.random(in: 1...3, using: &random))", day: "2026-11-1\(Int.random(in: 0...9, using: &random))",
      role: Role.allCases.randomElement(using: &random) ?? .generation,
      model: "p/m\(Int.random(in: 1...2, using: &random))", state: state,
      reserved: Money(billionths: .random(in: 0...9_999_999, using: &random)),
      cost: isPriced ? Money(billionths: shared + .random(in: 0...99_999, using: &random)) : nil,
      costSingle: Bool.random(using: &random) ? Money(billionths: .random(in: 0...9_999_999, using: &random)) : nil,
      usage: usage, isEstimated: state == .settled && Bool.random(using: &random), drafts: drafts)
  }
}
