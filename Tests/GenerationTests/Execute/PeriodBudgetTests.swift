import ContentModel
import ContentStore
import Formats
import Generation
import Providers
import Synchronization
import Testing

/// Runs against the budgets of a day and a month. The clock begins at 2026-11-20T09:30:00Z.
@Suite struct PeriodBudgetTests {
  private static let targets = ["passiv,,,de,12,1"]

  @Test func aRunPausesAndGoesOnWithMore() async throws {
    let bench = try await FillBench(
      targets: Self.targets,
      settings: ["budgets.day=0.013", "providers.simulated.latency_ms=100", "fill.concurrency=4"])
    // A first run of the day leaves less to the second.
    let first = try await bench.fill(bench.request(limit: 1))
    #expect(first.end.exitCode == .done)
    let filled = try await bench.fill()
    #expect(filled.end.status == .paused && filled.end.exitCode == .budget)
    let left = Money(billionths: 13_000_000) - first.run.spent - filled.run.spent
    let beginning = "the day's budget of 0.013 EUR does not hold another call: \(left.rounded(decimals: 4)) is left, "
    #expect(filled.end.reason.hasPrefix(beginning + "the next may cost "), "\(filled.end.reason)")
    #expect(filled.end.reason.hasSuffix("; it is renewed at 2026-11-21 00:00 UTC"))
    let name = filled.run.uuid.suffix(8)
    #expect(
      filled.end.hint
        == "`libtool runs resume \(name)` goes on after that; to go on now, raise budgets.day in library/libtool.yaml")
    #expect(BudgetPause.holds(filled.run) && !BudgetPause.asksForMore(filled.run))
    #expect(filled.run.reserved == .zero && filled.figures.accepted < 11)
    // What a run may spend in a day is the settings' to say, not the run's.
    let resumed = try await bench.opened(settings: ["budgets.day=5"]).resume()
    #expect(resumed.end.status == .finished && resumed.figures.accepted == 11)
  }

  @Test func everyMomentKeepsWithinTheDay() async throws {
    let bench = try await FillBench(
      targets: Self.targets,
      settings: ["budgets.day=0.013", "budgets.month=1", "providers.simulated.rule_failure=0.3", "fill.concurrency=4"])
    let filled = try await bench.fill(
      wrapping: { base in
        ScriptedProvider(base) { request, _, base in
          let held = try bench.rows("SELECT sum(reserved + spent) FROM spending")
          #expect((Int64(held.first ?? "") ?? .max) <= 13_000_000)
          return try await base.send(request)
        }
      })
    #expect(filled.end.exitCode == .budget)
    #expect(
      try bench.rows("SELECT spent FROM spending") == ["\(filled.run.spent.billionths)"], "the ledger's sum of the day")
  }

  @Test func aCallThatIsDearerThanTheWholeBudget() async throws {
    let bench = try await FillBench(targets: Self.targets, settings: ["budgets.actors.tester.month=0.0001"])
    let filled = try await bench.fill()
    #expect(
      filled.end.reason.hasPrefix(
        "the month's budget of 0.0001 EUR for tester does not hold another call: 0.0001 is left, the next may cost "))
    #expect(filled.end.reason.hasSuffix("; it is renewed at 2026-12-01 00:00 UTC"))
    let name = filled.run.uuid.suffix(8)
    #expect(
      filled.end.hint == """
        the call is dearer than the whole budget: raise budgets.actors.tester.month in library/libtool.yaml, then \
        `libtool runs resume \(name)` goes on
        """)
    #expect(filled.figures.calls == 0)
  }

  /// A budget of somebody else binds nobody here.
  @Test func anotherActorsBudget() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,2,1"], settings: ["budgets.actors.anna.day=0"])
    #expect(try await bench.fill().end.exitCode == .done)
  }

  @Test func theRunsOwnBudgetComesFirst() async throws {
    let bench = try await FillBench(targets: Self.targets, settings: ["budgets.day=0.001"])
    let filled = try await bench.fill(bench.request(budget: "0.0005"))
    #expect(filled.end.reason.hasPrefix("the budget of 0.0005 EUR does not hold another call: "))
    #expect(filled.end.hint == nil && BudgetPause.asksForMore(filled.run))
  }

  @Test func aModelWithoutAPriceIsRefused() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,2,1"], settings: ["budgets.month=80"])
    var context = try bench.context()
    context.prices = PriceTable(currency: "EUR", date: "", prices: [:])
    let configuration = try bench.configuration()
    let refusal = await #expect(throws: FillRefusal.self) {
      _ = try await context.begin(
        bench.request(), configuration: configuration, stop: FillStop(), onProgress: { _ in })
    }
    #expect(
      refusal?.message == "simulated/simulated-1 has no price, so the month's budget of 80.00 EUR cannot be kept")
    #expect(
      refusal?.hint == "add `simulated/simulated-1: {input: …, output: …}` under `prices` in library/libtool.yaml")
    #expect(refusal?.exitCode == .failed)
    #expect(try bench.rows("SELECT count(*) FROM runs") == ["0"])
  }

  /// Whoever's call reaches a share of a budget tells of it: once for all runs that share it, with what all have spent.
  @Test(arguments: [("1", "1"), ("0.02", "0.0199"), ("0.015", "0.018"), ("0.012", "1")])
  func sharesOfABudgetAreToldOnce(day: String, month: String) async throws {
    let settings = ["budgets.day=\(day)", "budgets.actors.tester.month=\(month)", "fill.concurrency=1"]
    let first = try await FillBench(targets: ["passiv,,,de,20,1"], settings: settings)
    let events = Mutex<[(percent: Int, spent: Money, budget: PeriodBudget)]>([])
    var reasons: [String] = []
    for bench in [first, try await first.opened(settings: settings)] {
      let configuration = try bench.configuration()
      var context = try bench.context()
      context.onEvent = { event in
        guard case .budgetReached(let percent, let spent, _, let period?) = event else { return }
        events.withLock { $0.append((percent, spent, period)) }
      }
      let run = try await context.begin(
        bench.request(limit: 10), configuration: configuration, stop: FillStop(), onProgress: { _ in })
      var executor = try #require(run)
      reasons.append(try await executor.execute().reason)
    }
    let budgets = [
      PeriodBudget(period: .day, limit: try #require(Money(day))),
      PeriodBudget(period: .month, actor: "tester", limit: try #require(Money(month))),
    ]
    for budget in budgets {
      let own = events.withLock { $0.filter { $0.budget == budget } }
      let spent = try first.store.read { try $0.use(of: budget, currency: "EUR", at: first.world.now()).spent }
      let limit = budget.limit.billionths
      #expect(own.count { $0.percent == 80 } == (spent.billionths * 100 >= limit * 80 ? 1 : 0), "\(spent): \(own)")
      #expect(own.allSatisfy { $0.percent == 100 || $0.spent.billionths * 100 >= limit * 80 && $0.spent <= spent })
      // It is used up, or each run that it has stopped says so.
      let stopped = reasons.count { $0.hasPrefix(budget.words(currency: "EUR")) }
      #expect(own.count { $0.percent == 100 } == (spent == budget.limit ? 1 : stopped), "\(reasons): \(own)")
    }
  }

  @Test func aPlanIsWeighedBeforehand() async throws {
    let bench = try await FillBench(targets: Self.targets, settings: ["budgets.day=0.01"])
    let context = try bench.context()
    let cost = Money(billionths: 10_000_001)
    #expect(
      try context.outlook(of: cost)?.text
        == "about 0.0100 EUR is more than what is left of the day's budget of 0.01 EUR, 0.0100: the fill would pause; "
        + "it is renewed at 2026-11-21 00:00 UTC")
    #expect(try context.outlook(of: Money(billionths: 10_000_000)) == nil)
  }
}
