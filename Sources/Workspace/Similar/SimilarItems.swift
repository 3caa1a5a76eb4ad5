import ContentModel
import ContentStore
import Formats
import Quality
import Synchronization

/// Looks for the items of a library that are nearly the same as a text: of its kind, section and language, active or
/// waiting for a person.
///
/// The store keeps a sketch of each version. They are looked through, and what may be like enough is compared to the
/// letter, so that every score told is exact. Versions that have no sketch yet are sketched on the way: an answer always
/// knows all that is committed, but for a section that has been renamed since it was first asked about; the search of a run
/// knows it a tenth of a second later.
/// ``catchUp(rebuild:)`` stores what is missing; call it before many are looked for. What has been read is kept, so keep
/// this for as long as there is more to look for. See docs/decisions/near-duplicates.md.
public final class SimilarItems: Sendable {
  /// How many of the most alike are compared to the letter: estimates are off by some points.
  private static let mostCompared = 32
  /// How many are looked up at most, where most of them do not count any more.
  private static let mostLookedUp = 1000

  /// Bytes of sketches that are kept in memory, before those of the place that was not asked about for longest are let
  /// go: some 700,000 versions.
  private static let mostKept = 96_000_000

  /// Features of so many versions are kept in memory, at some 3 KB each.
  private static let mostFeatures = 4000

  /// A run looks this often for what others have added: each look is a transaction, and after each commit it reads from the file.
  private static let patience = Duration.milliseconds(100)

  /// A run that looks for the texts it makes by itself: its versions after a row are passed over.
  private struct OwnRun {
    var run: Int64
    var after: Int64
  }

  let store: Store
  let profiles: [String: SimilarityProfile]
  private let own: OwnRun?
  private let cache = Mutex(Cache())
  /// By version: what has been compared once is like to be compared again.
  private let features = Mutex<[Int64: SimilarityFeatures]>([:])

  private struct Cache {
    var places: [SimilarityPlace: Known] = [:]
    /// The places that have been asked about, kept or not.
    var asked: Set<SimilarityPlace> = []
    /// How often places have been asked about.
    var uses = 0
  }

  /// The entries of all versions of a place up to a row.
  private struct Known {
    /// As the store has them.
    var stored: [UInt8]
    /// Those that had no sketch in the store, apart: it grows with each version, and the others are not to be copied.
    var tail: [UInt8] = []
    var through: Int64
    /// When it was last asked about, by the count of the cache.
    var used = 0
    /// When the store was last asked about it, by the clock that never goes back.
    var lookedAt = Duration.zero

    var bytes: Int { stored.count + tail.count }
  }

  /// - Parameter pipelines: The rules by kind; a kind without a check `near_duplicate` is not looked for.
  public init(store: Store, pipelines: [String: QualityPipeline]) {
    self.store = store
    profiles = pipelines.compactMapValues(\.similarity)
    own = nil
  }

  /// - Parameter run: A run that looks for the texts it makes from now on by itself: reading them back would cost it as
  ///   much as making them ready did. What others add meanwhile is known after a tenth of a second: two runs that make the same at
  ///   once are not told of each other anyway, before one of them has committed.
  public init(store: Store, pipelines: [String: QualityPipeline], besides run: Int64) throws {
    self.store = store
    profiles = pipelines.compactMapValues(\.similarity)
    own = OwnRun(run: run, after: try store.read { try $0.lastVersion() })
  }

  /// What makes items of a kind alike; nil where they are not compared.
  public func profile(ofKind kind: String) -> SimilarityProfile? { profiles[kind] }

  /// The items that are nearly the same as a body, the most alike first.
  ///
  /// - Parameters:
  ///   - item: The row of the item whose body it is: it is not like itself.
  ///   - version: The row of a version: only those made before it count, so that of two twins the later one is named.
  ///   - limit: How many at most.
  /// - Complexity: One pass over the sketches of the section and language, 1 ms for 100,000, and some tens of comparisons
  ///   of 0.1 ms.
  public func find(
    _ body: JSON, in place: SimilarityPlace, of item: Int64? = nil, before version: Int64? = nil, limit: Int = 5
  ) throws -> [SimilarItem] {
    guard let profile = profiles[place.kind] else { return [] }
    let compared = ComparedBody(body, profile: profile, language: place.language)
    return try find(compared, in: place, of: item, before: version, limit: limit)
  }

  /// The same for a body that has been made ready with the profile of its kind.
  public func find(
    _ compared: ComparedBody, in place: SimilarityPlace, of item: Int64? = nil, before version: Int64? = nil,
    limit: Int = 5
  ) throws -> [SimilarItem] {
    let profile = compared.profile
    let candidates = try candidates(compared.scan, place, profile, before: version)
    if candidates.isEmpty { return [] }
    let others = try others(candidates, of: item)
    var best: [String: SimilarityScore] = [:]
    for (other, features) in zip(others, try self.features(of: others.map(\.version), profile, place.language)) {
      guard let score = compared.score(with: features) else { continue }
      if score.total > best[other.uuid]?.total ?? 0 { best[other.uuid] = score }
    }
    let found = best.sorted { ($1.value.total, $0.key) < ($0.value.total, $1.key) }.prefix(limit)
    return found.map { SimilarItem(uuid: $0.key, score: $0.value) }
  }

  /// The versions of a place that may be like enough.
  private func candidates(
    _ scan: SimilarityScan, _ place: SimilarityPlace, _ profile: SimilarityProfile, before version: Int64?
  ) throws -> [SimilarityScan.Candidate] {
    // Many ask but once, and to take memory for 100,000 sketches is half of what a search takes: they are kept from the
    // second time on.
    let isFirst = cache.withLock { $0.asked.insert(place).inserted }
    if isFirst,
      let found = try store.read({ try passOver(scan, place, profile, before: version, $0) })
    {
      return found
    }
    // Passed over outside of the store, which lets one reader in at a time.
    let known = try justLooked(at: place) ?? store.read { try entries(of: place, profile, $0) }
    var found: [SimilarityScan.Candidate] = []
    for entries in [known.stored, known.tail] {
      entries.withUnsafeBytes { scan.candidates(in: $0, before: version, to: &found) }
    }
    return found
  }

  /// What a run has read of a place a moment ago.
  private func justLooked(at place: SimilarityPlace) -> Known? {
    guard own != nil, let known = cache.withLock({ $0.places[place] }) else { return nil }
    return store.world.uptime() - known.lookedAt < Self.patience ? known : nil
  }

  /// Passes over the stored sketches where they stand; nil where some are missing.
  private func passOver(
    _ scan: SimilarityScan, _ place: SimilarityPlace, _ profile: SimilarityProfile, before version: Int64?,
    _ reader: StoreReader
  ) throws -> [SimilarityScan.Candidate]? {
    let complete = SimilarityProgress(profile: profile.digest, sketchedThrough: try reader.lastVersion())
    guard try reader.similarityProgress(ofKind: place.kind) == complete else { return nil }
    var found: [SimilarityScan.Candidate] = []
    try reader.forEachSimilarityBlock(of: place, once: true) { scan.candidates(in: $0, before: version, to: &found) }
    return found
  }

  /// The entries of a place: those known, those stored, and those of versions that have come since.
  private func entries(
    of place: SimilarityPlace, _ profile: SimilarityProfile, _ reader: StoreReader
  ) throws -> Known {
    let last = try reader.lastVersion()
    var known = try cache.withLock { $0.places[place] } ?? stored(of: place, profile, reader)
    if known.through < last {
      for version in try reader.versions(of: place, after: known.through, besides: own.map { ($0.run, $0.after) }) {
        try sketch(version, profile).append(version: version.version, to: &known.tail)
      }
      known.through = last
    }
    known.lookedAt = store.world.uptime()
    keep(known, of: place)
    return known
  }

  private func keep(_ known: Known, of place: SimilarityPlace) {
    cache.withLock { cache in
      cache.uses += 1
      cache.places[place] = known
      cache.places[place]?.used = cache.uses
      var bytes = cache.places.values.reduce(0) { $0 + $1.bytes }
      while bytes > Self.mostKept, cache.places.count > 1,
        let oldest = cache.places.min(by: { $0.value.used < $1.value.used })
      {
        cache.places[oldest.key] = nil
        bytes -= oldest.value.bytes
      }
    }
  }

  private func stored(of place: SimilarityPlace, _ profile: SimilarityProfile, _ reader: StoreReader) throws -> Known {
    guard let progress = try reader.similarityProgress(ofKind: place.kind), progress.profile == profile.digest else {
      return Known(stored: [], through: 0)
    }
    var entries: [UInt8] = []
    entries.reserveCapacity(try reader.similarityBytes(of: place))
    // Typed: raw bytes are appended one by one.
    try reader.forEachSimilarityBlock(of: place, once: true) {
      entries.append(contentsOf: $0.assumingMemoryBound(to: UInt8.self))
    }
    return Known(stored: entries, through: progress.sketchedThrough)
  }

  /// The most alike of some candidates that count, and are not of the item itself.
  private func others(
    _ candidates: [SimilarityScan.Candidate], of item: Int64?
  ) throws -> [(version: Int64, uuid: String)] {
    // Most are never looked at: in a large section thousands are somewhat alike.
    let first = try others(SimilarityScan.mostAlike(candidates, atLeast: 2 * Self.mostCompared), item)
    if first.count == Self.mostCompared { return first }
    return try others(SimilarityScan.mostAlike(candidates, atLeast: Self.mostLookedUp), item)
  }

  private func others(_ versions: [Int64], _ item: Int64?) throws -> [(version: Int64, uuid: String)] {
    try store.read { reader in
      var others: [(version: Int64, uuid: String)] = []
      for version in versions.prefix(Self.mostLookedUp) {
        guard let other = try reader.standing(ofVersion: version), other.item != item else { continue }
        others.append((version, other.uuid))
        if others.count == Self.mostCompared { break }
      }
      return others
    }
  }

  /// The features of versions, in order. A body that has gone meanwhile has none.
  private func features(
    of versions: [Int64], _ profile: SimilarityProfile, _ language: String
  ) throws -> [SimilarityFeatures] {
    let known = features.withLock { features in versions.map { features[$0] } }
    let missing = zip(versions, known).filter { $1 == nil }.map(\.0)
    let bodies = missing.isEmpty ? [] : try store.read { try missing.map(($0).body(ofVersion:)) }
    let made = try bodies.map {
      SimilarityFeatures(try $0.map { try JSON.parse($0) } ?? .null, profile: profile, language: language)
    }
    features.withLock { features in
      if features.count + made.count > Self.mostFeatures { features = [:] }
      for (version, made) in zip(missing, made) { features[version] = made }
    }
    var rest = made[...]
    return known.compactMap { $0 ?? rest.popFirst() }
  }
}

/// The sketch of a version.
func sketch(_ version: UnsketchedVersion, _ profile: SimilarityProfile) throws -> SimilaritySketch {
  SimilaritySketch(
    SimilarityFeatures(try JSON.parse(version.body), profile: profile, language: version.place.language))
}
