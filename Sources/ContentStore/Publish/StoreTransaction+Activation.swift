import ContentModel
import SQLiteKit

extension StoreTransaction {
  /// Makes one version of each item the active one, all in one event.
  ///
  /// A version that waits in review, or was rejected or withdrawn, counts as accepted by the one who acts.
  ///
  /// - Parameters:
  ///   - items: Rows.
  ///   - number: The version; nil takes each item's newest that was neither rejected nor withdrawn.
  public func activate(
    items: [Int64], number: Int? = nil, reason: String, approval: Approval = { _ in true }
  ) throws -> PublishOutcome {
    var unchanged: [Int64] = []
    let records = try items.compactMap { item -> PublishRecord? in
      let active = try activeVersion(ofItem: item)
      guard let version = try number.map({ try version($0, ofItem: item).id }) ?? newestVersion(ofItem: item),
        version != active
      else {
        unchanged.append(item)
        return nil
      }
      try approveIfReviewed(version, approval)
      return PublishRecord(item: item, oldVersion: active, newVersion: version)
    }
    return try outcome(.activate, reason: reason, records: records, unchanged: unchanged)
  }

  /// Takes items out of what is active, all in one event.
  public func deactivate(items: [Int64], reason: String) throws -> PublishOutcome {
    var unchanged: [Int64] = []
    let records = try items.compactMap { item -> PublishRecord? in
      if let active = try activeVersion(ofItem: item) {
        return PublishRecord(item: item, oldVersion: active, newVersion: nil)
      }
      unchanged.append(item)
      return nil
    }
    return try outcome(.deactivate, reason: reason, records: records, unchanged: unchanged)
  }

  /// Returns each item to the version active before, all in one event.
  ///
  /// - Parameter skipping: Whether items without an earlier version are left as they are; otherwise they are an error.
  public func rollBack(items: [Int64], skipping: Bool, reason: String) throws -> PublishOutcome {
    var unchanged: [Int64] = []
    let records = try items.compactMap { item -> PublishRecord? in
      do {
        return try rollbackRecord(ofItem: item)
      } catch PublishConflict.nothingBefore where skipping {
        unchanged.append(item)
        return nil
      }
    }
    return try outcome(.rollback, reason: reason, records: records, unchanged: unchanged)
  }

  /// Publishes records and says what they changed.
  func outcome(
    _ action: PublishAction, reason: String, records: [PublishRecord], unchanged: [Int64]
  ) throws -> PublishOutcome {
    var outcome = PublishOutcome()
    outcome.event = try publish(action, reason: reason, records: records)
    outcome.changes = try outcome.event.map(changes(ofEvent:)) ?? []
    outcome.unchanged = unchanged
    return outcome
  }

  func activeVersion(ofItem item: Int64) throws -> Int64? {
    try connection.first("SELECT active_version FROM items WHERE id = $1", item) { $0.optionalInteger(0) } ?? nil
  }

  private func newestVersion(ofItem item: Int64) throws -> Int64? {
    try connection.first(
      """
      SELECT id FROM versions WHERE item = $1 AND coalesce(review, '') NOT IN ('rejected', 'withdrawn')
      ORDER BY number DESC LIMIT 1
      """, item
    ) { $0.integer(0) }
  }

  private func approveIfReviewed(_ version: Int64, _ approval: Approval) throws {
    let review = try connection.first("SELECT review FROM versions WHERE id = $1", version) { $0.optionalText(0) }
    if let review = review ?? nil, review != ReviewState.accepted.rawValue { try approve(version, approval) }
  }
}
