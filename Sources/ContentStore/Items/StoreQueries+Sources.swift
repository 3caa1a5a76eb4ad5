import ContentModel
import SQLiteKit

extension StoreQueries {
  /// The text that a version translates, with its language; nil where it translates none, or that text was purged.
  public func sourceText(ofVersion version: Int64) throws -> (body: String, language: String)? {
    try connection.first(
      """
      SELECT s.body, m.language FROM versions v JOIN versions s ON s.id = v.source_version JOIN items m ON m.id = s.item
      WHERE v.id = $1 AND s.body IS NOT NULL
      """, version
    ) { (body: $0.text(0), language: $0.text(1)) }
  }

  /// The active text of the one item of a kind and key; nil where none is active, or several are: nobody could say which
  /// one is meant.
  public func onlyActiveText(kind: String, key: Key) throws -> String? {
    let texts = try connection.all(
      """
      SELECT v.body FROM items i JOIN versions v ON v.id = i.active_version
      WHERE i.kind = $1 AND i.section = $2 AND i.language = $3 AND i.topic IS NOT DISTINCT FROM $4
        AND i.sku IS NOT DISTINCT FROM $5 LIMIT 2
      """, kind, key.section, key.language, key.topic, key.sku
    ) { $0.optionalText(0) }
    return texts.count == 1 ? texts[0] : nil
  }

  /// The version of the one item of a kind and key that was active after an event; nil where none was, or several were:
  /// nobody could say which one is meant.
  public func onlyVersion(activeAfter event: Int64, kind: String, key: Key) throws -> Int64? {
    let versions = try connection.all(
      """
      SELECT version FROM (
        SELECT i.id AS item, CASE
          WHEN i.active_since <= $1 THEN i.active_version
          ELSE (SELECT r.old_version FROM publish_records r
                WHERE r.item = i.id AND r.event > $1 ORDER BY r.event LIMIT 1) END AS version
        FROM items i
        WHERE i.kind = $2 AND i.section = $3 AND i.language = $4 AND i.topic IS NOT DISTINCT FROM $5
          AND i.sku IS NOT DISTINCT FROM $6) held
      WHERE version IS NOT NULL LIMIT 2
      """, event, kind, key.section, key.language, key.topic, key.sku
    ) { $0.integer(0) }
    return versions.count == 1 ? versions[0] : nil
  }
}
