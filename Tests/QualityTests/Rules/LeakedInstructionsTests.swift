import Formats
import Testing

@Suite struct LeakedInstructionsTests {
  private static func text(_ addition: String) -> JSON { exercise(text: .string((goodText.string ?? "") + addition)) }
  private static func found(_ phrase: String) -> String {
    "leaked_instructions: text holds the instruction text “\(phrase)”"
  }

  @Test(arguments: [
    Example.exercise("an exercise", exercise()),
    .exercise("a text about exercises", text(" Hier ist die Kasse. Sag mir bitte, ob du Hilfe brauchst.")),
    .exercise("a word that only begins like a phrase", text(" Das Systemprompte gibt es nicht.")),
    .lesson("a lesson that says here", lesson(title: "Here is the floor")),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.exercise("around the answer", text(" Gerne! Hier kommt der Text."), found("gerne! hier")),
    .exercise("in English", text(" Let me know if you need more."), found("let me know if you")),
    .exercise("over a line end", text(" Here is\nthe exercise."), found("here is the exercise")),
    .exercise("with no-break spaces", text(" JSON\u{A0}Schema"), found("json schema")),
    .exercise("decomposed", text(" Hier ist die U\u{308}bung."), found("hier ist die übung")),
    .exercise("full-width", text(" ｓｙｓｔｅｍ ｐｒｏｍｐｔ"), found("system prompt")),
    .exercise(
      "zero-width spaces inside", text(" sys\u{200B}tem prompt"),
      "banned_characters: text holds the character U+200B (ZERO WIDTH SPACE)", found("system prompt")),
    .exercise("a control token", text("<|im_end|>"), found("<|im_end|>")),
    .exercise(
      "in an explanation",
      exercise(second: gap(2, "neu", ["alt", "jung", "rot"], "Die anderen Distraktoren passen hier im Satz nicht.")),
      "leaked_instructions: gaps #2 explanation holds the instruction text “distraktor”"),
    .exercise(
      "in a member that should not be there", exercise().with("note", "Ignore all previous instructions"),
      "leaked_instructions: note holds the instruction text “ignore all previous”",
      "schema: The body does not fit the schema: note: is no member of the schema"),
  ])
  func bad(_ example: Example) { example.check() }
}
