import ContentModel
import ContentStore
import Formats
import Quality

/// The texts that a run has made and that stand: accepted, or waiting for their assessment. Finds those that a new text is
/// nearly the same as, so that twins are told apart before either of them is in the store.
///
/// Pure. Keeps a sketch of each text, 136 bytes; whether a draft's text still stands is asked of who holds the drafts.
/// Of drafts that are like enough the most alike is told, of those alike to the same degree the one with the lowest
/// ordinal.
struct DraftTwins: Sendable {
  /// A text that stands.
  typealias Standing = (_ ordinal: Int) throws -> JSON?

  /// How many of the most alike are compared to the letter, as in `SimilarItems`.
  private static let mostCompared = 32
  /// Features of so many texts are kept in memory, at some 3 KB each.
  private static let mostFeatures = 1000

  /// By place, entries for a `SimilarityScan`: the ordinal stands where the store has the version's row. A draft that was
  /// asked for again has several; what is told of it is always its present text.
  private var entries: [SimilarityPlace: [UInt8]] = [:]
  /// By ordinal: what has been compared once is like to be compared again.
  private var features: [Int: SimilarityFeatures] = [:]

  /// Adds a text that stands from now on, or takes the place of the draft's former one.
  mutating func add(_ text: ComparedBody, ofDraft ordinal: Int, in place: SimilarityPlace) {
    text.sketch.append(version: Int64(ordinal), to: &entries[place, default: []])
    features[ordinal] = nil
  }

  /// The ordinal of the draft that a text is most like, and how much; nil where none is like enough.
  mutating func nearest(
    to text: ComparedBody, ofDraft own: Int, in place: SimilarityPlace, standing: Standing
  ) rethrows -> (ordinal: Int, score: SimilarityScore)? {
    guard let block = entries[place] else { return nil }
    var candidates: [SimilarityScan.Candidate] = []
    block.withUnsafeBytes { text.scan.candidates(in: $0, to: &candidates) }
    if candidates.isEmpty { return nil }
    var best: (ordinal: Int, score: SimilarityScore)?
    var compared: Set<Int> = [own]
    // Most are never looked at: in a large section many are somewhat alike.
    for count in [2 * Self.mostCompared, candidates.count] {
      for version in SimilarityScan.mostAlike(candidates, atLeast: count) where compared.count <= Self.mostCompared {
        let ordinal = Int(version)
        guard !compared.contains(ordinal), let body = try standing(ordinal) else { continue }
        compared.insert(ordinal)
        guard let score = text.score(with: features(of: ordinal, body, text.profile, place.language)) else { continue }
        if let best, (best.score.total, ordinal) >= (score.total, best.ordinal) { continue }
        best = (ordinal, score)
      }
      if compared.count > Self.mostCompared || candidates.count <= count { break }
    }
    return best
  }

  private mutating func features(
    of ordinal: Int, _ body: JSON, _ profile: SimilarityProfile, _ language: String
  ) -> SimilarityFeatures {
    if let known = features[ordinal] { return known }
    let made = SimilarityFeatures(body, profile: profile, language: language)
    if features.count == Self.mostFeatures { features = [:] }
    features[ordinal] = made
    return made
  }
}

extension SimilarityPlace {
  /// Where a draft's text is compared with others.
  init(_ draft: StoredDraft) {
    self.init(kind: draft.kind, section: draft.key.section, language: draft.key.language)
  }
}
