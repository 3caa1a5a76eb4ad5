import ContentModel
import Formats
import Testing

@testable import Prompts

struct OptionTests {
  static func options(
    level: String = "B2", section: [String: String] = [:], topic: [String: String] = [:],
    overrides: JSON.Object = .init()
  ) throws -> JSON {
    let kind = try Samples.kind("gap_fill_exercise")
    let section = Section(section: "passiv", kind: kind.name, level: level, title: "Passiv", attributes: section)
    let topic = Topic(topic: "t", theme: "t", title: "T", attributes: topic)
    return .object(try kind.options(section: section, topic: topic, overrides: overrides))
  }

  @Test func theNarrowestAskerWins() throws {
    #expect(try Self.options(level: "A1")["gaps"] == 3)
    #expect(try Self.options(level: "A2")["gaps"] == 4)
    #expect(try Self.options(level: "C1")["gaps"] == 5)
    #expect(try Self.options(section: ["gaps": "6"])["gaps"] == 6)
    #expect(try Self.options(section: ["gaps": "6"], topic: ["gaps": "2"])["gaps"] == 2)
    #expect(try Self.options(section: ["gaps": "6"], topic: ["gaps": ""])["gaps"] == 6)
    #expect(try Self.options(topic: ["gaps": "2"], overrides: JSON.Object([("gaps", 7)]))["gaps"] == 7)
    #expect(try Self.options().object?.names == ["gaps", "answer_structure", "register"])
  }

  @Test func whatDoesNotFitIsRefused() {
    let column = #expect(throws: KindError.self) { try Self.options(section: ["gaps": "many"]) }
    #expect(column?.message == "section passiv: the option gaps of gap_fill_exercise cannot be \"many\"")
    #expect(column?.hint == "give a whole number from 2 to 8")
    let request = #expect(throws: KindError.self) {
      try Self.options(overrides: JSON.Object([("register", "rude")]))
    }
    #expect(request?.message == "the request: the option register of gap_fill_exercise cannot be \"rude\"")
    #expect(request?.hint == "give one of neutral, informal, formal")
    let unknown = #expect(throws: KindError.self) { try Self.options(overrides: JSON.Object([("gasp", 3)])) }
    #expect(unknown?.message == "gap_fill_exercise has no option gasp")
    #expect(unknown?.hint == "did you mean `gaps`?")
  }

  static let values: [(OptionDefinition, JSON, JSON?)] = [
    (.init(name: "a", type: .text, defaultValue: ""), "x", "x"),
    (.init(name: "a", type: .text, defaultValue: ""), 1, nil),
    (.init(name: "a", type: .text, defaultValue: "", allowed: ["x"]), "y", nil),
    (.init(name: "a", type: .integer, defaultValue: 1), "12", 12),
    (.init(name: "a", type: .integer, defaultValue: 1), .number("12.0"), 12),
    (.init(name: "a", type: .integer, defaultValue: 1), .number("1.5"), nil),
    (.init(name: "a", type: .integer, defaultValue: 1, minimum: 2), 1, nil),
    (.init(name: "a", type: .integer, defaultValue: 1, allowed: [1, 3]), 2, nil),
    (.init(name: "a", type: .number, defaultValue: 1), "1.5", .number("1.5")),
    (.init(name: "a", type: .number, defaultValue: 1, maximum: 2), .number("2.5"), nil),
    (.init(name: "a", type: .number, defaultValue: 1), "inf", nil),
    (.init(name: "a", type: .flag, defaultValue: false), "true", true),
    (.init(name: "a", type: .flag, defaultValue: false), true, true),
    (.init(name: "a", type: .flag, defaultValue: false), "yes", nil),
  ]

  @Test(arguments: values)
  func valuesAreReadInTheirType(option: OptionDefinition, given: JSON, value: JSON?) {
    #expect(option.value(from: given) == value)
  }

  @Test(
    arguments: [
      (OptionDefinition.ValueType.text, nil, nil, "a text"), (.flag, nil, nil, "true or false"),
      (.integer, 1, nil, "a whole number of at least 1"), (.number, nil, 2.5, "a number of at most 2.5"),
    ] as [(OptionDefinition.ValueType, Double?, Double?, String)])
  func expectations(type: OptionDefinition.ValueType, low: Double?, high: Double?, words: String) {
    let option = OptionDefinition(name: "a", type: type, defaultValue: .null, minimum: low, maximum: high)
    #expect(option.expectation == words)
  }
}
