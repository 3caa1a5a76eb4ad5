import Formats
import Testing

@Suite struct CodeFenceTests {
  private static func text(_ text: String) -> JSON { exercise(text: .string(text)) }
  private static let sound = goodText.string ?? ""

  @Test(arguments: [
    Example.exercise("no fence", exercise()),
    .exercise("two backticks and two more", text(sound + " ``so``")),
    .exercise("tildes within a line", text(sound + " ~~~ so etwa")),
    .exercise("tildes and backticks by turns", text(sound + " ``~`~``")),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.exercise("around the text", text("```\n" + sound + "\n```"), "code_fence: text holds a code fence"),
    .exercise("within a line", text(sound + " ```json"), "code_fence: text holds a code fence"),
    .exercise("tildes", text("~~~\n" + sound), "code_fence: text holds a code fence"),
    .exercise("tildes on a later line", text(sound + "\r\n~~~"), "code_fence: text holds a code fence"),
    .exercise(
      "in a distractor", exercise(second: gap(2, "neu", ["alt", "```jung```", "rot"])),
      "code_fence: gaps #2 distractors #2 holds a code fence"),
  ])
  func bad(_ example: Example) { example.check() }
}
