import ContentModel

/// No two options of a gap differ by upper and lower case alone.
///
/// Meant for languages in which case can be what is tested, as `sie` against `Sie` in German: there it is a warning,
/// and `repeated_options` and `answer_among_distractors` have `fold_case: false`.
struct OptionsDifferByCase: GapFillRule {
  static let id = "options_differ_by_case"
  static let severity = Severity.warning
  static let title = "Options differ by case only"
  static let fix = "Use options that differ in more than upper and lower case, unless case is what the gap tests."

  init(_ values: RuleValues) {}

  func findings(in exercise: GapFill, as check: Check) -> [Finding] {
    exercise.entries.compactMap { entry in
      let options = ([entry.answer].compactMap(\.self) + entry.distractors).filter { !$0.isBlank }
      for (index, option) in options.enumerated() {
        guard let other = options[..<index].first(where: { $0.caselessKey == option.caselessKey }),
          other.key != option.key
        else { continue }
        return check.finding(
          "\(entry.label): \(Excerpt.quote(other.text)) and \(Excerpt.quote(option.text)) differ by case only",
          fix: Self.fix)
      }
      return nil
    }
  }
}
