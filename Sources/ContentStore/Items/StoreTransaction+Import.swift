import ContentModel
import SQLiteKit

/// A new item with its first version, as an import brings it.
public struct NewItem: Sendable {
  /// Nil makes one.
  public var uuid: ItemUUID?
  public var kind: String
  public var key: Key
  /// Compact JSON.
  public var body: String
  /// SHA-256 of the canonical body.
  public var digest: [UInt8]
  public var schemaVersion: Int

  public init(
    uuid: ItemUUID?, kind: String, key: Key, body: String, digest: [UInt8], schemaVersion: Int
  ) {
    self.uuid = uuid
    self.kind = kind
    self.key = key
    self.body = body
    self.digest = digest
    self.schemaVersion = schemaVersion
  }
}

/// Adds new items one after another, in one transaction of the caller: the short way for imports of very many.
///
/// The same rows come out as of `makeItem`, `addVersion` and `append`, in half the statements: of an item that is new
/// there is nothing to look up.
public struct ItemAppender {
  private let transaction: StoreTransaction
  private let actor: Int64

  public init(_ transaction: StoreTransaction) throws {
    self.transaction = transaction
    actor = try transaction.actorID()
  }

  /// Adds an item and its first version.
  ///
  /// - Parameters:
  ///   - hold: Whether it waits in review instead of becoming active.
  ///   - event: The event under which it becomes active; asked for only where the item is new and not held.
  /// - Returns: Whether it was added: not where an item has its uuid already, and then nothing is changed.
  public func add(_ new: NewItem, hold: Bool, event: () throws -> Int64) throws -> Bool {
    let connection = transaction.connection
    let now = transaction.world.now().milliseconds
    let uuid = new.uuid ?? .version7(milliseconds: now, randomBits: transaction.world.randomBits)
    // With its standing from the start, so that the index by key is written once.
    try connection.run(
      """
      INSERT INTO items (uuid, kind, section, topic, sku, language, standing, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (uuid) DO NOTHING
      """, uuid.description, new.kind, new.key.section, new.key.topic, new.key.sku, new.key.language,
      hold ? nil : "imported", now)
    if connection.changes == 0 { return false }
    let item = connection.lastInsertedRowID
    try connection.run(
      """
      INSERT INTO versions (item, number, body, digest, origin, actor, schema_version, review, created_at)
      VALUES ($1, 1, $2, $3, 'import', $4, $5, $6, $7)
      """, item, new.body, new.digest, actor, new.schemaVersion,
      hold ? ReviewState.waiting.rawValue : nil, now)
    if hold { return true }
    let version = connection.lastInsertedRowID
    let event = try event()
    try connection.run(
      "UPDATE items SET active_version = $1, active_since = $2 WHERE id = $3", version, event, item)
    try connection.run(
      "INSERT INTO publish_records (event, item, old_version, new_version) VALUES ($1, $2, NULL, $3)", event, item,
      version)
    return true
  }
}
