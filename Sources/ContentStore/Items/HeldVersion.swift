import ContentModel
import SQLiteKit

/// A version that the library holds for use, with what is needed to judge it.
public struct HeldVersion: Hashable, Sendable {
  /// Which versions are held for use.
  public enum Standing: String, Hashable, Sendable, CaseIterable {
    /// The active version of an item.
    case active
    /// Waits for a person in review; of one item several may.
    case waiting
  }

  /// The rows of the version and of its item, for use inside the program only.
  public var version: Int64
  /// See ``version``.
  public var item: Int64
  /// The name of the item.
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
  /// Its place in the order of ``StoreQueries/versions(_:after:limit:onlyUnchecked:)``.
  public var place: Int64
}

extension StoreQueries {
  /// Versions of one standing that have a body, after a place: active ones in the order of items, waiting ones in that of
  /// versions.
  ///
  /// - Parameter onlyUnchecked: Whether to leave out those that the rules have judged.
  public func versions(
    _ standing: HeldVersion.Standing, after place: Int64, limit: Int, onlyUnchecked: Bool
  ) throws -> [HeldVersion] {
    let order = standing == .active ? "v.item" : "v.id"
    return try connection.all(
      """
      SELECT i.id, v.id, i.uuid, i.kind, i.section, i.topic, i.sku, i.language, v.number, v.body,
        v.prompt_hash, v.model, v.checked_at IS NOT NULL, \(order)
      FROM \(Self.source(of: standing))
      WHERE \(onlyUnchecked ? "v.checked_at IS NULL AND" : "") \(order) > $1 AND v.body IS NOT NULL
      ORDER BY \(order) LIMIT $2
      """, place, limit
    ) { row in
      HeldVersion(
        version: row.integer(1), item: row.integer(0), uuid: row.text(2), kind: row.text(3),
        key: Self.key(row, from: 4), number: row.int(8), body: row.text(9), promptHash: row.optionalText(10),
        model: row.optionalText(11), isChecked: row.bool(12), place: row.integer(13))
    }
  }

  /// How many versions of one standing each key of a kind has.
  ///
  /// - Parameter onlyUnchecked: Whether to leave out those that the rules have judged.
  public func versionCounts(
    _ standing: HeldVersion.Standing, onlyUnchecked: Bool
  ) throws -> [(kind: String, key: Key, count: Int)] {
    // Of all active ones the index of keys tells; a body is gone where a person has purged it.
    let from =
      standing == .active && !onlyUnchecked
      ? "items i WHERE i.standing IS NOT NULL"
      : """
      \(Self.source(of: standing))
      WHERE \(onlyUnchecked ? "v.checked_at IS NULL AND" : "") v.body IS NOT NULL
      """
    return try connection.all(
      """
      SELECT i.kind, i.section, i.topic, i.sku, i.language, count(*) FROM \(from)
      GROUP BY i.kind, i.section, i.language, i.topic, i.sku
      """
    ) { (kind: $0.text(0), key: Self.key($0, from: 1), count: $0.int(5)) }
  }

  private static func source(of standing: HeldVersion.Standing) -> String {
    switch standing {
    case .active: "versions v JOIN items i ON i.id = v.item AND i.active_version = v.id"
    // Chosen apart from their order, for which SQLite would rather read all versions than sort those that wait.
    case .waiting:
      """
      (SELECT * FROM versions WHERE id IN (SELECT id FROM versions WHERE review = 'waiting')) v
        JOIN items i ON i.id = v.item
      """
    }
  }
}
