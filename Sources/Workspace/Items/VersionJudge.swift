import ContentModel
import ContentStore
import Formats
import Quality

/// The rules of all kinds, with what they are told of an item.
struct VersionJudge: Sendable {
  let pipelines: [String: QualityPipeline]
  let subjects: QualitySubjects
  /// Where near-duplicates made before are looked for, or nil.
  var twins: EarlierTwins?

  /// Versions that one task judges: their sketches are looked for together. At the end of a page the last one works alone.
  private static let share = 63

  /// What the rules say of a body; nil for a kind that has none. Near-duplicates are not looked for.
  ///
  /// - Parameter version: The row of the version whose body it is, or that it is to follow.
  func findings(
    in body: String, kind: String, key: Key, version: Int64?, _ queries: some StoreQueries
  ) throws -> [Finding]? {
    guard let pipeline = pipelines[kind] else { return nil }
    return pipeline.judge(
      try subjects.subject(JSON.parse(body), kind: kind, key: key, version: version, in: queries)
    ).findings
  }

  /// Judges many versions, some at once; the order stays. Those of a kind without rules are left out.
  func findings(
    in versions: [HeldVersion], of store: Store
  ) async throws -> [(version: HeldVersion, findings: [Finding])] {
    try await withThrowingTaskGroup(of: (Int, [(HeldVersion, [Finding])]).self) { group in
      for start in stride(from: 0, to: versions.count, by: Self.share) {
        group.addTask { (start, try judge(versions[start..<min(start + Self.share, versions.count)], of: store)) }
      }
      var parts: [Int: [(HeldVersion, [Finding])]] = [:]
      for try await (start, part) in group { parts[start] = part }
      return parts.sorted { $0.key < $1.key }.flatMap(\.value).map { (version: $0.0, findings: $0.1) }
    }
  }

  private func judge(
    _ versions: ArraySlice<HeldVersion>, of store: Store
  ) throws -> [(HeldVersion, [Finding])] {
    let ready = versions.compactMap { version in pipelines[version.kind].map { (version, $0) } }
    let bodies = try ready.map { try JSON.parse($0.0.body) }
    let similar = try similar(to: ready.map(\.0), bodies)
    return try ready.indices.map { index in
      let (version, pipeline) = ready[index]
      var subject = try subjects.subject(
        bodies[index], kind: version.kind, key: version.key, version: version.version, in: store)
      subject.similar = similar[index]
      return (version, pipeline.judge(subject).findings)
    }
  }

  /// The nearest item made before each version, where there is one.
  private func similar(to versions: [HeldVersion], _ bodies: [JSON]) throws -> [[SimilarItem]] {
    var similar = [[SimilarItem]](repeating: [], count: versions.count)
    guard let twins else { return similar }
    let places = Dictionary(grouping: versions.indices) { index in
      let version = versions[index]
      return SimilarityPlace(kind: version.kind, section: version.key.section, language: version.key.language)
    }
    for (place, indices) in places {
      guard let profile = twins.profile(ofKind: place.kind) else { continue }
      let questions = indices.map { index in
        EarlierTwins.Question(
          item: versions[index].item, version: versions[index].version,
          features: SimilarityFeatures(bodies[index], profile: profile, language: place.language))
      }
      for (index, twin) in zip(indices, try twins.nearest(of: questions, in: place)) {
        if let twin { similar[index] = [twin] }
      }
    }
    return similar
  }
}

extension Catalogue {
  /// The level of a key's section, or the empty string.
  func level(of key: Key) -> String { sections[key.section]?.level ?? "" }
}
