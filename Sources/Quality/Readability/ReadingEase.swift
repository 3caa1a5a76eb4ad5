/// How easy a text is to read, by the length of its sentences and of its words: Flesch's formula and its adaptations.
///
///     ease = base - a * words / sentences - b * syllables / words
///
/// | language | base | a | b | source |
/// |---|---|---|---|---|
/// | en | 206.835 | 1.015 | 84.6 | Flesch, "A new readability yardstick", Journal of Applied Psychology 32, 1948 |
/// | de | 180 | 1 | 58.5 | Amstad, "Wie verständlich sind unsere Zeitungen?", Zürich 1978 |
/// | fr | 207 | 1.015 | 73.6 | Kandel, Moles, "Application de l'indice de Flesch à la langue française", 1958 |
/// | es | 206.84 | 1.02 | 60 | Fernández Huerta, "Medidas sencillas de lecturabilidad", Consigna 214, 1959, with words a sentence in the second place |
///
/// 100 is easy, 0 is hard; very short words and sentences come to more than 100, learned ones to less than 0.
struct ReadingEase: Hashable {
  /// A formula for one language.
  struct Formula: Hashable {
    let name: String
    let base: Double
    let sentenceWeight: Double
    let wordWeight: Double
  }

  let formula: Formula
  let words: Int
  let sentences: Int
  let syllables: Int

  var wordsPerSentence: Double { Double(words) / Double(max(1, sentences)) }
  var syllablesPerWord: Double { Double(syllables) / Double(max(1, words)) }
  var ease: Double {
    formula.base - formula.sentenceWeight * wordsPerSentence - formula.wordWeight * syllablesPerWord
  }

  /// The length of sentences, in words, at which a text of such words would come to an ease.
  func sentenceLength(for ease: Double) -> Double {
    (formula.base - formula.wordWeight * syllablesPerWord - ease) / formula.sentenceWeight
  }

  /// The formula of a language, by the first part of its BCP 47 tag; nil where there is none.
  static func formula(language: String) -> Formula? { formulas[primaryLanguage(of: language)] }

  private static let formulas: [String: Formula] = [
    "en": Formula(name: "Flesch", base: 206.835, sentenceWeight: 1.015, wordWeight: 84.6),
    "de": Formula(name: "Amstad", base: 180, sentenceWeight: 1, wordWeight: 58.5),
    "fr": Formula(name: "Kandel-Moles", base: 207, sentenceWeight: 1.015, wordWeight: 73.6),
    "es": Formula(name: "Fernández Huerta", base: 206.84, sentenceWeight: 1.02, wordWeight: 60),
  ]

  /// Measures a text; nil where its language has no formula.
  ///
  /// A word is a run of letters, apostrophes and hyphens within it included; what has no letter is none. A sentence ends at
  /// `.`, `!`, `?`, `…` before a space or the end, and at an empty line, but not after a single letter or a number (`z. B.`,
  /// `am 3. Mai`). Linear in the length.
  init?(_ text: String, language: String) {
    guard let formula = Self.formula(language: language) else { return nil }
    self.formula = formula
    let syllables = Syllables(language: primaryLanguage(of: language))
    var counts = (words: 0, sentences: 0, syllables: 0)
    var word: [UInt8] = []
    /// Whether words have come since the last end of a sentence.
    var isOpen = false
    /// Letters and digits since the last space.
    var run = (letters: 0, digits: 0)
    /// Whether the last sign but quotes and brackets ends a sentence.
    var mayEnd = false
    func closeWord() {
      if !word.isEmpty {
        counts.words += 1
        counts.syllables += syllables.count(word)
        isOpen = true
      }
      word.removeAll(keepingCapacity: true)
    }
    func closeSentence() {
      if isOpen { counts.sentences += 1 }
      isOpen = false
    }
    var lineEnds = 0
    for scalar in text.unicodeScalars {
      if let letter = WesternLetter.byte(of: scalar) {
        word.append(letter)
        run.letters += 1
        mayEnd = false
        lineEnds = 0
        continue
      }
      if 0x300...0x36F ~= scalar.value {
        if let last = word.last, let letter = WesternLetter.composed(last, accent: scalar) {
          word[word.count - 1] = letter
        }
        continue
      }
      switch scalar {
      case "'", "’", "-", "\u{AD}": if !word.isEmpty { word.append(WesternLetter.hyphen) }
      case ".", "!", "?", "…":
        closeWord()
        let isAbbreviation = scalar == "." && (run.letters == 1 || run.letters == 0 && run.digits > 0)
        mayEnd = !isAbbreviation
      case _ where scalar == " " || scalar.properties.isWhitespace:
        closeWord()
        if scalar == "\n" { lineEnds += 1 }
        if mayEnd || lineEnds == 2 { closeSentence() }
        (run, mayEnd) = ((0, 0), false)
      default:
        closeWord()
        lineEnds = 0
        if scalar.isASCII ? "0"..."9" ~= scalar : scalar.properties.numericType != nil {
          run.digits += 1
          mayEnd = false
        }
      }
    }
    closeWord()
    closeSentence()
    (words, sentences, self.syllables) = (counts.words, counts.sentences, counts.syllables)
  }
}
