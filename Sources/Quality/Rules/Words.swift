import ContentModel
import Formats

/// A text has as many words as it should.
///
/// A word is what stands between spaces and holds a letter or a digit; a gap marker `[1]` is one word. The rule is
/// silent in languages that do not write words apart (Chinese, Japanese, Thai …): there `characters` serves. A field
/// that is missing or is no text is not its business.
struct Words: Rule {
  static let id = "words"
  static let severity = Severity.warning
  static let title = "Too few or too many words"
  static let fix = "Bring the text to the wanted number of words."
  static let parameters = [Characters.fieldParameter] + Limits.parameters

  private let fields: [FieldPath]
  private let limits: Limits

  init(_ values: RuleValues) {
    fields = values.fields("field")
    limits = Limits(values)
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    guard WordCount.isMeaningful(in: reading.subject.language) else { return [] }
    return reading.findings(at: fields) { value, place in
      guard let text = value?.string else { return nil }
      let count = WordCount.count(text)
      guard !limits.contains(count) else { return nil }
      return check.finding(
        "\(place) has \(counted(count, "word")), \(limits) are wanted", fix: "Write \(place) with \(limits) words.")
    }
  }
}
