import ContentModel
import Formats

/// A list has as many elements as it should.
///
/// A field that is missing or is no list is a fault.
struct Count: Rule {
  static let id = "count"
  static let severity = Severity.critical
  static let title = "Too few or too many elements"
  static let fix = "Bring the list to the wanted number of elements."
  static let parameters = [Characters.fieldParameter] + Limits.parameters

  private let fields: [FieldPath]
  private let limits: Limits

  init(_ values: RuleValues) {
    fields = values.fields("field")
    limits = Limits(values)
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    reading.findings(at: fields) { value, place in
      guard let elements = value?.array else {
        return check.finding("\(place) \(Characters.lack(of: value, "list"))", fix: "Give \(place) \(limits) elements.")
      }
      guard !limits.contains(elements.count) else { return nil }
      return check.finding(
        "\(place) has \(counted(elements.count, "element")), \(limits) are wanted",
        fix: "Give \(place) \(limits) elements.")
    }
  }
}
