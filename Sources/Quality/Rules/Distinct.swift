import ContentModel
import Formats

/// The texts of a list all differ.
///
/// Compared without regard to spacing, to invisible characters and to Unicode form, and with `fold_case` without
/// regard to case. Elements that are no text, or blank, are not its business.
struct Distinct: Rule {
  static let id = "distinct"
  static let severity = Severity.critical
  static let title = "Repeated elements"
  static let fix = "Give the list elements that all differ."
  static let parameters = [Characters.fieldParameter, RepeatedOptions.foldCase]

  private let fields: [FieldPath]
  private let foldsCase: Bool

  init(_ values: RuleValues) {
    fields = values.fields("field")
    foldsCase = values.flag("fold_case")
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    reading.findings(at: fields) { value, place in
      var seen: Set<String> = []
      for text in (value?.array ?? []).lazy.compactMap(\.string) {
        let key = Folding.key(text)
        if key.isEmpty || seen.insert(foldsCase ? key.lowercased() : key).inserted { continue }
        return check.finding(
          "\(place) has \(Excerpt.quote(text)) more than once", fix: "Give \(place) elements that all differ.")
      }
      return nil
    }
  }
}
