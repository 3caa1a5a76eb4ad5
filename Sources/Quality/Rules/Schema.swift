import ContentModel
import Formats

/// The body fits the kind's JSON Schema.
///
/// One finding for all that does not fit; it names the first three places. Without a schema the rule is silent.
struct Schema: Rule {
  static let id = "schema"
  static let severity = Severity.critical
  static let title = "Body does not fit the schema"
  static let fix = "Give exactly the fields of the schema, each with a value of its type."

  /// How many places a finding names.
  private static let named = 3

  init(_ values: RuleValues) {}

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    let violations = reading.schema?.violations(in: reading.subject.body) ?? []
    guard !violations.isEmpty else { return [] }
    var faults = violations.prefix(Self.named).map { violation in
      let place = Self.place(violation.path)
      return place.isEmpty ? violation.message : "\(place): \(violation.message)"
    }
    if violations.count > Self.named { faults.append("and \(violations.count - Self.named) more") }
    return [check.finding("The body does not fit the schema: \(faults.joined(separator: "; "))", fix: Self.fix)]
  }

  /// A path as the other rules spell places, counting from one.
  private static func place(_ path: JSONPath) -> String {
    path.steps.map { step in
      switch step {
      case .name(let name): String(name.prefix(40))
      case .index(let index): "#\(index + 1)"
      }
    }.joined(separator: " ")
  }
}
