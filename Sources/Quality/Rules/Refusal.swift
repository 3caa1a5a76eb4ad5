import ContentModel

/// No string of the body is a model's refusal.
///
/// Only phrases in which a model speaks of itself or of the request are looked for: "Ich kann am Samstag leider nicht
/// kommen" is good German and no refusal. There are lists for German, English, Spanish, French, Japanese and Chinese, and
/// all are looked for in every text. `phrases` adds more, `allow` takes some out; how they are written is told at
/// `leaked_instructions`.
struct Refusal: Rule {
  static let id = "refusal"
  static let version = 2
  static let severity = Severity.critical
  static let title = "Refusal"
  static let fix = "Write the content that is asked for: it is teaching material."
  static let parameters = [LeakedInstructions.phrasesParameter, LeakedInstructions.allowParameter]

  private let phrases: PhraseList

  init(_ values: RuleValues) {
    phrases = PhraseList(RefusalPhrases.all + values.texts("phrases"), besides: values.texts("allow"))
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    reading.findings(ofTexts: { phrases.first(in: $0.searchable) }) { place, phrase in
      check.finding("\(place) is a refusal: “\(phrase)”", fix: Self.fix)
    }
  }
}
