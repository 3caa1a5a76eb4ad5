import World

/// What an event of the publish log did.
public enum PublishAction: String, Hashable, Sendable, CaseIterable {
  case catalogue, `import`, fill, activate, deactivate, rollback, undo, accept
}

/// One event of the publish log.
public struct PublishEvent: Hashable, Sendable {
  /// 1, 2, 3, …: the revision of the library.
  public var id: Int64
  public var at: Timestamp
  /// Who did it.
  public var actor: String
  public var action: PublishAction
  /// Why, in the actor's or the program's words.
  public var reason: String
  /// The run it belongs to, or nil.
  public var runUUID: String?
  /// The event it takes back, or nil.
  public var undoes: Int64?
  /// How many items it touched.
  public var items: Int
}

/// One item's part in an event.
public struct PublishRecord: Hashable, Sendable {
  /// The item's row.
  public var item: Int64
  /// The row of the version that was active before, or nil.
  public var oldVersion: Int64?
  /// The row of the version that is active after, or nil.
  public var newVersion: Int64?

  public init(item: Int64, oldVersion: Int64?, newVersion: Int64?) {
    self.item = item
    self.oldVersion = oldVersion
    self.newVersion = newVersion
  }
}
