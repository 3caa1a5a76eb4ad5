import ContentModel
import Formats

/// A text has as many characters as it should.
///
/// A character is what a reader takes for one (a grapheme cluster), spaces included. A field that is missing or is no
/// text is a fault where there is a `min`; where there is not, it is others' business, such as `schema`'s.
struct Characters: Rule {
  static let id = "characters"
  static let version = 2
  static let severity = Severity.critical
  static let title = "Too few or too many characters"
  static let fix = "Bring the text to the wanted length."
  static let parameters = [fieldParameter] + Limits.parameters

  static let fieldParameter = RuleParameter(
    "field", .fields, isRequired: true, "Where to look: `content`, `questions[].prompt`; a list is possible.")

  private let fields: [FieldPath]
  private let limits: Limits

  init(_ values: RuleValues) {
    fields = values.fields("field")
    limits = Limits(values)
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    reading.findings(at: fields) { value, place in
      guard let text = value?.string else {
        guard limits.min != nil else { return nil }
        return check.finding(
          "\(place) \(Self.lack(of: value, "text"))", fix: "Write \(place) with \(limits) characters.")
      }
      let count = Self.count(text)
      guard !limits.contains(count) else { return nil }
      return check.finding(
        "\(place) has \(counted(count, "character")), \(limits) are wanted",
        fix: "Write \(place) with \(limits) characters.")
    }
  }

  /// How a message says that a value is missing or of another type.
  static func lack(of value: JSON?, _ wanted: String) -> String { value == nil ? "is missing" : "is no \(wanted)" }

  private static func count(_ text: String) -> Int {
    // In ASCII without returns each byte is a character; the general way is some fifty times slower.
    var bytes = 0
    for byte in text.utf8 {
      if byte >= 0x80 || byte == 0x0D { return text.count }
      bytes += 1
    }
    return bytes
  }
}
