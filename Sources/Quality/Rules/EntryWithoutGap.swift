import ContentModel

/// Each entry of `gaps` has its gap in the text.
struct EntryWithoutGap: GapFillRule {
  static let id = "entry_without_gap"
  static let severity = Severity.critical
  static let title = "Entry without a gap in the text"
  static let fix = "Put the gap into the text as its number in square brackets, or leave the entry out."

  init(_ values: RuleValues) {}

  func findings(in exercise: GapFill, as check: Check) -> [Finding] {
    var seen = Set(exercise.markers.numbers)
    var findings: [Finding] = []
    for number in exercise.entries.lazy.compactMap(\.no) where seen.insert(number).inserted {
      findings.append(check.finding("The text has no gap [\(number)] for the entry with that number", fix: Self.fix))
      if findings.count == Reading.mostFindings { break }
    }
    return findings
  }
}
