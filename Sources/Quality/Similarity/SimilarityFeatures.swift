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
    let texts = Self.texts(body, profile.text).map(words.read)
    text = Self.set(texts.flatMap { TextShingles.features($0, isSpaced: words.isSpaced) })
    let frames = profile.structure.isEmpty ? texts : Self.texts(body, profile.structure).map(words.read)
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
    var set = sorted(features)
    var kept = 0
    for index in set.indices where index == 0 || set[index] != set[index - 1] {
      set[kept] = set[index]
      kept += 1
    }
    set.removeLast(set.count - kept)
    return set
  }

  /// In ascending order. Features are spread evenly: put by their highest bits where they belong, few are left to sort.
  private static func sorted(_ features: [UInt64]) -> [UInt64] {
    guard 16...4096 ~= features.count else { return features.sorted() }
    let set = [UInt64](unsafeUninitializedCapacity: features.count) { set, count in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: 257) { starts in
        starts.initialize(repeating: 0)
        for feature in features { starts[Int(feature >> 56) + 1] += 1 }
        for place in 1...256 { starts[place] += starts[place - 1] }
        for feature in features {
          let place = Int(feature >> 56)
          set.initializeElement(at: Int(starts[place]), to: feature)
          starts[place] += 1
        }
      }
      count = features.count
      for index in 1..<count {
        let feature = set[index]
        var place = index
        while place > 0, set[place - 1] > feature {
          set[place] = set[place - 1]
          place -= 1
        }
        set[place] = feature
      }
    }
    return set
  }
}
