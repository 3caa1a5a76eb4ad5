import ContentModel
import Formats

/// The library holds no item of the same section and language that is nearly the same.
///
/// Text, answers and structure each have their say. The text is compared by its runs of characters. The answers are
/// compared by what they drill: where an answer and its options share a stem, by what stands around it. The structure is
/// the frame of function words and gaps. So two exercises about travel that drill different forms are no duplicates; two about
/// different things with the same frame and the same endings are. Each part comes to a share of what both have in common,
/// and the score is their mean by weight, in percent. A finding names the twin by the end of its uuid, or a text of the same
/// run that is no item yet by its draft, and says what to make different: the parts that are most alike.
///
/// The paths say which fields count as what. An answer that is a number picks one of the `options` beside it, counted
/// from 0. Without `text` every string counts, without `structure` the fields of `text` do. Only items that are active or
/// wait for a person are compared with, and in a run the texts that it has not stored yet.
struct NearDuplicate: Rule {
  static let id = "near_duplicate"
  static let version = 2
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
    RuleParameter("least", .percent, usual: 50, "The score, in percent, from which on two items are duplicates."),
  ]

  /// A part that is alike to this share, in percent, is to be made different.
  private static let alike = 40
  /// How many answers a fix names.
  private static let mostNamed = 6

  private let profile: SimilarityProfile

  init(_ values: RuleValues) { profile = SimilarityProfile(values) }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    guard let twin = reading.subject.similar.max(by: { $0.score.total < $1.score.total }),
      twin.score.percent >= profile.least
    else { return [] }
    let (text, answers, structure) = (
      Self.percent(twin.score.text), Self.percent(twin.score.answers), Self.percent(twin.score.structure)
    )
    return [
      check.finding(
        """
        nearly the same as \(twin.name): \(twin.score.percent) of 100 (text \(text), answers \(answers), \
        structure \(structure))
        """, fix: fix(twin.score, of: reading.subject.body))
    ]
  }

  private static func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }

  /// What is to become different: the model sees its own text, and not the twin.
  private func fix(_ score: SimilarityScore, of body: JSON) -> String {
    let parts: [(share: Double, weight: Int, fix: String)] = [
      (score.text, profile.weights.text, "tell of other people, things and places"),
      (score.answers, profile.weights.answers, answersFix(of: body)),
      (
        score.structure, profile.weights.structure,
        "build the sentences another way, with other connecting words and in another order"
      ),
    ]
    let most = parts.map { $0.share * Double($0.weight) }.max() ?? 0
    let alike = parts.filter { part in
      part.share * Double(part.weight) == most || part.weight > 0 && Self.percent(part.share) >= Self.alike
    }
    return "Write another one, do not only change words: \(alike.map(\.fix).joined(separator: "; "))."
  }

  private func answersFix(of body: JSON) -> String {
    var named: [String] = []
    for answer in AnswerForms.read(body, answers: profile.answers, options: profile.options) {
      let text = Excerpt.quote(answer.right)
      if named.count < Self.mostNamed, !named.contains(text) { named.append(text) }
    }
    return named.isEmpty ? "ask for something else" : "ask for something else than \(named.joined(separator: ", "))"
  }
}
