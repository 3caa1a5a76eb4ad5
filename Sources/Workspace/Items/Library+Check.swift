import ContentModel
import ContentStore
import Formats
import Quality

/// What the rules said of one version.
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
  /// - Returns: What was found in each version judged.
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
      var judged: [(version: Int64, findings: [Finding])] = []
      for version in page {
        let level = catalogue.sections[version.key.section]?.level ?? ""
        guard selection.matches(kind: version.kind, level: level, key: version.key),
          let pipeline = pipelines[version.kind]
        else { continue }
        let findings = pipeline.judge(
          QualitySubject(
            kind: version.kind, body: try JSON.parse(version.body), key: version.key,
            section: catalogue.sections[version.key.section], topic: version.key.topic.flatMap { catalogue.topics[$0] },
            level: level, language: version.key.language)
        ).findings
        judged.append((version.version, findings))
        checked.append(
          CheckedVersion(
            uuid: version.uuid, kind: version.kind, key: version.key, number: version.number, findings: findings))
      }
      let results = judged
      try await store.write { transaction in
        for (version, findings) in results { try transaction.setFindings(findings, ofVersion: version) }
      }
    }
  }
}
