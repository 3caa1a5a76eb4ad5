import Formats
import Interchange
import Testing

@Suite struct JSONSchemaTests {
  @Test func aKindsSchemaMovesIntoTheDefinitions() throws {
    let schema = SchemaWriter.jsonSchema(kinds: try Samples.kinds().reversed())
    let definitions = try #require(schema["$defs"])
    #expect(definitions.object?.names == ["anyItem", "gap_fill_exercise", "micro_lesson"])
    let exercise = try #require(definitions["gap_fill_exercise"])
    let reference = exercise["properties"]?["gaps"]?["items"]?["$ref"]
    #expect(reference == "#/$defs/gap_fill_exercise/$defs/gap")
    #expect(exercise["$defs"]?["gap"]?["type"] == "object")
    #expect(
      definitions["anyItem"]?["allOf"]?.array?.last == [
        "if": ["properties": ["kind": ["const": "micro_lesson"]]],
        "then": ["properties": ["body": ["$ref": "#/$defs/micro_lesson"]]],
      ])
    #expect(definitions["anyItem"]?["properties"]?["kind"]?["enum"] == ["gap_fill_exercise", "micro_lesson"])
  }

  @Test func whatIsForTheProgramOrForARootStaysBehind() throws {
    let kind = try KindSchema(
      name: "k",
      body: [
        "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "k.json", "type": "object",
        "properties": ["x-ray": ["type": "string", "x-assembled": true]],
      ])
    #expect(
      SchemaWriter.jsonSchema(kinds: [kind])["$defs"]?["k"] == [
        "type": "object", "properties": ["x-ray": ["type": "string"]],
      ])
  }
}
