import ContentModel
import Formats

/// A number is whole and within its limits.
///
/// A field that is missing or is no whole number is a fault.
struct IntegerRange: Rule {
  static let id = "integer_range"
  static let severity = Severity.critical
  static let title = "Number out of range"
  static let fix = "Use a whole number within the limits."
  static let parameters = [Characters.fieldParameter] + Limits.parameters

  private let fields: [FieldPath]
  private let limits: Limits

  init(_ values: RuleValues) {
    fields = values.fields("field")
    limits = Limits(values)
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    reading.findings(at: fields) { value, place in
      guard let number = value?.integer else {
        return check.finding(
          "\(place) \(Characters.lack(of: value, "whole number"))", fix: "Set \(place) to a whole number, \(limits).")
      }
      guard !limits.contains(number) else { return nil }
      return check.finding(
        "\(place) is \(number), \(limits) is wanted", fix: "Set \(place) to a whole number, \(limits).")
    }
  }
}
