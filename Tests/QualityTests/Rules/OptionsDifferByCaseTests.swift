import Formats
import Testing

@Suite struct OptionsDifferByCaseTests {
  @Test(arguments: [
    Example.exercise("no options that differ by case", exercise()),
    .exercise("ß and SS are not a matter of case here", exercise(second: gap(2, "Fuß", ["FUSS", "Füße", "Fluss"]))),
    .exercise("what is the same is another rule's", exercise(second: gap(2, "neu", ["alt", "neue", "neuer"]))),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.exercise(
      "answer and distractor", exercise(second: gap(2, "Sie", ["sie", "ihr", "du"])),
      "options_differ_by_case: Gap 2: “Sie” and “sie” differ by case only"),
    .exercise(
      "two distractors", exercise(second: gap(2, "kochen", ["essen", "Essen", "trinken"])),
      "options_differ_by_case: Gap 2: “essen” and “Essen” differ by case only"),
    .exercise(
      "umlauts, composed and decomposed", exercise(second: gap(2, "U\u{308}bung", ["\u{FC}bung", "Hebung", "Regung"])),
      "options_differ_by_case: Gap 2: “Übung” and “übung” differ by case only"),
    .exercise(
      "Austrian German takes the German section", exercise(second: gap(2, "Sie", ["sie", "ihr", "du"])),
      language: "de-AT",
      "options_differ_by_case: Gap 2: “Sie” and “sie” differ by case only"),
  ])
  func bad(_ example: Example) { example.check() }

  @Test("it is a warning of 5 points and forces no new attempt")
  func severity() {
    let example = Example.exercise("", exercise(second: gap(2, "Sie", ["sie", "ihr", "du"])))
    let judgement = Shipped.pipeline("gap_fill_exercise").judge(example.subject)
    #expect(judgement.score == 95)
    #expect(!judgement.hasCritical)
  }
}
