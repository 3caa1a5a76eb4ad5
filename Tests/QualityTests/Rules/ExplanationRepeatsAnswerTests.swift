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

  /// A rule and a mere "the right answer is", in each of the six languages that the library has settings for.
  @Test(arguments: [
    ("en", "warm", "Adjectives stand before nouns.", "The correct answer is “warm”."),
    ("de", "warme", "Akkusativ feminin, Endung -e.", "Die richtige Antwort ist „warme“."),
    ("fr", "lis", "Première personne du singulier de « lire ».", "La bonne réponse est « lis »."),
    ("fr", "lis", "L’accord se fait avec le sujet.", "C’est « lis » qu’il faut."),
    ("es", "leo", "Primera persona del singular del verbo leer.", "La respuesta correcta es «leo»."),
    ("ja", "で", "動作が行われる場所を表す助詞です。", "この空欄の正しい答えは「で」です。"),
    ("ja", "を", "他動詞の目的語を示します。", "正解は「を」なので、ここに「を」が入ります。"),
    ("zh", "喝", "“咖啡”要和动词“喝”搭配。", "这里的正确答案是“喝”。"),
    ("zh-Hant", "喝", "「咖啡」要和動詞「喝」搭配。", "這裡的正確答案就是「喝」。"),
  ])
  func `A rule is one, and a mere answer none, in six languages`(
    language: String, answer: String, rule: String, mere: String
  ) {
    func findings(_ explanation: String) -> [String] {
      let body: JSON = ["text": "[1]", "gaps": [gap(1, .string(answer), ["x", "y", "z"], .string(explanation))]]
      let example = Example.exercise("", body, language: language)
      return Shipped.pipeline("gap_fill_exercise").judge(example.subject).findings.map(\.rule)
        .filter { $0.hasPrefix("explanation") }
    }
    #expect(findings(rule) == [])
    #expect(findings(mere) == ["explanation_repeats_answer"])
  }
}
