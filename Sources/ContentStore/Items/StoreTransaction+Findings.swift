import ContentModel
import SQLiteKit

extension StoreTransaction {
  /// Replaces what the rules found in a version, and marks it as checked.
  ///
  /// A finding that a person has waived stays waived where the rule says the same again. What an assessment said stays:
  /// the rules cannot take it back.
  ///
  /// - Returns: The findings that are open now, in order.
  @discardableResult
  public func setFindings(_ findings: [Finding], ofVersion version: Int64) throws -> [Finding] {
    var waivers: [String: Int64] = [:]
    var all = findings
    for (finding, waivedBy) in try storedFindings(ofVersion: version) {
      if let waivedBy { waivers[Self.place(of: finding)] = waivedBy }
      if finding.rule == Finding.assessmentRule { all.append(finding) }
    }
    try connection.run("DELETE FROM findings WHERE version = $1", version)
    try insert(all, ofVersion: version, waivers: waivers)
    try connection.run(
      "UPDATE versions SET score = $1, checked_at = $2 WHERE id = $3", all.score, world.now().milliseconds, version)
    return all.filter { waivers[Self.place(of: $0)] == nil }
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

  /// What makes two findings of one version the same.
  private static func place(of finding: Finding) -> String { finding.rule + "\u{0}" + finding.message }

  private func storedFindings(ofVersion version: Int64) throws -> [(finding: Finding, waivedBy: Int64?)] {
    try connection.all(
      """
      SELECT rule, rule_version, severity, penalty, message, fix, waived_by FROM findings
      WHERE version = $1 ORDER BY ordinal
      """, version
    ) { (try Self.finding($0), $0.optionalInteger(6)) }
  }
}
