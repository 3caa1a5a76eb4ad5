import ContentModel
import SQLiteKit

/// An active version, with what is needed to judge it.
public struct ActiveVersion: Hashable, Sendable {
  public var version: Int64
  public var item: Int64
  public var uuid: String
  public var kind: String
  public var key: Key
  public var number: Int
  public var body: String
  /// What wrote it: the digest of the prompt and the model, or nil.
  public var promptHash: String?
  public var model: String?
  /// Whether the rules have judged it before.
  public var isChecked = false
}

extension StoreQueries {
  /// Hands the items that were active after an event to a closure, in the order in which they were made: uuid (0), kind
  /// (1), section (2), topic (3), SKU (4), language (5), version number (6) and body (7) are the row's columns, the
  /// version's row (8) and the item's (9) come last.
  ///
  /// The log tells what was active then, so that pages read one after another belong together whatever is published
  /// meanwhile.
  ///
  /// - Parameters:
  ///   - event: The publish event the page is read at.
  ///   - after: The row of the last item of the page before.
  ///   - limit: How many items are looked at.
  /// - Returns: The row of the last item looked at, or nil when there are no more.
  public func forEachActive(
    atEvent event: Int64, after: Int64, limit: Int, row body: (borrowing Row) throws -> Void
  ) throws -> Int64? {
    let last =
      try connection.first(
        "SELECT max(id) FROM (SELECT id FROM items WHERE id > $1 ORDER BY id LIMIT $2) page", after, limit
      ) { $0.optionalInteger(0) } ?? nil
    guard let last else { return nil }
    try connection.forEach(
      """
      SELECT i.uuid, i.kind, i.section, i.topic, i.sku, i.language, v.number, v.body, v.id, i.id
      FROM items i JOIN versions v ON v.id = CASE
        WHEN i.active_since <= $1 THEN i.active_version
        ELSE (SELECT r.old_version FROM publish_records r
              WHERE r.item = i.id AND r.event > $1 ORDER BY r.event LIMIT 1) END
      WHERE i.id > $2 AND i.id <= $3 ORDER BY i.id
      """, event, after, last, row: body)
    return last
  }

  /// The rows of the versions that have an open critical finding.
  public func versionsWithOpenCriticalFinding() throws -> Set<Int64> {
    var versions: Set<Int64> = []
    try connection.forEach(
      "SELECT DISTINCT version FROM findings WHERE severity = 'critical' AND waived_by IS NULL"
    ) { versions.insert($0.integer(0)) }
    return versions
  }

  /// Active versions in the order of items, after an item's row.
  ///
  /// - Parameter onlyUnchecked: Whether to leave out those that the rules have judged.
  public func activeVersions(after item: Int64, limit: Int, onlyUnchecked: Bool) throws -> [ActiveVersion] {
    try connection.all(
      """
      SELECT i.id, v.id, i.uuid, i.kind, i.section, i.topic, i.sku, i.language, v.number, v.body,
        v.prompt_hash, v.model, v.checked_at IS NOT NULL
      FROM versions v JOIN items i ON i.id = v.item AND i.active_version = v.id
      WHERE \(onlyUnchecked ? "v.checked_at IS NULL AND" : "") v.item > $1 AND v.body IS NOT NULL
      ORDER BY v.item LIMIT $2
      """, item, limit
    ) { row in
      ActiveVersion(
        version: row.integer(1), item: row.integer(0), uuid: row.text(2), kind: row.text(3),
        key: Self.key(row, from: 4), number: row.int(8), body: row.text(9), promptHash: row.optionalText(10),
        model: row.optionalText(11), isChecked: row.bool(12))
    }
  }

  /// How many active versions each key of a kind has.
  ///
  /// - Parameter onlyUnchecked: Whether to leave out those that the rules have judged.
  public func activeVersionCounts(onlyUnchecked: Bool) throws -> [(kind: String, key: Key, count: Int)] {
    // Of all of them the index of keys tells; a body is gone where a person has purged it.
    let from =
      onlyUnchecked
      ? """
      versions v JOIN items i ON i.id = v.item AND i.active_version = v.id
      WHERE v.checked_at IS NULL AND v.body IS NOT NULL
      """ : "items i WHERE i.standing IS NOT NULL"
    return try connection.all(
      """
      SELECT i.kind, i.section, i.topic, i.sku, i.language, count(*) FROM \(from)
      GROUP BY i.kind, i.section, i.language, i.topic, i.sku
      """
    ) { (kind: $0.text(0), key: Self.key($0, from: 1), count: $0.int(5)) }
  }
}
