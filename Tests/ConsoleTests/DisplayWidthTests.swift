import Testing
import World

@testable import Console

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("plain ASCII", 11), ("grün", 4), ("gru\u{308}n", 4), ("漢字", 4), ("ひらがな", 8), ("ｶﾅ", 2), ("ＡＢ", 4),
    ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤️", 2), ("❤", 1), ("☃", 1),
    ("…", 1), ("█▌░", 3), ("e\u{301}\u{323}", 1), ("a\u{200B}b", 2), ("עברית", 5), ("ไทย", 3), ("ที่", 1), ("《", 2),
    ("€", 1),
    ("\u{AD}", 1), ("𠀀", 2), ("a\u{0}b", 2),
  ])
  func widths(text: String, expected: Int) {
    #expect(DisplayWidth.of(text) == expected)
  }

  @Test(arguments: [
    ("short", 10, "short"), ("exact", 5, "exact"), ("longer text", 6, "longe…"), ("two words", 5, "two…"),
    ("漢字漢字", 5, "漢字…"), ("漢字漢字", 4, "漢…"), ("gru\u{308}n und blau", 5, "gru\u{308}n…"), ("👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧…"),
    ("abc", 1, "…"), ("abc", 0, ""),
  ])
  func truncation(text: String, width: Int, expected: String) {
    #expect(DisplayWidth.truncate(text, to: width) == expected)
  }

  @Test func truncationInASCII() {
    #expect(DisplayWidth.truncate("longer text", to: 6, ellipsis: "...") == "lon...")
    #expect(DisplayWidth.truncate("longer text", to: 2, ellipsis: "...") == "lo")
  }

  @Test func truncationOfTheBeginning() {
    #expect(DisplayWidth.truncate("physics / levers", to: 9, keepingEnd: true) == "…/ levers")
    #expect(DisplayWidth.truncate("physics / levers", to: 8, keepingEnd: true) == "…levers")
    #expect(DisplayWidth.truncate("漢字漢字", to: 4, keepingEnd: true) == "…字")
    #expect(DisplayWidth.truncate("physics", to: 6, ellipsis: "...", keepingEnd: true) == "...ics")
    #expect(DisplayWidth.truncate("short", to: 5, keepingEnd: true) == "short")
  }

  @Test func padding() {
    #expect(DisplayWidth.pad("漢", to: 4) == "漢  ")
    #expect(DisplayWidth.pad("12", to: 4, alignment: .right) == "  12")
    #expect(DisplayWidth.pad("long", to: 2) == "long")
  }

  @Test func truncatedTextFitsAlways() {
    let pieces = ["a", "漢", "e\u{301}", "👍🏽", " ", "🇩🇪", "ü", "…"]
    var random = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0...20, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      let width = Int.random(in: 0...25, using: &random)
      for keepingEnd in [false, true] {
        let cut = DisplayWidth.truncate(text, to: width, keepingEnd: keepingEnd)
        #expect(DisplayWidth.of(cut) <= width)
        #expect(DisplayWidth.of(text) > width || cut == text)
      }
    }
  }
}
