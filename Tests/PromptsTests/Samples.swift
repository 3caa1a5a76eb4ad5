import ContentModel
import Formats
import Foundation
import Testing

@testable import Prompts

/// The kinds of the repository, and one that exists only here.
enum Samples {
  /// The folder of a kind of this repository.
  static func folder(_ name: String) throws -> KindFolder {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("prompts/\(name)")
    var folder: KindFolder = [:]
    for file in Kind.fileNames { folder[file] = [UInt8](try Data(contentsOf: root.appendingPathComponent(file))) }
    return folder
  }

  static func kind(_ name: String) throws -> Kind { try #require(try kinds.get()[name]) }

  /// Read once: the tests ask thousands of times.
  private static let kinds = Result {
    try ["gap_fill_exercise", "micro_lesson"].reduce(into: [String: Kind]()) { kinds, name in
      kinds[name] = try Kind.load(name: name, folder: folder(name))
    }
  }

  /// A kind with no code of its own: a folder of values, which uses what the shipped kinds do not.
  static let toy: [String: String] = [
    "kind.yaml": """
    kind: riddle
    cardinality: one
    dimensions: [topic, sku]
    languages: [en, fr]
    master_language: en
    output_tokens: {generation: 100, assessment: 20, regeneration: 100}
    max_output_tokens: {generation: 200, assessment: 80, regeneration: 200}
    options:
      lines: {type: integer, minimum: 1, maximum: 9, default: 2, by_level: {B1: 4}}
      rhyme: {type: flag, default: false}
    assembled:
      level: {from: section.level}
    assembly: [trim_text]
    """,
    "schema.json": """
    {
      "type": "object",
      "properties": {
        "level": {"type": "string", "x-assembled": true},
        "riddle": {"type": "string", "minLength": 5, "maxLength": 280},
        "hints": {"type": "array", "maxItems": 2, "items": {"type": "string"}},
        "answer": {"type": "string"}
      },
      "required": ["level", "riddle", "answer"]
    }
    """,
    "system.md": "You write a {{kind.title}}.\n",
    "generate.md": """
    {{#batch}}
    Several.
    {{/batch}}
    {{^batch}}
    One of {{options.lines}} lines{{#topic}} about {{title}}{{/topic}}.
    {{/batch}}
    {{data}}

    """,
    "assess_system.md": "You judge a {{kind.title}}.\n",
    "assess.md": "Judge.\n{{data}}\n",
    "regenerate.md": "{{#findings}}\n- {{severity}}: {{message}} {{fix}}\n{{/findings}}\n{{data}}\n",
  ]

  static func toy(changing file: String, to text: String?) -> KindFolder {
    var files = toy
    files[file] = text
    return files.mapValues { Array($0.utf8) }
  }

  static func toyKind() throws -> Kind { try Kind.load(name: "riddle", folder: toy(changing: "", to: nil)) }

  static let passive = Section(
    section: "passiv", kind: "gap_fill_exercise", level: "B2", title: "Passiv",
    points: ["Vorgangspassiv", "Zustandspassiv"], attributes: ["hint": "werden"])
  static let weekend = Topic(topic: "freizeit_10_wochenende", theme: "freizeit", title: "Ein Wochenende")

  static func slots(_ count: Int, options: JSON.Object = JSON.Object()) -> [SlotRequest] {
    (1...count).map { SlotRequest(slot: "s\($0)", topic: weekend, options: options) }
  }

  /// A lean gap-fill item with a text of its own.
  static func exercise(_ number: Int) -> JSON {
    [
      "text": .string("[1] wird in Haus \(number) \"gefeiert\", ja."),
      "gaps": [
        ["no": 1, "correct": "Heute", "distractors": ["Den", "Dem", "Des"], "explanation": "Zeitangabe {vorn}."]
      ],
    ]
  }
}

/// A small reproducible source of random numbers: a linear congruential generator (Knuth, MMIX).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 31)
  }
}
