import Formats
import Testing

@testable import Prompts

struct StrictSchemaTests {
  /// Every object of a schema forbids further properties and requires all it has: what strict mode wants.
  static func faults(_ schema: JSON, at path: JSONPath = JSONPath()) -> [String] {
    var faults: [String] = []
    let allowed: Set = [
      "type", "properties", "required", "additionalProperties", "items", "enum", "const", "minItems", "maxItems",
      "description",
    ]
    for name in schema.object?.names ?? [] where !allowed.contains(name) { faults.append("\(path): \(name)") }
    if let properties = schema["properties"]?.object {
      if schema["additionalProperties"] != false { faults.append("\(path): open") }
      if schema["required"] != .array(properties.names.map(JSON.string)) { faults.append("\(path): optional") }
      for (name, property) in properties.members { faults += Self.faults(property, at: path.appending(name)) }
    } else if schema["type"] == "object" {
      faults.append("\(path): an object without properties")
    }
    if let items = schema["items"] { faults += Self.faults(items, at: path.appending("items")) }
    return faults
  }

  @Test(arguments: ["gap_fill_exercise", "micro_lesson"], 1...4)
  func everyToolIsStrict(name: String, count: Int) throws {
    let kind = try Samples.kind(name)
    let slots = Samples.slots(count)
    let generation = try kind.generationPrompt(section: Samples.passive, language: "de", slots: slots).tool
    let assessment = try kind.assessmentPrompt(
      section: Samples.passive, language: "de", items: slots.map { AssessmentRequest(request: $0, body: [:]) }
    ).tool
    let batch = count > 1 ? "_batch" : ""
    #expect(generation.name == "create_\(name)\(batch)")
    #expect(assessment.name == "assess_\(name)\(batch)")
    for tool in [generation, assessment] {
      #expect(Self.faults(tool.parameters) == [])
      #expect(tool.name.utf8.count <= 64)
      let array = tool.parameters["properties"]?[tool.name.hasPrefix("create") ? "items" : "assessments"]
      if count > 1 {
        #expect(array?["minItems"]?.integer == count)
        #expect(array?["maxItems"]?.integer == count)
        let ids = slots.map { JSON.string($0.slot) }
        #expect(array?["items"]?["properties"]?["slot"]?["enum"] == .array(ids))
      } else {
        #expect(array == nil)
      }
    }
  }

  @Test func theLeanMicroLesson() throws {
    #expect(
      try Samples.kind("micro_lesson").leanSchema.pretty() == """
        {
          "type": "object",
          "properties": {
            "title": {
              "type": "string",
              "description": "3 to 7 words."
            },
            "content": {
              "type": "string",
              "description": "80 to 105 words of plain text. (70 to 900 characters)"
            },
            "questions": {
              "type": "array",
              "minItems": 3,
              "maxItems": 3,
              "items": {
                "type": "object",
                "properties": {
                  "prompt": {
                    "type": "string",
                    "description": "The question."
                  },
                  "choices": {
                    "type": "array",
                    "description": "Four different answers, of which one is right.",
                    "minItems": 4,
                    "maxItems": 4,
                    "items": {
                      "type": "string"
                    }
                  },
                  "correctIndex": {
                    "type": "integer",
                    "description": "The place of the right choice, counted from 0. (0 to 3)"
                  },
                  "explanation": {
                    "type": "string",
                    "description": "Why it is right. (at most 280 characters)"
                  }
                },
                "required": [
                  "prompt",
                  "choices",
                  "correctIndex",
                  "explanation"
                ],
                "additionalProperties": false
              }
            }
          },
          "required": [
            "title",
            "content",
            "questions"
          ],
          "additionalProperties": false
        }
        """)
  }

  @Test func theBatchToolOfTwoRiddles() throws {
    let tool = try Samples.toyKind().generationPrompt(
      section: Samples.passive, language: "en", slots: Samples.slots(2)
    ).tool
    #expect(tool.name == "create_riddle_batch")
    #expect(
      tool.parameters.text == """
        {"type":"object","properties":{"items":{"type":"array","minItems":2,"maxItems":2,"items":{"type":"object",\
        "properties":{"slot":{"type":"string","enum":["s1","s2"],\
        "description":"The id of the slot that this is for; each id exactly once."},\
        "riddle":{"type":"string","description":"5 to 280 characters"},\
        "hints":{"type":["array","null"],"maxItems":2,"items":{"type":"string"}},"answer":{"type":"string"}},\
        "required":["slot","riddle","hints","answer"],"additionalProperties":false}}},"required":["items"],\
        "additionalProperties":false}
        """)
  }

  static let reductions: [(schema: String, lean: String)] = [
    (#"{"type": "string", "title": "T", "x-note": 1}"#, #"{"type":"string"}"#),
    (
      #"{"type": "string", "description": "A.", "minLength": 2}"#,
      #"{"type":"string","description":"A. (at least 2 characters)"}"#
    ),
    (#"{"type": "integer", "minimum": 0, "maximum": 3}"#, #"{"type":"integer","description":"0 to 3"}"#),
    (#"{"type": "integer", "minimum": 3, "maximum": 3}"#, #"{"type":"integer","description":"3"}"#),
    (#"{"type": "number", "maximum": 3.5}"#, #"{"type":"number","description":"at most 3.5"}"#),
    (#"{"type": "string", "enum": ["a", "b"]}"#, #"{"type":"string","enum":["a","b"]}"#),
    (#"{"type": "integer", "const": 1}"#, #"{"type":"integer","const":1}"#),
    (#"{"type": ["string", "null"]}"#, #"{"type":["string","null"]}"#),
    (
      #"{"type": "array", "minItems": 1, "items": {"type": "string", "maxLength": 2}}"#,
      #"{"type":"array","minItems":1,"items":{"type":"string","description":"at most 2 characters"}}"#
    ),
    (
      #"{"type": ["object", "null"], "properties": {"b": {"type": "null"}}, "required": ["b"]}"#,
      #"{"type":["object","null"],"properties":{"b":{"type":"null"}},"required":["b"],"additionalProperties":false}"#
    ),
    (
      #"{"properties": {"b": {"type": "string", "enum": ["x"]}, "c": {"type": ["integer", "null"], "const": 4}}}"#,
      #"{"type":"object","properties":{"b":{"type":["string","null"],"enum":["x",null]},"#
        + #""c":{"type":["integer","null"],"enum":[4,null]}},"required":["b","c"],"additionalProperties":false}"#
    ),
  ]

  @Test(arguments: reductions)
  func reduces(schema: String, lean: String) throws {
    let property = try JSON.parse(schema)
    let root: JSON = ["type": "object", "properties": ["a": property], "required": ["a"]]
    let reduced = try StrictSchema.lean(from: root)
    #expect(reduced["properties"]?["a"]?.text == lean)
    #expect(Self.faults(reduced) == [])
  }

  /// Random schemas of the kinds that people write are strict after the reduction, whatever they hold.
  @Test func whateverIsReducedIsStrict() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      var properties = JSON.Object()
      for index in 0...Int.random(in: 0...4, using: &random) {
        properties["p\(index)"] = Self.schema(depth: 3, &random)
      }
      let required = properties.names.filter { _ in Bool.random(using: &random) }
      let root: JSON = [
        "type": "object", "properties": .object(properties), "required": .array(required.map(JSON.string)),
      ]
      #expect(Self.faults(try StrictSchema.lean(from: root)) == [])
    }
  }

  private static func schema(depth: Int, _ random: inout SeededGenerator) -> JSON {
    switch Int.random(in: depth > 0 ? 0...5 : 0...2, using: &random) {
    case 0: ["type": "string", "minLength": 2, "description": "d"]
    case 1: ["type": "integer", "minimum": 0, "title": "t"]
    case 2: ["type": "string", "enum": ["a", "b"]]
    case 3: ["type": "array", "minItems": 1, "items": schema(depth: depth - 1, &random)]
    case 4: ["type": ["string", "null"], "maxLength": 9]
    default:
      [
        "type": "object", "properties": ["x": schema(depth: depth - 1, &random), "y": ["type": "boolean"]],
        "required": ["y"],
      ]
    }
  }
}
