import ContentModel

/// The library holds no item of the same section and language that is nearly the same.
///
/// Text, answers and structure each have their say. The text is compared by its runs of characters. The answers are
/// compared by what they drill: where an answer and its options share a stem, by what stands around it. The structure is
/// the frame of function words and gaps. So two exercises about travel that drill different forms are no duplicates; two about
/// different things with the same frame and the same endings are. Each part comes to a share of what both have in common,
/// and the score is their mean by weight, in percent. A finding names the twin by the end of its uuid.
///
/// The paths say which fields count as what. An answer that is a number picks one of the `options` beside it, counted
/// from 0. Without `text` every string counts, without `structure` the fields of `text` do. Only items that are active or
/// wait for a person are compared with.
struct NearDuplicate: Rule {
  static let id = "near_duplicate"
  static let severity = Severity.warning
  /// Alone enough for a score under 70: a person is asked which of the two may stay.
  static let penalty = 35
  static let title = "A near-duplicate"
  static let fix = "Write another text, with other sentences, or let it drill other forms."
  static let parameters = [
    RuleParameter("text", .fields, "Where the text stands."),
    RuleParameter("answers", .fields, "Where the right answers stand: texts, or numbers that pick an option."),
    RuleParameter("options", .fields, "Where the options stand that an answer is one of, or stands against."),
    RuleParameter("structure", .fields, "Where the frame is read from."),
    RuleParameter("text_weight", .count, usual: 30, "What the text weighs."),
    RuleParameter("answers_weight", .count, usual: 35, "What the answers weigh."),
    RuleParameter("structure_weight", .count, usual: 35, "What the structure weighs."),
    RuleParameter("least", .count, usual: 50, "The score, in percent, from which on two items are duplicates."),
  ]

  private let least: Int

  init(_ values: RuleValues) { least = values.count("least") ?? 100 }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    guard let twin = reading.subject.similar.max(by: { $0.score.total < $1.score.total }), twin.score.percent >= least
    else { return [] }
    func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }
    return [
      check.finding(
        """
        nearly the same as item \(twin.uuid.suffix(8)): \(twin.score.percent) of 100 (text \(percent(twin.score.text)), \
        answers \(percent(twin.score.answers)), structure \(percent(twin.score.structure)))
        """, fix: Self.fix)
    ]
  }
}
