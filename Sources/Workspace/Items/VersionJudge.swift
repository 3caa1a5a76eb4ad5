import ContentModel
import ContentStore
import Formats
import Quality

/// The rules of all kinds, with the catalogue that they look things up in.
struct VersionJudge: Sendable {
  let pipelines: [String: QualityPipeline]
  let catalogue: Catalogue
  /// Where near-duplicates made before are looked for, or nil.
  var twins: EarlierTwins?

  /// Versions that one task judges: their sketches are looked for together.
  private static let share = 125

  /// What the rules say of a body; nil for a kind that has none. Nothing is compared with it.
  func findings(in body: String, kind: String, key: Key) throws -> [Finding]? {
    guard let pipeline = pipelines[kind] else { return nil }
    return findings(in: try JSON.parse(body), kind: kind, key: key, pipeline, similar: [])
  }

  /// Judges many versions, some at once; the order stays. Those of a kind without rules are left out.
  func findings(in versions: [ActiveVersion]) async throws -> [(version: ActiveVersion, findings: [Finding])] {
    try await withThrowingTaskGroup(of: (Int, [(ActiveVersion, [Finding])]).self) { group in
      for start in stride(from: 0, to: versions.count, by: Self.share) {
        group.addTask { (start, try judge(versions[start..<min(start + Self.share, versions.count)])) }
      }
      var parts: [Int: [(ActiveVersion, [Finding])]] = [:]
      for try await (start, part) in group { parts[start] = part }
      return parts.sorted { $0.key < $1.key }.flatMap(\.value).map { (version: $0.0, findings: $0.1) }
    }
  }

  private func judge(_ versions: ArraySlice<ActiveVersion>) throws -> [(ActiveVersion, [Finding])] {
    let ready = versions.compactMap { version in pipelines[version.kind].map { (version, $0) } }
    let bodies = try ready.map { try JSON.parse($0.0.body) }
    let similar = try similar(to: ready.map(\.0), bodies)
    return ready.indices.map { index in
      let (version, pipeline) = ready[index]
      return (
        version,
        findings(in: bodies[index], kind: version.kind, key: version.key, pipeline, similar: similar[index])
      )
    }
  }

  private func findings(
    in body: JSON, kind: String, key: Key, _ pipeline: QualityPipeline, similar: [SimilarItem]
  ) -> [Finding] {
    pipeline.judge(
      QualitySubject(
        kind: kind, body: body, key: key, section: catalogue.sections[key.section],
        topic: key.topic.flatMap { catalogue.topics[$0] }, level: catalogue.level(of: key), language: key.language,
        similar: similar)
    ).findings
  }

  /// The nearest item made before each version, where there is one.
  private func similar(to versions: [ActiveVersion], _ bodies: [JSON]) throws -> [[SimilarItem]] {
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
