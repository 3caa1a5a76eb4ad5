import Formats

/// What makes two items of a kind alike: where its text, its answers and its structure stand, and what each weighs.
///
/// Read from the check `near_duplicate` in the kind's rules; see ``NearDuplicate``.
public struct SimilarityProfile: Hashable, Sendable {
  /// What each part weighs; only their proportions count.
  public struct Weights: Hashable, Sendable {
    public var text: Int
    public var answers: Int
    public var structure: Int

    /// Whether anything weighs at all.
    var isNothing: Bool { text + answers + structure == 0 }
  }

  /// Where the text stands; empty: every string of the body.
  let text: [FieldPath]
  /// Where the right answers stand: texts, or numbers that pick one of the options, counted from 0.
  let answers: [FieldPath]
  /// Where the options of an answer stand; those beside an answer are its own.
  let options: [FieldPath]
  /// Where the structure is read from; empty: where the text is.
  let structure: [FieldPath]
  /// What each part weighs.
  public let weights: Weights
  /// The score, in percent, from which on two items are duplicates.
  public let least: Int

  init(_ values: RuleValues) {
    text = values.fields("text")
    answers = values.fields("answers")
    options = values.fields("options")
    structure = values.fields("structure")
    weights = Weights(
      text: values.count("text_weight") ?? 0, answers: values.count("answers_weight") ?? 0,
      structure: values.count("structure_weight") ?? 0)
    least = values.count("least") ?? 100
  }

  /// Goes up when the same body gives another sketch: stored sketches are then made anew.
  static let version = 1

  /// A digest, in hexadecimal, of all that a sketch depends on. Sketches of different digests cannot be compared. The
  /// weights and the least score are no part of it: they decide about scores only.
  public var digest: String {
    func json(_ fields: [FieldPath]) -> JSON { .array(fields.map { .string($0.text) }) }
    let all = JSON.array([
      .integer(Self.version), json(text), json(answers), json(options), json(structure),
    ])
    return SHA256.hexadecimal(of: all.canonicalBytes())
  }
}
