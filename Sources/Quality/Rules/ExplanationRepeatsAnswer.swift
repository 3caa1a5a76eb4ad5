import ContentModel

/// The explanation of a gap says more than the answer.
///
/// The words of the answer and the words of `filler` (such as "the right answer is") are taken away; what is left
/// must be at least `own_words` words. An explanation that is missing is the business of another rule.
struct ExplanationRepeatsAnswer: GapFillRule {
  static let id = "explanation_repeats_answer"
  static let severity = Severity.warning
  static let title = "Explanation only repeats the answer"
  static let fix = "Name the rule that makes this form the right one."
  static let parameters = [
    RuleParameter("filler", .texts, usual: [], "Words that explain nothing, besides those of the answer."),
    RuleParameter("own_words", .count, usual: 2, "How many other words an explanation must have."),
  ]

  private let filler: Set<ArraySlice<UInt8>>
  private let ownWords: Int

  init(_ values: RuleValues) {
    filler = Set(values.texts("filler").flatMap { Folding.words(of: Folding.searchable($0)) })
    ownWords = values.count("own_words") ?? 2
  }

  func findings(in exercise: GapFill, as check: Check) -> [Finding] {
    exercise.entries.compactMap { entry in
      guard let answer = entry.answer, let explanation = entry.explanation, !Folding.isBlank(explanation) else {
        return nil
      }
      // A long one says more, whatever it says, and need not be read.
      guard explanation.utf8.count <= 2_000 else { return nil }
      let answerWords = Set(Folding.words(of: Folding.searchable(answer.text)))
      let own = Folding.words(of: Folding.searchable(explanation)).count {
        !answerWords.contains($0) && !filler.contains($0)
      }
      guard own < ownWords else { return nil }
      return check.finding(
        "\(entry.label): the explanation \(Excerpt.quote(explanation)) only repeats the answer",
        fix: "Explain in \(entry.label) which rule makes \(Excerpt.quote(answer.text)) the right form.")
    }
  }
}
