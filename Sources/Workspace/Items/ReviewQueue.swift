import ContentModel
import ContentStore
import Coverage

/// What of the review queue a person wants to see.
public struct ReviewFilter: Sendable {
  /// Whose work an item is.
  public enum Assignee: Hashable, Sendable {
    case person(String)
    case nobody
  }

  public var selection: Selection
  /// The row of a run, for its versions only.
  public var run: Int64?
  /// Shell-style patterns of rules, one of which has to have found something; empty for all items.
  public var rules: [String] = []
  /// The least weight of a finding, or nil.
  public var severity: Severity?
  public var assignee: Assignee?
  public var onlyReported = false

  public init(selection: Selection) { self.selection = selection }
}

/// An entry of the review queue: a version that waits, and what accepting it is worth.
public struct QueuedVersion: Hashable, Sendable {
  public var version: WaitingVersion
  public var value: AcceptanceValue

  public init(version: WaitingVersion, value: AcceptanceValue) {
    self.version = version
    self.value = value
  }

  /// Whether accepting it brings a target nearer: not where it only takes the place of an active version.
  public var closesGap: Bool { value.short > 0 && version.activeNumber == nil }
}

extension Library {
  /// What waits for a person, the most worth first: by the priority of the target; then what learners have reported, since
  /// it is live; then what closes a gap, the largest first; then age. Linear in what waits, but for the sorting.
  public func reviewQueue(in store: Store, catalogue: Catalogue, filter: ReviewFilter) throws -> [QueuedVersion] {
    let run = filter.run
    let needsFindings = !filter.rules.isEmpty || filter.severity != nil
    let (waiting, reported, findings, inventory) = try store.read { reader in
      (
        try reader.waitingVersions(ofRun: run), try reader.reportedVersions(),
        needsFindings ? try reader.waitingFindings() : [:], try reader.inventory(livingRuns: [])
      )
    }
    // What is mended already waits as its new version, which knows of the reports too.
    let mended = Set(waiting.map(\.item))
    let runUUID = try run.map { row in try store.read { try $0.run(row).uuid } }
    let rules = filter.rules.map(GlobPattern.init)
    func isWanted(_ version: WaitingVersion) -> Bool {
      if filter.onlyReported && version.reports == 0 { return false }
      switch filter.assignee {
      case .person(let name) where version.assignee != name: return false
      case .nobody where version.assignee != nil: return false
      default: break
      }
      if needsFindings {
        let isFound = (findings[version.version] ?? []).contains { finding in
          (rules.isEmpty || rules.contains { $0.matches(finding.rule) })
            && filter.severity.map { finding.severity >= $0 } ?? true
        }
        if !isFound { return false }
      }
      return filter.selection.matches(
        kind: version.kind, level: catalogue.level(of: version.key), key: version.key)
    }
    let wanted =
      waiting.filter(isWanted)
      + reported.filter { !mended.contains($0.item) && (runUUID == nil || $0.runUUID == runUUID) && isWanted($0) }
    let values = try AcceptanceValues(catalogue: catalogue, inventory: inventory)
    var known: [Inventory.Place: AcceptanceValue] = [:]
    let queue = wanted.map { version in
      let place = Inventory.Place(kind: version.kind, key: version.key)
      let value = known[place] ?? values.value(kind: version.kind, version.key)
      known[place] = value
      return QueuedVersion(version: version, value: value)
    }
    return queue.sorted { left, right in Self.rank(left) < Self.rank(right) }
  }

  private static func rank(_ entry: QueuedVersion) -> (Int, Int, Int, Int64) {
    (
      entry.value.priority ?? .max, entry.version.reports > 0 ? 0 : 1, entry.closesGap ? -entry.value.short : 0,
      entry.version.version
    )
  }
}
