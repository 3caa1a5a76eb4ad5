import ContentModel
import Formats

/// The body fits the kind's JSON Schema.
///
/// One finding for all that does not fit; it names the first three places. What another rule has found critical at
/// the same place, such as a wrong number of elements, is not said again. Without a schema the rule is silent.
struct Schema: Rule {
  static let id = "schema"
  static let severity = Severity.critical
  static let title = "Body does not fit the schema"
  static let fix = "Give exactly the fields of the schema, each with a value of its type."

  /// How many places a finding names.
  private static let named = 3

  init(_ values: RuleValues) {}

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    let body = reading.subject.body
    let violations = (reading.schema?.violations(in: body) ?? []).filter { violation in
      !reading.criticalPlaces.contains { Self.speaks(of: $0, violation, body) }
    }
    guard !violations.isEmpty else { return [] }
    var faults = violations.prefix(Self.named).map { violation in
      let place = violation.path.spelledForPeople
      return place.isEmpty ? violation.message : "\(place): \(violation.message)"
    }
    if violations.count > Self.named { faults.append("and \(violations.count - Self.named) more") }
    return [check.finding("The body does not fit the schema: \(faults.joined(separator: "; "))", fix: Self.fix)]
  }

  /// Whether a violation is one of the value at a place, or of its absence: that one stands at the object around it.
  private static func speaks(of place: JSONPath, _ violation: JSONSchemaValidator.Violation, _ body: JSON) -> Bool {
    if violation.path == place { return true }
    guard case .name(let name)? = place.steps.last, place.steps.dropLast() == violation.path.steps[...],
      body[place] == nil
    else { return false }
    return violation.message.contains("`\(name)`")
  }
}
