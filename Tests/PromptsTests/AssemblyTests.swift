import ContentModel
import Formats
import Foundation
import Testing

@testable import Prompts

struct AssemblyTests {
  static let section = Section(section: "plant_biology", kind: "micro_lesson", level: "", title: "Plants")
  static let lean: JSON = [
    "title": " Leaves\u{A0}drink light ", "content": "\u{FEFF}u\u{308}ber\r\nall\u{202F}\n",
    "questions": .array(
      (0..<3).map {
        [
          "prompt": .string("Q\($0)"), "choices": ["right", "b", "c", "d"], "correctIndex": 0, "explanation": "Since.",
        ]
      }),
  ]

  static func assemble(seed: UInt64, accuracy: JSON = 60) throws -> JSON {
    let slot = SlotRequest(slot: "s1", options: JSON.Object([("accuracy", accuracy)]))
    return try Samples.kind("micro_lesson").assemble(
      lean: lean, slot: slot, section: section, language: "en", seed: seed)
  }

  @Test func aBodyHasTheOrderOfItsSchema() throws {
    let body = try Self.assemble(seed: 1)
    #expect(body.object?.names == ["title", "content", "difficulty", "questions"])
    #expect(body["title"] == "Leaves drink light")
    #expect(body["content"] == "\u{FC}ber\nall")
    #expect(body["content"]?.string?.unicodeScalars.first == "\u{FC}")
  }

  @Test(arguments: [
    (0, "intro"), (49.9, "intro"), (50, "easy"), (69, "easy"), (70, "medium"), (84.99, "medium"), (85, "hard"),
    (100, "hard"),
  ])
  func difficultyFollowsAccuracy(accuracy: Double, difficulty: String) throws {
    #expect(try Self.assemble(seed: 1, accuracy: .double(accuracy))["difficulty"] == .string(difficulty))
  }

  @Test func theSameSeedGivesTheSameItem() throws {
    let bodies = try (0..<50).map { try Self.assemble(seed: $0) }
    for seed in 0..<50 { #expect(try Self.assemble(seed: UInt64(seed)) == bodies[seed]) }
    #expect(Set(bodies).count > 40)
    #expect(
      bodies[1]["questions"]?.array?.map { $0["choices"]?.text ?? "" } == [
        #"["right","b","d","c"]"#, #"["right","c","d","b"]"#, #"["c","right","b","d"]"#,
      ])
  }

  @Test func theIndexFollowsItsChoice() throws {
    for seed in 0..<200 {
      for question in try Self.assemble(seed: UInt64(seed))["questions"]?.array ?? [] {
        let choices = try #require(question["choices"]?.array)
        let index = try #require(question["correctIndex"]?.integer)
        #expect(choices[index] == "right")
        #expect(Set(choices) == ["right", "b", "c", "d"])
      }
    }
  }

  /// A model that always puts the right choice first gives each place a quarter: chi squared with 3 degrees of freedom
  /// stays under 16.27 (p = 0.001); the seeds are fixed, so the test is too.
  @Test func rightChoicesDoNotCluster() throws {
    var counts = [0, 0, 0, 0]
    for seed in 0..<1000 {
      for question in try Self.assemble(seed: UInt64(seed))["questions"]?.array ?? [] {
        counts[question["correctIndex"]?.integer ?? 0] += 1
      }
    }
    let expected = 750.0
    let chiSquared = counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    #expect(chiSquared < 16.27, "\(counts)")
  }

  @Test func rightChoicesOfAnItemNeverAllStandAtOnePlace() throws {
    for seed in 0..<1000 {
      let places = try Self.assemble(seed: UInt64(seed))["questions"]?.array?.map { $0["correctIndex"] }
      #expect(Set(try #require(places)).count > 1, "seed \(seed)")
    }
  }

  @Test func choicesThatCannotBeShuffledStay() {
    for index: JSON in [4, -1, "0", .null] {
      let body: JSON = ["choices": ["a", "b"], "correctIndex": index]
      #expect(AssemblyStep.shuffleChoices.applied(to: body, seed: 3) == body)
    }
  }

  @Test func optionalPropertiesThatAreNullGoAway() throws {
    let kind = try Samples.toyKind()
    let lean: JSON = ["riddle": " What? ", "hints": .null, "answer": "That."]
    let body = kind.assemble(
      lean: lean, slot: Samples.slots(1)[0], section: Samples.passive, language: "en", seed: 0)
    #expect(body.text == #"{"level":"B2","riddle":"What?","answer":"That."}"#)
  }

  /// The schemas that people write, the ones that models get and what comes out at the end fit together.
  @Test func itemsAreValid() throws {
    let kind = try Samples.kind("micro_lesson")
    var lean = Self.lean
    lean["content"] = .string(String(repeating: "Leaves drink light. ", count: 10))
    #expect(try JSONSchemaValidator(schema: kind.leanSchema).violations(in: lean) == [])
    let body = kind.assemble(
      lean: lean, slot: SlotRequest(slot: "s1", options: try kind.options(section: Self.section)),
      section: Self.section, language: "en", seed: 4)
    #expect(try JSONSchemaValidator(schema: kind.bodySchema).violations(in: body) == [])
    let exercises = try Samples.kind("gap_fill_exercise")
    for schema in [exercises.bodySchema, exercises.leanSchema] {
      #expect(try JSONSchemaValidator(schema: schema).violations(in: Samples.exercise(1)) == [])
    }
  }

  /// What needs no work is passed through, so what counts as that must be as Unicode says: the characters there and
  /// round about, alone, before accents and after one.
  @Test func textsAreComposed() {
    let characters = (Array(0x20..<0x370) + Array(0x1E00..<0x2080)).compactMap(Unicode.Scalar.init)
    let surroundings = [("", ""), ("", "\u{301}"), ("", "\u{308}\u{323}"), ("a\u{308}", "")]
    let texts = surroundings.flatMap { before, after in characters.map { "\(before)\($0)\(after)" } }
    let wrong = texts.filter { text in
      let composed = AssemblyStep.nfc.applied(to: .string(text), seed: 0).string
      // Scalar by scalar: texts that look alike are equal to Swift.
      return composed.map { Array($0.unicodeScalars) }
        != Array(text.precomposedStringWithCanonicalMapping.unicodeScalars)
    }
    #expect(wrong.map { $0.unicodeScalars.map { String($0.value, radix: 16) } } == [])
  }

  @Test(arguments: [
    ("", ""), (" \u{3000}\t\n", ""), ("a", "a"), ("  „a“ — b … ", "„a“ — b …"),
    ("a\r\nb\rc\u{2028}d\u{85}e", "a\nb\nc\nd\ne"),
    ("a\n\r\n\nb", "a\n\n\nb"), ("\u{FEFF}a\u{FEFF}b\u{A0}c\u{202F}d", "ab c d"), ("\u{A0}\r\n a", "a"), ("a\n", "a"),
  ])
  func textsAreTrimmed(text: String, trimmed: String) {
    let found = AssemblyStep.trimText.applied(to: ["t": .string(text)], seed: 0)["t"]?.string
    #expect(found.map { Array($0.unicodeScalars) } == Array(trimmed.unicodeScalars))
  }

  @Test func aGapFillItemIsItsLeanSelf() throws {
    let kind = try Samples.kind("gap_fill_exercise")
    let body = kind.assemble(
      lean: Samples.exercise(1), slot: Samples.slots(1)[0], section: Samples.passive, language: "de", seed: 9)
    #expect(body.text == Samples.exercise(1).text)
  }
}
