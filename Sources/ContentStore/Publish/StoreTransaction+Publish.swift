import ContentModel
import SQLiteKit

extension StoreTransaction {
  /// Appends an event without records, such as a change of the catalogue.
  public func appendEvent(
    _ action: PublishAction, reason: String, run: Int64? = nil, undoes: Int64? = nil
  ) throws -> Int64 {
    try connection.run(
      "INSERT INTO publish_events (at, actor, action, reason, run, undoes) VALUES ($1, $2, $3, $4, $5, $6)",
      world.now().milliseconds, try actorID(), action.rawValue, reason, run, undoes)
    return connection.lastInsertedRowID
  }

  /// Changes what is active: one event, its records and the items, all or nothing.
  ///
  /// - Returns: The event's id, or nil where nothing would change.
  /// - Throws: `PublishConflict.movedOn` where an item is no longer at the old version that a record names.
  @discardableResult
  public func publish(
    _ action: PublishAction, reason: String, run: Int64? = nil, undoes: Int64? = nil, records: [PublishRecord]
  ) throws -> Int64? {
    let records = records.filter { $0.oldVersion != $0.newVersion }
    if records.isEmpty { return nil }
    let event = try appendEvent(action, reason: reason, run: run, undoes: undoes)
    for record in records { try append(record, to: event) }
    return event
  }

  /// Adds one record to an event of this transaction; for imports too large to be gathered in memory.
  public func append(_ record: PublishRecord, to event: Int64) throws {
    try connection.run(
      """
      UPDATE items SET active_version = $1, active_since = $2,
        standing = (SELECT CASE WHEN approved_by IS NOT NULL OR origin = 'person' THEN 'approved'
          WHEN origin = 'run' THEN 'machine' ELSE 'imported' END FROM versions WHERE id = $1 AND item = $3)
      WHERE id = $3 AND active_version IS NOT DISTINCT FROM $4
      """, record.newVersion, event, record.item, record.oldVersion)
    guard connection.changes == 1 else { throw PublishConflict.movedOn(item: try name(ofItem: record.item)) }
    try connection.run(
      "INSERT INTO publish_records (event, item, old_version, new_version) VALUES ($1, $2, $3, $4)", event, record.item,
      record.oldVersion, record.newVersion)
  }

  /// Takes an event back by one more event.
  public func undo(_ id: Int64, reason: String) throws -> Int64 {
    guard let event = try event(id) else { throw PublishConflict.unknownEvent(id) }
    if event.action == .catalogue { throw PublishConflict.catalogueEvent(id) }
    if let by = try undoing(id) { throw PublishConflict.alreadyUndone(id, by: by) }
    // The latest of the later events is the one that can be undone first.
    let later = try connection.first(
      """
      SELECT r.item, max(l.event) FROM publish_records r
      JOIN publish_records l ON l.item = r.item AND l.event > r.event
      WHERE r.event = $1 GROUP BY r.item ORDER BY r.item
      """, id
    ) { (item: $0.integer(0), event: $0.integer(1)) }
    if let later {
      throw PublishConflict.touchedLater(event: id, item: try name(ofItem: later.item), laterEvent: later.event)
    }
    let records = try records(ofEvent: id).map {
      PublishRecord(item: $0.item, oldVersion: $0.newVersion, newVersion: $0.oldVersion)
    }
    // An event that touched nothing is taken back by one that touches nothing: the log still says so.
    return try publish(.undo, reason: reason, undoes: id, records: records)
      ?? appendEvent(.undo, reason: reason, undoes: id)
  }

  /// The event that took another one back and holds still: none where it was taken back itself.
  private func undoing(_ id: Int64) throws -> Int64? {
    let by = try connection.first(
      "SELECT id FROM publish_events WHERE undoes = $1 ORDER BY id DESC LIMIT 1", id, make: { $0.integer(0) })
    guard let by else { return nil }
    return try undoing(by) == nil ? by : nil
  }

  /// The record that returns an item to the version active before.
  public func rollbackRecord(ofItem item: Int64) throws -> PublishRecord {
    let history = try publishHistory(ofItem: item)
    guard let target = history.rollbackTarget else {
      throw PublishConflict.nothingBefore(item: try name(ofItem: item))
    }
    return PublishRecord(item: item, oldVersion: history.active, newVersion: target)
  }

  /// What rolling back a run came to.
  public struct RunRollback: Hashable, Sendable {
    /// The event, or nil where no item was still at a version of the run.
    public var event: Int64?
    /// The rows of the items that were put back.
    public var restored: [Int64]
    /// The rows of the items that have moved on since, and were left as they are.
    public var movedOn: [Int64]
    /// How many of the run's versions were withdrawn from review.
    public var withdrawn: Int
  }

  /// Puts back, in one event, what was active before a run, for every item still at a version of that run: by whatever
  /// event it became active, since a person may have accepted a draft later.
  public func rollBackRun(_ run: Int64, reason: String) throws -> RunRollback {
    let versions = Set(try connection.all("SELECT id FROM versions WHERE run = $1", run) { $0.integer(0) })
    let touched = try connection.all(
      """
      SELECT id, active_version FROM items WHERE id IN (
        SELECT r.item FROM versions v JOIN publish_records r ON r.item = v.item AND r.new_version = v.id
        WHERE v.run = $1)
      ORDER BY id
      """, run
    ) { (item: $0.integer(0), active: $0.optionalInteger(1)) }
    var rollback = RunRollback(event: nil, restored: [], movedOn: [], withdrawn: 0)
    var records: [PublishRecord] = []
    for (item, active) in touched {
      guard let active else { continue }
      guard versions.contains(active) else {
        rollback.movedOn.append(item)
        continue
      }
      let before = try publishHistory(ofItem: item).active(before: versions)
      records.append(PublishRecord(item: item, oldVersion: active, newVersion: before))
      rollback.restored.append(item)
    }
    rollback.event = try publish(.rollback, reason: reason, run: nil, records: records)
    try connection.run("UPDATE versions SET review = 'withdrawn' WHERE run = $1 AND review = 'waiting'", run)
    rollback.withdrawn = connection.changes
    return rollback
  }
}

extension StoreQueries {
  /// The short name of an item for messages: the end of its uuid.
  func name(ofItem item: Int64) throws -> String {
    let uuid = try connection.first("SELECT uuid FROM items WHERE id = $1", item) { $0.text(0) } ?? "\(item)"
    return String(uuid.suffix(8))
  }
}
