import ContentModel

/// No text holds a forbidden word.
///
/// Found as whole words, without regard to case, spacing and Unicode form, and not inside other words: `fake` is found
/// in "Fake-Leder", not in "fakery". Accents count. A word that ends in `*` is found at the beginning of longer words
/// too; one of Chinese, Japanese or Thai letters is found anywhere. Each forbidden word that a text holds is a finding
/// of its own. Without `field` every string of the body is looked at.
struct ForbiddenWords: Rule {
  static let id = "forbidden_words"
  static let severity = Severity.critical
  static let title = "Forbidden word"
  static let fix = "Say it without the forbidden word."
  static let parameters = [
    RuleParameter("words", .texts, isRequired: true, "The words and phrases that are forbidden."),
    RuleParameter("field", .fields, "Where to look; every string of the body where nothing is said."),
  ]

  private let fields: [FieldPath]
  private let words: WordList

  init(_ values: RuleValues) {
    fields = values.fields("field")
    words = WordList(values.texts("words"))
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    var findings: [Finding] = []
    reading.visitTexts(at: fields) { text, place in
      for word in words.all(in: text.words) {
        findings.append(
          check.finding(
            "\(place()) holds the forbidden word \(Excerpt.quote(word))",
            fix: "Write \(place()) without the word \(Excerpt.quote(word))."))
      }
      return findings.count < Reading.mostFindings
    }
    return findings
  }
}
