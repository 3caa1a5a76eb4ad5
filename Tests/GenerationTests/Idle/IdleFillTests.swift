import ContentModel
import ContentStore
import Generation
import Providers
import Synchronization
import Testing
import World

/// Idle fills against other runs of the store.
@Suite struct IdleFillTests {
  /// A clock that goes on with every look, and another process's run that comes and goes.
  private final class Stage: Sendable {
    let looks = Mutex(0)
    let other = Mutex<(run: Int64, lock: RunLock)?>(nil)
    let waitsFor = Mutex<[String]>([])
    let store: Store
    let base: World

    init(_ bench: FillBench) {
      store = bench.store
      base = bench.world
    }

    var world: World {
      World(
        now: base.now, uptime: base.uptime, randomBits: base.randomBits,
        sleep: { [self] duration in
          try Task.checkCancellation()
          if duration == .seconds(15) { return try await Task.sleep(for: .seconds(3600)) }
          looks.withLock { $0 += 1 }
          // The other process is done as soon as somebody waits for it.
          if !waitsFor.withLock({ $0.isEmpty }) { try await endOther() }
          // A look reads the store: without a pause it would keep those from it that write.
          try await Task.sleep(for: .milliseconds(3))
        },
        environment: [:], processID: 1, hostName: "bench", userName: "tester", bootID: "boot")
    }

    /// Another process begins to work on a run of its own.
    func beginOther() async throws {
      let uuid = ItemUUID.version7(milliseconds: base.now().milliseconds, randomBits: base.randomBits)
      guard let lock = try RunLock.take(run: uuid.description, besideStore: store.path) else { return }
      let run = try await store.write { [base] transaction in
        try transaction.makeRun(
          NewRun(
            selection: "--section passiv", configuration: "{}", catalogueEvent: try transaction.lastEvent(), wanted: 1,
            maxDrafts: 1, currency: "EUR", budget: nil),
          uuid: uuid, holder: "bench:2", leaseUntil: base.now().advanced(byMilliseconds: 3_600_000))
      }
      other.withLock { $0 = (run, lock) }
    }

    private func endOther() async throws {
      guard let (run, _) = other.withLock({ $0 }) else { return }
      try await store.write { try $0.releaseRun(run, status: .finished, reason: "") }
      other.withLock { $0 = nil }
    }

    /// Waits until whoever looks for other runs has looked once more.
    func nextLook() async {
      let now = looks.withLock { $0 }
      while looks.withLock({ $0 }) < now + 2 { try? await Task.sleep(for: .milliseconds(1)) }
    }
  }

  private func idle(
    _ bench: FillBench, _ stage: Stage, bounds: IdleBounds? = nil, stop: FillStop = FillStop(),
    wrapping: (any Provider) -> any Provider = { $0 }
  ) throws -> IdleFill {
    var context = try bench.context(wrapping: wrapping)
    context.world = stage.world
    return try IdleFill(
      context, configuration: bench.configuration(), selection: Selection(),
      bounds: bounds ?? IdleBounds(dailyItems: nil, budget: nil, limit: nil, until: nil, currency: "EUR"),
      maxDraftsFactor: 2, stop: stop, onProgress: { _ in },
      onWait: { run in stage.waitsFor.withLock { $0.append(run) } })
  }

  @Test func itFillsAllInSmallRunsTheWorstFirst() async throws {
    let bench = try await FillBench(targets: ["relativsaetze,,,de,30,2", "passiv,,,de,15,1"])
    var fill = try idle(bench, Stage(bench))
    let report = try await fill.execute()
    #expect(report.end == .nothingMissing && report.accepted == 45 && report.runs.count == 3)
    #expect(report.madeToday == 45 && report.gaveWay == 0)
    let first = try bench.rows("SELECT section FROM drafts WHERE run = 1 ORDER BY ordinal")
    #expect(first == Array(repeating: "passiv", count: 15) + Array(repeating: "relativsaetze", count: 5))
  }

  @Test func theDaysItemsAreABound() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,60,1"])
    let stage = Stage(bench)
    let bounds = IdleBounds(dailyItems: 25, budget: nil, limit: nil, until: nil, currency: "EUR")
    var fill = try idle(bench, stage, bounds: bounds)
    let report = try await fill.execute()
    #expect(report.end == .quota(25) && report.accepted == 25 && report.runs.count == 2)
    // What others have made counts as well.
    var again = try idle(bench, stage, bounds: bounds)
    #expect(try await again.execute().runs.isEmpty)
  }

  /// It rests while another run is being worked on, and goes on with the same run.
  @Test func itGivesWayAndGoesOn() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,20,1"], settings: ["fill.concurrency=1"])
    let stage = Stage(bench)
    var fill = try idle(
      bench, stage,
      wrapping: { base in
        ScriptedProvider(base) { request, count, base in
          if count == 2 {
            try await stage.beginOther()
            await stage.nextLook()
          }
          return try await base.send(request)
        }
      })
    let report = try await fill.execute()
    #expect(report.gaveWay == 1 && report.runs.count == 1 && report.accepted == 20)
    #expect(report.end == .nothingMissing)
    #expect(stage.waitsFor.withLock { $0.count } == 1)
    #expect(try bench.rows("SELECT count(*) FROM runs WHERE status = 'finished'") == ["2"])
  }

  /// A run of an idle fill that was left resting is gone on with first.
  @Test func itGoesOnWithWhatWasLeft() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,20,1"], settings: ["fill.concurrency=1"])
    let stage = Stage(bench)
    let until = bench.world.now().advanced(byMilliseconds: 1)
    var fill = try idle(
      bench, stage,
      bounds: IdleBounds(dailyItems: nil, budget: nil, limit: nil, until: until, currency: "EUR"),
      wrapping: { base in
        ScriptedProvider(base) { request, count, base in
          if count == 2 {
            bench.time.advance(by: .milliseconds(5))
            await stage.nextLook()
          }
          return try await base.send(request)
        }
      })
    let report = try await fill.execute()
    #expect(report.end == .time && report.accepted < 20 && report.runs.count == 1)
    #expect(try bench.rows("SELECT status || ': ' || reason FROM runs") == ["paused: idle fill: its time is over"])
    var later = try idle(bench, stage)
    let rest = try await later.execute()
    #expect(rest.runs == report.runs && rest.accepted == 20 - report.accepted)
    #expect(try bench.rows("SELECT count(*) FROM runs") == ["1"])
  }

  @Test func aRunThatAcceptsNothingIsTheLast() async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,60,1"],
      settings: ["providers.simulated.failed_assessment=1", "kinds.gap_fill_exercise.retries=0"])
    var fill = try idle(bench, Stage(bench))
    let report = try await fill.execute()
    #expect(report.runs.count == 1 && report.accepted == 0 && report.dropped == 40)
    #expect(report.end == .fruitless(run: String(report.runs[0].suffix(8))))
  }

  @Test func theBudgetIsOfAllItsRuns() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,200,1"])
    let budget = try #require(Money("0.05"))
    var fill = try idle(
      bench, Stage(bench),
      bounds: IdleBounds(dailyItems: nil, budget: budget, limit: nil, until: nil, currency: "EUR"))
    let report = try await fill.execute()
    #expect(report.runs.count > 1 && report.accepted > 20 && report.cost <= budget)
    #expect(report.end.exitCode == .budget)
  }

  /// The budget of a day ends it; the idle fill of the next day goes on with the run that it left.
  @Test func theBudgetOfADayEndsIt() async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,20,1"], settings: ["budgets.day=0.013", "fill.concurrency=1"])
    let stage = Stage(bench)
    var fill = try idle(bench, stage)
    let report = try await fill.execute()
    guard case .rests(let run, let reason, .budget) = report.end else {
      Issue.record("\(report.end)")
      return
    }
    #expect(reason.hasPrefix("the day's budget of 0.013 EUR does not hold another call: "))
    #expect(report.runs.map { $0.suffix(8) } == [run[...]] && report.accepted < 20)
    #expect(try bench.rows("SELECT reason FROM runs") == ["idle fill: " + reason])
    // The same day there is nothing more to be had.
    var again = try idle(bench, stage)
    let nothing = try await again.execute()
    #expect(nothing.end.exitCode == .budget && nothing.runs == report.runs && nothing.accepted == 0)
    bench.time.setWall(by: .seconds(86_400))
    var next = try idle(bench, stage)
    let rest = try await next.execute()
    #expect(rest.runs == report.runs && rest.accepted > 0)
    #expect(try bench.rows("SELECT count(*) FROM runs") == ["1"])
  }

  @Test func oneIsEnough() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,1,1"])
    let first = try idle(bench, Stage(bench))
    let refusal = #expect(throws: IdleConflict.self) { _ = try idle(bench, Stage(bench)) }
    #expect(refusal?.message == "another idle fill works on this library" && refusal?.exitCode == .busy)
    #expect(
      refusal?.hint == "one is enough: it takes the worst gaps first; stop it with Ctrl-C there to begin another")
    var working = first
    #expect(try await working.execute().accepted == 1)
  }
}
