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
  /// - Returns: What is open in each version judged, in the order of items.
  public func check(
    _ store: Store, catalogue: Catalogue, selection: Selection, onlyUnchecked: Bool
  ) async throws -> [CheckedVersion] {
    let pipelines = try pipelines()
    var checked: [CheckedVersion] = []
    var after: Int64 = 0
    while true {
      let from = after
      let page = try store.read { try $0.activeVersions(after: from, limit: 500, onlyUnchecked: onlyUnchecked) }
      guard let last = page.last else { return checked }
      after = last.item
      var judged: [(version: ActiveVersion, findings: [Finding])] = []
      for version in page {
        guard selection.matches(kind: version.kind, level: catalogue.level(of: version.key), key: version.key),
          let pipeline = pipelines[version.kind]
        else { continue }
        judged.append(
          (version, try Self.findings(in: version.body, of: version.kind, version.key, pipeline, catalogue)))
      }
      let results = judged
      checked += try await store.write { transaction in
        try results.map { version, findings in
          CheckedVersion(
            uuid: version.uuid, kind: version.kind, key: version.key, number: version.number,
            findings: try transaction.setFindings(findings, ofVersion: version.version))
        }
      }
    }
  }

  /// What the rules say of a body now; nothing is stored. Nothing is said of a kind that is no longer in use.
  public func judge(_ body: String, kind: String, key: Key, catalogue: Catalogue) throws -> [Finding] {
    guard kinds[kind] != nil else { return [] }
    return try Self.findings(in: body, of: kind, key, try pipeline(for: kind), catalogue)
  }

  private static func findings(
    in body: String, of kind: String, _ key: Key, _ pipeline: QualityPipeline, _ catalogue: Catalogue
  ) throws -> [Finding] {
    pipeline.judge(
      QualitySubject(
        kind: kind, body: try JSON.parse(body), key: key, section: catalogue.sections[key.section],
        topic: key.topic.flatMap { catalogue.topics[$0] }, level: catalogue.level(of: key), language: key.language)
    ).findings
  }
}

extension Catalogue {
  /// The level of a key's section, or the empty string.
  func level(of key: Key) -> String { sections[key.section]?.level ?? "" }
}
