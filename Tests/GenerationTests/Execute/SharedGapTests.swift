import ContentModel
import ContentStore
import Coverage
import Formats
import Prompts
import Testing

@testable import Generation

/// Gaps and who fills them: two fills at once, runs that are given up, floors, and the spread over topics.
@Suite struct SharedGapTests {
  private func begin(_ bench: FillBench, _ request: FillRequest? = nil) async throws -> FillExecutor? {
    try await bench.context().begin(
      request ?? bench.request(), configuration: bench.configuration(), stop: FillStop(), onProgress: { _ in })
  }

  private func planned(_ bench: FillBench) throws -> Int {
    try bench.context().plan(Selection(), limit: nil).slots.count
  }

  @Test func twoFillsAtOnceDoNotGenerateTwice() async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,12,1", "relativsaetze,,,de,6,1"], settings: ["providers.simulated.rule_failure=0.3"])
    let other = try await bench.opened(settings: ["providers.simulated.rule_failure=0.3"])
    // At the same moment, from two stores.
    async let first = begin(bench, bench.request(limit: 10))
    async let second = begin(other, other.request())
    let executors = try await [first, second].compactMap { $0 }
    let drafts = try bench.rows("SELECT count(*) FROM drafts GROUP BY run").compactMap { Int($0) }
    #expect(drafts.reduce(0, +) == 18, "\(drafts)")
    #expect(try planned(bench) == 0)
    try await withThrowingTaskGroup(of: FillEnd.self) { group in
      for executor in executors {
        group.addTask {
          var executor = executor
          return try await executor.execute()
        }
      }
      for try await end in group { #expect(end.exitCode == .done) }
    }
    let made = try bench.active()
    #expect(made.values.reduce(0, +) == 18)
    #expect(made.filter { $0.key.hasPrefix("passiv") }.values.reduce(0, +) == 12)
  }

  @Test func aSecondFillFindsNothingWhileTheFirstWorks() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,4,1"])
    let executor = try await begin(bench)
    #expect(executor != nil)
    let other = try await bench.opened()
    #expect(try await begin(other) == nil)
    #expect(try inventory(bench).inFlight == 4)
    withExtendedLifetime(executor) {}
  }

  private func inventory(_ bench: FillBench) throws -> InventoryCounts {
    try bench.store.read { [store = bench.store] reader in
      let living = try store.livingRuns(reader.unendedRuns())
      return try reader.inventory(livingRuns: living).counts.values.reduce(into: InventoryCounts()) { $0 += $1 }
    }
  }

  @Test func cancellingReleasesWhatIsNotMade() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,10,1"], settings: ["fill.concurrency=1"])
    let stop = FillStop()
    let filled = try await bench.fill(
      stop: stop,
      wrapping: { base in
        ScriptedProvider(base) { request, number, base in
          // Five are through when the fourth call comes.
          if number == 3 { stop.request() }
          return try await base.send(request)
        }
      })
    let left = 10 - filled.figures.accepted
    #expect(left > 0)
    // A paused run holds only what it has paid for.
    let configuration = try bench.configuration()
    try await bench.context().cancel(filled.run, configuration: configuration, reason: "cancelled by tester")
    let (run, figures) = try bench.store.read { [id = filled.run.id] in (try $0.run(id), try $0.figures(ofRun: id)) }
    #expect(run.status == .cancelled && run.reason == "cancelled by tester" && run.holder == nil)
    #expect(figures.dropReasons == ["cancelled": left] && figures.accepted == 10 - left)
    #expect(try planned(bench) == left)
    #expect(try inventory(bench).inFlight == 0)
    // What was made stays, and the next fill makes the rest.
    let next = try await bench.fill()
    #expect(next.run.wanted == left && next.end.exitCode == .done)
    #expect(try bench.active().values.reduce(0, +) == 10)
    await #expect(throws: RunConflict.self) {
      try await bench.context().cancel(filled.run, configuration: configuration, reason: "")
    }
  }

  @Test func aRunAtWorkCannotBeGivenUp() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,2,1"])
    let executor = try #require(try await begin(bench))
    let other = try await bench.opened()
    let run = try other.store.read { try $0.run(named: "last") }
    let conflict = await #expect(throws: RunConflict.self) {
      try await other.context().cancel(run, configuration: other.configuration(), reason: "")
    }
    #expect(conflict?.message == "run \(run.uuid.suffix(8)) is being worked on by bench:1")
    #expect(conflict?.exitCode == .busy)
    withExtendedLifetime(executor) {}
  }

  /// A run whose section has gone can still be given up: that is what its own error advises.
  @Test(arguments: [true, false])
  func aRunWithoutItsSectionCanBeGivenUp(configurationIsReadable: Bool) async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,5,1"], settings: ["fill.concurrency=1"])
    let stop = FillStop()
    _ = try await bench.fill(
      stop: stop,
      wrapping: { base in
        ScriptedProvider(base) { request, _, base in
          stop.request()
          return try await base.send(request)
        }
      })
    let sections = "section,kind,level,title,points\nrelativsaetze,gap_fill_exercise,B1,Relativsätze,Pronomen\n"
    try bench.folder.write(Array(sections.utf8), to: "library/sections.csv")
    try bench.folder.write(
      Array("section,topic,sku,language,target,priority\nrelativsaetze,,,de,1,1\n".utf8), to: "library/targets.csv")
    let later = try await bench.opened()
    let error = await #expect(throws: DraftWithoutPlace.self) { _ = try await later.resume() }
    #expect(
      error?.message
        == "a draft of the run belongs to section passiv, which is no longer in the catalogue or the settings")
    let run = try later.store.read { try $0.run(named: "last") }
    try await later.context().cancel(
      run, configuration: configurationIsReadable ? later.configuration() : nil, reason: "cancelled by tester")
    #expect(try later.rows("SELECT status || ' ' || reserved FROM runs") == ["cancelled 0"])
    #expect(try later.rows("SELECT DISTINCT state || ' ' || drop_reason FROM drafts") == ["dropped cancelled"])
  }

  /// `24` wanted, `2` of them about the weekend: the floor is a part of the whole.
  @Test func aFloorIsKept() async throws {
    let bench = try await FillBench(
      targets: [
        "adjektivdeklination_einstieg,,,de,24,1", "adjektivdeklination_einstieg,freizeit_10_wochenende,,de,2,1",
      ])
    // The floor comes first.
    let begun = try await bench.fill(bench.request(limit: 2))
    #expect(begun.drafts.map(\.key.topic) == ["freizeit_10_wochenende", "freizeit_10_wochenende"])
    let filled = try await bench.fill()
    #expect(filled.run.wanted == 22)
    // And the rest is spread, the least filled topic first: eight each.
    #expect(
      try bench.active() == [
        "adjektivdeklination_einstieg alltag_02_wohnung": 8, "adjektivdeklination_einstieg arbeit_04_homeoffice": 8,
        "adjektivdeklination_einstieg freizeit_10_wochenende": 8,
      ])
    #expect(try planned(bench) == 0)
  }

  @Test func topicsThatAreBehindCatchUp() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,9,1"])
    _ = try await bench.fill(bench.request(Selection(topics: ["alltag*"]), limit: 3))
    #expect(try bench.active() == ["passiv alltag_02_wohnung": 3])
    _ = try await bench.fill(bench.request(limit: 4))
    #expect(try bench.active().values.sorted() == [2, 2, 3])
    _ = try await bench.fill()
    #expect(try bench.active().values.sorted() == [3, 3, 3])
  }

  /// What waits in review closes its gap as well as what is active.
  @Test func whatWaitsInReviewIsNotBoughtAgain() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,4,1"], settings: ["publish=review"])
    _ = try await bench.fill(bench.request(limit: 3))
    #expect(try inventory(bench).inReview == 3 && inventory(bench).active == 0)
    #expect(try planned(bench) == 1)
  }

  /// A kind that is grouped strictly shares its topic in a call; the other does not.
  @Test func strictGroupsShareTheirTopic() async throws {
    let bench = try await FillBench(targets: ["everyday_physics,*,,en,3,1", "passiv,*,,de,1,1"])
    let recorder = Recorder()
    _ = try await bench.fill(wrapping: recorder.wrap)
    var topics: [String: [Set<String>]] = [:]
    for request in recorder.calls.map(\.request) where !request.isAssessment && !request.isRegeneration {
      let names = (request.data["slots"]?.array ?? []).compactMap { $0["topic"]?["topic"]?.string }
      topics[request.data["section"]?["section"]?.string ?? "", default: []].append(Set(names))
    }
    #expect(topics["everyday_physics"]?.map(\.count) == [1, 1])
    #expect(topics["passiv"]?.map(\.count) == [3])
  }
}
