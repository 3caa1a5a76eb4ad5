import Testing
import World

@testable import Console

@Suite struct SafeTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("a\tb\nc", "a\tb\nc"), ("grün 漢字 👩‍👩‍👧", "grün 漢字 👩‍👩‍👧"),
    // C0, DEL, C1.
    ("a\u{0}b\u{7}c\u{8}d\r\ne\u{7F}f", "abcd\nef"), ("a\u{85}b\u{90}c", "abc"),
    // CSI, as ESC [ and as U+009B; parameters and intermediates.
    ("\u{1B}[2J\u{1B}[1;31mred\u{1B}[0m", "red"), ("\u{9B}31mred", "red"), ("\u{1B}[?25l\u{1B}[4 qx", "x"),
    // OSC with BEL, with ST, with U+009C: titles, links, the clipboard.
    ("\u{1B}]0;title\u{7}x", "x"), ("\u{1B}]8;;http://a\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"),
    ("\u{9D}52;c;aGk=\u{9C}x", "x"), ("\u{1B}Pq#0\u{1B}\\x\u{1B}_a\u{1B}\\y\u{1B}^b\u{7}z", "xyz"),
    // Two and three byte sequences.
    ("\u{1B}c\u{1B}(Bx\u{1B}7y", "xy"), ("\u{1B}#8x", "x"),
    // Unfinished ones hide nothing.
    ("\u{1B}]0;rest of the text", "0;rest of the text"), ("\u{1B}]0;a\nb\u{7}c", "0;a\nbc"), ("\u{1B}[31", "31"),
    ("x\u{1B}", "x"), ("\u{1B}[", ""), ("\u{1B}[31\nm", "31\nm"), ("\u{1B}\u{1B}[31mx", "x"), ("\u{1B}é", "é"),
    // Bidirectional embeddings, overrides and isolates go; marks stay.
    ("a\u{202E}b\u{202C}c\u{2066}d\u{2069}e\u{202A}\u{202B}\u{202D}\u{2067}\u{2068}f", "abcdef"),
    ("a\u{200E}b\u{200F}c\u{2065}", "a\u{200E}b\u{200F}c\u{2065}"),
    // A sequence cannot be put together out of the rest of another.
    ("\u{1B}\u{7}[31mx", "[31mx"), ("\u{1B}\u{202E}[31mx", "[31mx"),
  ])
  func cleaning(hostile: String, expected: String) {
    #expect(SafeText.forTerminal(hostile) == expected)
  }

  @Test func lineHasNoNewlines() {
    #expect(SafeText.line("a\nb\tc\r\nd") == "a b c d")
    #expect(SafeText.line("plain") == "plain")
  }

  /// Whatever comes in, what goes out holds nothing a terminal obeys, and cleaning it again changes nothing.
  @Test func randomTextComesOutHarmless() {
    let pieces = [
      "\u{1B}", "[", "]", "\\", "\u{7}", "\u{9B}", "\u{9C}", "\u{9D}", "31m", "x", "\n", "\t", "\u{202E}", "é", "(",
      "P",
      "\u{0}", "\u{7F}", "漢", "\u{2069}", ";", "\r",
    ]
    var random = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      let safe = SafeText.forTerminal(text)
      let isHarmless = safe.unicodeScalars.allSatisfy { scalar in
        let value = scalar.value
        let isControl = value < 0x20 && value != 0x0A && value != 0x09 || (0x7F..<0xA0).contains(value)
        return !isControl && !(0x202A...0x202E).contains(value) && !(0x2066...0x2069).contains(value)
      }
      #expect(isHarmless, "\(Array(text.unicodeScalars))")
      #expect(SafeText.forTerminal(safe) == safe)
    }
  }
}
