import ContentModel
import Testing

@Suite struct GlobPatternTests {
  @Test(arguments: [
    ("", "", true), ("", "a", false), ("a", "", false), ("passiv", "passiv", true), ("passiv", "Passiv", false),
    ("*", "", true), ("*", "anything", true), ("**", "", true), ("konjunktiv*", "konjunktiv2_vergangenheit", true),
    ("konjunktiv*", "konjunktiv", true), ("*_2", "konjunktiv_2", true), ("*_2", "konjunktiv_2x", false),
    ("freizeit_??_*", "freizeit_10_wochenende", true), ("freizeit_??_*", "freizeit_1_wochenende", false),
    ("?", "", false), ("?", "ü", true), ("?", "u\u{308}", true), ("?", "👩‍👩‍👧", true), ("??", "ü", false),
    ("[abc]", "b", true), ("[abc]", "d", false), ("[!abc]", "d", true), ("[!abc]", "a", false), ("[^abc]", "d", true),
    ("[a-c]x", "bx", true), ("[c-a]x", "bx", true), ("[a-c]", "-", false), ("[a-]", "-", true), ("[-a]", "-", true),
    ("[]]", "]", true), ("[!]]", "]", false), ("[]a]", "a", true), ("[", "[", true), ("[ab", "[ab", true),
    ("[ab", "a", false), ("[]", "[]", true), ("[!]", "[!]", true), ("a[b*", "a[bcd", true), ("[*]", "*", true),
    ("[*]", "a", false), ("[?]", "?", true), ("\\*", "*", true), ("\\*", "a", false), ("\\\\", "\\", true),
    ("\\", "\\", true), ("a\\", "a\\", true), ("\\a", "a", true), ("[\\]]", "]", true), ("[\\]]", "\\", false),
    ("[a\\-c]", "b", false), ("[a\\-c]", "-", true), ("[\\a-c]", "b", true), ("[a-\\]]", "]", true),
    ("[\\!a]", "!", true), ("[[]", "[", true), ("*a*b", "xxaxxb", true), ("*a*b", "xxaxxbx", false),
    ("a*b*c", "abbbc", true), ("A[12]", "A1", true), ("A[12]", "B1", false), ("[B-C]?", "C1", true),
  ])
  func patterns(pattern: String, text: String, matches: Bool) {
    #expect(GlobPattern(pattern).matches(text) == matches)
    #expect(Self.matches(Array(pattern)[...], Array(text)[...]) == matches, "the plain matcher")
  }

  @Test func theSameAsAPlainMatcher() {
    var generator = SeededGenerator(seed: 7)
    let patternAlphabet = Array("aaabc**??[[]]!^-\\ä")
    let textAlphabet = Array("aaabc[]!^-\\*ä")
    var matched = 0
    for _ in 0..<6000 {
      let pattern = (0..<Int.random(in: 0...8, using: &generator)).compactMap { _ in
        patternAlphabet.randomElement(using: &generator)
      }
      let text = (0..<Int.random(in: 0...6, using: &generator)).compactMap { _ in
        textAlphabet.randomElement(using: &generator)
      }
      let expected = Self.matches(pattern[...], text[...])
      matched += expected ? 1 : 0
      #expect(
        GlobPattern(String(pattern)).matches(String(text)) == expected, "\(String(pattern)) on \(String(text))")
    }
    #expect(matched > 150)
  }

  @Test func manyStarsTakeNoLongTime() {
    let pattern = GlobPattern(String(repeating: "*a", count: 30) + "*b")
    #expect(!pattern.matches(String(repeating: "a", count: 2000)))
    #expect(pattern.matches(String(repeating: "a", count: 2000) + "b"))
  }

  /// By the definition, trying everything.
  private static func matches(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    let rest = pattern.dropFirst()
    func one(_ after: ArraySlice<Character>, _ accepts: (Character) -> Bool) -> Bool {
      text.first.map(accepts) == true && matches(after, text.dropFirst())
    }
    switch first {
    case "*":
      return (text.startIndex...text.endIndex).contains { matches(rest, text[$0...]) }
    case "?":
      return one(rest) { _ in true }
    case "\\":
      guard let escaped = rest.first else { return one(rest) { $0 == "\\" } }
      return one(rest.dropFirst()) { $0 == escaped }
    case "[":
      guard let (accepts, after) = bracket(rest) else { return one(rest) { $0 == "[" } }
      return one(after, accepts)
    default:
      return one(rest) { $0 == first }
    }
  }

  private static func bracket(
    _ text: ArraySlice<Character>
  ) -> (accepts: (Character) -> Bool, after: ArraySlice<Character>)? {
    var index = text.startIndex
    let isNegated = text.first == "!" || text.first == "^"
    if isNegated { index += 1 }
    let start = index
    /// The members with what stands before them, nil where the class ends.
    var members: [(character: Character, isEscaped: Bool)] = []
    while index < text.endIndex, text[index] != "]" || index == start {
      if text[index] == "\\", index + 1 < text.endIndex {
        members.append((text[index + 1], true))
        index += 2
      } else {
        members.append((text[index], false))
        index += 1
      }
    }
    guard index < text.endIndex, !members.isEmpty else { return nil }
    let after = text[(index + 1)...]
    return (
      { character in
        var position = 0
        var isMember = false
        while position < members.count {
          if position + 2 < members.count, members[position + 1].character == "-", !members[position + 1].isEscaped {
            let (one, other) = (members[position].character, members[position + 2].character)
            if min(one, other) <= character, character <= max(one, other) { isMember = true }
            position += 3
          } else {
            if members[position].character == character { isMember = true }
            position += 1
          }
        }
        return isMember != isNegated
      }, after
    )
  }
}
