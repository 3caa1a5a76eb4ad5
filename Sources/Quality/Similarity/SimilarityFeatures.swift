import Formats

/// What two items are compared by: three sets of features, each in ascending order.
///
/// A feature is the ``StableHash`` of what it stands for.
public struct SimilarityFeatures: Hashable, Sendable {
  /// Runs of characters of the text, without its gaps: what is spoken of, and in which words.
  public var text: [UInt64]
  /// What is drilled: each answer, and each pair of an answer with an option that it stands against.
  public var answers: [UInt64]
  /// Runs of the text's frame: its function words and gaps, in their order, whatever stands between them.
  public var structure: [UInt64]

  /// Takes sets in ascending order.
  init(text: [UInt64], answers: [UInt64], structure: [UInt64]) {
    self.text = text
    self.answers = answers
    self.structure = structure
  }

  /// Reads a body. Any body whatever will do; what is not there has no features. Linear in its size, but for the sorting.
  ///
  /// - Parameter language: a BCP 47 tag: decides how words are told apart, and which of them belong to the frame.
  public init(_ body: JSON, profile: SimilarityProfile, language: String) {
    let words = WordReader(language: language)
    let texts = Self.texts(body, profile.text).map(words.words)
    text = Self.set(texts.flatMap { TextShingles.features($0, isSpaced: words.isSpaced) })
    let frames = profile.structure.isEmpty ? texts : Self.texts(body, profile.structure).map(words.words)
    structure = Self.set(frames.flatMap { Frame.features($0, functionWords: words.functionWords) })
    answers = Self.set(
      AnswerForms.features(AnswerForms.read(body, answers: profile.answers, options: profile.options)))
  }

  private static func texts(_ body: JSON, _ fields: [FieldPath]) -> [String] {
    if fields.isEmpty { return Array(TextWalk(body)) }
    var texts: [String] = []
    for field in fields { field.visit(body) { value, _ in if let text = value?.string { texts.append(text) } } }
    return texts
  }

  private static func set(_ features: [UInt64]) -> [UInt64] {
    var set = features.sorted()
    var kept = 0
    for index in set.indices where index == 0 || set[index] != set[index - 1] {
      set[kept] = set[index]
      kept += 1
    }
    set.removeLast(set.count - kept)
    return set
  }
}
