import Formats
import Testing

@Suite struct ExplanationRepeatsAnswerTests {
  private static func explained(_ explanation: JSON, answer: JSON = "warme") -> JSON {
    exercise(second: gap(2, answer, ["warmen", "warmer", "warmes"], explanation))
  }

  @Test(arguments: [
    Example.exercise("a rule is named", exercise()),
    .exercise("short, but a rule", explained("Akkusativ feminin mit der Endung -e.")),
    .exercise("the answer and a rule", explained("Richtig ist warme, denn Jacke ist feminin.")),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.exercise(
      "with filler words", explained("Die richtige Antwort ist „warme“."),
      "explanation_repeats_answer: Gap 2: the explanation “Die richtige Antwort ist „warme“.” only repeats the answer"),
    .exercise(
      "twice the answer", explained("Warme! Warme, also warme, nur warme."),
      "explanation_repeats_answer: Gap 2: the explanation “Warme! Warme, also warme, nur warme.” only repeats the answer"
    ),
    .exercise(
      "the answer alone is too short as well", explained("warme"),
      "explanation_length: gaps #2 explanation has 1 word, at least 4 are wanted",
      "explanation_repeats_answer: Gap 2: the explanation “warme” only repeats the answer"),
    .exercise(
      "decomposed, with no-break spaces", explained("Richtig\u{A0}ist\u{A0}hier scho\u{308}ne.", answer: "sch\u{F6}ne"),
      "explanation_repeats_answer: Gap 2: the explanation “Richtig\u{A0}ist\u{A0}hier schöne.” only repeats the answer"),
  ])
  func bad(_ example: Example) { example.check() }
}
