import ContentModel
import SQLiteKit
import Testing
import World

@testable import ContentStore

/// Budgets of days and months over all runs. The clock stands at 2026-11-18T11:06:40Z.
@Suite struct PeriodBudgetTests {
  let library: Library

  init() throws { library = try Library() }

  private static func money(_ text: String) -> Money { Money(text) ?? .zero }
  private static let day = Budgets(all: Budgets.Limits(day: money("5.00")))

  private static func call(_ run: Int64, _ uuid: String, _ worstCase: String) -> NewAttempt {
    NewAttempt(
      uuid: uuid, run: run, role: .generation, provider: "simulated", model: "sim-1", promptHash: "hash",
      slots: [(1, "s1")], worstCase: money(worstCase), inputTokensSingle: 0)
  }

  private func advance(toDay text: String) throws {
    let day = try #require(Day(text))
    library.clock.advance(byMilliseconds: day.start.milliseconds - library.clock.now.milliseconds)
  }

  @Test func aDayHoldsAllRunsTogetherAndIsRenewed() throws {
    try library.script { transaction in
      let runs = [try transaction.sampleRun(), try transaction.sampleRun(budget: Self.money("100"))]
      #expect(try transaction.reserve(Self.call(runs[0], "a", "3.00"), within: Self.day) != nil)
      #expect(try transaction.reserve(Self.call(runs[1], "b", "2.00"), within: Self.day) != nil)
      let (row, exceeded) = try transaction.reserveOrTell(Self.call(runs[0], "c", "0.000000001"), within: Self.day)
      #expect(row == nil)
      #expect(
        exceeded
          == ExceededBudget(
            holder: .period(PeriodBudget(period: .day, limit: Self.money("5.00"))), held: Self.money("5.00"),
            needed: Money(billionths: 1), renewedAt: try #require(Day("2026-11-19")).start))
      // Nothing of the refused call is left anywhere.
      #expect(try transaction.run(runs[0]).reserved == Self.money("3.00"))
      #expect(try transaction.attempts(ofRun: runs[0]).count == 1)
      #expect(try transaction.reserve(Self.call(runs[0], "free", "0"), within: Self.day) != nil)
    }
    try advance(toDay: "2026-11-19")
    try library.script { transaction in
      let run = try transaction.runs()[0].id
      #expect(try transaction.reserve(Self.call(run, "d", "5.00"), within: Self.day) != nil)
      #expect(try transaction.reserve(Self.call(run, "e", "0.01"), within: Self.day) == nil)
    }
  }

  /// What was reserved yesterday and is settled today counts as yesterday's.
  @Test func aCallBelongsToTheDayItWasReservedOn() throws {
    let call = try library.script { transaction in
      try transaction.reserve(Self.call(try transaction.sampleRun(), "a", "4.00"), within: Self.day)
    }
    try advance(toDay: "2026-11-19")
    try library.script { transaction in
      let attempt = try #require(call)
      let run = try transaction.runs()[0].id
      try transaction.answer(attempt)
      try transaction.settle(attempt, run: run, cost: Self.money("1.50"))
      let rows = try transaction.connection.all("SELECT day, reserved, spent FROM spending") {
        [$0.integer(0), $0.integer(1), $0.integer(2)]
      }
      #expect(rows == [[Int64(try #require(Day("2026-11-18")).number), 0, 1_500_000_000]])
      #expect(try transaction.reserve(Self.call(run, "b", "5.00"), within: Self.day) != nil)
    }
  }

  @Test func aMonthHoldsItsDaysAndNoOthers() throws {
    let budgets = Budgets(all: Budgets.Limits(month: Self.money("10")))
    func grants(_ day: String, _ amount: String) throws -> ExceededBudget? {
      try advance(toDay: day)
      return try library.script { transaction in
        let run = try transaction.runs().first?.id ?? transaction.sampleRun()
        return try transaction.reserveOrTell(
          Self.call(run, "\(day) \(amount)", amount), within: budgets
        ).exceeded
      }
    }
    #expect(try grants("2026-11-30", "4") == nil)
    #expect(try grants("2026-12-01", "9") == nil)
    #expect(try grants("2026-12-31", "1") == nil)
    let refused = try grants("2026-12-31", "0.5")
    #expect(refused?.held == Self.money("10") && refused?.renewedAt == Day("2027-01-01")?.start)
    #expect(try grants("2027-01-01", "10") == nil)
    // A leap year's February.
    #expect(try grants("2028-02-29", "10") == nil)
    #expect(try grants("2028-02-29", "1")?.renewedAt == Day("2028-03-01")?.start)
    #expect(try grants("2028-03-01", "10") == nil)
  }

  @Test func anActorsBudgetHoldsForTheRunsOfThatActorOnly() async throws {
    let budgets = Budgets(
      all: Budgets.Limits(day: Self.money("5")), actors: ["anna": Budgets.Limits(day: Self.money("2"))])
    let anna = try library.reopened(actor: "anna")
    let annas = try await anna.write { try $0.sampleRun() }
    library.clock.advance(byMilliseconds: 1)
    let adas = try await library.write { try $0.sampleRun() }
    func reserve(_ store: Store, _ run: Int64, _ uuid: String, _ amount: String) async throws -> ExceededBudget? {
      try await store.write { try $0.reserveOrTell(Self.call(run, uuid, amount), within: budgets).exceeded }
    }
    #expect(try await reserve(anna, annas, "a", "1.50") == nil)
    let refused = try await reserve(anna, annas, "b", "0.60")
    #expect(refused?.holder == .period(PeriodBudget(period: .day, actor: "anna", limit: Self.money("2"))))
    #expect(refused?.left == Self.money("0.50"))
    // It is the run's actor that counts, whoever goes on with it.
    #expect(try await reserve(library.store, annas, "c", "0.60")?.left == Self.money("0.50"))
    #expect(try await reserve(anna, adas, "d", "3.00") == nil)
    // All together: 4.50 of 5 by now.
    let all = try await reserve(library.store, adas, "e", "0.60")
    #expect(all?.holder == .period(PeriodBudget(period: .day, limit: Self.money("5"))))
  }

  @Test func theRunsOwnBudgetIsToldFirstAndThenWhatIsRenewedLast() throws {
    let budgets = Budgets(
      all: Budgets.Limits(day: Self.money("1"), month: Self.money("1")),
      actors: ["ada": Budgets.Limits(day: Self.money("1"), month: Self.money("1"))])
    let now = library.clock.now
    try library.script { transaction in
      let run = try transaction.sampleRun(budget: Self.money("1"))
      let first = try transaction.exceededBudget(by: Self.money("2"), run: run, budgets, at: now)
      #expect(first?.holder == .run(Self.money("1")))
      try transaction.setBudget(nil, ofRun: run)
      let second = try transaction.exceededBudget(by: Self.money("2"), run: run, budgets, at: now)
      #expect(second?.holder == .period(PeriodBudget(period: .month, limit: Self.money("1"))))
      #expect(try transaction.exceededBudget(by: Self.money("1"), run: run, budgets, at: now) == nil)
    }
    #expect(
      budgets.binding(actor: "ada").map(\.setting) == [
        "budgets.month", "budgets.actors.ada.month", "budgets.day", "budgets.actors.ada.day",
      ])
  }

  /// Exactly fifty are granted, of however many runs and through however many openings of the file.
  @Test func athousandReservationsAtOnceNeverPassTheDaysBudget() async throws {
    let stores = [library.store] + (try (0..<7).map { _ in try library.reopened(groupWindow: 2) })
    var runs: [Int64] = []
    for _ in stores { runs.append(try await library.write { try $0.sampleRun() }) }
    let (first, days) = (runs, Self.day)
    let granted = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<1000 {
        group.addTask {
          try await stores[number % 8].write { transaction in
            try transaction.reserve(Self.call(first[number % 8], "call-\(number)", "0.10"), within: days) != nil
          }
        }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(granted == 50)
    let reserved = try library.read { reader in
      try reader.connection.all("SELECT reserved FROM attempts") { $0.integer(0) }
    }
    #expect(reserved == Array(repeating: 100_000_000, count: 50))
    let (now, budget) = (library.clock.now, PeriodBudget(period: .day, limit: Self.money("5.00")))
    let held = try library.read { try $0.held(by: budget, currency: "EUR", at: now) }
    #expect(held == Self.money("5.00"))
  }

  /// Random sequences of what can become of calls, of two actors' runs, over several days: the table is the sums of the
  /// ledger after each step, and no day holds more than its budget.
  @Test(arguments: UInt64(1)...15) func theDaysAddUp(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let budgets = Budgets(
      all: Budgets.Limits(day: Money(billionths: 900), month: Money(billionths: 2500)),
      actors: ["ada": Budgets.Limits(day: Money(billionths: 500))])
    try library.script { transaction in
      let other = StoreTransaction(connection: transaction.connection, world: transaction.world, actorName: "ben")
      let runs = [try transaction.sampleRun(), try other.sampleRun()]
      var calls: [(id: Int64, run: Int64, worstCase: Int64)] = []
      for step in 0..<80 {
        let call = calls.randomElement(using: &random)
        let cost = Money(billionths: .random(in: 0...(call?.worstCase ?? 0), using: &random))
        switch Int.random(in: 0..<9, using: &random) {
        case 0...2:
          let (run, worstCase) = (
            runs[Int.random(in: 0...1, using: &random)], Int64.random(in: 0...300, using: &random)
          )
          let id = try transaction.reserve(
            NewAttempt(
              uuid: "\(step)", run: run, role: .generation, provider: "p", model: "m", promptHash: "",
              slots: [(1, "s1")],
              worstCase: Money(billionths: worstCase), inputTokensSingle: 0), within: budgets)
          if let id { calls.append((id, run, worstCase)) }
        case 3: library.clock.advance(byMilliseconds: .random(in: 0...30_000_000, using: &random))
        case 4:
          guard let call else { break }
          let has = try transaction.connection.all("SELECT 1 FROM answers WHERE attempt = $1", call.id) { $0.int(0) }
          if has.isEmpty { try transaction.answer(call.id) }
        case 5: if let call { try transaction.settle(call.id, run: call.run, cost: cost) }
        case 6: if let call { try transaction.fail(attempt: call.id, run: call.run, error: "x") }
        case 7:
          guard let call else { break }
          try transaction.withdraw(attempt: call.id, run: call.run)
          let known = Set(try transaction.connection.all("SELECT id FROM attempts") { $0.integer(0) })
          calls.removeAll { !known.contains($0.id) }
        default:
          guard let call else { break }
          try transaction.markUnknown(attempt: call.id, error: "x")
          if Bool.random(using: &random) {
            _ = try transaction.settleUnknown(attempt: call.id, run: call.run, cost: cost)
          }
        }
        let kept = try Self.sums(
          "SELECT day, actor, reserved, spent FROM spending WHERE reserved + spent > 0 ORDER BY day, actor", transaction
        )
        let counted = try Self.sums(
          """
          SELECT * FROM (SELECT a.sent_at / 86400000 AS day, r.actor AS actor,
            sum(CASE WHEN a.state IN ('reserved', 'answered', 'unknown') THEN a.reserved ELSE 0 END) AS reserved,
            sum(coalesce(a.cost, 0)) AS spent FROM attempts a JOIN runs r ON r.id = a.run GROUP BY 1, 2)
          WHERE reserved + spent > 0 ORDER BY day, actor
          """, transaction)
        try #require(kept == counted, "step \(step)")
        for rows in Dictionary(grouping: kept, by: { $0[0] }).values {
          try #require(rows.reduce(0) { $0 + $1[2] + $1[3] } <= 900, "step \(step)")
        }
        try #require(kept.reduce(0) { $0 + $1[2] + $1[3] } <= 2500, "step \(step)")
      }
    }
  }

  private static func sums(_ sql: String, _ transaction: StoreTransaction) throws -> [[Int64]] {
    try transaction.connection.all(sql) { row in (0..<4).map { row.integer($0) } }
  }

  /// A store of before has its past in the table once it is opened.
  @Test func anOlderStoreIsCountedUp() throws {
    let path = library.folder.file("older.db")
    let older = try Connection(path: path)
    try older.migrate(to: Schema.migrations.filter { $0.version <= 9 }, applicationID: Schema.applicationID)
    try older.runScript(
      """
      INSERT INTO actors VALUES (1, 'ada'), (2, 'ben');
      INSERT INTO publish_events VALUES (1, 0, 1, 'catalogue', '', NULL, NULL);
      INSERT INTO runs (id, uuid, status, actor, selection, configuration, catalogue_event, wanted, max_drafts, currency,
        started_at) VALUES (1, 'r', 'paused', 1, '', '{}', 1, 1, 1, 'EUR', 0), (2, 's', 'paused', 2, '', '{}', 1, 1, 1, 'EUR', 0);
      INSERT INTO attempts (uuid, run, role, state, provider, model, prompt_hash, drafts, reserved, cost,
        input_tokens_single, sent_at) VALUES
        ('a', 1, 'generation', 'settled', 'p', 'm', '', 1, 100, 40, 0, 86400000),
        ('b', 1, 'generation', 'unknown', 'p', 'm', '', 1, 70, NULL, 0, 172799999),
        ('c', 1, 'generation', 'failed', 'p', 'm', '', 1, 50, 0, 0, 172800000),
        ('d', 2, 'generation', 'answered', 'p', 'm', '', 1, 30, NULL, 0, 172800000);
      """)
    let store = try Store.open(path: path, create: false, actor: "ada", world: .test(library.clock))
    let rows = try store.read { reader in
      try reader.connection.all("SELECT day, actor, reserved, spent FROM spending ORDER BY day, actor") { row in
        (0..<4).map { row.integer($0) }
      }
    }
    #expect(rows == [[1, 1, 70, 40], [2, 1, 0, 0], [2, 2, 30, 0]])
  }
}
