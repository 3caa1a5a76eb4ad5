import Console
import ContentModel

/// The fields that `--by` names.
///
/// - Parameters:
///   - by: What was given; nil for nothing.
///   - usual: The fields where nothing was given.
///   - subject: What is grouped: `a report`.
func fieldList<Field: ReportField>(
  _ by: String?, usual: [Field] = [], subject: String = "a report"
) throws(ValidationError) -> [Field] {
  guard let by else { return usual }
  do {
    return try Field.list(by)
  } catch {
    throw ValidationError(
      "\(subject) cannot be grouped by '\(SafeText.line(error.name))'"
        + Console.Suggestion.clause(for: error.name, among: error.known),
      hint: "the fields are " + error.known.joined(separator: ", "))
  }
}
