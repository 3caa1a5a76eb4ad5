import Formats
import Testing

@Suite struct YAMLTests {
  private func parse(_ text: String) throws(YAMLError) -> YAMLNode { try YAML.parse(text, file: "t.yaml") }

  private func message(_ text: String, _ use: (YAMLNode) throws -> Void = { _ in }) -> [String?] {
    let error = #expect(throws: YAMLError.self) { try use(try parse(text)) }
    return [error?.message, error?.hint]
  }

  @Test func readsSettings() throws {
    let node = try parse(
      """
      # settings
      mode: rehearsal
      batching: {size: 5, ratio: 0.8, on: true}
      languages:
        - de
        - "no"
      text: |
        two
        lines
      empty:
      """)
    #expect(try node.require("mode").string() == "rehearsal")
    #expect(try node["batching"]?["size"]?.int() == 5)
    #expect(try node["batching"]?["ratio"]?.double() == 0.8)
    #expect(try node["batching"]?["size"]?.double() == 5)
    #expect(try node["batching"]?["on"]?.bool() == true)
    #expect(try node["languages"]?.strings() == ["de", "no"])
    #expect(try node["text"]?.string() == "two\nlines\n")
    #expect(node["empty"] == nil)
    #expect(try node.mapping().map(\.key) == ["mode", "batching", "languages", "text", "empty"])
    #expect(try node.mapping().map(\.line) == [2, 3, 4, 7, 10])
    let size = try #require(node["batching"]?["size"])
    #expect((size.line, size.column) == (3, 18))
  }

  @Test func anEmptyFileHoldsNothing() throws {
    #expect(try parse("").isNull)
    #expect(try parse("# only a comment\n").isNull)
  }

  @Test(
    arguments: [
      ("a: [1, -2.50, 1e3, 0x1F, 0o17, +7, .5, 2., .inf]", #"{"a":[1,-2.50,1e3,31,15,7,0.5,2,".inf"]}"#),
      (
        #"{a: true, b: "true", c: ~, d: null, e: yes, f: "12", g: 010, h: }"#,
        #"{"a":true,"b":"true","c":null,"d":null,"e":"yes","f":"12","g":10,"h":null}"#
      ),
      (
        "a: 2026-11-20\nb: 1_000\nc: '1'\nd: 123456789012345678901",
        #"{"a":"2026-11-20","b":"1_000","c":"1","d":123456789012345678901}"#
      ),
      ("- |\n  x\n- >\n  y\n  z\n", #"["x\n","y z\n"]"#),
    ] as [(String, String)])
  func becomesJSON(text: String, json: String) throws {
    #expect(try parse(text).json.text == json)
  }

  @Test(
    arguments: [
      ("a: 1\na: 2\n", "t.yaml:2:1: the key `a` stands in line 1 already", "keep one of the two"),
      ("a: &x 1\n", "t.yaml:1:4: anchors (&) are not supported", "write the value out where it is used"),
      ("a: *x\n", "t.yaml:1:4: aliases (*) are not supported", "write the value out, or put the text in quotes"),
      ("a: !!int 1\n", "t.yaml:1:4: the tag `tag:yaml.org,2002:int` is not supported", "take the tag away"),
      ("<<: {a: 1}\n", "t.yaml:1:1: merge keys (<<) are not supported", "write the keys out"),
      ("? [a]\n: 1\n", "t.yaml:1:3: a key must be a text, found a list", nil),
      ("a: 1\n---\nb: 2\n", "t.yaml:2:1: a second document begins here", "keep one document a file"),
      ("a:\n\tb: 1\n", "t.yaml:2:1: a tab stands where spaces are expected", "indent with spaces"),
      (
        "a: b: c\n", "t.yaml:1:5: mapping values are not allowed in this context",
        "look at the indentation, and put a text that holds `: ` or ` #` in quotes"
      ),
      ("a: [1, 2\nb: 3\n", "t.yaml:2:2: did not find expected ',' or ']'", "close the bracket that is still open"),
      ("a: \"x\n", "t.yaml:2:1: found unexpected end of stream", "close the quote that is still open"),
      (
        "a: @x\n", "t.yaml:1:4: found character that cannot start any token",
        "put a text that begins with `@`, `` ` `` or `%` in quotes"
      ),
      ("ok: 1\nä: \u{1}\n", "t.yaml:2:4: control characters are not allowed", nil),
    ] as [(String, String, String?)])
  func namesTheFaultAndTheMend(text: String, what: String, hint: String?) {
    #expect(message(text) == [what, hint])
  }

  @Test func complainsAboutTypesWhereTheyStand() {
    #expect(message("a: x") { _ = try $0["a"]?.int() } == ["t.yaml:1:4: a whole number is expected, found `x`", nil])
    #expect(
      message("a: \"1\"") { _ = try $0["a"]?.int() }
        == ["t.yaml:1:4: a whole number is expected, found the text \"1\"", "take the quotes away"])
    #expect(message("a: 1.5") { _ = try $0["a"]?.int() }.first == "t.yaml:1:4: a whole number is expected, found `1.5`")
    #expect(message("a: .nan") { _ = try $0["a"]?.double() }.first == "t.yaml:1:4: a number is expected, found `.nan`")
    #expect(
      message("a: Yes") { _ = try $0["a"]?.bool() }
        == ["t.yaml:1:4: true or false is expected, found `Yes`", "write `true`"])
    #expect(
      message("a: off") { _ = try $0["a"]?.bool() }
        == ["t.yaml:1:4: true or false is expected, found `off`", "write `false`"])
    #expect(
      message("a: [x, [y]]") { _ = try $0["a"]?.strings() }.first == "t.yaml:1:8: a text is expected, found a list")
    #expect(message("a: {}") { _ = try $0["a"]?.sequence() }.first == "t.yaml:1:4: a list is expected, found a mapping")
    #expect(message("- a") { _ = try $0.mapping() }.first == "t.yaml:1:1: a mapping is expected, found a list")
    #expect(
      message("[~]") { _ = try $0.strings() }
        == ["t.yaml:1:2: a text is expected, found nothing", "write \"\" for an empty text"])
  }

  @Test func namesMissingAndUnknownKeys() {
    #expect(
      message("batchng: 1") { _ = try $0.require("batching") }
        == ["t.yaml:1:1: `batching` is missing", "did you mean `batchng`?"])
    #expect(message("a:\nb: 1") { _ = try $0.require("a") }.first == "t.yaml:1:3: `a` has no value")
    #expect(
      message("mode: x\npublsh: y") { try $0.rejectUnknownKeys(allowed: ["mode", "publish"]) }
        == ["t.yaml:2:1: unknown key `publsh`", "did you mean `publish`?"])
    #expect(
      message("colour: x") { try $0.rejectUnknownKeys(allowed: ["publish", "mode"]) }
        == ["t.yaml:1:1: unknown key `colour`", "the keys here are `mode`, `publish`"])
    #expect(throws: Never.self) { try parse("mode: x").rejectUnknownKeys(allowed: ["mode"]) }
  }

  @Test func boundsTheDepth() throws {
    let deep = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
    #expect(message(deep) == ["t.yaml:1:65: nested deeper than 64 levels", nil])
    _ = try parse(String(deep.dropFirst().dropLast()))
  }

  @Test func refusesWhatIsNotUTF8() {
    let error = #expect(throws: YAMLError.self) { try YAML.parse([0x61, 0x3A, 0x0A, 0x20, 0xE4], file: "t.yaml") }
    #expect(error?.message == "t.yaml:2:2: the text is not UTF-8")
  }
}
