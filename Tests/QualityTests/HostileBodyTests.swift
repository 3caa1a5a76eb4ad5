import ContentModel
import Formats
import Testing

@testable import Quality

/// Bodies come from models and from files: any shape and any size must be judged, quickly and without a crash.
@Suite struct HostileBodyTests {
  private static let kinds = ["gap_fill_exercise", "micro_lesson"]

  #if DEBUG
    // A debug build is some fifty times slower.
    private static let longString = 4_000
  #else
    private static let longString = 1_000_000
  #endif

  private func judge(_ kind: String, _ body: JSON) -> Judgement {
    Shipped.pipeline(kind).judge(
      QualitySubject(kind: kind, body: body, key: Key(section: "s", language: "de"), level: "A1"))
  }

  @Test("a body of any type is critical", arguments: kinds)
  func wrongBodies(_ kind: String) {
    for body: JSON in [nil, true, 1, .number("-1e999"), "", "text", [], [[]], [:], ["": nil]] {
      let judgement = judge(kind, body)
      #expect(judgement.hasCritical)
      #expect((0...100).contains(judgement.score))
    }
  }

  @Test("every member replaced by every type is judged")
  func wrongTypes() {
    let values: [JSON] = [nil, true, -7, .number("1e999"), "", "[1]", [], [nil], [[[]]], [:], ["a": ["b": nil]]]
    for value in values {
      for name in ["text", "gaps"] { #expect(judge("gap_fill_exercise", exercise().with(name, value)).hasCritical) }
      for name in ["no", "correct", "distractors", "explanation"] {
        _ = judge("gap_fill_exercise", exercise(second: gap(2).with(name, value)))
      }
      for name in ["title", "content", "difficulty", "questions"] {
        _ = judge("micro_lesson", lesson().with(name, value))
      }
      for name in ["prompt", "choices", "correctIndex", "explanation"] {
        _ = judge("micro_lesson", lesson(questions: [question(0).with(name, value), value]))
      }
    }
  }

  @Test(
    "long strings take time in proportion",
    arguments: [
      "a", " ", "\u{A0}", "[1]", "[", "［", "{", "<", "`", "~\n", "_", "ä", "a\u{308}", "\u{200B}", "TODO", "👩🏽‍🔬",
      "AS AN AI ", "<a ",
    ])
  func longStrings(_ piece: String) {
    let text = JSON.string(String(repeating: piece, count: Self.longString / piece.utf8.count))
    let start = ContinuousClock.now
    for body in [
      exercise(text: text), exercise(second: gap(2, text, [text, text, text], text)),
      lesson(title: text, content: text),
    ] {
      for kind in Self.kinds {
        let judgement = judge(kind, body)
        #expect(!judgement.findings.isEmpty)
        #expect(judgement.findings.allSatisfy { $0.message.utf8.count < 2_000 && $0.fix.utf8.count < 2_000 })
      }
    }
    // Some 16 strings: what is not linear takes minutes.
    #expect(ContinuousClock.now - start < .seconds(30))
  }

  @Test("a rule has at most ten findings, however much is wrong")
  func manyFaults() {
    let gaps = JSON.array((1...300).map { _ in gap(0, "TODO", ["TODO", "TODO"], "```") })
    let judgement = judge("gap_fill_exercise", exercise(gaps: gaps))
    let byRule = Dictionary(grouping: judgement.findings, by: \.rule)
    #expect(byRule.values.allSatisfy { $0.count <= 10 })
    #expect(byRule["distractor_count"]?.count == 10)
    #expect(judgement.score == 0)
  }

  @Test("a body nested deeper than any stack would bear is read")
  func deep() {
    var body: JSON = "TODO"
    for _ in 0..<2_000 { body = [body] }
    let judgement = judge("gap_fill_exercise", ["text": body])
    #expect(judgement.findings.contains { $0.rule == "placeholder_remains" })
  }
}
