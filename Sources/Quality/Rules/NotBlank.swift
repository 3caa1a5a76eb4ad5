import ContentModel
import Formats

/// A text has something in it.
///
/// Spaces of any width, zero-width characters and other invisible ones are nothing; a dash is something, and may
/// stand for "no article". A field that is missing or is no text is a fault.
struct NotBlank: Rule {
  static let id = "not_blank"
  static let severity = Severity.critical
  static let title = "Empty text"
  static let fix = "Write the text."
  static let parameters = [Characters.fieldParameter]

  private let fields: [FieldPath]

  init(_ values: RuleValues) { fields = values.fields("field") }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    reading.findings(at: fields) { value, place in
      guard let text = value?.string else {
        return check.finding("\(place) \(Characters.lack(of: value, "text"))", fix: "Write \(place).")
      }
      guard Folding.isBlank(text) else { return nil }
      reading.tell(Self.id, of: place.description, as: check.severity)
      return check.finding("\(place) is empty", fix: "Write \(place).")
    }
  }
}
