import ContentModel
import Formats

/// A text is one of the values that are possible.
///
/// Compared to the letter. A field that is missing or is no text is a fault.
struct OneOf: Rule {
  static let id = "one_of"
  static let severity = Severity.critical
  static let title = "Value that is not possible"
  static let fix = "Use one of the possible values."
  static let parameters = [
    Characters.fieldParameter,
    RuleParameter("values", .texts, isRequired: true, "The possible values."),
  ]

  private let fields: [FieldPath]
  private let values: [String]

  init(_ values: RuleValues) {
    fields = values.fields("field")
    self.values = values.texts("values")
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    reading.findings(at: fields) { value, place in
      if let text = value?.string, values.contains(text) { return nil }
      let fault =
        switch value {
        case .string(let text)?: "is \(Excerpt.quote(text))"
        default: Characters.lack(of: value, "text")
        }
      let possible = values.joined(separator: ", ")
      return check.finding(
        "\(place) \(fault), one of \(possible) is wanted", fix: "Set \(place) to one of \(possible).")
    }
  }
}
