import ContentModel
import Formats
import Testing

@testable import Quality

@Suite struct RandomBodyTests {
  private static let pieces = [
    "[1]", "[2]", "[", "]", "[ 1 ]", "_", "{{", "}}", "<topic>", "TODO", "```", "\u{308}", "\u{200B}", "ü", "Ａ", "der",
    "Der", " ",
    "\u{A0}", "\n", "🎈", "As an AI language model", "distraktor", "\u{0}", "\u{10FFFF}", "warme", "ﬁ",
  ]
  private static let names = [
    "text", "gaps", "no", "correct", "distractors", "explanation", "title", "content", "difficulty", "questions",
    "prompt",
    "choices", "correctIndex", "extra", "",
  ]

  private func json(_ depth: Int, _ random: inout Seeded) -> JSON {
    switch Int.random(in: 0..<(depth > 4 ? 5 : 8), using: &random) {
    case 0: return .null
    case 1: return .bool(.random(using: &random))
    case 2:
      return .number(
        ["0", "1", "2", "-1", "3.5", "1e3", "1e999", "123456789012345678901234567890"].randomElement(using: &random)
          ?? "0")
    case 3, 4:
      let count = Int.random(in: 0..<6, using: &random)
      return .string((0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined())
    case 5: return .array((0..<Int.random(in: 0..<5, using: &random)).map { _ in json(depth + 1, &random) })
    default:
      var object = JSON.Object()
      for _ in 0..<Int.random(in: 0..<6, using: &random) {
        object[Self.names.randomElement(using: &random) ?? ""] = json(depth + 1, &random)
      }
      return .object(object)
    }
  }

  /// A good body with some parts replaced at random.
  private func mutated(_ body: JSON, _ random: inout Seeded) -> JSON {
    switch body {
    case _ where Int.random(in: 0..<12, using: &random) == 0: return json(1, &random)
    case .array(let elements): return .array(elements.map { mutated($0, &random) })
    case .object(let object): return .object(JSON.Object(object.members.map { ($0.name, mutated($0.value, &random)) }))
    default: return body
    }
  }

  @Test("any body gets a score from 0 to 100, the same each time", arguments: 0..<8 as Range<UInt64>)
  func anyBody(_ seed: UInt64) {
    var random = Seeded(state: seed)
    for round in 0..<60 {
      let kind = round.isMultiple(of: 2) ? "gap_fill_exercise" : "micro_lesson"
      let good = kind == "micro_lesson" ? lesson() : exercise()
      let body = Bool.random(using: &random) ? json(0, &random) : mutated(good, &random)
      let subject = QualitySubject(
        kind: kind, body: body,
        key: Key(section: "s", language: ["de", "en", "zh", ""].randomElement(using: &random) ?? ""),
        level: ["A1", "A2", "C1", ""].randomElement(using: &random) ?? "")
      let judgement = Shipped.pipeline(kind).judge(subject)
      #expect((0...100).contains(judgement.score))
      #expect(judgement == Shipped.pipeline(kind).judge(subject))
      #expect(judgement.hasCritical || judgement.score >= 50)
      let places = zip(judgement.findings, judgement.findings.dropFirst())
      #expect(places.allSatisfy { ($0.severity, $1.rule) >= ($1.severity, $0.rule) })
    }
  }
}
