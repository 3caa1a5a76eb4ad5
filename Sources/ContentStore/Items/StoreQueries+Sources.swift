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
}
