import ContentModel
import Formats
import Foundation
import Testing

@testable import Quality

/// The limits of the shipped kinds, with the schemas that they are shipped with.
@Suite struct TextLimitsTests {
  private static let kinds = ["gap_fill_exercise", "micro_lesson"]

  private static func schema(_ kind: String) throws -> JSON {
    try JSON.parse(
      String(contentsOf: Shipped.root.appending(path: "prompts/\(kind)/schema.json"), encoding: .utf8))
  }

  /// A pipeline with the schema on disk; `Shipped` has one without limits, so that each test of a rule is about that rule.
  private static func judge(_ kind: String, _ body: JSON, _ language: String) throws -> [Finding] {
    try QualityPipeline(settings: Shipped.settings(kind), schema: schema(kind)).judge(
      QualitySubject(kind: kind, body: body, key: Key(section: "s", language: language), level: "B1")
    ).findings
  }

  /// Where a schema wants free text; a list of words to choose from needs no limit.
  private static func textFields(_ schema: JSON, _ path: [JSONPath.Step] = []) -> [JSONPath] {
    if schema["type"]?.string == "string", schema["enum"] == nil { return [JSONPath(path)] }
    let inside = (schema["properties"]?.object?.members ?? []).flatMap {
      textFields($0.value, path + [.name($0.name)])
    }
    return inside + (schema["items"].map { textFields($0, path + [.index(0)]) } ?? [])
  }

  private static func setting(_ value: JSON, at steps: ArraySlice<JSONPath.Step>, in body: JSON) -> JSON {
    guard let step = steps.first else { return value }
    switch step {
    case .name(let name): return body.with(name, setting(value, at: steps.dropFirst(), in: body[name] ?? nil))
    case .index(let index):
      var elements = body.array ?? []
      elements[index] = setting(value, at: steps.dropFirst(), in: elements[index])
      return .array(elements)
    }
  }

  @Test(arguments: kinds, ["de", "en", "fr", "es", "ja", "zh", "sv"])
  func `No text field of a kind is without an end`(_ kind: String, _ language: String) throws {
    let body = kind == "micro_lesson" ? lesson() : exercise()
    let fields = try Self.textFields(Self.schema(kind))
    #expect(fields.count == (kind == "micro_lesson" ? 5 : 4))
    let endless = JSON.string(String(repeating: "x", count: 2_000))
    for field in fields {
      let findings = try Self.judge(kind, Self.setting(endless, at: field.steps[...], in: body), language)
      let place = field.spelledForPeople
      #expect(
        findings.count { $0.severity == .critical && $0.message.hasPrefix("\(place) has 2000 characters, ") } == 1,
        "\(place): \(findings.map(\.message))")
    }
  }

  @Test func `A word of a million letters is too long`() throws {
    let word = String(repeating: "x", count: 1_000_000)
    let findings = try Self.judge("gap_fill_exercise", exercise(text: .string("[1] [2] " + word)), "de")
    #expect(
      findings.filter { $0.rule == "text_characters" }.map(\.message) == [
        "text has 1000008 characters, at most 1500 are wanted"
      ])
  }

  /// A text as long as its words allow is not too long by its characters, though each sixth word is one of a law.
  @Test func `Long words within the limit of words are no fault`() throws {
    let words = (0..<118).map { $0 % 6 == 0 ? "Bundesausbildungsförderung" : "durchaus" } + ["[1]", "[2]"]
    let text = JSON.string(words.joined(separator: " "))
    let findings = try Self.judge("gap_fill_exercise", exercise(text: text), "de")
    #expect(findings.filter { $0.rule.hasPrefix("text_") } == [])
  }

  /// The schema goes for all languages: what it asks at least is what the least of them asks.
  @Test(arguments: ["de", "en", "fr", "es", "ja", "zh"])
  func `The schema asks for no more characters than the rules of a language`(_ language: String) throws {
    let least = try #require(Self.schema("micro_lesson")["properties"]?["content"]?["minLength"]?.integer)
    let short = JSON.string(String(repeating: "x", count: Int(least) - 1))
    let rules = try Self.judge("micro_lesson", lesson(content: short), language).map(\.rule)
    #expect(rules.contains("content_characters"))
    #expect(!rules.contains("schema"))
  }

  @Test(arguments: [
    (
      "zh",
      """
      把一个很重的箱子推过地板，你会觉得有什么东西在往回推。这个力叫做摩擦力，只要两个表面接触并且想要互相滑动，它就会出现。\
      看起来很光滑的地板也有很小的凸起，它们会卡住箱子的凸起。箱子越重，压得越紧，摩擦力就越大。油填满了凸起之间的空隙，\
      让表面可以轻松滑动，所以机器需要油才能长时间正常工作。
      """
    ),
    (
      "ja",
      """
      重い箱を床の上で押すと、押し返す力を感じます。この力を摩擦力といい、二つの面が触れてすべろうとする所に必ず現れます。\
      なめらかに見える床にも小さな凹凸があり、箱の凹凸に引っかかります。箱が重いほど強く押しつけられ、摩擦力は大きくなります。\
      油はすき間を埋めて面をすべりやすくするので、機械は油を必要とします。
      """
    ),
  ])
  func `A lesson of the wanted words is long enough in Chinese and Japanese`(
    _ language: String, _ content: String
  ) throws {
    #expect(content.count < 180)
    let words = try #require(WordBreaks.count(content, language: language))
    #expect((80...105).contains(words), "\(words)")
    let findings = try Self.judge("micro_lesson", lesson(content: .string(content)), language)
    #expect(findings.filter { $0.rule == "schema" || $0.rule.hasPrefix("content_") }.map(\.message) == [])
  }
}
