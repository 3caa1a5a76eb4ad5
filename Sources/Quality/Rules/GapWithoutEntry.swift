import ContentModel

/// Each gap of the text has an entry in `gaps` with its number.
struct GapWithoutEntry: GapFillRule {
  static let id = "gap_without_entry"
  static let severity = Severity.critical
  static let title = "Gap in the text without an entry"
  static let fix = "Add an entry with answer, distractors and explanation for the gap, or take the gap out of the text."

  init(_ values: RuleValues) {}

  func findings(in exercise: GapFill, as check: Check) -> [Finding] {
    var seen = Set(exercise.entries.compactMap(\.no))
    return exercise.markers.numbers.compactMap { number in
      guard seen.insert(number).inserted else { return nil }
      return check.finding("Gap [\(number)] of the text has no entry in `gaps`", fix: Self.fix)
    }
  }
}
