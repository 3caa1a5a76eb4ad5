import ContentModel
import Formats

/// A text is about as easy to read as its level wants.
///
/// Measured is Flesch's reading ease, in the form that fits the language: Flesch for English, Amstad for German,
/// Kandel and Moles for French, Fernández Huerta for Spanish. 100 is easy, 0 is hard; the formula sees how long
/// sentences and words are, and nothing else, so that it is told as information only. The band, `min` to `max`, is set by
/// level; where none is set the rule is silent, as in other languages, Chinese and Japanese among them, and about texts of
/// fewer than `least_words` words or of one sentence alone, where chance decides. With `answers` a gap marker
/// `[1]` is read as the answer that belongs there.
struct Readability: Rule {
  static let id = "readability"
  static let severity = Severity.info
  static let title = "Harder or easier to read than the level"
  static let fix = "Make sentences and words shorter or longer, as the level wants."
  static let parameters = [
    Characters.fieldParameter,
    RuleParameter("answers", .fields, "Where the answers stand that belong into the gaps, in their order."),
    RuleParameter("least_words", .count, usual: 25, "Shorter texts are not measured."),
    RuleParameter("min", .count, "The reading ease of the hardest text that is right."),
    RuleParameter("max", .count, "The reading ease of the easiest text that is right."),
  ]

  /// A sentence shorter than this, in words, is no advice.
  private static let shortestSentence = 4.0
  /// Nor is one longer than this.
  private static let longestSentence = 30.0

  private let fields: [FieldPath]
  private let answers: [FieldPath]
  private let leastWords: Int
  private let min: Int?
  private let max: Int?

  init(_ values: RuleValues) {
    fields = values.fields("field")
    answers = values.fields("answers")
    leastWords = values.count("least_words") ?? 0
    min = values.count("min")
    max = values.count("max")
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    let language = reading.subject.language
    guard min != nil || max != nil, ReadingEase.formula(language: language) != nil else { return [] }
    var given: [String] = []
    for field in answers { field.visit(reading.subject.body) { value, _ in given.append(value?.string ?? "") } }
    return reading.findings(at: fields) { value, place in
      guard let text = value?.string,
        let measure = ReadingEase(GapMarkers.filled(text, with: given), language: language),
        measure.words >= leastWords, measure.sentences > 1
      else { return nil }
      return finding(measure, at: "\(place)", level: reading.subject.level, as: check)
    }
  }

  private func finding(_ measure: ReadingEase, at place: String, level: String, as check: Check) -> Finding? {
    let ease = Int(measure.ease.rounded())
    let bound: Int
    let isHard: Bool
    if let min, ease < min {
      (bound, isHard) = (min, true)
    } else if let max, ease > max {
      (bound, isHard) = (max, false)
    } else {
      return nil
    }
    let band =
      switch (min, max) {
      case (let min?, let max?): "\(min) to \(max)"
      case (let min?, nil): "\(min) or more"
      default: "\(max ?? 0) or less"
      }
    let sentence = Self.tenths(measure.wordsPerSentence)
    let word = Self.tenths(measure.syllablesPerWord)
    return check.finding(
      """
      \(place) has a reading ease of \(ease) (\(measure.formula.name)), \(isHard ? "harder" : "easier") than the \(band) \
      \(level.isEmpty ? "that is wanted" : "of \(level)"): \(sentence) words a sentence, \(word) syllables a word
      """, fix: Self.fix(measure, bound: bound, isHard: isHard, at: place))
  }

  /// What would bring it nearer: other sentences where that is enough, else other words too.
  private static func fix(_ measure: ReadingEase, bound: Int, isHard: Bool, at place: String) -> String {
    let length = measure.sentenceLength(for: Double(bound))
    let (shorter, easier) = isHard ? ("shorter", "easier") : ("longer", "harder")
    guard shortestSentence...longestSentence ~= length else {
      return "Write \(shorter) sentences and choose \(shorter) words in \(place), so that it is \(easier) to read."
    }
    return """
      Write \(shorter) sentences in \(place), of \(tenths(length)) words in the mean, or choose \(shorter) words, so that it \
      is \(easier) to read.
      """
  }

  /// One digit after the point.
  private static func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
