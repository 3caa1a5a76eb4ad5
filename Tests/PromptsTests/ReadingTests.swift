import Formats
import Testing

@testable import Prompts

struct GenerationReadingTests {
  static func batch(_ elements: [(slot: String?, number: Int)]) -> JSON {
    let items = elements.map { slot, number in
      var item = JSON.Object()
      item["slot"] = slot.map(JSON.string)
      for (name, value) in Samples.exercise(number).object?.members ?? [] { item[name] = value }
      return JSON.object(item)
    }
    return ["items": .array(items)]
  }

  static func read(_ answer: JSON, slots: Int) throws -> GenerationReading {
    try read(answer.text, slots: slots)
  }

  static func read(_ answer: String, slots: Int) throws -> GenerationReading {
    try Samples.kind("gap_fill_exercise").readGeneration(
      arguments: Array(answer.utf8), slots: (1...slots).map { "s\($0)" })
  }

  @Test func aGoodAnswer() throws {
    let reading = try Self.read(Self.batch([("s1", 1), ("s2", 2)]), slots: 2)
    #expect(
      reading
        == GenerationReading(
          items: [.init(slot: "s1", lean: Samples.exercise(1)), .init(slot: "s2", lean: Samples.exercise(2))],
          invalid: [], unknownSlots: [], repeatedSlots: [], missingSlots: [], notes: []))
  }

  @Test func slotsAreMatchedByIdAndNeverByPosition() throws {
    let reading = try Self.read(
      Self.batch([("s3", 3), ("s9", 9), ("s1", 1), ("s3", 4), (nil, 5), ("s9", 8)]), slots: 4)
    #expect(reading.items.map(\.slot) == ["s3", "s1"])
    #expect(reading.items.map(\.lean) == [Samples.exercise(3), Samples.exercise(1)])
    #expect(reading.unknownSlots == ["s9", "(none)"])
    #expect(reading.repeatedSlots == ["s3"])
    #expect(reading.missingSlots == ["s2", "s4"])
    #expect(reading.invalid == [])
  }

  @Test func aBrokenItemGivesWayToALaterGoodOne() throws {
    var answer = Self.batch([("s1", 1), ("s1", 2)])
    var items = answer["items"]?.array ?? []
    items[0]["text"] = nil
    answer["items"] = .array(items)
    let reading = try Self.read(answer, slots: 1)
    #expect(reading.items == [.init(slot: "s1", lean: Samples.exercise(2))])
    #expect(reading.invalid == [])
    #expect(reading.repeatedSlots == ["s1"])
  }

  @Test(arguments: [
    (#"{"gaps": []}"#, ["text: missing"]),
    (#"{"text": 3, "gaps": {}}"#, ["text: number where string is wanted", "gaps: object where array is wanted"]),
    (
      #"{"text": "x", "gaps": [{"no": "1", "correct": null, "distractors": ["a", 2], "explanation": "e"}, 5]}"#,
      [
        "gaps #1 no: string where integer is wanted", "gaps #1 correct: null where string is wanted",
        "gaps #1 distractors #2: number where string is wanted", "gaps #2: number where object is wanted",
      ]
    ),
    (
      #"{"text": "x", "gaps": [{"no": 1.5, "correct": "c", "distractors": []}]}"#,
      ["gaps #1 no: number where integer is wanted", "gaps #1 explanation: missing"]
    ),
    ("{}", ["text: missing", "gaps: missing"]),
  ])
  func whatCannotBecomeAnItemIsInvalid(answer: String, violations: [String]) throws {
    let reading = try Self.read(answer, slots: 1)
    #expect(reading.items == [])
    #expect(reading.invalid.map(\.violations) == [violations])
    #expect(reading.missingSlots == [])
  }

  @Test(arguments: [
    #"{"text": "", "gaps": []}"#,
    #"{"text": "x", "gaps": [{"no": 7, "correct": "", "distractors": ["a"], "explanation": ""}]}"#,
    #"{"text": "x", "gaps": [{"no": 1, "correct": "a", "distractors": ["a", "a", "a", "a"], "explanation": "a"}]}"#,
  ])
  func whatRulesCanJudgeIsKept(answer: String) throws {
    let reading = try Self.read(answer, slots: 1)
    #expect(reading.items == [.init(slot: "s1", lean: try JSON.parse(answer))])
  }

  @Test func anItemGetsTheShapeOfItsSchema() throws {
    let reading = try Self.read(
      #"{"level": "A1", "gaps": [{"explanation": "e", "no": 1.0, "correct": "c", "distractors": []}], "text": "x"}"#,
      slots: 1)
    #expect(
      reading.items.first?.lean.text
        == #"{"text":"x","gaps":[{"no":1,"correct":"c","distractors":[],"explanation":"e"}]}"#)
  }

  /// What models and servers without tools make of an answer.
  @Test func otherForms() throws {
    let item = Samples.exercise(1).text
    let slotted = Self.batch([("s1", 1)])["items"]?.array?[0].text ?? ""
    let single = [
      item, slotted, "[\(item)]", "[\(slotted)]", #"{"items":[\#(item)]}"#, #"{"items":\#(item)}"#,
      #"{"items":\#(JSON.string("[\(item)]").text)}"#, "```json\n\(item)\n```", "Sure, here it is:\n\(item)\nEnjoy!",
    ]
    for answer in single {
      #expect(try Self.read(answer, slots: 1).items == [.init(slot: "s1", lean: Samples.exercise(1))], "\(answer)")
    }
    let whole = Self.batch([("s1", 1), ("s2", 2)])
    let list = whole["items"]?.text ?? ""
    let batch = [
      whole.text, list, #"{"exercises":\#(list)}"#, "```\n\(list)\n```", #"{"items":\#(JSON.string(list).text)}"#,
    ]
    for answer in batch {
      #expect(try Self.read(answer, slots: 2).items.map(\.slot) == ["s1", "s2"], "\(answer)")
    }
    #expect(try Self.read(slotted, slots: 2).missingSlots == ["s2"])
  }

  @Test(arguments: [
    ("", ["the answer holds no JSON"]), ("I cannot help with that.", ["the answer holds no JSON"]),
    ("3", ["the answer is neither an object nor an array"]), (#"{"items":3}"#, ["the answer has no items"]),
    (#"{"items":[3]}"#, ["an element that is no object was left out"]),
  ])
  func nothingUsable(answer: String, notes: [String]) throws {
    let reading = try Self.read(answer, slots: 2)
    #expect(reading.items == [])
    #expect(reading.missingSlots == ["s1", "s2"])
    #expect(reading.notes == notes)
  }

  @Test func anotherIdIsNotTheOneAskedFor() throws {
    let answer = Self.batch([("s2", 1)])
    #expect(try Self.read(answer, slots: 1).unknownSlots == ["s2"])
    #expect(try Self.read(answer["items"]?.array?[0].text ?? "", slots: 1).missingSlots == ["s1"])
  }

  /// Cut anywhere, an answer gives exactly the items whose closing brace is still there.
  @Test func everyClosedItemSurvivesTruncation() throws {
    let answer = Array(Self.batch([("s1", 1), ("s2", 2), ("s3", 3)]).text.utf8)
    let kind = try Samples.kind("gap_fill_exercise")
    let slots = ["s1", "s2", "s3"]
    let ends = Self.ends(ofElementsIn: answer)
    #expect(ends.count == 3)
    for length in 0...answer.count {
      let reading = kind.readGeneration(arguments: Array(answer[..<length]), slots: slots)
      let closed = ends.count { $0 <= length }
      #expect(reading.items.map(\.slot) == Array(slots.prefix(closed)), "cut at \(length)")
      #expect(reading.missingSlots == Array(slots.suffix(3 - closed)), "cut at \(length)")
      #expect(reading.invalid == [] && reading.unknownSlots == [] && reading.repeatedSlots == [], "cut at \(length)")
      for (index, item) in reading.items.enumerated() { #expect(item.lean == Samples.exercise(index + 1)) }
    }
  }

  /// The same for a single call: nothing, or all of it.
  @Test func aSingleItemIsWholeOrAbsent() throws {
    let answer = Array(Samples.exercise(1).text.utf8)
    let kind = try Samples.kind("gap_fill_exercise")
    for length in 0..<answer.count {
      let reading = kind.readGeneration(arguments: Array(answer[..<length]), slots: ["s1"])
      #expect(reading.items == [] && reading.invalid == [], "cut at \(length)")
      #expect(reading.missingSlots == ["s1"])
    }
  }

  /// Any mixture of slots: each slot asked for is in exactly one place, and the first of each wins.
  @Test func randomAnswersAccountForEverySlot() throws {
    var random = SeededGenerator(seed: 5)
    let kind = try Samples.kind("gap_fill_exercise")
    for _ in 0..<200 {
      let slots = (1...Int.random(in: 2...5, using: &random)).map { "s\($0)" }
      let elements = (0..<Int.random(in: 0...7, using: &random)).map { number in
        (slot: ["s1", "s2", "s3", "s4", "s5", "x", nil].randomElement(using: &random) ?? nil, number: number)
      }
      let reading = kind.readGeneration(arguments: Array(Self.batch(elements).text.utf8), slots: slots)
      #expect(Set(reading.items.map(\.slot)).union(reading.missingSlots) == Set(slots))
      #expect(reading.items.count + reading.missingSlots.count == slots.count)
      for item in reading.items {
        let first = elements.first { $0.slot == item.slot }
        #expect(item.lean == Samples.exercise(first?.number ?? -1))
      }
      let strangers = Set(elements.map { $0.slot ?? "(none)" }).subtracting(slots)
      #expect(Set(reading.unknownSlots) == strangers)
    }
  }

  /// Where the elements of the array end, by counting braces outside of strings.
  private static func ends(ofElementsIn bytes: [UInt8]) -> [Int] {
    var ends: [Int] = []
    var depth = 0
    var inString = false
    var isEscaped = false
    for (index, byte) in bytes.enumerated() {
      if inString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          inString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): inString = true
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 1, bytes[index...].dropFirst().first == UInt8(ascii: ",") || bytes[index...].count == 3 {
          ends.append(index + 1)
        }
      default: break
      }
    }
    return ends
  }
}

struct AssessmentReadingTests {
  static func read(_ answer: String, slots: [String]) throws -> AssessmentReading {
    try Samples.kind("gap_fill_exercise").readAssessment(arguments: Array(answer.utf8), slots: slots)
  }

  @Test func aBatch() throws {
    let reading = try Self.read(
      """
      {"assessments": [
        {"slot": "s2", "status": "fail", "explanation": "Gap 1."}, {"slot": "s1", "status": "pass", "explanation": ""},
        {"slot": "s2", "status": "pass", "explanation": ""}, {"slot": "s7", "status": "pass", "explanation": ""},
        {"slot": "s4", "status": "maybe", "explanation": "?"}, {"slot": "s4", "status": " PASS "}]}
      """, slots: ["s1", "s2", "s3", "s4"])
    #expect(
      reading
        == AssessmentReading(
          judgements: [
            .init(slot: "s2", pass: false, explanation: "Gap 1."), .init(slot: "s1", pass: true, explanation: ""),
            .init(slot: "s4", pass: true, explanation: ""),
          ], unknownSlots: ["s7"], repeatedSlots: ["s2", "s4"], missingSlots: ["s3"],
          notes: ["the judgement of s4 has no status pass or fail"]))
  }

  @Test(arguments: [
    #"{"status": "fail", "explanation": "x"}"#, #"{"slot": "s1", "status": "fail", "explanation": "x"}"#,
    #"{"assessments": [{"status": "fail", "explanation": "x"}]}"#, #"[{"status": "fail", "explanation": "x"}]"#,
    "```json\n{\"status\": \"fail\", \"explanation\": \"x\"}\n```",
  ])
  func oneJudgement(answer: String) throws {
    let reading = try Self.read(answer, slots: ["s1"])
    #expect(reading.judgements == [.init(slot: "s1", pass: false, explanation: "x")])
    #expect(reading.missingSlots == [])
  }

  @Test(arguments: ["", "pass", "{}", #"{"status": 1}"#, #"{"status": "pass", "expl"#])
  func noJudgement(answer: String) throws {
    #expect(try Self.read(answer, slots: ["s1"]).missingSlots == ["s1"])
  }
}
