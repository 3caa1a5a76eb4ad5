import ContentModel

/// A text is in its language, as measured on the text itself.
///
/// Tells German, English, Spanish, French, Japanese and Chinese apart, by their scripts, their small words and the forms
/// of their words; items in other languages are not judged. A text needs `at_least` characters, of which one of
/// Chinese or Japanese counts as three, and the language found has to be clearly ahead of the item's. Addresses, paths and
/// names of variables are in no language, and a title of kanji alone is called Chinese only where it has characters that
/// Japanese does not write. Without `field` every string of the body is looked at; `language` is for fields in another
/// language than the item's.
struct WrongLanguage: Rule {
  static let id = "wrong_language"
  static let version = 2
  static let severity = Severity.critical
  static let title = "Wrong language"
  static let fix = "Write in the language that is asked for."
  static let parameters = [
    RuleParameter("field", .fields, "Where to look; every string of the body where nothing is said."),
    RuleParameter("at_least", .count, usual: 40, "How long a text must be to be judged, in characters."),
    RuleParameter("language", .text, "The language of the text where it is not the item's."),
  ]

  private let fields: [FieldPath]
  private let atLeast: Int
  private let language: String?

  init(_ values: RuleValues) {
    fields = values.fields("field")
    atLeast = values.count("at_least") ?? 40
    language = values.text("language")
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    let language = primaryLanguage(of: self.language ?? reading.subject.language)
    guard let name = Self.names[language] else { return [] }
    var findings: [Finding] = []
    reading.visitTexts(at: fields) { text, place in
      guard Self.length(of: text.text) >= atLeast else { return true }
      let guess = LanguageGuess(text.words)
      // Chinese and Japanese can be taken for each other, and for nothing else.
      let isOtherScript = Self.unspaced.contains(guess.language ?? "") && !Self.unspaced.contains(language)
      guard let found = guess.language, found != language, isOtherScript || guess.margin >= Self.leastMargin,
        guess.lead >= Self.leastLead
      else { return true }
      findings.append(
        check.finding(
          "\(place()) is in \(Self.names[found] ?? found), not in \(name)", fix: "Write \(place()) in \(name)."))
      return findings.count < Reading.mostFindings
    }
    return findings
  }

  /// Below this it may be either of two.
  private static let leastMargin = 0.2
  private static let unspaced: Set = ["ja", "zh"]
  /// Below this it may be a list of names.
  private static let leastLead = 2.0

  /// Characters, of which one of Chinese or Japanese counts as three. Marks and joiners count too: it need not be exact.
  static func length(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + (Script.isUnspaced($1) ? 3 : 1) }
  }

  private static let names = [
    "de": "German", "en": "English", "es": "Spanish", "fr": "French", "ja": "Japanese", "zh": "Chinese",
  ]
}
