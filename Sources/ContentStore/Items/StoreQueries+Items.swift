import ContentModel
import SQLiteKit
import World

extension StoreQueries {
  /// Items in the order in which they were made, after a row; short pages keep readers out of the writers' way.
  public func items(after id: Int64 = 0, limit: Int) throws -> [StoredItem] {
    try connection.all(Self.itemColumns + " WHERE i.id > $1 ORDER BY i.id LIMIT $2", id, limit, make: Self.item)
  }

  /// One item by its row.
  public func item(_ id: Int64) throws -> StoredItem {
    guard let item = try connection.first(Self.itemColumns + " WHERE i.id = $1", id, make: Self.item) else {
      throw ItemLookupFailure.unknown("row \(id)")
    }
    return item
  }

  /// The row of the item with a uuid, or nil.
  public func itemID(uuid: String) throws -> Int64? {
    try connection.first("SELECT id FROM items WHERE uuid = $1", uuid) { $0.integer(0) }
  }

  /// The versions of an item, oldest first, with their findings.
  public func versions(ofItem item: Int64) throws -> [StoredVersion] {
    try connection.all(Self.versionColumns + " WHERE v.item = $1 ORDER BY v.number", item, make: Self.version)
      .map(withFindings)
  }

  /// One version by its row, with its findings.
  public func version(_ id: Int64) throws -> StoredVersion? {
    try connection.first(Self.versionColumns + " WHERE v.id = $1", id, make: Self.version).map(withFindings)
  }

  /// One version of an item by its number, with its findings.
  public func version(_ number: Int, ofItem item: Int64) throws -> StoredVersion {
    let row = try connection.first(
      Self.versionColumns + " WHERE v.item = $1 AND v.number = $2", item, number, make: Self.version)
    guard let row else {
      let stored = try self.item(item)
      throw PublishConflict.noSuchVersion(
        item: String(stored.uuid.suffix(8)), number: number, highest: stored.latestNumber)
    }
    return try withFindings(row)
  }

  /// The findings of a version that nobody has waived, in order.
  public func findings(ofVersion version: Int64) throws -> [Finding] {
    try connection.all(
      """
      SELECT rule, rule_version, severity, penalty, message, fix FROM findings
      WHERE version = $1 AND waived_by IS NULL ORDER BY ordinal
      """, version, make: Self.finding)
  }

  /// The findings of a version that a person has waived, with that person's name.
  public func waivedFindings(ofVersion version: Int64) throws -> [WaivedFinding] {
    try connection.all(
      """
      SELECT f.rule, f.rule_version, f.severity, f.penalty, f.message, f.fix, a.name
      FROM findings f JOIN actors a ON a.id = f.waived_by WHERE f.version = $1 ORDER BY f.ordinal
      """, version
    ) { WaivedFinding(finding: try Self.finding($0), by: $0.text(6)) }
  }

  /// A finding in six columns: rule, its version, severity, penalty, message, fix.
  static func finding(_ row: borrowing Row) throws -> Finding {
    Finding(
      rule: row.text(0), ruleVersion: row.int(1), severity: try Stored.value(row, 2, "findings.severity"),
      penalty: row.int(3), message: row.text(4), fix: row.text(5))
  }

  private func withFindings(_ version: StoredVersion) throws -> StoredVersion {
    var version = version
    version.findings = try findings(ofVersion: version.id)
    return version
  }

  private static var itemColumns: String {
    """
    SELECT i.id, i.uuid, i.kind, i.section, i.topic, i.sku, i.language, i.active_version, v.number, l.number,
      coalesce(v.origin, l.origin), i.created_at
    FROM items i
    JOIN versions l ON l.item = i.id AND l.number = (SELECT max(number) FROM versions WHERE item = i.id)
    LEFT JOIN versions v ON v.id = i.active_version
    """
  }

  private static func item(_ row: borrowing Row) throws -> StoredItem {
    StoredItem(
      id: row.integer(0), uuid: row.text(1), kind: row.text(2), key: key(row, from: 3),
      activeVersion: row.optionalInteger(7), activeNumber: row.optionalInt(8), latestNumber: row.int(9),
      origin: try Stored.value(row, 10, "versions.origin"), createdAt: Timestamp(milliseconds: row.integer(11)))
  }

  /// The key in four columns: section, topic, SKU, language.
  static func key(_ row: borrowing Row, from column: Int) -> Key {
    Key(
      section: row.text(column), topic: row.optionalText(column + 1), sku: row.optionalText(column + 2),
      language: row.text(column + 3))
  }

  private static var versionColumns: String {
    """
    SELECT v.id, v.item, v.number, v.body, v.origin, a.name, p.name, u.uuid, v.schema_version, v.prompt_hash, v.model,
      CASE WHEN EXISTS (SELECT 1 FROM attempt_drafts x JOIN attempts a ON a.id = x.attempt
        WHERE x.draft = v.draft AND \(LedgerColumns.isUnpriced)) THEN NULL ELSE v.cost END,
      v.review, v.review_reason, v.score, v.checked_at, v.created_at, v.source_version
    FROM versions v JOIN actors a ON a.id = v.actor LEFT JOIN actors p ON p.id = v.approved_by
    LEFT JOIN runs u ON u.id = v.run
    """
  }

  private static func version(_ row: borrowing Row) throws -> StoredVersion {
    StoredVersion(
      id: row.integer(0), item: row.integer(1), number: row.int(2), body: row.optionalText(3),
      origin: try Stored.value(row, 4, "versions.origin"), actor: row.text(5), approvedBy: row.optionalText(6),
      runUUID: row.optionalText(7), schemaVersion: row.int(8), promptHash: row.optionalText(9),
      model: row.optionalText(10), cost: row.optionalInteger(11).map(Money.init(billionths:)),
      review: row.isNull(12) ? nil : try Stored.value(row, 12, "versions.review"), reviewReason: row.optionalText(13),
      score: row.optionalInt(14), checkedAt: row.optionalInteger(15).map(Timestamp.init(milliseconds:)),
      createdAt: Timestamp(milliseconds: row.integer(16)), sourceVersion: row.optionalInteger(17), findings: [])
  }
}
