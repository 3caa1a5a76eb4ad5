import ContentModel

/// No string of the body talks about the task instead of the subject.
///
/// Looks for what models add around their work or let slip out of their prompt: "Sure, here is the text", "Let me know if
/// you need changes", names of the schema, control tokens, "Distraktoren" in an explanation for learners. There are lists
/// for German, English, Spanish, French, Japanese and Chinese, and all are looked for in every text. The phrases were
/// chosen so that they do not occur in content: "Sure, here you are" is none. `phrases` adds more, and `allow` takes out
/// what a library may say, such as `json schema` where it teaches programming.
///
/// In a phrase a `*` at the end of a word stands for any ending, and ` … ` for at most 60 bytes of the same sentence, after
/// which one of the words that follow has to come, `|` between them: `let me know if … changes|adjust*`. A phrase that ends
/// in `$` is found at the end of a text only.
struct LeakedInstructions: Rule {
  static let id = "leaked_instructions"
  static let version = 2
  static let severity = Severity.critical
  static let title = "Leaked instructions"
  static let fix = "Write only the content itself: no word about the task, the format or yourself."
  static let parameters = [phrasesParameter, allowParameter]

  static let phrasesParameter = RuleParameter(
    "phrases", .texts, usual: [], "Phrases to look for besides the usual ones.")
  static let allowParameter = RuleParameter(
    "allow", .texts, usual: [], "Phrases that are not looked for, as a finding names them.")

  private let phrases: PhraseList

  init(_ values: RuleValues) {
    phrases = PhraseList(LeakedPhrases.all + values.texts("phrases"), besides: values.texts("allow"))
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    reading.findings(ofTexts: { phrases.first(in: $0.searchable) }) { place, phrase in
      check.finding("\(place) holds the instruction text “\(phrase)”", fix: Self.fix)
    }
  }
}
