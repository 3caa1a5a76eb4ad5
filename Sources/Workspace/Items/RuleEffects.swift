import ContentModel

/// What storing new findings would change, rule by rule.
///
/// Findings of one rule in one version are compared as they come: those that both have are the same, or have another
/// severity; what one side has more of is new or gone. A limit that has moved rewords a finding and does not make it new.
public struct RuleEffects: Sendable {
  /// What happens to one finding.
  public enum What: String, Hashable, Sendable { case new, gone, severity }

  /// A finding that changes, as an example.
  public struct Example: Hashable, Sendable {
    public var uuid: String
    public var version: Int
    public var what: What
    /// The finding as it is now; what it was where it is gone.
    public var finding: Finding
    /// The severity it had, where it has another one.
    public var former: Severity?
  }

  /// What one rule changes.
  public struct Effect: Hashable, Sendable {
    public var new = 0
    public var gone = 0
    public var severity = 0
    /// Items that leave the exports because of a critical finding of this rule, and that come back without it.
    public var losesExport = 0
    public var gainsExport = 0
    /// The first of each sort.
    public var examples: [Example] = []
  }

  /// By the name of the check.
  public private(set) var byRule: [String: Effect] = [:]
  /// Versions looked at, those of them that no rule had judged before, and those whose findings change.
  public private(set) var versions = 0
  public private(set) var unchecked = 0
  public private(set) var changed = 0
  /// Versions that had been judged, and whose findings change.
  public private(set) var changedJudged = 0
  /// The uuids of items that leave the exports, and of those that come back.
  public private(set) var losesExport: [String] = []
  public private(set) var gainsExport: [String] = []
  /// Findings as they would be.
  public private(set) var counts: [Severity: Int] = [:]

  /// Examples of each sort that are kept for a rule.
  private static let mostExamples = 3

  public init() {}

  /// Takes in what was found in a version.
  public mutating func add(_ version: CheckedVersion) {
    versions += 1
    for finding in version.findings { counts[finding.severity, default: 0] += 1 }
    if version.former == nil { unchecked += 1 }
    let former = Dictionary(grouping: version.former ?? [], by: \.rule)
    let now = Dictionary(grouping: version.findings, by: \.rule)
    let hadCritical = version.former?.hasCritical ?? false
    let hasCritical = version.findings.hasCritical
    if hasCritical, !hadCritical { losesExport.append(version.uuid) }
    if hadCritical, !hasCritical { gainsExport.append(version.uuid) }
    var isChanged = false
    for rule in Set(former.keys).union(now.keys).sorted() {
      let (before, after) = (former[rule] ?? [], now[rule] ?? [])
      if before == after { continue }
      var effect = byRule[rule] ?? Effect()
      compare(before, after, version, &effect)
      if hasCritical, !hadCritical, after.hasCritical { effect.losesExport += 1 }
      if hadCritical, !hasCritical, before.hasCritical { effect.gainsExport += 1 }
      if effect != byRule[rule] ?? Effect() { isChanged = true }
      if effect != Effect() { byRule[rule] = effect }
    }
    if isChanged {
      changed += 1
      if version.former != nil { changedJudged += 1 }
    }
  }

  private func compare(_ before: [Finding], _ after: [Finding], _ version: CheckedVersion, _ effect: inout Effect) {
    // What is said in the same words is the same; the rest is paired in order.
    var rest = before
    var unpaired: [Finding] = []
    var pairs: [(Finding, Finding)] = []
    for finding in after {
      if let index = rest.firstIndex(where: { $0.message == finding.message }) {
        pairs.append((rest.remove(at: index), finding))
      } else {
        unpaired.append(finding)
      }
    }
    let count = min(rest.count, unpaired.count)
    pairs += zip(rest, unpaired)
    for (old, new) in pairs where old.severity != new.severity {
      effect.severity += 1
      note(.severity, new, version, former: old.severity, &effect)
    }
    for finding in unpaired.dropFirst(count) {
      effect.new += 1
      note(.new, finding, version, former: nil, &effect)
    }
    for finding in rest.dropFirst(count) {
      effect.gone += 1
      note(.gone, finding, version, former: nil, &effect)
    }
  }

  private func note(
    _ what: What, _ finding: Finding, _ version: CheckedVersion, former: Severity?, _ effect: inout Effect
  ) {
    guard effect.examples.count(where: { $0.what == what }) < Self.mostExamples else { return }
    effect.examples.append(
      Example(uuid: version.uuid, version: version.number, what: what, finding: finding, former: former))
  }
}
