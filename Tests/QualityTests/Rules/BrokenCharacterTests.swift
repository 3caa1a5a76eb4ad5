import Formats
import Testing

@Suite struct BrokenCharacterTests {
  private static func text(_ text: String) -> JSON { exercise(text: .string(text)) }
  private static let sound = goodText.string ?? ""

  @Test(arguments: [
    Example.exercise("none", exercise()),
    .exercise("line ends and tabs", text(sound + "\r\n\tSo ist es.")),
    .exercise("a whole emoji, and letters of other scripts", text(sound + " \u{1F600} Ελλάδα \u{FFE5}\u{FDFD}")),
  ])
  func good(_ example: Example) { example.check() }

  @Test(
    arguments: [
      ("\u{FFFD}", "U+FFFD"), ("\u{FFFE}", "U+FFFE"), ("\u{FFFF}", "U+FFFF"), ("\u{0}", "U+0000"), ("\u{B}", "U+000B"),
      ("\u{1B}", "U+001B"), ("\u{7F}", "U+007F"), ("\u{80}", "U+0080"), ("\u{9F}", "U+009F"),
    ].map { character, name in
      Example.exercise(
        name, text(sound + " So \(character) ist es."),
        "broken_character: text holds \(name), which is no character of a text")
    })
  func bad(_ example: Example) { example.check() }

  @Test func inADistractor() {
    Example.exercise(
      "in a distractor", exercise(second: gap(2, "neu", ["alt", "\u{FFFD}jung", "rot"])),
      "broken_character: gaps #2 distractors #2 holds U+FFFD, which is no character of a text"
    ).check()
  }
}
