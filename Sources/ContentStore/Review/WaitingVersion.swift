import ContentModel
import SQLiteKit
import World

/// A version that waits for a person.
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
      """
      SELECT i.id, v.id, i.uuid, i.kind, i.section, i.topic, i.sku, i.language, v.number, a.number, v.score,
        (SELECT count(*) FROM findings f WHERE f.version = v.id AND f.waived_by IS NULL),
        (SELECT count(*) FROM findings f
         WHERE f.version = v.id AND f.waived_by IS NULL AND f.severity = 'critical'),
        u.uuid, v.created_at
      FROM versions v JOIN items i ON i.id = v.item LEFT JOIN versions a ON a.id = i.active_version
      LEFT JOIN runs u ON u.id = v.run
      WHERE v.id IN (\(which)) ORDER BY v.id
      """, values
    ) { row in
      WaitingVersion(
        item: row.integer(0), version: row.integer(1), uuid: row.text(2), kind: row.text(3),
        key: Self.key(row, from: 4), number: row.int(8), activeNumber: row.optionalInt(9), score: row.optionalInt(10),
        findings: row.int(11), criticalFindings: row.int(12), runUUID: row.optionalText(13),
        createdAt: Timestamp(milliseconds: row.integer(14)))
    }
  }
}
