import ContentModel
import Formats

/// The values of a field, taken over the whole item, are not all the same.
///
/// Guards against the same answer in every gap and against right choices that all stand at one place. Texts are
/// compared without regard to case, spacing and Unicode form. Fewer values than `at_least` are not judged, nor are
/// the items of the sections named in `except_sections`, where one answer throughout is what is being practised.
struct NotAllEqual: Rule {
  static let id = "not_all_equal"
  static let severity = Severity.warning
  static let title = "The same value everywhere"
  static let fix = "Vary the value."
  static let parameters = [
    Characters.fieldParameter,
    RuleParameter("at_least", .count, usual: 2, "How many values there must be to be judged, 2 or more."),
    RuleParameter("except_sections", .texts, usual: [], "Identifiers of sections where this is as it should be."),
  ]

  private let fields: [FieldPath]
  private let atLeast: Int
  private let exceptSections: Set<String>

  init(_ values: RuleValues) {
    fields = values.fields("field")
    atLeast = max(2, values.count("at_least") ?? 2)
    exceptSections = Set(values.texts("except_sections"))
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    if exceptSections.contains(reading.subject.key.section) { return [] }
    return fields.compactMap { field in
      var count = 0
      var first: JSON?
      var differ = false
      field.visit(reading.subject.body) { value, _ in
        guard !differ, let value else { return }
        count += 1
        if let first {
          differ = !Self.isSame(first, value)
        } else {
          first = value
        }
      }
      guard !differ, count >= atLeast, let first else { return nil }
      let spelled: String
      switch first {
      case .string(let text) where !Folding.isBlank(text): spelled = Excerpt.quote(text)
      case .number(let text): spelled = text
      case .bool(let value): spelled = "\(value)"
      default: return nil
      }
      return check.finding(
        "\(field.text) is \(spelled) all \(count) times", fix: "Vary \(field.text): not the same value each time.")
    }
  }

  private static func isSame(_ left: JSON, _ right: JSON) -> Bool {
    switch (left, right) {
    case (.string(let left), .string(let right)):
      left == right || Folding.key(left).lowercased() == Folding.key(right).lowercased()
    case (.number, .number): left == right || left.double == right.double && left.double != nil
    case (.bool(let left), .bool(let right)): left == right
    // Of other values only scalars are judged: comparing deep ones is the business of the schema.
    default: false
    }
  }
}
