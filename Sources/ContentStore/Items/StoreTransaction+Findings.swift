import ContentModel
import SQLiteKit

/// What it comes to when the rules have spoken anew of a version.
///
/// A finding that a person has waived stays waived where the rule says the same again. What an assessment said stays: the
/// rules cannot take it back.
public struct FindingsChange: Hashable, Sendable {
  /// What was open before, in order.
  public var former: [Finding] = []
  /// What is open now, in order.
  public var open: [Finding] = []
  /// What is stored: open and waived, and who waived it, by place.
  var all: [Finding]
  var waivers: [String: Int64] = [:]
  /// Whether other findings are stored than before.
  var isOther = true
}

extension StoreQueries {
  /// What it comes to when the rules say this of a version. Nothing is changed.
  public func change(to findings: [Finding], ofVersion version: Int64) throws -> FindingsChange {
    var change = FindingsChange(all: findings)
    let stored = try storedFindings(ofVersion: version)
    for (finding, waivedBy) in stored {
      if let waivedBy { change.waivers[Self.place(of: finding)] = waivedBy } else { change.former.append(finding) }
      if finding.rule == Finding.assessmentRule { change.all.append(finding) }
    }
    change.open = change.all.filter { change.waivers[Self.place(of: $0)] == nil }
    change.isOther =
      stored.count != change.all.count
      || zip(stored, change.all).contains { $0.finding != $1 || $0.waivedBy != change.waivers[Self.place(of: $1)] }
    return change
  }

  /// What makes two findings of one version the same.
  fileprivate static func place(of finding: Finding) -> String { finding.rule + "\u{0}" + finding.message }

  private func storedFindings(ofVersion version: Int64) throws -> [(finding: Finding, waivedBy: Int64?)] {
    try connection.all(
      """
      SELECT rule, rule_version, severity, penalty, message, fix, waived_by FROM findings
      WHERE version = $1 ORDER BY ordinal
      """, version
    ) { (try Self.finding($0), $0.optionalInteger(6)) }
  }
}

extension StoreTransaction {
  /// Replaces what the rules found in a version, and marks it as checked; see ``FindingsChange``.
  ///
  /// - Returns: The findings that are open now, in order.
  @discardableResult
  public func setFindings(_ findings: [Finding], ofVersion version: Int64) throws -> [Finding] {
    let change = try change(to: findings, ofVersion: version)
    try apply(change, ofVersion: version)
    return change.open
  }

  /// Stores a change of findings that was made in the same transaction, and marks the version as checked.
  public func apply(_ change: FindingsChange, ofVersion version: Int64) throws {
    if change.isOther {
      try connection.run("DELETE FROM findings WHERE version = $1", version)
      try insert(change.all, ofVersion: version, waivers: change.waivers)
    }
    try connection.run(
      "UPDATE versions SET score = $1, checked_at = $2 WHERE id = $3", change.all.score, world.now().milliseconds,
      version)
  }

  /// Stores the findings of a version that has none yet.
  ///
  /// - Parameter waivers: Who waived a finding, by its place.
  func insert(_ findings: [Finding], ofVersion version: Int64, waivers: [String: Int64] = [:]) throws {
    for (ordinal, finding) in findings.enumerated() {
      try connection.run(
        """
        INSERT INTO findings (version, ordinal, rule, rule_version, severity, penalty, message, fix, waived_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """, version, ordinal, finding.rule, finding.ruleVersion, finding.severity.rawValue, finding.penalty,
        finding.message, finding.fix, waivers[Self.place(of: finding)])
    }
  }
}
