import Formats
import Testing

@Suite struct NotAllEqualTests {
  private static func answers(_ first: JSON, _ second: JSON) -> JSON {
    exercise(gaps: [gap(1, first), gap(2, second)])
  }
  private static let oneGap: JSON = .string((goodText.string ?? "").replacing("[2]", with: "warme"))

  @Test(arguments: [
    Example.exercise("the answers differ", exercise()),
    .exercise("one gap alone has one answer", exercise(text: oneGap, gaps: [firstGap])),
    .lesson("two of three at one place", lesson(questions: [question(1), question(1), question(3)])),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.exercise(
      "the same answer", answers("warme", "warme"), "same_answer: gaps[].correct is “warme” all 2 times"),
    .exercise("by case", answers("Warme", "warme"), "same_answer: gaps[].correct is “Warme” all 2 times"),
    .exercise(
      "composed and decomposed", answers("sch\u{F6}n", "scho\u{308}n "),
      "same_answer: gaps[].correct is “schön” all 2 times"),
    .exercise(
      "full-width", answers("ｎｅｕ", "neu"), "same_answer: gaps[].correct is “ｎｅｕ” all 2 times"),
    .lesson(
      "all right choices are first", lesson(questions: [question(0), question(0), question(0)]),
      "correct_index_cluster: questions[].correctIndex is 0 all 3 times"),
    .lesson(
      "all right choices are last, in two spellings of a number",
      lesson(questions: [question(3), question(.number("3.0")), question(3)]),
      "correct_index_cluster: questions[].correctIndex is 3 all 3 times"),
  ])
  func bad(_ example: Example) { example.check() }

  @Test("a section that drills one word can be excepted")
  func exceptedSection() throws {
    let pipeline = try pipeline(
      """
      rules:
        same_answer: { rule: not_all_equal, field: "gaps[].correct", except_sections: [infinitiv_mit_zu] }
      """)
    func findings(_ section: String) -> Int {
      pipeline.judge(Example.exercise("", Self.answers("zu", "zu"), section: section).subject).findings.count
    }
    #expect(findings("infinitiv_mit_zu") == 0)
    #expect(findings("passiv") == 1)
  }
}
