import ContentModel
import SQLiteKit

extension StoreQueries {
  /// What the library holds, counted by kind and key.
  ///
  /// Drafts of living runs are in flight, all of them, and those of runs that wait for batch jobs; of runs that are paused,
  /// or whose process died, only those that have been paid for, by a text or by an answer that is not read yet, or that a
  /// batch job may still bring: the others would hold a gap that nobody closes.
  ///
  /// Linear in the number of items: one pass over a covering index.
  ///
  /// - Parameter except: A run whose drafts are left out.
  public func inventory(livingRuns: Set<Int64>, except: Int64? = nil) throws -> Inventory {
    var inventory = Inventory()
    try connection.forEach(
      """
      SELECT kind, section, topic, sku, language, count(*), count(*) FILTER (WHERE standing = 'machine'),
        count(*) FILTER (WHERE standing = 'approved')
      FROM items WHERE standing IS NOT NULL GROUP BY kind, section, language, topic, sku
      """
    ) { row in
      inventory.counts[place(row)] = InventoryCounts(active: row.int(5), machine: row.int(6), approved: row.int(7))
    }
    try connection.forEach(
      """
      SELECT i.kind, i.section, i.topic, i.sku, i.language, count(*)
      FROM (SELECT DISTINCT item FROM versions WHERE review = 'waiting') w JOIN items i ON i.id = w.item
      WHERE i.active_version IS NULL GROUP BY i.kind, i.section, i.language, i.topic, i.sku
      """
    ) { row in inventory.counts[place(row), default: .init()].inReview += row.int(5) }
    // CROSS JOIN keeps SQLite to this order: translations are few beside the items that it would begin with.
    try connection.forEach(
      """
      SELECT i.kind, i.section, i.topic, i.sku, i.language, count(*)
      FROM versions v CROSS JOIN items i CROSS JOIN versions s CROSS JOIN items m
      WHERE v.source_version IS NOT NULL AND i.id = v.item AND i.active_version = v.id
        AND s.id = v.source_version AND m.id = s.item AND m.active_version IS DISTINCT FROM v.source_version
      GROUP BY i.kind, i.section, i.language, i.topic, i.sku
      """
    ) { row in inventory.counts[place(row), default: .init()].stale += row.int(5) }
    try connection.forEach(
      """
      SELECT d.kind, d.section, d.topic, d.sku, d.language, d.run,
        CASE WHEN r.status = 'waiting' OR d.body IS NOT NULL OR EXISTS (
          SELECT 1 FROM attempt_drafts x JOIN attempts a ON a.id = x.attempt
          WHERE x.draft = d.id AND (a.state = 'answered' OR a.state = 'reserved' AND a.job IS NOT NULL))
        THEN 1 ELSE 0 END
      FROM drafts d JOIN runs r ON r.id = d.run
      WHERE d.state <> 'completed' AND d.state <> 'dropped' AND r.status NOT IN ('finished', 'cancelled')
      """
    ) { row in
      let run = row.integer(5)
      guard run != except, livingRuns.contains(run) || row.bool(6) else { return }
      inventory.counts[place(row), default: .init()].inFlight += 1
    }
    return inventory
  }

  private func place(_ row: borrowing Row) -> Inventory.Place {
    Inventory.Place(kind: row.text(0), key: Self.key(row, from: 1))
  }
}
