import Formats
import Testing

@Suite struct RepeatedOptionsTests {
  @Test(arguments: [
    Example.exercise("all options differ", exercise()),
    .exercise("ß and ss are two things", exercise(second: gap(2, "Maße", ["Masse", "Massen", "Maßen"]))),
    .exercise("half-width and other kana differ", exercise(second: gap(2, "カ", ["ガ", "ｷ", "ｸﾞ"]))),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.exercise(
      "the very same", exercise(second: gap(2, "warme", ["warmen", "warmes", "warmen"])),
      "repeated_options: Gap 2: the option “warmen” stands there more than once"),
    .exercise(
      "composed and decomposed", exercise(second: gap(2, "neue", ["gr\u{FC}ne", "gru\u{308}ne", "rote"])),
      "repeated_options: Gap 2: the option “grüne” stands there more than once"),
    .exercise(
      "two spaces and one", exercise(second: gap(2, "neue", ["so neu", "so  neu", "neuer"])),
      "repeated_options: Gap 2: the option “so  neu” stands there more than once"),
    .exercise(
      "an ideographic space", exercise(second: gap(2, "neue", ["so neu", "so\u{3000}neu", "neuer"])),
      "repeated_options: Gap 2: the option “so\u{3000}neu” stands there more than once"),
    .exercise(
      "a soft hyphen", exercise(second: gap(2, "neue", ["neuere", "neu\u{AD}ere", "neuer"])),
      "repeated_options: Gap 2: the option “neu ere” stands there more than once"),
    .exercise(
      "a ligature", exercise(second: gap(2, "flink", ["fein", "ﬁx", "fix"])),
      "repeated_options: Gap 2: the option “fix” stands there more than once"),
    .exercise(
      "apostrophes of two kinds", exercise(second: gap(2, "geht", ["geht's", "geht’s", "gehts"])),
      "repeated_options: Gap 2: the option “geht’s” stands there more than once"),
    .exercise(
      "half-width kana", exercise(second: gap(2, "カ", ["ガ", "ｶﾞ", "キ"])),
      "repeated_options: Gap 2: the option “ｶﾞ” stands there more than once"),
    .exercise(
      "by case, where the language does not test case", exercise(second: gap(2, "neue", ["neuer", "Neuer", "neues"])),
      language: "nl", "repeated_options: Gap 2: the option “Neuer” stands there more than once"),
  ])
  func bad(_ example: Example) { example.check() }
}
