import ContentModel
import ContentStore
import Formats
import Quality
import Synchronization

/// Looks for the items of a library that are nearly the same as a text: of its kind, section and language, active or
/// waiting for a person.
///
/// The store keeps a sketch of each version. They are looked through, and what may be like enough is compared to the
/// letter, so that every score told is exact. Versions that have no sketch yet are sketched on the way and kept in
/// memory: an answer always knows all that is committed. ``catchUp()`` stores what is missing; call it before many are
/// looked for. See docs/decisions/near-duplicates.md.
public final class SimilarItems: Sendable {
  /// How many of the most alike are compared to the letter.
  private static let mostCompared = 40
  /// How many are compared beyond those wanted, once as many are found: an estimate is off by some points.
  private static let comparedBeyond = 8
  /// How many are looked up at most, where most of them do not count any more.
  private static let mostLookedUp = 1000

  let store: Store
  let profiles: [String: SimilarityProfile]
  private let tails = Mutex<[SimilarityPlace: Tail]>([:])

  /// What a place has beyond its stored sketches.
  private struct Tail {
    /// The row up to which versions are in the stored sketches, and the row up to which this knows them.
    var after: Int64
    var through: Int64
    var entries: [UInt8] = []
  }

  /// - Parameter pipelines: The rules by kind; a kind without a check `near_duplicate` is not looked for.
  public init(store: Store, pipelines: [String: QualityPipeline]) {
    self.store = store
    profiles = pipelines.compactMapValues(\.similarity)
  }

  /// The items that are nearly the same as a body, the most alike first.
  ///
  /// - Parameters:
  ///   - item: The row of the item whose body it is: it is not like itself.
  ///   - olderOnly: Whether only items made before that one count, so that of two twins the later one is named.
  ///   - limit: How many at most.
  /// - Complexity: One pass over the sketches of the section and language, and some tens of comparisons.
  public func find(
    _ body: JSON, in place: SimilarityPlace, of item: Int64? = nil, olderOnly: Bool = false, limit: Int = 5
  ) throws -> [SimilarItem] {
    guard let profile = profiles[place.kind] else { return [] }
    let features = SimilarityFeatures(body, profile: profile, language: place.language)
    let scan = SimilarityScan(features, weights: profile.weights, least: profile.least)
    return try store.read { reader in
      var candidates: [SimilarityScan.Candidate] = []
      let progress = try reader.similarityProgress(ofKind: place.kind)
      var after: Int64 = 0
      if let progress, progress.profile == profile.digest {
        after = progress.sketchedThrough
        try reader.forEachSimilarityBlock(of: place) { scan.candidates(in: $0, to: &candidates) }
      }
      let tail = try tail(of: place, after: after, profile, reader)
      tail.withUnsafeBytes { scan.candidates(in: $0, to: &candidates) }
      let found = try compare(features, candidates, place.language, profile, limit, reader) { other in
        guard let item else { return true }
        return olderOnly ? other < item : other != item
      }
      return Array(found.prefix(limit))
    }
  }

  /// The entries of the versions of a place after a row: those known, and those that have come since.
  private func tail(
    of place: SimilarityPlace, after: Int64, _ profile: SimilarityProfile, _ reader: StoreReader
  ) throws -> [UInt8] {
    let last = try reader.lastVersion()
    var tail = tails.withLock { $0[place] } ?? Tail(after: after, through: after)
    if tail.after != after { tail = Tail(after: after, through: after) }
    if tail.through < last {
      for version in try reader.versions(of: place, after: tail.through) {
        try sketch(version, profile).append(version: version.version, to: &tail.entries)
      }
      tail.through = last
      tails.withLock { [tail] in $0[place] = tail }
    }
    return tail.entries
  }

  /// The items of candidates that are like enough to the letter, the most alike first.
  private func compare(
    _ features: SimilarityFeatures, _ candidates: [SimilarityScan.Candidate], _ language: String,
    _ profile: SimilarityProfile, _ wanted: Int, _ reader: StoreReader, counts: (_ item: Int64) -> Bool
  ) throws -> [SimilarItem] {
    var best: [String: SimilarityScore] = [:]
    var compared = 0
    let ordered = candidates.sorted { ($0.estimate, $0.version) > ($1.estimate, $1.version) }
    for candidate in ordered.prefix(Self.mostLookedUp) {
      guard let other = try reader.standing(ofVersion: candidate.version), counts(other.item) else { continue }
      let score = SimilarityFeatures(try JSON.parse(other.body), profile: profile, language: language)
        .score(with: features, weights: profile.weights)
      if score.percent >= profile.least, score.total > best[other.uuid]?.total ?? 0 { best[other.uuid] = score }
      compared += 1
      if compared >= (best.count < wanted ? Self.mostCompared : wanted + Self.comparedBeyond) { break }
    }
    return best.map { SimilarItem(uuid: $0.key, score: $0.value) }
      .sorted { ($1.score.total, $0.uuid) < ($0.score.total, $1.uuid) }
  }
}

/// The sketch of a version.
func sketch(_ version: UnsketchedVersion, _ profile: SimilarityProfile) throws -> SimilaritySketch {
  SimilaritySketch(
    SimilarityFeatures(try JSON.parse(version.body), profile: profile, language: version.place.language))
}
