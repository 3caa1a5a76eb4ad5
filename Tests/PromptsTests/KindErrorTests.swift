import Formats
import Foundation
import Testing

@testable import Prompts

/// Every way in which a folder can be wrong: the message to the letter, and its mend.
struct KindErrorTests {
  static let settings: [(line: String, with: String, message: String, hint: String?)] = [
    (
      "cardinality: one", "cardinalty: one", "prompts/riddle/kind.yaml:2:1: unknown key `cardinalty`",
      "did you mean `cardinality`?"
    ),
    (
      "cardinality: one", "", "prompts/riddle/kind.yaml: `cardinality` is missing", "add `cardinality: …`"
    ),
    (
      "cardinality: one", "cardinality: few", "prompts/riddle/kind.yaml:2:14: `cardinality` cannot be `few`",
      "it is one of: one, many"
    ),
    (
      "kind: riddle", "kind: riddles", "prompts/riddle/kind.yaml:1:7: the kind `riddles` lives in the folder `riddle`",
      "give both one name"
    ),
    (
      "languages: [en, fr]", "languages: []", "prompts/riddle/kind.yaml:4:12: `languages` is empty",
      "name at least one"
    ),
    (
      "languages: [en, fr]", "languages: en", "prompts/riddle/kind.yaml:4:12: `languages` is a list",
      "write it as `[a, b]` or as lines that begin with `- `"
    ),
    (
      "master_language: en", "master_language: de",
      "prompts/riddle/kind.yaml:5:18: the master language `de` is none of the languages", "add it to `languages`"
    ),
    (
      "assembly: [trim_text]", "assembly: [trim_txt]",
      "prompts/riddle/kind.yaml:13:12: `assembly` cannot be `trim_txt`",
      "did you mean `trim_text`?"
    ),
    (
      "assembly: [trim_text]", "assembly: [romanise]",
      "prompts/riddle/kind.yaml:13:12: `assembly` cannot be `romanise`",
      "it is one of: nfc, trim_text, shuffle_choices"
    ),
    (
      "assembly: [trim_text]", "retries: many",
      "prompts/riddle/kind.yaml:13:10: `retries` is a whole number from 0 to 100",
      nil
    ),
    (
      "assembly: [trim_text]", "temperatures: {generation: 3}",
      "prompts/riddle/kind.yaml:13:28: `temperatures` is a number from 0 to 2", nil
    ),
    (
      "assembly: [trim_text]", "batching: {sise: 3}", "prompts/riddle/kind.yaml:13:12: unknown key `sise`",
      "did you mean `size`?"
    ),
    (
      "assessment: 80, regeneration: 200}", "assessment: 8, regeneration: 200}",
      "prompts/riddle/kind.yaml:7:20: `max_output_tokens` for assessment is 8, less than the usual 20",
      "raise it, or lower `output_tokens`"
    ),
    (
      "{generation: 100, assessment: 20, ", "{generation: 100, ",
      "prompts/riddle/kind.yaml:6:16: `output_tokens` lacks assessment", "add `assessment: …`"
    ),
    (
      "type: integer, minimum: 1", "minimum: 1", "prompts/riddle/kind.yaml:9:10: the option `lines` has no type",
      "add `type:` with text, integer, number or flag"
    ),
    (
      "default: 2", "default: 20", "prompts/riddle/kind.yaml:9:59: the option `lines` cannot be 20",
      "give a whole number from 1 to 9"
    ),
    (
      "from: section.level", "from: section.levle", "prompts/riddle/kind.yaml:12:17: unknown source `section.levle`",
      "did you mean `section.level`?"
    ),
    (
      "level: {from: section.level}", "riddle: {from: section.title}",
      "prompts/riddle/kind.yaml:12:11: `riddle` is assembled, but a model is asked for it too",
      "mark it \"x-assembled\": true in schema.json"
    ),
    (
      "level: {from: section.level}", "levle: {from: section.level}",
      "prompts/riddle/kind.yaml:12:10: `levle` is assembled, but schema.json has no such property",
      "did you mean `level`?"
    ),
    (
      "  level: {from: section.level}", "",
      "prompts/riddle/kind.yaml: nothing says where the assembled property `level` comes from",
      "add it under `assembled`, with `from: …`"
    ),
    (
      "from: section.level", "from: options.lines, below: {5: a, 5: b}",
      "prompts/riddle/kind.yaml:12:46: the key `5` stands in line 12 already", "keep one of the two"
    ),
    (
      "from: section.level", "from: options.lines, below: {7: a, 5: b}",
      "prompts/riddle/kind.yaml:12:46: `5` is no limit above the one before", "give numbers in rising order"
    ),
  ]

  @Test(arguments: settings)
  func settingsNameTheirPlace(line: String, with: String, message: String, hint: String?) throws {
    let text = try #require(Samples.toy["kind.yaml"])
    #expect(text.contains(line))
    let folder = Samples.toy(changing: "kind.yaml", to: text.replacingOccurrences(of: line, with: with))
    expect(folder, message, hint)
  }

  static let templates: [(file: String, text: String, message: String, hint: String?)] = [
    (
      "generate.md", "Write.\n  As {{section.titel}}:\n{{data}}",
      "prompts/riddle/generate.md:2:6: unknown placeholder {{section.titel}}", "did you mean `{{section.title}}`?"
    ),
    (
      "generate.md", "{{#sectoin.points}}x{{/sectoin.points}}\n{{data}}",
      "prompts/riddle/generate.md:1:1: unknown placeholder {{#sectoin.points}}", "did you mean `{{#section.points}}`?"
    ),
    (
      "system.md", "In {{language}}.", "prompts/riddle/system.md:1:4: unknown placeholder {{language}}",
      "known here: kind, kind.name, kind.title"
    ),
    ("generate.md", "a {{ b\n}}", "prompts/riddle/generate.md:1:3: {{ without }} on its line", "write {{name}}"),
    (
      "generate.md", "{{#topic}}\nx", "prompts/riddle/generate.md:1:1: {{#topic}} is not closed", "add {{/topic}}"
    ),
    ("generate.md", "x {{/topic}}", "prompts/riddle/generate.md:1:3: {{/topic}} closes nothing", "take it out"),
    (
      "generate.md", "{{#topic}}\n{{/sku}}",
      "prompts/riddle/generate.md:2:1: {{/sku}} would close {{#topic}} of line 1", "write {{/topic}}"
    ),
    (
      "generate.md", "ä {{> other}}",
      "prompts/riddle/generate.md:1:3: {{> other}} is not part of the template language",
      "use {{name}}, {{#name}}…{{/name}}, {{^name}}…{{/name}}, {{.}} or {{! comment }}"
    ),
    (
      "assess.md", "Judge {{data}} now",
      "prompts/riddle/assess.md: the prompt does not end with {{data}}, or has it more than once",
      "let {{data}} be its last line, and nowhere else"
    ),
  ]

  @Test(arguments: templates)
  func templatesNameTheirPlace(file: String, text: String, message: String, hint: String?) {
    expect(Samples.toy(changing: file, to: text), message, hint)
  }

  static let schemas: [(text: String, message: String, hint: String?)] = [
    ("{", "prompts/riddle/schema.json:1:2: ", nil),
    ("[]", "prompts/riddle/schema.json:1:1: a schema is an object", nil),
    (
      #"{"type": "string"}"#, "prompts/riddle/schema.json:1:1: an item is an object",
      "set `type` to `object` at the root"
    ),
    (
      "{\"type\": \"object\", \"properties\": {\n  \"slot\": {\"type\": \"string\"}}}",
      "prompts/riddle/schema.json:2:3: `slot` is the name by which answers are matched to what was asked",
      "give it another name"
    ),
    (
      "{\"type\": \"object\",\n \"properties\": {\"a\": {\"oneOf\": []}}}",
      "prompts/riddle/schema.json:2:23: `oneOf` has no place in a strict schema", "give it one shape"
    ),
    (
      #"{"type": "object", "properties": {"a": {"type": "text"}}}"#,
      "prompts/riddle/schema.json:1:41: unknown type `text`",
      "use one of string, integer, number, boolean, array, object, null"
    ),
    (
      #"{"type": "object", "properties": {"a": {"type": "string", "minlength": 3}}}"#,
      "prompts/riddle/schema.json:1:59: `minlength` has no place in a strict schema", "did you mean `minLength`?"
    ),
    (
      #"{"type": "object", "properties": {"a": {"type": "array"}}}"#,
      "prompts/riddle/schema.json:1:35: an array without `items`", "say in `items` what it holds"
    ),
    (
      #"{"type": "object", "properties": {"a": {}}}"#,
      "prompts/riddle/schema.json:1:35: a schema without a type", "give it one"
    ),
    (
      #"{"type": "object", "additionalProperties": true, "properties": {"a": {"type": "string"}}}"#,
      "prompts/riddle/schema.json:1:20: a strict schema has no additional properties",
      "set it to false and name each property"
    ),
    (
      #"{"type": "object", "properties": {"riddle": {"type": "string"}}, "required": ["ridle"]}"#,
      "prompts/riddle/schema.json:1:66: `required` names `ridle`, which is no property", "did you mean `riddle`?"
    ),
    (
      #"{"type": "object", "properties": {"a": {"type": "string", "x-assembled": true}}}"#,
      "prompts/riddle/schema.json:1:1: nothing is left to ask a model for", "take away one `x-assembled`"
    ),
    (
      #"{"type": "object", "properties": {"a": {"type": "array", "items": {"type": "string", "x-assembled": true}}}}"#,
      "prompts/riddle/schema.json:1:86: `x-assembled` stands only on properties of the item itself",
      "take it out, or move the property up"
    ),
  ]

  @Test func whatTheValidatorDoesNotUnderstandIsRefused() {
    let text = #"{"type": "object", "properties": {"a": {"type": "string", "maxLength": "x"}}}"#
    let error = #expect(throws: KindError.self) {
      try Kind.load(name: "riddle", folder: Samples.toy(changing: "schema.json", to: text))
    }
    #expect(error?.message.hasPrefix("prompts/riddle/schema.json:1:59: ") == true)
  }

  @Test(arguments: schemas)
  func schemasNameTheirPlace(text: String, message: String, hint: String?) {
    let folder = Samples.toy(changing: "schema.json", to: text)
    let error = #expect(throws: KindError.self) { try Kind.load(name: "riddle", folder: folder) }
    if message.hasSuffix(": ") {
      #expect(error?.message.hasPrefix(message) == true)
    } else {
      #expect(error?.message == message)
      #expect(error?.hint == hint)
    }
  }

  @Test func missingFiles() {
    for file in Kind.fileNames {
      expect(
        Samples.toy(changing: file, to: nil), "prompts/riddle/\(file): the file is missing",
        "a kind has kind.yaml, schema.json, system.md, generate.md, assess_system.md, assess.md, regenerate.md")
    }
    var folder = Samples.toy(changing: "generate.md", to: nil)
    folder["Generate.md"] = []
    expect(
      folder, "prompts/riddle/generate.md: the file is missing", "rename Generate.md, or add generate.md")
  }

  @Test func aFileThatIsNotUTF8() {
    var folder = Samples.toy(changing: "", to: nil)
    folder["system.md"] = [0x41, 0xFF]
    expect(folder, "prompts/riddle/system.md: the file is not UTF-8", "save it as UTF-8")
  }

  @Test func aNameThatIsTooLongForItsTools() {
    let name = String(repeating: "a", count: 52)
    let text = Samples.toy["kind.yaml"]?.replacingOccurrences(of: "kind: riddle", with: "kind: \(name)")
    let error = #expect(throws: KindError.self) {
      try Kind.load(name: name, folder: Samples.toy(changing: "kind.yaml", to: text))
    }
    #expect(error?.hint == "use up to 51 small letters, digits and _, a letter first")
  }

  private func expect(_ folder: KindFolder, _ message: String, _ hint: String?) {
    let error = #expect(throws: KindError.self) { try Kind.load(name: "riddle", folder: folder) }
    #expect(error?.message == message)
    #expect(error?.hint == hint)
  }
}
