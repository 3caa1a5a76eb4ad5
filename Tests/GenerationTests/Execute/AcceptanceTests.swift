import ContentModel
import ContentStore
import Formats
import Generation
import Providers
import Testing

/// How far drafts are followed: retries, replacements, and where an accepted one goes.
@Suite struct AcceptanceTests {
  /// Spoils the texts of calls whose number a test names, so that a rule has something critical to say.
  private func spoiling(_ isSpoiled: @escaping @Sendable (Int) -> Bool) -> (any Provider) -> any Provider {
    { base in
      ScriptedProvider(base) { request, number, base in
        let answer = try await base.send(request)
        guard isSpoiled(number), !request.isAssessment else { return answer }
        return try answer.changingTexts { $0.replacing("[1]", with: "[7]") }
      }
    }
  }

  @Test(arguments: [0, 1, 3])
  func retriesAreTheMostRegenerations(retries: Int) async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,2,1"], settings: ["kinds.gap_fill_exercise.retries=\(retries)", "fill.concurrency=1"])
    let filled = try await bench.fill(bench.request(maxDrafts: 2), wrapping: spoiling { _ in true })
    #expect(filled.calls == "gen 1, ass 0, reg \(2 * retries)")
    #expect(filled.figures.dropReasons == ["entry_without_gap": 2])
    #expect(filled.drafts.allSatisfy { $0.asked == retries + 1 && $0.body != nil && $0.item == nil })
    #expect(filled.end.exitCode == .partial)
  }

  @Test func aDroppedDraftIsReplacedUntilTheGapIsClosed() async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,5,1"], settings: ["kinds.gap_fill_exercise.retries=0", "fill.concurrency=1"])
    let filled = try await bench.fill(wrapping: spoiling { $0 == 1 })
    #expect(filled.figures.drafted == 10 && filled.figures.dropped == 5 && filled.figures.accepted == 5)
    #expect(filled.drafts.map(\.replaces) == [nil, nil, nil, nil, nil, 1, 2, 3, 4, 5])
    #expect(
      zip(filled.drafts.prefix(5), filled.drafts.suffix(5)).allSatisfy { $0.key == $1.key && $0.options == $1.options })
    #expect(filled.end.exitCode == .done)
  }

  /// `--max-drafts` and the settings' factor bound the replacements; `--min-accept` says how much is enough.
  @Test(
    arguments: [
      (maxDrafts: 7, minAccept: nil, accepted: 2, exit: ExitCode.partial), (7, 40, 2, .done), (7, 41, 2, .partial),
      (5, 0, 0, .partial), (3, nil, 0, .partial), (9, nil, 4, .done), (8, nil, 3, .partial), (10, 100, 5, .done),
    ] as [(maxDrafts: Int, minAccept: Int?, accepted: Int, exit: ExitCode)])
  func draftsAreBounded(maxDrafts: Int, minAccept: Int?, accepted: Int, exit: ExitCode) async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,5,1"], settings: ["kinds.gap_fill_exercise.retries=0", "fill.concurrency=1"])
    let filled = try await bench.fill(
      bench.request(maxDrafts: maxDrafts), configuration: bench.configuration(minAccept: minAccept),
      wrapping: spoiling { $0 == 1 })
    #expect(filled.run.wanted == 5)
    #expect(filled.figures.drafted == maxDrafts)
    #expect(filled.figures.accepted == accepted)
    #expect(filled.end.exitCode == exit && filled.end.status == .finished)
  }

  @Test(arguments: [1.0, 1.5, 3.0])
  func theFactorBoundsDraftsToo(factor: Double) async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,4,1"],
      settings: ["kinds.gap_fill_exercise.retries=0", "fill.max_drafts_factor=\(factor)"])
    let filled = try await bench.fill(wrapping: spoiling { _ in true })
    #expect(filled.figures.drafted == Int(4 * factor) && filled.figures.dropped == Int(4 * factor))
  }

  struct Publishing: Sendable, CustomTestStringConvertible {
    var settings: [String]
    var pilot = false
    var isActive: Bool
    var testDescription: String { (settings + (pilot ? ["pilot"] : [])).joined(separator: " ") }
  }

  @Test(arguments: [
    Publishing(settings: ["publish=auto"], isActive: true), Publishing(settings: ["publish=review"], isActive: false),
    Publishing(settings: ["publish=review", "kinds.gap_fill_exercise.publish=auto"], isActive: true),
    Publishing(settings: ["publish=auto", "kinds.gap_fill_exercise.publish=review"], isActive: false),
    Publishing(settings: ["publish=auto"], pilot: true, isActive: false),
  ])
  func acceptedDraftsGoWhereTheSettingsSay(_ publishing: Publishing) async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,3,1"], settings: publishing.settings)
    let filled = try await bench.fill(configuration: bench.configuration(reviewsAll: publishing.pilot))
    #expect(filled.figures.accepted == 3 && filled.end.exitCode == .done)
    #expect(filled.figures.inReview == (publishing.isActive ? 0 : 3))
    #expect(try bench.active().values.reduce(0, +) == (publishing.isActive ? 3 : 0))
    #expect(
      try bench.rows("SELECT DISTINCT coalesce(review, 'none') FROM versions")
        == [publishing.isActive ? "none" : "waiting"])
    // Either way the gap is closed: nothing is bought twice.
    #expect(try bench.context().plan(Selection(), limit: nil).slots.isEmpty)
    // One event for what one call's answers made active, and none for what waits.
    let records = try bench.rows(
      "SELECT count(*) FROM publish_records r JOIN publish_events e ON e.id = r.event WHERE e.run IS NOT NULL")
    #expect(records == [publishing.isActive ? "3" : "0"])
  }

  /// A score under the threshold asks for another text while one may be asked for, and then for a person.
  @Test func aFlaggedDraftWaitsForAPerson() async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,2,1"],
      settings: [
        "kinds.gap_fill_exercise.retries=1", "kinds.gap_fill_exercise.threshold=100", "fill.concurrency=1",
      ])
    let filled = try await bench.fill(wrapping: { base in
      ScriptedProvider(base) { request, _, base in
        let answer = try await base.send(request)
        if request.isAssessment { return answer }
        return try answer.changingTexts { $0 + String(repeating: " Das ist ein langer und wahrer Satz.", count: 20) }
      }
    })
    #expect(filled.calls == "gen 1, ass 1, reg 2")
    #expect(filled.figures.accepted == 2 && filled.figures.inReview == 2 && filled.figures.dropped == 0)
    #expect(filled.drafts.allSatisfy { $0.findings.score < 100 && !$0.findings.hasCritical })
    #expect(try bench.active().isEmpty)
    #expect(filled.end.exitCode == .done)
  }

  @Test func withoutAssessmentTheRulesAloneDecide() async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,5,1"], settings: ["fill.assess=false", "providers.simulated.failed_assessment=1"])
    let filled = try await bench.fill()
    #expect(filled.calls == "gen 1, ass 0, reg 0")
    #expect(filled.figures.accepted == 5)
  }

  /// The very text that the library holds already is sent back like any other fault.
  @Test func aTextIsNotTakenTwice() async throws {
    let settings = ["kinds.gap_fill_exercise.retries=1", "fill.concurrency=1"]
    let bench = try await FillBench(targets: ["passiv,,,de,1,1"], settings: settings)
    let recorder = Recorder()
    _ = try await bench.fill(wrapping: recorder.wrap)
    let made = try #require(recorder.calls.first?.answer?.arguments)
    try bench.folder.write(
      Array("section,topic,sku,language,target,priority\npassiv,,,de,2,1\n".utf8), to: "library/targets.csv")
    let grown = try await bench.opened(settings: settings)
    let filled = try await grown.fill(
      grown.request(maxDrafts: 1),
      wrapping: { base in
        ScriptedProvider(base) { request, _, base in
          let answer = try await base.send(request)
          return request.isAssessment ? answer : try answer.with(arguments: made)
        }
      })
    #expect(filled.figures.dropReasons == ["repeated_item": 1])
    #expect(filled.calls == "gen 1, ass 0, reg 1")
  }
}

extension RawAnswer {
  /// The answer with another text in each item.
  func changingTexts(_ change: (String) -> String) throws -> RawAnswer {
    func changed(_ item: JSON) -> JSON {
      var item = item
      if let text = item["text"]?.string { item["text"] = .string(change(text)) }
      return item
    }
    var arguments = try JSON.parse(self.arguments ?? "null")
    if let items = arguments["items"]?.array {
      arguments["items"] = .array(items.map(changed))
    } else {
      arguments = changed(arguments)
    }
    return try with(arguments: arguments.text)
  }
}
