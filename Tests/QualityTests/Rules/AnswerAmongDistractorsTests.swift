import Formats
import Testing

@Suite struct AnswerAmongDistractorsTests {
  @Test(arguments: [
    Example.exercise("all options differ", exercise()),
    .exercise(
      "accents are letters of their own", exercise(second: gap(2, "schön", ["schon", "schone", "schöne"]))),
    .exercise("a word within a distractor", exercise(second: gap(2, "warm", ["warm an", "warmes", "zu warm"]))),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.exercise(
      "the very same", exercise(second: gap(2, "warme", ["warmen", "warme", "warmes"])),
      "answer_among_distractors: Gap 2: the answer “warme” is also a distractor"),
    .exercise(
      "composed and decomposed", exercise(second: gap(2, "sch\u{F6}ne", ["kleine", "scho\u{308}ne", "neue"])),
      "answer_among_distractors: Gap 2: the answer “schöne” is also a distractor"),
    .exercise(
      "spaces at the ends", exercise(second: gap(2, "warme", ["warmen", " warme ", "warmes"])),
      "answer_among_distractors: Gap 2: the answer “warme” is also a distractor"),
    .exercise(
      "a no-break space", exercise(second: gap(2, "zu warme", ["warmen", "zu\u{A0}warme", "warmes"])),
      "answer_among_distractors: Gap 2: the answer “zu warme” is also a distractor"),
    .exercise(
      "a zero-width space", exercise(second: gap(2, "warme", ["warmen", "war\u{200B}me", "warmes"])),
      "answer_among_distractors: Gap 2: the answer “warme” is also a distractor",
      "banned_characters: gaps #2 distractors #2 holds the character U+200B (ZERO WIDTH SPACE)"),
    .exercise(
      "full-width letters", exercise(second: gap(2, "warme", ["warmen", "ｗａｒｍｅ", "warmes"])),
      "answer_among_distractors: Gap 2: the answer “warme” is also a distractor"),
    .exercise(
      "by case, where the language does not test case",
      exercise(second: gap(2, "warme", ["warmen", "Warme", "warmes"])), language: "sv",
      "answer_among_distractors: Gap 2: the answer “warme” is also a distractor"),
  ])
  func bad(_ example: Example) { example.check() }
}
