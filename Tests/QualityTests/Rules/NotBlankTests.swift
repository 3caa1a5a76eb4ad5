import Formats
import Testing

@Suite struct NotBlankTests {
  @Test(arguments: [
    Example.exercise("nothing is empty", exercise()),
    .exercise("a dash stands for no article", exercise(second: gap(2, "–", ["der", "die", "das"]))),
    .exercise("one letter", exercise(second: gap(2, "e", ["er", "en", "es"]))),
    .lesson("nothing is empty", lesson()),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.exercise(
      "an empty answer", exercise(second: gap(2, "")), "empty_option: gaps #2 correct is empty"),
    .exercise(
      "a distractor of spaces", exercise(second: gap(2, "neu", ["alt", " \u{A0}", "jung"])),
      "empty_option: gaps #2 distractors #2 is empty"),
    .exercise(
      "a distractor of zero-width characters", exercise(second: gap(2, "neu", ["alt", "jung", "\u{200B}\u{FEFF}"])),
      "empty_option: gaps #2 distractors #3 is empty"),
    .exercise(
      "no answer", exercise(second: gap(2).without("correct")), "empty_option: gaps #2 correct is missing"),
    .exercise(
      "a number as distractor", exercise(second: gap(2, "neu", ["alt", 7, "jung"])),
      "empty_option: gaps #2 distractors #2 is no text"),
    .exercise(
      "an empty explanation", exercise(second: gap(2, "neu", ["alt", "jung", "frisch"], "")),
      "explanation_missing: gaps #2 explanation is empty",
      "explanation_length: gaps #2 explanation has 0 words, at least 4 are wanted"),
    .exercise(
      "no explanation", exercise(second: gap(2).without("explanation")),
      "explanation_missing: gaps #2 explanation is missing"),
    .lesson(
      "an empty choice",
      lesson(questions: [question(0, choices: ["a", "b", "\u{3000}", "d"]), question(1), question(2)]),
      "empty_text: questions #1 choices #3 is empty"),
  ])
  func bad(_ example: Example) { example.check() }
}
