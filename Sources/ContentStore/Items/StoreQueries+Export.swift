import ContentModel
import SQLiteKit

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
}
