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
    var findings: [Finding] = []
    for number in exercise.markers.numbers where seen.insert(number).inserted {
      findings.append(check.finding("Gap [\(number)] of the text has no entry in `gaps`", fix: Self.fix))
      if findings.count == Reading.mostFindings { break }
    }
    return findings
  }
}
