import ContentModel

/// The right answer of a gap is not among its own distractors.
///
/// Compared without regard to spacing, to invisible characters and to Unicode form, and with `fold_case` without
/// regard to case. German sets `fold_case: false`: there case can be what is tested, see `options_differ_by_case`.
struct AnswerAmongDistractors: GapFillRule {
  static let id = "answer_among_distractors"
  static let severity = Severity.critical
  static let title = "Answer among its own distractors"
  static let fix = "Replace the distractor by a form that is wrong in this gap."
  static let parameters = [RepeatedOptions.foldCase]

  private let foldsCase: Bool

  init(_ values: RuleValues) { foldsCase = values.flag("fold_case") }

  func findings(in exercise: GapFill, as check: Check) -> [Finding] {
    exercise.entries.compactMap { entry in
      guard let answer = entry.answer, !answer.isBlank else { return nil }
      let key = answer.key(foldingCase: foldsCase)
      guard let twin = entry.distractors.first(where: { $0.key(foldingCase: foldsCase) == key }) else { return nil }
      return check.finding(
        "\(entry.label): the answer \(Excerpt.quote(answer.text)) is also a distractor",
        fix: "Replace the distractor \(Excerpt.quote(twin.text)) of \(entry.label) by a form that is wrong there.")
    }
  }
}
