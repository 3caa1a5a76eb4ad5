import ContentModel
import Formats
import Testing

@testable import Quality

@Suite struct SchemaTests {
  private static let said = "schema: The body does not fit the schema: "

  @Test(arguments: [
    Example.exercise("all fields, right types", exercise()),
    .lesson("all fields, right types", lesson()),
    .lesson(
      "in another order", .object(JSON.Object((lesson().object?.members ?? []).reversed().map { ($0.name, $0.value) }))),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.exercise(
      "a member too many", exercise().with("title", "Titel"),
      said + "title: is no member of the schema"),
    .exercise(
      "a member too many in an entry", exercise(second: gap(2).with("hint", "Hilfe")),
      said + "gaps #2 hint: is no member of the schema"),
    .exercise(
      "a full-width name is another name", exercise().without("gaps").with("ｇａｐｓ", [firstGap, gap(2)]),
      "gap_without_entry: Gap [1] of the text has no entry in `gaps`",
      "gap_without_entry: Gap [2] of the text has no entry in `gaps`",
      said + "the member `gaps` is missing; ｇａｐｓ: is no member of the schema"),
    .exercise(
      "many faults", exercise().with("a", 1).with("b", 2).with("c", 3).with("d", 4),
      said + "a: is no member of the schema; b: is no member of the schema; c: is no member of the schema; and 1 more"),
    .lesson(
      "what a check of the field has said is not said again",
      lesson(title: 7, difficulty: "none", questions: [question(0).without("prompt"), question(1)]),
      "difficulty: difficulty is “none”, one of intro, easy, medium, hard is wanted", "empty_text: title is no text",
      "empty_text: questions #1 prompt is missing",
      "question_count: questions has 2 elements, exactly 3 are wanted"),
  ])
  func bad(_ example: Example) { example.check() }

  @Test("what a check has found only as a warning is said again")
  func warning() throws {
    let pipeline = try QualityPipeline(
      settings: RuleSettings(
        yaml: "rules: { schema: , n: { rule: count, field: a, min: 2, severity: warning } }", file: "f", kind: "k"),
      schema: ["type": "object", "properties": ["a": ["type": "array", "minItems": 2]]])
    let judgement = pipeline.judge(QualitySubject(kind: "k", body: ["a": []], key: Key(section: "s", language: "de")))
    #expect(judgement.findings.map(\.rule) == ["schema", "n"])
  }

  @Test("no schema, no finding")
  func none() throws {
    let pipeline = try pipeline("rules: { schema: }")
    #expect(pipeline.judge(Example.exercise("", 1).subject).findings == [])
  }
}
