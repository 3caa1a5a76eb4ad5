import ContentModel
import ContentStore
import Formats
import Quality
import Synchronization

/// Looks for the nearest item made before, for many items of a library at once: what a check of everything needs.
///
/// ``SimilarItems`` answers for one text, of which nothing is known before. Here many are asked about together: the
/// sketches of a section are passed over once for all of them, and the features of what has been asked about are kept,
/// packed, so that hardly a body is read twice. What is told is as exact: the nearest is compared to the letter.
///
/// The sketches of a section, and which versions count, are read when it is first asked about. What comes in meanwhile is
/// compared by the next check; what is told of is asked of the store at that moment.
final class EarlierTwins: Sendable {
  /// An item whose nearest is looked for.
  struct Question: Sendable {
    /// The rows of its item and its version.
    var item: Int64
    var version: Int64
    var features: SimilarityFeatures
  }

  /// How many of the most alike are compared by their packed features, as in ``SimilarItems``.
  private static let mostCompared = 32
  /// How many of those are compared to the letter, where the first ones turn out not to be near enough.
  private static let mostExact = 8
  /// How far packed features may lie below the exact score, in percent.
  private static let slack = 2.0
  /// Bytes of sketches and of packed features that are kept in memory, before the section that was not asked about for
  /// longest is let go.
  private static let mostKept = 120_000_000

  private let store: Store
  private let profiles: [String: SimilarityProfile]
  private let sections = Mutex(Sections())

  private struct Sections {
    var known: [SimilarityPlace: SectionSketches] = [:]
    var uses: [SimilarityPlace: Int] = [:]
    var asked = 0
  }

  init(_ items: SimilarItems) {
    store = items.store
    profiles = items.profiles
  }

  /// What makes two items of a kind alike; nil where they are not compared.
  func profile(ofKind kind: String) -> SimilarityProfile? { profiles[kind] }

  /// The nearest item made before each of some of one place that is near enough, in order; nil where there is none.
  func nearest(of questions: [Question], in place: SimilarityPlace) throws -> [SimilarItem?] {
    guard let profile = profiles[place.kind], !questions.isEmpty else { return questions.map { _ in nil } }
    let section = try section(place, profile)
    let candidates = section.candidates(questions, profile, most: Self.mostCompared)
    let least = Double(profile.least) - Self.slack
    return try zip(questions, candidates).map { question, candidates in
      let packed = PackedFeatures(question.features)
      let comparison = PackedComparison(packed, weights: profile.weights)
      section.remember(packed, ofVersion: question.version)
      let others = try section.features(of: candidates) { versions in
        try self.features(of: versions, profile, place.language).map(PackedFeatures.init)
      }
      let near = zip(candidates, others)
        .map { (entry: $0.entry, score: comparison.score(with: $1) * 100) }
        .filter { $0.score >= least }.sorted { ($1.score, $0.entry) < ($0.score, $1.entry) }
      for one in near.prefix(Self.mostExact) {
        if let twin = try exact(question, section.version(ofEntry: one.entry), profile, place.language) { return twin }
      }
      return nil
    }
  }

  /// A version compared to the letter; nil where it is not near enough, or does not count any more.
  private func exact(
    _ question: Question, _ version: Int64, _ profile: SimilarityProfile, _ language: String
  ) throws -> SimilarItem? {
    let other = try store.read { reader in
      try reader.standing(ofVersion: version).map { (uuid: $0.uuid, body: try reader.body(ofVersion: version)) }
    }
    guard let other, let body = other.body else { return nil }
    let features = SimilarityFeatures(try JSON.parse(body), profile: profile, language: language)
    let score = question.features.score(with: features, weights: profile.weights)
    return score.percent >= profile.least ? SimilarItem(uuid: other.uuid, score: score) : nil
  }

  /// The features of versions, in order. A body that has gone meanwhile has none.
  private func features(
    of versions: [Int64], _ profile: SimilarityProfile, _ language: String
  ) throws -> [SimilarityFeatures] {
    try store.read { reader in try versions.map { try reader.body(ofVersion: $0) } }.map { body in
      SimilarityFeatures(try body.map { try JSON.parse($0) } ?? .null, profile: profile, language: language)
    }
  }

  private func section(_ place: SimilarityPlace, _ profile: SimilarityProfile) throws -> SectionSketches {
    // Read under the lock: two tasks that come to a section at once would else both read it.
    try sections.withLock { sections in
      sections.asked += 1
      sections.uses[place] = sections.asked
      if let known = sections.known[place] { return known }
      let section = try store.read { try SectionSketches(place, profile, $0) }
      sections.known[place] = section
      while sections.known.count > 1, sections.known.values.reduce(0, { $0 + $1.bytes }) > Self.mostKept,
        let oldest = sections.known.keys.min(by: { sections.uses[$0, default: 0] < sections.uses[$1, default: 0] })
      {
        sections.known[oldest] = nil
      }
      return section
    }
  }
}
