import ContentModel
import Testing

@testable import Prompts

/// How drafts fared, and which sections a hint names.
@Suite struct PromptReportTests {
  private func outcomes(
    _ section: String, first: Int, later: Int = 0, dropped: Int = 0, model: String? = "m", rule: String = "text_length"
  ) -> [DraftOutcome] {
    let key = Key(section: section, language: "de")
    return (0..<first).map { _ in DraftOutcome(kind: "k", key: key, model: model, isAccepted: true, isFirst: true) }
      + (0..<later).map { _ in DraftOutcome(kind: "k", key: key, model: model, isAccepted: true, rules: [rule]) }
      + (0..<dropped).map { _ in
        DraftOutcome(kind: "k", key: key, model: model, isAccepted: false, dropReason: rule, rules: [rule, "refusal"])
      }
  }

  private func report(_ outcomes: [DraftOutcome], by fields: [PromptReport.Field] = [.section]) -> PromptReport {
    var report = PromptReport(by: fields)
    for outcome in outcomes { report.add(outcome) }
    return report
  }

  @Test func `Rows are counted, the worst first`() {
    let outcomes = outcomes("a", first: 3, later: 1) + outcomes("b", first: 1, later: 1, dropped: 2)
    let rows = report(outcomes).rows
    #expect(rows.map(\.values) == [["b"], ["a"]])
    #expect(rows[0].drafts == 4 && rows[0].acceptedFirst == 1 && rows[0].acceptedLater == 1 && rows[0].dropped == 2)
    #expect(rows[0].dropReasons == ["text_length": 2])
    let rules = report(outcomes, by: [.rule, .model]).rows
    #expect(rules.map(\.values) == [["text_length", "m"], ["refusal", "m"]])
    #expect(rules.map(\.drafts) == [4, 2] && rules.map(\.dropped) == [2, 2])
  }

  /// The table of students of https://en.wikipedia.org/wiki/Fisher%27s_exact_test, and Fisher's own of tea.
  @Test(
    arguments: [
      (1, 12, 9, 12, 0.0013797280926100418), (3, 4, 1, 4, 0.9857142857142858), (0, 0, 3, 9, 1), (5, 5, 5, 5, 1),
      (0, 4, 4, 4, 1.0 / 70),
    ] as [(Int, Int, Int, Int, Double)])
  func `Fisher's test`(hits: Int, size: Int, otherHits: Int, otherSize: Int, p: Double) {
    #expect(abs(FisherTest.lower(hits: hits, of: size, otherHits: otherHits, of: otherSize) - p) < 1e-12)
  }

  private var healthy: [DraftOutcome] { ["a", "b", "c"].flatMap { outcomes($0, first: 45, later: 5) } }

  @Test func `A section far below its like is named, with what was found there`() throws {
    let hints = report(healthy + outcomes("bad", first: 12, later: 20, dropped: 8)).hints
    #expect(hints.map(\.place.section) == ["bad"])
    let hint = try #require(hints.first)
    #expect(hint.p < 1e-6 && hint.figures.rules["text_length"] == 28)
    #expect(hint.others.drafts == 150 && hint.others.acceptedFirst == 135 && hint.otherSections == 3)
  }

  @Test func `Nothing is said of thin data, small differences, other models`() {
    // 29 drafts; too few others; too few other sections; 15 points below; drafts of nobody knows which model.
    #expect(report(healthy + outcomes("bad", first: 5, later: 24)).hints.isEmpty)
    #expect(report(Array(healthy.prefix(99)) + outcomes("bad", first: 5, later: 45)).hints.isEmpty)
    #expect(
      report(outcomes("a", first: 90) + outcomes("b", first: 90) + outcomes("bad", first: 5, later: 45)).hints.isEmpty)
    let large = ["a", "b", "c"].flatMap { outcomes($0, first: 900, later: 100) }
    #expect(report(large + outcomes("bad", first: 750, later: 250)).hints.isEmpty)
    #expect(report(healthy + outcomes("bad", first: 5, later: 45, model: nil)).hints.isEmpty)
    #expect(report(healthy + outcomes("bad", first: 5, later: 45, model: "other")).hints.isEmpty)
  }

  /// Of sections that are all alike none is named, whatever chance does: once in a hundred reports at most.
  @Test func `Chance names nobody`() {
    var random = SeededNumbers(state: 3)
    var named = 0
    for _ in 0..<200 {
      let sections = (0..<12).flatMap { section in
        let first = (0..<40).count { _ in random.next() % 100 < 60 }
        return outcomes("s\(section)", first: first, later: 40 - first)
      }
      if !report(sections).hints.isEmpty { named += 1 }
    }
    #expect(named <= 4)
  }
}

/// SplitMix64 (Steele, Lea, Flood, 2014).
private struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
