import Formats
import Testing

@testable import Prompts

struct TemplateTests {
  static let names = TemplateNames.object([
    "name": .value, "plain": .verbatim, "flag": .value, "list": .list(.value),
    "people": .list(.object(["age": .value])),
    "place": .object(["town": .value, "more": .anything]), "note": .value,
  ])
  static let data: JSON = [
    "name": "An \"n\"\n{{x}}", "plain": "An \"n\"", "flag": true, "list": ["a", 2], "people": [["age": 3], ["age": 4]],
    "place": ["town": "Jena", "more": ["further": "x"]], "empty": "",
  ]

  @Test(arguments: [
    ("", ""),
    ("just text\n", "just text\n"),
    ("{{name}}", #""An \"n\"\n{{x}}""#),
    ("{{ name }}!", #""An \"n\"\n{{x}}"!"#),
    ("{{plain}}", "An \"n\""),
    ("{{list}}", #"["a",2]"#),
    ("{{place}}", #"{"town":"Jena","more":{"further":"x"}}"#),
    ("{{place.town}}", "\"Jena\""),
    ("{{place.more.further}} {{place.more.none}}", "\"x\" null"),
    ("{{note}}", "null"),
    ("{{#list}}<{{.}}>{{/list}}", "<\"a\"><2>"),
    ("{{#people}}{{age}},{{/people}}", "3,4,"),
    ("{{#people}}{{age}}{{name}};{{/people}}", #"3"An \"n\"\n{{x}}";4"An \"n\"\n{{x}}";"#),
    ("{{#people}}{{#place}}{{age}}{{town}}{{/place}}{{/people}}", "3\"Jena\"4\"Jena\""),
    ("{{#place}}{{town}}{{/place}}", "\"Jena\""),
    ("{{#place.town}}in {{.}}{{/place.town}}", "in \"Jena\""),
    ("{{#note}}yes{{/note}}{{^note}}no{{/note}}", "no"),
    ("{{#flag}}yes{{/flag}}{{^flag}}no{{/flag}}", "yes"),
    ("a{{! a comment }}b", "ab"),
    ("a\n{{! alone }}\nb\n", "a\nb\n"),
    ("a\n  {{#list}}  \n- {{.}}\n{{/list}}\nb", "a\n- \"a\"\n- 2\nb"),
    ("a\n{{name}}\nb", "a\n\"An \\\"n\\\"\\n{{x}}\"\nb"),
    ("{{#flag}}\r\nx\r\n{{/flag}}\r\n", "x\n"),
    ("\u{FEFF}text", "text"),
    ("{ {name} }", "{ {name} }"),
  ])
  func renders(template: String, text: String) throws {
    #expect(try Template(template, file: "t.md", names: Self.names).render(Self.data) == text)
  }

  @Test(arguments: [JSON.null, false, "", [], [:]])
  func falsyValues(value: JSON) throws {
    let template = try Template("{{#note}}yes{{/note}}{{^note}}no{{/note}}", file: "t.md", names: Self.names)
    #expect(template.render(["note": value]) == "no")
  }

  @Test(arguments: [JSON.integer(0), true, "0", [.null], ["a": .null]])
  func truthyValues(value: JSON) throws {
    let template = try Template("{{#note}}yes{{/note}}{{^note}}no{{/note}}", file: "t.md", names: Self.names)
    #expect(template.render(["note": value]) == "yes")
  }

  @Test(arguments: ["people.age", "list.first", "place.town.street", "age", "a..b", "", ".name", "name.", "a b"])
  func refusesNamesThatLeadNowhere(name: String) {
    #expect(throws: KindError.self) { try Template("{{\(name)}}", file: "t.md", names: Self.names) }
  }

  @Test func sourceDataNeverBecomesTemplate() throws {
    let template = try Template("{{name}}{{plain}}", file: "t.md", names: Self.names)
    #expect(template.render(["name": "{{plain}}", "plain": "{{name}}"]) == "\"{{plain}}\"{{name}}")
  }

  /// Whatever stands in a template, reading it ends with a template or an error.
  @Test func anyTextIsReadOrRefused() {
    var random = SeededGenerator(seed: 7)
    let pieces = ["{{", "}}", "#", "/", "^", "!", "name", "list", ".", " ", "\n", "ä", "{", "}", "people.age"]
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 1...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      if let template = try? Template(text, file: "t.md", names: Self.names) { _ = template.render(Self.data) }
    }
  }
}
