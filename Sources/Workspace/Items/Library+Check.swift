import ContentModel
import ContentStore
import Formats
import Quality

/// What the rules said of one version, and nobody has waived.
public struct CheckedVersion: Hashable, Sendable {
  public var uuid: String
  public var kind: String
  public var key: Key
  public var number: Int
  public var findings: [Finding]
}

extension Library {
  /// Judges active versions by the rules as they are now, and stores the findings.
  ///
  /// - Parameters:
  ///   - onlyUnchecked: Whether versions that have been judged before are left as they are.
  ///   - selection: Which items.
  ///   - duplicates: Where near-duplicates are looked for, or nil. Of two the later one is named.
  ///   - take: Is handed what is open in each version judged, in the order of items, some at a time.
  public func check(
    _ store: Store, catalogue: Catalogue, selection: Selection, onlyUnchecked: Bool, duplicates: SimilarItems? = nil,
    take: ([CheckedVersion]) throws -> Void
  ) async throws {
    let judge = VersionJudge(
      pipelines: try pipelines(), subjects: QualitySubjects(catalogue, forMany: true), duplicates: duplicates)
    var after: Int64 = 0
    while true {
      try Task.checkCancellation()
      let from = after
      // Pages as long as this make many findings share one sync, and are judged in some tenths of a second.
      let page = try store.read { try $0.activeVersions(after: from, limit: 2000, onlyUnchecked: onlyUnchecked) }
      guard let last = page.last else { return }
      after = last.item
      let judged = try await judge.findings(
        in: page.filter { selection.matches(kind: $0.kind, level: catalogue.level(of: $0.key), key: $0.key) }, of: store
      )
      if judged.isEmpty { continue }
      try take(
        try await store.write { transaction in
          try judged.map { version, findings in
            CheckedVersion(
              uuid: version.uuid, kind: version.kind, key: version.key, number: version.number,
              findings: try transaction.setFindings(findings, ofVersion: version.version))
          }
        })
    }
  }

  /// What the rules say of a body now; nothing is stored. Nothing is said of a kind that is no longer in use.
  ///
  /// - Parameter version: The row of the version whose body it is, or that it is to follow.
  public func judge(
    _ body: String, kind: String, key: Key, version: Int64? = nil, catalogue: Catalogue, in store: Store
  ) throws -> [Finding] {
    guard kinds[kind] != nil else { return [] }
    let judge = VersionJudge(pipelines: [kind: try pipeline(for: kind)], subjects: QualitySubjects(catalogue))
    return try store.read { try judge.findings(in: body, kind: kind, key: key, version: version, $0) } ?? []
  }
}

/// The rules of all kinds, with what they are told of an item.
struct VersionJudge: Sendable {
  let pipelines: [String: QualityPipeline]
  let subjects: QualitySubjects
  /// Where near-duplicates of what has an item already are looked for, or nil.
  var duplicates: SimilarItems?

  /// What the rules say of a body; nil for a kind that has none.
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

  /// What the rules say of a version; nil for a kind that has none.
  private func findings(in version: ActiveVersion, of store: Store) throws -> [Finding]? {
    guard let pipeline = pipelines[version.kind] else { return nil }
    let key = version.key
    var subject = try subjects.subject(
      JSON.parse(version.body), kind: version.kind, key: key, version: version.version, in: store)
    if let duplicates {
      let place = SimilarityPlace(kind: version.kind, section: key.section, language: key.language)
      subject.similar = try duplicates.find(
        subject.body, in: place, of: version.item, before: version.version, limit: 1)
    }
    return pipeline.judge(subject).findings
  }

  /// Judges many versions, some at once; the order stays.
  func findings(
    in versions: [ActiveVersion], of store: Store
  ) async throws -> [(version: ActiveVersion, findings: [Finding])] {
    let share = 250
    return try await withThrowingTaskGroup(of: (Int, [(ActiveVersion, [Finding])]).self) { group in
      for start in stride(from: 0, to: versions.count, by: share) {
        group.addTask {
          let part = versions[start..<min(start + share, versions.count)]
          return (
            start,
            try part.compactMap { version in try findings(in: version, of: store).map { (version, $0) } }
          )
        }
      }
      var parts: [Int: [(ActiveVersion, [Finding])]] = [:]
      for try await (start, part) in group { parts[start] = part }
      return parts.sorted { $0.key < $1.key }.flatMap(\.value).map { (version: $0.0, findings: $0.1) }
    }
  }
}

extension Catalogue {
  /// The level of a key's section, or the empty string.
  func level(of key: Key) -> String { sections[key.section]?.level ?? "" }
}
