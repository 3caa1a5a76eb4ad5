import Formats
import Testing
import World

@testable import Simulator

@Suite struct SchemaSampleTests {
  /// Schemas that the program's own validator knows: every sample is valid.
  @Test(
    arguments: [
      [
        "type": "object", "required": ["a", "b"], "additionalProperties": false,
        "properties": ["a": ["type": "string"], "b": ["type": ["integer", "null"], "minimum": 3, "maximum": 3]],
      ],
      [
        "type": "array", "minItems": 4, "maxItems": 4,
        "items": [
          "type": "object", "properties": ["slot": ["enum": ["s1", "s2"]]], "required": ["slot"],
          "additionalProperties": false,
        ],
      ],
      ["type": "string", "minLength": 40, "maxLength": 50], ["type": "string", "maxLength": 3],
      ["type": "number", "minimum": 1, "maximum": 2], ["type": "integer", "maximum": -5], ["const": ["a": [1]]],
      [
        "$defs": ["node": ["type": "object", "properties": ["name": ["type": "string"]], "required": ["name"]]],
        "type": "object", "properties": ["x": ["$ref": "#/$defs/node"]], "required": ["x"],
      ],
      ["type": "boolean"], ["type": "null"], ["enum": [1, "b", nil]],
    ] as [JSON]) func samplesAreValid(schema: JSON) throws
  {
    let rule = try JSONSchemaValidator(schema: schema)
    var random = SeededGenerator(seed: 3)
    for _ in 0..<50 { #expect(rule.violations(in: SchemaSample.value(for: schema, random: &random)) == []) }
  }

  /// Schemas of other clients, which the validator does not read.
  @Test func furtherWordsAreRead() throws {
    var random = SeededGenerator(seed: 1)
    func sample(_ text: String) throws -> JSON { SchemaSample.value(for: try JSON.parse(text), random: &random) }
    #expect(try sample(#"{"anyOf": [{"type": "boolean"}, {"type": "string"}]}"#).bool != nil)
    #expect(
      try sample(#"{"allOf": [{"properties": {"a": {"const": 1}}}, {"properties": {"b": {"const": 2}}}]}"#) == [
        "a": 1, "b": 2,
      ])
    #expect(try sample(#"{"type": "integer", "exclusiveMinimum": 4, "exclusiveMaximum": 6}"#) == 5)
    #expect(try sample(#"{"type": "integer", "minimum": 7, "multipleOf": 5}"#) == 10)
    #expect(try sample(#"{"type": "string", "format": "date"}"#) == "2026-01-15")
    #expect(Set(try sample(#"{"type": "array", "minItems": 6, "uniqueItems": true}"#).array ?? []).count == 6)
    #expect(try sample("{}").string != nil)
  }

  @Test func schemasThatContainThemselvesEnd() throws {
    let tree = #"""
      {"type": "object", "properties": {"name": {"type": "string"}, "kids": {"type": "array", "items": {"$ref": "#"}},
      "next": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}}, "required": ["name", "kids", "next"]}
      """#
    var random = SeededGenerator(seed: 2)
    let sample = SchemaSample.value(for: try JSON.parse(tree), random: &random)
    #expect(sample["kids"]?.array?.isEmpty == false && sample["next"]?.object != nil)
    #expect(sample.text.utf8.count < 100_000)
    let circle = try JSON.parse(##"{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}}"##)
    #expect(SchemaSample.value(for: circle, random: &random).string != nil)
  }
}
