import Testing

@testable import Console

@Suite struct TextWrapTests {
  @Test(arguments: [
    ("", 10, [""]), ("one two three", 7, ["one two", "three"]), ("one two", 7, ["one two"]),
    ("unbreakablyLong word", 5, ["unbreakablyLong", "word"]), ("a\n\nb", 10, ["a", "", "b"]),
    ("  kept   as it is, however long", 10, ["  kept   as it is, however long"]), ("漢字 漢字 漢字", 9, ["漢字 漢字", "漢字"]),
  ])
  func wrapping(text: String, width: Int, expected: [String]) {
    #expect(TextWrap.lines(text, width: width) == expected)
  }

  @Test func blocks() {
    #expect(
      TextWrap.block("one two three\n\nfour", width: 14, indent: 4) == ["    one two", "    three", "", "    four"])
  }
}
