import ContentModel
import SQLiteKit
import World

/// A version that waits for a person: in review, or active and reported by learners.
public struct WaitingVersion: Hashable, Sendable {
  /// The rows of the item and of the version.
  public var item: Int64
  public var version: Int64
  public var uuid: String
  public var kind: String
  public var key: Key
  public var number: Int
  /// The number of the item's active version, which this one would replace, or nil.
  public var activeNumber: Int?
  /// 0 to 100; nil while unchecked.
  public var score: Int?
  /// How many findings nobody has waived, and how many of them are critical.
  public var findings: Int
  public var criticalFindings: Int
  public var runUUID: String?
  public var createdAt: Timestamp
  /// Who is to look at the item, or nil.
  public var assignee: String?
  /// How many reports of learners are open.
  public var reports: Int

  /// Whether it is active already, and waits because of its reports.
  public var isActive: Bool { activeNumber == number }
}

/// An open finding of a version that waits.
public struct WaitingFinding: Hashable, Sendable {
  public var rule: String
  public var severity: Severity
}

extension StoreQueries {
  /// What waits in review, oldest first. Linear in the number of versions that wait.
  ///
  /// - Parameters:
  ///   - run: The row of a run, for its versions only.
  ///   - item: The row of an item, for its versions only.
  public func waitingVersions(ofRun run: Int64? = nil, ofItem item: Int64? = nil) throws -> [WaitingVersion] {
    var which = "SELECT id FROM versions WHERE review = 'waiting'"
    var values: [any SQLiteBindable] = []
    for (column, value) in [("run", run), ("item", item)] {
      guard let value else { continue }
      values.append(value)
      which += " AND \(column) = $\(values.count)"
    }
    // Chosen apart from their order, for which SQLite would rather read all versions than sort those that wait.
    return try connection.all(
      Self.waitingColumns + " WHERE v.id IN (\(which)) ORDER BY v.id", values, make: Self.waitingVersion)
  }

  /// Active versions of items that learners have reported, oldest first. Linear in the number of open reports.
  ///
  /// - Parameter item: The row of an item, for its version only.
  public func reportedVersions(ofItem item: Int64? = nil) throws -> [WaitingVersion] {
    let one = item == nil ? "" : " AND i.id = $1"
    return try connection.all(
      Self.waitingColumns + """
         WHERE v.id IN (
          SELECT i.active_version FROM reports r JOIN items i ON i.id = r.item
          WHERE r.closed_at IS NULL AND i.active_version IS NOT NULL\(one)) ORDER BY v.id
        """, item.map { [$0] } ?? [], make: Self.waitingVersion)
  }

  /// The open findings of all that waits, by the row of the version. Linear in what waits.
  public func waitingFindings() throws -> [Int64: [WaitingFinding]] {
    var findings: [Int64: [WaitingFinding]] = [:]
    try connection.forEach(
      """
      SELECT version, rule, severity FROM findings WHERE waived_by IS NULL AND version IN (
        SELECT id FROM versions WHERE review = 'waiting'
        UNION SELECT i.active_version FROM reports r JOIN items i ON i.id = r.item WHERE r.closed_at IS NULL)
      """
    ) { row in
      findings[row.integer(0), default: []].append(
        WaitingFinding(rule: row.text(1), severity: try Stored.value(row, 2, "findings.severity")))
    }
    return findings
  }

  private static var waitingColumns: String {
    """
    SELECT i.id, v.id, i.uuid, i.kind, i.section, i.topic, i.sku, i.language, v.number, a.number, v.score,
      (SELECT count(*) FROM findings f WHERE f.version = v.id AND f.waived_by IS NULL),
      (SELECT count(*) FROM findings f
       WHERE f.version = v.id AND f.waived_by IS NULL AND f.severity = 'critical'),
      u.uuid, v.created_at, p.name,
      (SELECT count(*) FROM reports q WHERE q.item = i.id AND q.closed_at IS NULL)
    FROM versions v JOIN items i ON i.id = v.item LEFT JOIN versions a ON a.id = i.active_version
    LEFT JOIN runs u ON u.id = v.run
    LEFT JOIN assignments s ON s.item = i.id LEFT JOIN actors p ON p.id = s.person
    """
  }

  private static func waitingVersion(_ row: borrowing Row) -> WaitingVersion {
    WaitingVersion(
      item: row.integer(0), version: row.integer(1), uuid: row.text(2), kind: row.text(3),
      key: Self.key(row, from: 4), number: row.int(8), activeNumber: row.optionalInt(9), score: row.optionalInt(10),
      findings: row.int(11), criticalFindings: row.int(12), runUUID: row.optionalText(13),
      createdAt: Timestamp(milliseconds: row.integer(14)), assignee: row.optionalText(15), reports: row.int(16))
  }
}
