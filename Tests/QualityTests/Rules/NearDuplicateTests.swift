import ContentModel
import Formats
import Testing

@testable import Quality

@Suite struct NearDuplicateTests {
  private func subject(_ similar: [SimilarItem]) -> QualitySubject {
    QualitySubject(
      kind: "gap_fill_exercise", body: exercise(), key: Key(section: "adjektive", language: "de"), level: "A2",
      similar: similar)
  }

  private func item(_ uuid: String, _ total: Double) -> SimilarItem {
    SimilarItem(uuid: uuid, score: SimilarityScore(text: 0.314, answers: 1, structure: 0.9, total: total))
  }

  private func findings(_ similar: [SimilarItem]) -> [Finding] {
    Shipped.pipeline("gap_fill_exercise").judge(subject(similar)).findings
  }

  @Test func theFindingNamesTheNearestTwinAndTheScore() {
    #expect(
      findings([
        item("01975e1d-8950-7da1-b014-1aa69c27db6a", 0.58), item("01975e23-9bb1-7c70-8556-95de4a9d62b4", 0.759),
      ]) == [
        Finding(
          rule: "near_duplicate", ruleVersion: 2, severity: .warning, penalty: 35,
          message: "nearly the same as item 4a9d62b4: 75 of 100 (text 31, answers 100, structure 90)",
          fix: """
            Write another one, do not only change words: ask for something else than “Samstag”, “warme”; build the sentences \
            another way, with other connecting words and in another order.
            """)
      ])
  }

  /// Whatever is told to be made different is alike, and what is alike most is always told.
  @Test func theFixNamesThePartsThatAreAlike() {
    func fix(_ text: Double, _ answers: Double, _ structure: Double) -> String? {
      let score = SimilarityScore(text: text, answers: answers, structure: structure, total: 0.5)
      return findings([SimilarItem(.draft(name: "7f3a9c21:17"), score: score)]).first?.fix
    }
    let (text, structure) = ("tell of other people, things and places", "build the sentences another way")
    #expect(fix(0.9, 0.1, 0.39)?.contains(text) == true)
    #expect(fix(0.9, 0.1, 0.39)?.contains(structure) == false && fix(0.9, 0.1, 0.4)?.contains(structure) == true)
    #expect(fix(0.3, 0.2, 0.1) == "Write another one, do not only change words: \(text).")
    #expect(fix(0.9, 0.4, 0.1)?.contains("ask for something else than “") == true)
  }

  @Test func aTextOfTheSameRunIsNamedByItsDraft() {
    let score = SimilarityScore(text: 1, answers: 1, structure: 1, total: 1)
    #expect(
      findings([SimilarItem(.draft(name: "7f3a9c21:17"), score: score)]).map(\.message) == [
        "nearly the same as draft 7f3a9c21:17: 100 of 100 (text 100, answers 100, structure 100)"
      ])
    let pipeline = Shipped.pipeline("gap_fill_exercise")
    let subject = subject([SimilarItem(.draft(name: "7f3a9c21:17"), score: score)])
    #expect(pipeline.nearDuplicates(subject).map(\.rule) == ["near_duplicate"])
    #expect(pipeline.nearDuplicates(self.subject([])) == [])
  }

  @Test func alikeButNotEnoughIsNothing() {
    #expect(findings([]) == [])
    #expect(findings([item("01975e1d-8950-7da1-b014-1aa69c27db6a", 0.499)]) == [])
    #expect(findings([item("01975e1d-8950-7da1-b014-1aa69c27db6a", 0.5)]).count == 1)
  }

  @Test func theProfileIsWhatTheCheckSays() throws {
    let yaml = """
      rules:
        twins:
          rule: near_duplicate
          text: [title, content]
          text_weight: 7
          least: 80
      """
    func pipeline(_ yaml: String) throws -> QualityPipeline {
      try QualityPipeline(settings: RuleSettings(yaml: yaml, file: "a.yaml", kind: "a"), schema: nil)
    }
    let profile = try #require(try pipeline(yaml).similarity)
    #expect(profile.text.map(\.text) == ["title", "content"])
    #expect(profile.weights == .init(text: 7, answers: 35, structure: 35))
    #expect(profile.least == 80)
    let other = try #require(try pipeline(yaml.replacing("7", with: "9").replacing("80", with: "60")).similarity)
    #expect(other.digest == profile.digest)
    let another = try #require(try pipeline(yaml.replacing("title", with: "headline")).similarity)
    #expect(another.digest != profile.digest)
    #expect(try pipeline("rules:\n  schema:\n").similarity == nil)
    #expect(try pipeline(yaml + "\n    enabled: false\n").similarity == nil)
  }
}
