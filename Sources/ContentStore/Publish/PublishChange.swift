import SQLiteKit

/// One item's part in an event, in the words of people: uuid and version numbers.
public struct PublishChange: Hashable, Sendable {
  public var uuid: String
  /// The number of the version that was active before, or nil.
  public var oldNumber: Int?
  /// The number of the version that is active after, or nil.
  public var newNumber: Int?
}

/// What activating, deactivating, accepting or rolling back came to.
public struct PublishOutcome: Hashable, Sendable {
  /// The event, or nil where nothing changed.
  public var event: Int64?
  /// What changed, in the order of items.
  public var changes: [PublishChange] = []
  /// The rows of the items that were named and left as they are.
  public var unchanged: [Int64] = []
  /// The uuids of items that somebody answers for now, and whose text does not fit the schema of their kind all the same:
  /// their critical findings stay open.
  public var unfit: [String] = []
  /// The reports of learners that were closed, by item.
  public var closedReports: [ClosedReports] = []

  public init() {}
}

/// Reports of learners about one item that a person has closed.
public struct ClosedReports: Hashable, Sendable {
  public var uuid: String
  public var count: Int
  /// Whether the item stayed as it was.
  public var isKept: Bool

  public init(uuid: String, count: Int, isKept: Bool) {
    self.uuid = uuid
    self.count = count
    self.isKept = isKept
  }
}

/// One event as one item saw it.
public struct ItemEvent: Hashable, Sendable {
  public var event: PublishEvent
  public var change: PublishChange
}

extension StoreQueries {
  /// What an event changed, in the order of items.
  public func changes(ofEvent event: Int64) throws -> [PublishChange] {
    try connection.all(
      """
      SELECT i.uuid, o.number, n.number FROM publish_records r JOIN items i ON i.id = r.item
      LEFT JOIN versions o ON o.id = r.old_version LEFT JOIN versions n ON n.id = r.new_version
      WHERE r.event = $1 ORDER BY r.item
      """, event
    ) { PublishChange(uuid: $0.text(0), oldNumber: $0.optionalInt(1), newNumber: $0.optionalInt(2)) }
  }

  /// The events that touched an item, oldest first.
  public func events(ofItem item: Int64) throws -> [ItemEvent] {
    let records = try connection.all(
      """
      SELECT r.event, i.uuid, o.number, n.number FROM publish_records r JOIN items i ON i.id = r.item
      LEFT JOIN versions o ON o.id = r.old_version LEFT JOIN versions n ON n.id = r.new_version
      WHERE r.item = $1 ORDER BY r.event
      """, item
    ) { row in
      (
        event: row.integer(0),
        change: PublishChange(uuid: row.text(1), oldNumber: row.optionalInt(2), newNumber: row.optionalInt(3))
      )
    }
    return try records.compactMap { record in
      try event(record.event).map { ItemEvent(event: $0, change: record.change) }
    }
  }
}
