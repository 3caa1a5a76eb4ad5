import Testing

@testable import Console

@Suite struct ShellWordsTests {
  @Test(arguments: [
    ("a  b", ["a", "b"]), ("a 'b c' \"d 'e\"", ["a", "b c", "d 'e"]), ("a'b'c", ["abc"]),
    (#"a\ b \'c"#, ["a b", "'c"]),
    ("''", [""]), ("", []), ("a | b", ["a"]), ("a>b", ["a"]), (#"'a\b'"#, [#"a\b"#]), ("a '|' b", ["a", "|", "b"]),
  ])
  func words(line: String, expected: [String]) {
    #expect(ShellWords.split(line) == expected)
  }

  @Test(arguments: ["a 'b", "\"", "a\\"]) func openQuotes(line: String) {
    #expect(ShellWords.split(line) == nil)
  }
}
