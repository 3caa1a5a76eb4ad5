import ContentStore
import Quality
import Synchronization

/// The sketches of one section and language in memory, which of their items count, and the packed features of those that
/// have been looked at.
final class SectionSketches: Sendable {
  /// Bytes of packed features that are kept: those of 100,000 exercises of 1,000 bytes. Where there are more, all are made anew.
  private static let mostFeatures = 92_000_000

  /// Entries as ``SimilarityScan`` has them.
  private let entries: [UInt8]
  /// By entry: the row of its item, or 0 where the version does not count.
  private let items: [Int64]
  /// By version: its entry.
  private let places: [Int64: Int32]
  private let features: Mutex<Features>

  private struct Features {
    var packed: [PackedFeatures?]
    var bytes = 0
  }

  /// Reads what the store has, and sketches what it has no sketch of yet.
  init(_ place: SimilarityPlace, _ profile: SimilarityProfile, _ reader: StoreReader) throws {
    var entries: [UInt8] = []
    var through: Int64 = 0
    if let progress = try reader.similarityProgress(ofKind: place.kind), progress.profile == profile.digest {
      through = progress.sketchedThrough
      entries.reserveCapacity(try reader.similarityBytes(of: place))
      // Typed: raw bytes are appended one by one.
      try reader.forEachSimilarityBlock(of: place) {
        entries.append(contentsOf: $0.assumingMemoryBound(to: UInt8.self))
      }
    }
    for version in try reader.versions(of: place, after: through) {
      try sketch(version, profile).append(version: version.version, to: &entries)
    }
    let count = entries.count / SimilarityScan.entrySize
    var places: [Int64: Int32] = [:]
    places.reserveCapacity(count)
    for entry in 0..<count { places[Self.version(entries, entry)] = Int32(entry) }
    var items = [Int64](repeating: 0, count: count)
    try reader.forEachStanding(in: place) { version, item in
      if let entry = places[version] { items[Int(entry)] = item }
    }
    (self.entries, self.places, self.items) = (entries, places, items)
    features = Mutex(Features(packed: Array(repeating: nil, count: count)))
  }

  /// What it takes in memory, about.
  var bytes: Int { entries.count + items.count * 24 + features.withLock { $0.bytes } }

  /// The row of an entry's version.
  func version(ofEntry entry: Int) -> Int64 { Self.version(entries, entry) }

  /// For each of some items the entries made before it that may be most like it, the most alike first.
  func candidates(
    _ questions: [EarlierTwins.Question], _ profile: SimilarityProfile, most: Int
  ) -> [[NearestScan.Candidate]] {
    var scans = questions.map {
      NearestScan($0.features, weights: profile.weights, least: profile.least, most: most)
    }
    entries.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: items.count, by: NearestScan.stretch) {
        let range = start..<min(start + NearestScan.stretch, items.count)
        // Entries come as versions were made, but for sections that were renamed into one.
        let first = range.lazy.map { Self.version(bytes, $0) }.min() ?? 0
        for index in scans.indices where first < questions[index].version {
          let own = questions[index].item
          scans[index].pass(over: bytes, range, before: questions[index].version) { [items] entry in
            items[entry] != 0 && items[entry] != own
          }
        }
      }
    }
    return scans.map(\.best)
  }

  /// Keeps the features of a version, if it is one of this section.
  func remember(_ packed: PackedFeatures, ofVersion version: Int64) {
    guard let entry = places[version] else { return }
    features.withLock { Self.keep(packed, entry: Int(entry), &$0) }
  }

  /// The packed features of some entries, in order.
  ///
  /// - Parameter make: Is handed the versions whose features are not kept, and makes them.
  func features(
    of candidates: [NearestScan.Candidate], make: ([Int64]) throws -> [PackedFeatures]
  ) throws -> [PackedFeatures] {
    let known = features.withLock { features in candidates.map { features.packed[$0.entry] } }
    let missing = zip(candidates, known).filter { $1 == nil }.map(\.0.entry)
    if missing.isEmpty { return known.compactMap(\.self) }
    let made = try make(missing.map(version))
    features.withLock { features in
      for (entry, packed) in zip(missing, made) { Self.keep(packed, entry: entry, &features) }
    }
    var rest = made[...]
    return known.compactMap { $0 ?? rest.popFirst() }
  }

  private static func keep(_ packed: PackedFeatures, entry: Int, _ features: inout Features) {
    if features.packed[entry] != nil { return }
    if features.bytes + packed.size > mostFeatures {
      features = Features(packed: Array(repeating: nil, count: features.packed.count))
    }
    features.packed[entry] = packed
    features.bytes += packed.size
  }

  private static func version(_ entries: [UInt8], _ entry: Int) -> Int64 {
    entries.withUnsafeBytes { version($0, entry) }
  }

  private static func version(_ entries: UnsafeRawBufferPointer, _ entry: Int) -> Int64 {
    Int64(
      littleEndian: entries.loadUnaligned(fromByteOffset: entry * SimilarityScan.entrySize, as: Int64.self))
  }
}
