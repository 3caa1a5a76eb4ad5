import SQLiteKit
import World

extension StoreQueries {
  /// The last event of the publish log; 0 for an empty library.
  public func lastEvent() throws -> Int64 {
    try connection.first("SELECT max(id) FROM publish_events") { $0.integer(0) } ?? 0
  }

  /// Events, newest first.
  public func events(limit: Int) throws -> [PublishEvent] {
    try events("ORDER BY e.id DESC LIMIT $1", Int64(limit))
  }

  /// One event, or nil.
  public func event(_ id: Int64) throws -> PublishEvent? { try events("WHERE e.id = $1", id).first }

  /// An event's records, in the order of items.
  public func records(ofEvent event: Int64) throws -> [PublishRecord] {
    try connection.all(
      "SELECT item, old_version, new_version FROM publish_records WHERE event = $1 ORDER BY item", event
    ) { PublishRecord(item: $0.integer(0), oldVersion: $0.optionalInteger(1), newVersion: $0.optionalInteger(2)) }
  }

  /// What was active of an item, by the log.
  public func publishHistory(ofItem item: Int64) throws -> PublishHistory {
    PublishHistory(
      try connection.all(
        """
        SELECT e.action, r.new_version FROM publish_records r JOIN publish_events e ON e.id = r.event
        WHERE r.item = $1 ORDER BY r.event
        """, item
      ) { row in
        .init(action: try Stored.value(row, 0, "publish_events.action"), newVersion: row.optionalInteger(1))
      })
  }

  private func events(_ which: String, _ value: Int64) throws -> [PublishEvent] {
    try connection.all(
      """
      SELECT e.id, e.at, a.name, e.action, e.reason, u.uuid, e.undoes,
        (SELECT count(*) FROM publish_records r WHERE r.event = e.id)
      FROM publish_events e JOIN actors a ON a.id = e.actor LEFT JOIN runs u ON u.id = e.run
      \(which)
      """, value
    ) { row in
      PublishEvent(
        id: row.integer(0), at: Timestamp(milliseconds: row.integer(1)), actor: row.text(2),
        action: try Stored.value(row, 3, "publish_events.action"), reason: row.text(4), runUUID: row.optionalText(5),
        undoes: row.optionalInteger(6), items: row.int(7))
    }
  }
}
