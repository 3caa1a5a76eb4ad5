import Testing

@testable import Formats

@Suite struct YAMLWriterTests {
  @Test func aBodyIsEasyToRead() throws {
    let body: JSON = [
      "text": "Am [1] gehen wir ins Kino, und am Abend kochen wir zusammen etwas Gutes.\nDas ist [2].",
      "gaps": [["no": 1, "correct": "Samstag", "distractors": ["Samstags", "Sa: 1"]], ["no": 2, "correct": "yes"]],
      "empty": [], "flag": true, "a b": .null,
    ]
    #expect(
      YAMLWriter.text(of: body) == """
        text: |-
          Am [1] gehen wir ins Kino, und am Abend kochen wir zusammen etwas Gutes.
          Das ist [2].
        gaps:
          - no: 1
            correct: "Samstag"
            distractors:
              - "Samstags"
              - "Sa: 1"
          - no: 2
            correct: "yes"
        empty: []
        flag: true
        "a b": null

        """)
  }

  /// Whatever a body holds, it is read back as it was.
  @Test(arguments: 0..<200)
  func whatIsWrittenIsReadBack(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let value: JSON = ["value": Self.value(depth: 4, &random)]
    let text = YAMLWriter.text(of: value)
    #expect(try YAML.parse(text, file: "edit").json == value, "\(text)")
  }

  private static func value(depth: Int, _ random: inout SeededGenerator) -> JSON {
    switch Int.random(in: depth > 0 ? 0...6 : 2...6, using: &random) {
    case 0: return .array((0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth - 1, &random) })
    case 1:
      var object = JSON.Object()
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        object[text(&random)] = value(depth: depth - 1, &random)
      }
      return .object(object)
    case 2: return .integer(Int.random(in: -1000...1000, using: &random))
    case 3: return .bool(Bool.random(using: &random))
    default: return .string(text(&random))
    }
  }

  private static func text(_ random: inout SeededGenerator) -> String {
    let parts = [
      "a", " ", "\n", "#", ":", "- ", "\"", "\\", "'", "ß", "日", "🙂", "\u{85}", "\u{2028}", "\u{FEFF}", "\t", "\u{7}",
      "{", "[1]",
      "null", "true", "1.5", "|", "> ", "& ", "* ", "%", "@", "`", "e\u{301}", "\r", "\u{FFFE}",
      String(repeating: "x", count: 61),
    ]
    return (0..<Int.random(in: 0...6, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
  }
}
