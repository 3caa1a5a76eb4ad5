import ContentModel

/// The distractors of a gap differ from each other.
///
/// Compared without regard to spacing, to invisible characters and to Unicode form (composed or not, full-width or
/// not), and with `fold_case` without regard to case. That the answer differs from them is the rule
/// `answer_among_distractors`.
struct RepeatedOptions: GapFillRule {
  static let id = "repeated_options"
  static let severity = Severity.critical
  static let title = "Repeated options"
  static let fix = "Give the gap distractors that all differ."
  static let parameters = [foldCase]

  static let foldCase = RuleParameter(
    "fold_case", .flag, usual: true, "Whether options that differ only by upper and lower case count as the same.")

  private let foldsCase: Bool

  init(_ values: RuleValues) { foldsCase = values.flag("fold_case") }

  func findings(in exercise: GapFill, as check: Check) -> [Finding] {
    exercise.entries.compactMap { entry in
      var seen: Set<String> = []
      let twin = entry.distractors.first { !$0.isBlank && !seen.insert($0.key(foldingCase: foldsCase)).inserted }
      guard let twin else { return nil }
      return check.finding(
        "\(entry.label): the option \(Excerpt.quote(twin.text)) stands there more than once",
        fix: "Give \(entry.label) distractors that all differ.")
    }
  }
}
