import ContentModel
import Formats

/// A text has as many words as it should.
///
/// A word is what stands between spaces and holds a letter or a digit; a gap marker `[1]` is one word. In languages that
/// do not write words apart (Chinese, Japanese, Thai …) words are those of ICU's dictionaries, and without `unspaced` the rule
/// is silent there. A Chinese or Japanese text has about as many of them as its English translation. A field that is missing
/// or is no text is not its business.
struct Words: Rule {
  static let id = "words"
  static let severity = Severity.warning
  static let title = "Too few or too many words"
  static let fix = "Bring the text to the wanted number of words."
  static let parameters =
    [
      Characters.fieldParameter,
      RuleParameter(
        "unspaced", .flag, usual: false, "Whether words are counted in languages that do not write them apart, too."),
    ] + Limits.parameters

  private let fields: [FieldPath]
  private let limits: Limits
  private let countsUnspaced: Bool

  init(_ values: RuleValues) {
    fields = values.fields("field")
    limits = Limits(values)
    countsUnspaced = values.flag("unspaced")
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    let language = reading.subject.language
    let isSpaced = WordCount.isMeaningful(in: language)
    guard isSpaced || countsUnspaced else { return [] }
    return reading.findings(at: fields) { value, place in
      guard let text = value?.string,
        let count = isSpaced ? WordCount.count(text) : WordBreaks.count(text, language: primaryLanguage(of: language))
      else { return nil }
      guard !limits.contains(count) else { return nil }
      return check.finding(
        "\(place) has \(counted(count, "word")), \(limits) are wanted", fix: "Write \(place) with \(limits) words.")
    }
  }
}
