import Formats
import Foundation
import Testing

@testable import Quality

/// A field that no body has is a fault of the rule file, with its place.
@Suite struct FieldVerificationTests {
  private static let schema: JSON = [
    "type": "object", "additionalProperties": false,
    "$defs": [
      "node": ["type": "object", "properties": ["name": ["type": "string"], "more": ["$ref": "#/$defs/node"]]]
    ],
    "properties": [
      "text": ["type": "string"], "tree": ["$ref": "#/$defs/node"],
      "open": ["type": "object", "properties": ["a": ["type": "string"]], "additionalProperties": true],
      "any": [:],
      "gaps": [
        "type": "array",
        "items": [
          "type": "object", "additionalProperties": false,
          "properties": [
            "correct": ["type": "string"], "distractors": ["type": "array", "items": ["type": "string"]],
          ],
        ],
      ],
    ],
  ]

  private func read(_ yaml: String) throws {
    _ = try RuleSettings(yaml: yaml, file: "rules.yaml", kind: "note", schema: Self.schema)
  }

  @Test(arguments: [
    "text", "gaps", "gaps[]", "gaps[].correct", "gaps[].distractors[]", "tree.more.more.name", "open.b.c",
    "any.thing[].at",
  ])
  func `A field that may be there`(_ field: String) throws {
    try read("rules:\n  a: { rule: words, field: '\(field)', min: 1 }")
  }

  @Test(
    arguments: [
      (
        "rules:\n  a:\n    rule: words\n    field: gaps[].corect\n    min: 1",
        "rules.yaml:4:5: `gaps[].corect` is no field of note", "did you mean `gaps[].correct`?"
      ),
      (
        "rules:\n  a: { rule: words, field: [text, gaps.correct], min: 1 }",
        "rules.yaml:2:21: `gaps.correct` is no field of note: `gaps` is a list", "write `gaps[].correct`"
      ),
      (
        "rules:\n  a: { rule: words, field: 'text[]', min: 1 }",
        "rules.yaml:2:21: `text[]` is no field of note: `text` is no list", "write `text`"
      ),
      (
        "rules:\n  near_duplicate: { answers: 'gaps[].right' }",
        "rules.yaml:2:21: `gaps[].right` is no field of note",
        "the fields are `text`, `tree`, `tree.name`, `tree.more`, `open`, `open.a`, `any`, `gaps`, `gaps[]`, "
          + "`gaps[].correct`, `gaps[].distractors`, `gaps[].distractors[]`; schema.json says what they hold"
      ),
      (
        "rules: { code_fence: }\nlanguages:\n  de:\n    b: { rule: characters, field: title, max: 9 }",
        "rules.yaml:4:28: `title` is no field of note", nil
      ),
      (
        "rules:\n  a: { rule: words, field: text, min: 1, levels: { A1: { field: texd } } }",
        "rules.yaml:2:58: `texd` is no field of note", "did you mean `text`?"
      ),
    ] as [(String, String, String?)])
  func `A field that cannot be there`(_ yaml: String, _ message: String, _ hint: String?) throws {
    let error = try #require(throws: RuleSettingsError.self) { try read(yaml) }
    #expect(error.message == message)
    if let hint { #expect(error.hint == hint) }
  }

  @Test func `Fields of a source are not those of the body, and without a schema any may be named`() throws {
    try read("rules: { numbers_missing: { field: text, source: description } }")
    _ = try RuleSettings(yaml: "rules: { unclosed_markup: { field: nowhere } }", file: "rules.yaml", kind: "note")
  }

  @Test(arguments: ["gap_fill_exercise", "micro_lesson"])
  func `The shipped files name fields of the shipped schemas`(_ kind: String) throws {
    let yaml = try String(contentsOf: Shipped.root.appending(path: "library/rules/\(kind).yaml"), encoding: .utf8)
    let schema = try String(contentsOf: Shipped.root.appending(path: "prompts/\(kind)/schema.json"), encoding: .utf8)
    let settings = try RuleSettings(yaml: yaml, file: "rules.yaml", kind: kind, schema: JSON.parse(schema))
    #expect(!settings.checkNames.isEmpty)
  }
}
