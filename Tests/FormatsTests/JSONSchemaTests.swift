import Formats
import Testing

@Suite struct JSONSchemaTests {
  private static let item: JSON = [
    "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "item", "x-note": 1,
    "type": "object", "additionalProperties": false, "required": ["text", "gaps"],
    "properties": [
      "text": ["type": "string", "minLength": 1, "maxLength": 10],
      "gaps": ["type": "array", "minItems": 1, "maxItems": 2, "items": ["$ref": "#/$defs/gap"]],
      "status": ["enum": ["pass", "fail"]], "kind": ["const": "x"],
      "note": ["type": ["string", "null"]], "score": ["type": "number", "minimum": 0, "maximum": .number("0.5")],
    ],
    "$defs": [
      "gap": [
        "type": "object", "properties": ["no": ["type": "integer", "minimum": 1], "correct": ["type": "string"]],
        "required": ["no", "correct"], "additionalProperties": false,
      ]
    ],
  ]

  @Test(
    arguments: [
      (#"{"text":"a","gaps":[{"no":1,"correct":"x"}]}"#, []),
      (
        #"{"text":"ääääääääää","gaps":[{"no":1.0,"correct":""}],"note":null,"score":5e-1,"status":"pass","kind":"x"}"#,
        []
      ),
      ("[]", ["(root): must be an object, is an array"]),
      (
        #"{"text":"","gaps":[]}"#,
        ["text: has 0 characters, needs at least 1", "gaps: has 0 elements, needs at least 1"]
      ),
      (
        #"{"text":"12345678901","gaps":[{"no":0,"corect":"x"},{"no":1.5,"correct":3},{}]}"#,
        [
          "text: has 11 characters, may have at most 10", "gaps: has 3 elements, may have at most 2",
          "gaps #1: the member `correct` is missing", "gaps #1 no: is 0, must be at least 1",
          "gaps #1 corect: is no member of the schema; did you mean `correct`?",
          "gaps #2 no: must be a whole number, is the number 1.5", "gaps #2 correct: must be a string, is the number 3",
          "gaps #3: the member `no` is missing", "gaps #3: the member `correct` is missing",
        ]
      ),
      (
        #"{"text":"a","gaps":[{"no":1,"correct":"x"}],"status":"maybe","kind":"y","note":1,"score":0.51,"other":0}"#,
        [
          #"status: must be "pass" or "fail", is "maybe""#, #"kind: must be "x""#,
          "note: must be a string or null, is the number 1", "score: is 0.51, must be at most 0.5",
          "other: is no member of the schema",
        ]
      ),
    ] as [(String, [String])])
  func namesEachViolation(text: String, violations: [String]) throws {
    let validator = try JSONSchemaValidator(schema: Self.item)
    let value = try JSON.parse(text)
    #expect(validator.violations(in: value).map(\.description) == violations)
    #expect(validator.isValid(value) == violations.isEmpty)
  }

  @Test(
    arguments: [
      (#"{"pattern":"a"}"#, "schema, at pattern: the keyword `pattern` is not supported"),
      (
        #"{"properties":{"a":{"minlength":1}}}"#,
        "schema, at properties.a.minlength: the keyword `minlength` is not supported"
      ),
      (#"{"type":"text"}"#, "schema, at type: \"text\" is no type"),
      (#"{"type":[]}"#, "schema, at type: must be a type or an array of types"),
      (#"{"enum":[]}"#, "schema, at enum: must be an array of at least one value"),
      (#"{"required":[1]}"#, "schema, at required: must be an array of strings"),
      (#"{"minItems":-1}"#, "schema, at minItems: must be a whole number of at least 0"),
      (#"{"minItems":2,"maxItems":1}"#, "schema, at (root): `minItems` is above `maxItems`"),
      (#"{"additionalProperties":{}}"#, "schema, at additionalProperties: must be true or false"),
      (##"{"$ref":"#/$defs/a"}"##, "schema, at $ref: `$defs` holds no `a`"),
      (#"{"$ref":"http://x"}"#, "schema, at $ref: `http://x` is not supported"),
      (##"{"$ref":"#"}"##, "schema, at (root): a `$ref` leads back to itself"),
      (
        ##"{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}"##,
        "schema, at (root): a `$ref` leads back to itself"
      ),
      (#"{"items":true}"#, "schema, at items: a schema must be an object"),
      (#"{"items":{"$defs":{}}}"#, "schema, at items.$defs: definitions must stand at the top of the schema"),
    ] as [(String, String)])
  func refusesASchemaThatItWouldNotCheck(schema: String, message: String) throws {
    let schema = try JSON.parse(schema)
    let error = #expect(throws: JSONSchemaError.self) { try JSONSchemaValidator(schema: schema) }
    #expect(error?.message == message)
  }

  @Test func suggestsTheKeywordThatWasMeant() {
    let error = #expect(throws: JSONSchemaError.self) { try JSONSchemaValidator(schema: ["minlength": 1]) }
    #expect(error?.hint == "did you mean `minLength`?")
  }

  @Test func followsARecursiveSchema() throws {
    let validator = try JSONSchemaValidator(schema: [
      "$ref": "#/$defs/tree",
      "$defs": ["tree": ["type": "array", "items": ["$ref": "#/$defs/tree"]]],
    ])
    #expect(validator.isValid([[], [[]]]))
    #expect(validator.violations(in: [[], [[1]]]).map(\.path.description) == ["[1][0][0]"])
  }
}
