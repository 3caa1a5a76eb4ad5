import ContentModel
import SQLiteKit

extension StoreTransaction {
  /// A new item without versions. Its uuid is made here unless one is given.
  public func makeItem(uuid: ItemUUID? = nil, kind: String, key: Key) throws -> Int64 {
    let now = world.now().milliseconds
    let uuid = uuid ?? .version7(milliseconds: now, randomBits: world.randomBits)
    try connection.run(
      """
      INSERT INTO items (uuid, kind, section, topic, sku, language, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
      """, uuid.description, kind, key.section, key.topic, key.sku, key.language, now)
    return connection.lastInsertedRowID
  }

  /// Adds the next version of an item, with its findings where it has been checked.
  ///
  /// - Returns: Its row.
  public func addVersion(_ new: NewVersion, toItem item: Int64) throws -> Int64 {
    let now = world.now().milliseconds
    let number =
      try connection.first("SELECT max(number) FROM versions WHERE item = $1", item) { $0.int(0) + 1 } ?? 1
    let actor = try actorID()
    try connection.run(
      """
      INSERT INTO versions (item, number, body, digest, origin, actor, approved_by, run, draft, schema_version,
        prompt_hash, model, source_version, cost, review, score, checked_at, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
      """, item, number, new.body, new.digest, new.origin.rawValue, actor, new.origin == .person ? actor : nil, new.run,
      new.draft, new.schemaVersion, new.promptHash, new.model, new.sourceVersion, new.cost.billionths,
      new.review?.rawValue,
      new.findings?.score, new.findings == nil ? nil : now, now)
    let version = connection.lastInsertedRowID
    if let findings = new.findings { try insert(findings, ofVersion: version) }
    return version
  }

  /// The digest of the version an import is compared with: the active one, else the newest.
  public func currentDigest(ofItem item: Int64) throws -> [UInt8]? {
    try connection.first(
      """
      SELECT v.digest FROM items i JOIN versions v
        ON v.id = coalesce(i.active_version, (SELECT max(id) FROM versions WHERE item = i.id))
      WHERE i.id = $1
      """, item
    ) { $0.bytes(0) }
  }

  /// Whether an item's version with this digest waits in review.
  public func isWaiting(digest: [UInt8], ofItem item: Int64) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM versions WHERE item = $1 AND review = 'waiting' AND digest = $2", item, digest
    ) { $0.bool(0) } ?? false
  }

  /// The row of the newest item; 0 where there is none.
  public func lastItem() throws -> Int64 { try connection.first("SELECT max(id) FROM items") { $0.integer(0) } ?? 0 }

  /// The digests of the bodies that items of one kind and key have now, and of those that wait in review, with the rows
  /// of their items, oldest first.
  public func bodyDigests(kind: String, key: Key) throws -> [(digest: [UInt8], item: Int64)] {
    try connection.all(
      """
      SELECT v.digest, i.id FROM items i JOIN versions v ON v.item = i.id
      WHERE i.kind = $1 AND i.section = $2 AND i.language = $3 AND i.topic IS NOT DISTINCT FROM $4
        AND i.sku IS NOT DISTINCT FROM $5
        AND (v.review = 'waiting'
          OR v.id = coalesce(i.active_version, (SELECT max(id) FROM versions WHERE item = i.id)))
      ORDER BY i.id
      """, kind, key.section, key.language, key.topic, key.sku
    ) { (digest: $0.bytes(0), item: $0.integer(1)) }
  }

  /// The rows of the items of one kind and key.
  public func items(kind: String, key: Key) throws -> [Int64] {
    try connection.all(
      """
      SELECT id FROM items WHERE kind = $1 AND section = $2 AND language = $3 AND topic IS NOT DISTINCT FROM $4
        AND sku IS NOT DISTINCT FROM $5 ORDER BY id
      """, kind, key.section, key.language, key.topic, key.sku
    ) { $0.integer(0) }
  }

  /// Files the items of a former section identifier under the present one; their history comes along.
  ///
  /// - Returns: How many items were moved.
  public func renameSection(from former: String, to section: String) throws -> Int {
    try connection.run("UPDATE items SET section = $1 WHERE section = $2", section, former)
    let moved = connection.changes
    try connection.run("UPDATE drafts SET section = $1 WHERE section = $2", section, former)
    try connection.run("UPDATE similarity_blocks SET section = $1 WHERE section = $2", section, former)
    return moved
  }
}
