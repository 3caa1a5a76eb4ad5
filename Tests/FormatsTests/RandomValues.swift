import Formats

/// Random values for property tests: many awkward characters, small sizes.
enum RandomValues {
  private static let scalars: [Unicode.Scalar] = [
    "a", "b", "Z", "0", "9", " ", "\"", "\\", "/", "\n", "\r", "\t", "\u{0}", "\u{1}", "\u{1F}", "\u{7F}", "ä", "ß",
    "é",
    "\u{301}", "\u{2028}", "\u{FEFF}", "\u{FFFD}", "中", "😀", ",", ";", "'", "<", ">", "&", "=", "+", "-", "@", "]",
  ]

  static func text(_ random: inout SeededGenerator, upTo count: Int = 24) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...count, using: &random) {
      text.append(scalars.randomElement(using: &random) ?? "a")
    }
    return String(text)
  }

  static func json(_ random: inout SeededGenerator, depth: Int = 4) -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .integer(Int.random(in: Int.min...Int.max, using: &random))
    case 3: return .double(Double.random(in: -1e6...1e6, using: &random))
    case 4, 5: return .string(text(&random))
    case 6: return .array((0..<Int.random(in: 0...5, using: &random)).map { _ in json(&random, depth: depth - 1) })
    default:
      var object = JSON.Object()
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        object[text(&random, upTo: 6)] = json(&random, depth: depth - 1)
      }
      return .object(object)
    }
  }
}
