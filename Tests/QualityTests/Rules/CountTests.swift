import Formats
import Testing

@Suite struct CountTests {
  @Test(arguments: [
    Example.exercise("three distractors", exercise()),
    .lesson("three questions of four choices", lesson()),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.exercise(
      "two distractors", exercise(second: gap(2, "neu", ["alt", "jung"])),
      "distractor_count: gaps #2 distractors has 2 elements, exactly 3 are wanted"),
    .exercise(
      "four distractors", exercise(second: gap(2, "neu", ["alt", "jung", "rot", "grün"])),
      "distractor_count: gaps #2 distractors has 4 elements, exactly 3 are wanted"),
    .exercise(
      "no distractors", exercise(second: gap(2, "neu").without("distractors")),
      "distractor_count: gaps #2 distractors is missing"),
    .exercise(
      "distractors in one text", exercise(second: gap(2, "neu", "alt, jung, rot")),
      "distractor_count: gaps #2 distractors is no list"),
    .lesson(
      "two questions", lesson(questions: [question(0), question(1)]),
      "question_count: questions has 2 elements, exactly 3 are wanted"),
    .lesson(
      "five choices", lesson(questions: [question(0), question(1), question(2, choices: ["a", "b", "c", "d", "e"])]),
      "choice_count: questions #3 choices has 5 elements, exactly 4 are wanted"),
  ])
  func bad(_ example: Example) { example.check() }
}
