import Formats
import Testing

@testable import Prompts

/// `shown` of `kind.yaml`.
@Suite struct ShownFormTests {
  private static let schema: JSON = [
    "type": "object",
    "properties": [
      "title": ["type": "string"], "text": ["type": "string"],
      "questions": [
        "type": "array",
        "items": [
          "type": "object",
          "properties": [
            "no": ["type": "integer"], "right": ["type": "string"],
            "wrong": ["type": "array", "items": ["type": "string"]],
          ],
        ],
      ],
      "words": ["type": "array", "items": ["type": "string"]],
    ],
  ]

  private func form(_ yaml: String) throws -> ShownForm {
    let node = try YAML.parse("shown:\n\(yaml)\n", file: "kind.yaml")
    let shown = try #require(try node.values("a kind", known: ["shown"])["shown"])
    return try ShownForm(shown, schema: Self.schema)
  }

  @Test func namesOfTheSchema() throws {
    let form = try form(
      "  text: [title, text]\n  questions: questions\n  number: no\n  answer: right\n  options: wrong")
    #expect(form.texts == ["title", "text"] && form.questions == "questions" && form.number == "no")
    #expect(form.answer == "right" && form.options == "wrong" && form.prompt == nil && form.explanation == nil)
    #expect(try self.form("  text: title").texts == ["title"])
  }

  @Test(
    arguments: [
      (
        "  text: tilte", "kind.yaml:2:9: `tilte` is no property in schema.json", "did you mean `title`?"
      ),
      (
        "  questions: questions\n  answer: wright", "kind.yaml:3:11: `wright` is no property in schema.json",
        "did you mean `right`?"
      ),
      (
        "  questions: questions\n  answer: xyzzy", "kind.yaml:3:11: `xyzzy` is no property in schema.json",
        "known here: no, right, wrong"
      ),
      ("  questions: words", "kind.yaml:2:14: `words` is no list of objects in schema.json", nil),
      (
        "  text: text\n  answer: right", "kind.yaml:3:11: `shown` names parts of questions, but no questions",
        "add `questions: …`"
      ),
      ("  texts: text", "kind.yaml:2:3: unknown key `texts`", "did you mean `text`?"),
    ] as [(String, String, String?)])
  func whatIsWrongNamesItsPlace(yaml: String, message: String, hint: String?) {
    let error = #expect(throws: KindError.self) { _ = try form(yaml) }
    #expect(error?.message == message && error?.hint == hint, "\(error?.message ?? "") \(error?.hint ?? "")")
  }

  @Test func theShippedKindsSayHow() throws {
    #expect(try Samples.kind("gap_fill_exercise").shown?.number == "no")
    #expect(try Samples.kind("micro_lesson").shown?.texts == ["title", "content"])
    #expect(try Samples.toyKind().shown == nil)
  }
}
