import ContentModel
import ContentStore

/// An item that was rejected.
public struct RejectedItem: Hashable, Sendable {
  public var uuid: String
  /// The number of the version.
  public var number: Int
  /// Whether it was active, and is not any more.
  public var isDeactivated: Bool
  /// How many reports of learners were closed.
  public var reports: Int
}

/// What rejecting came to.
public struct Rejection: Hashable, Sendable {
  public var items: [RejectedItem] = []
  /// The event that took active items out, or nil.
  public var event: Int64?
}

extension Library {
  /// Rejects what waits of some items, all of them or none.
  ///
  /// Where an item is active and waits only because of reports, it is taken out of what is active. Where it waits with a
  /// newer version, that one is rejected, and the reports stay open.
  ///
  /// - Parameters:
  ///   - names: Items by any unique beginning or end of their uuid.
  ///   - reason: Is told to the next generation of the section.
  /// - Throws: `ReviewConflict` where nothing of one of them waits, with the name of who was faster.
  public func reject(_ names: [String], in store: Store, reason: String) async throws -> Rejection {
    try await store.write { transaction in
      var rejection = Rejection()
      var records: [PublishRecord] = []
      var seen: Set<Int64> = []
      for name in names {
        let item = try transaction.itemID(named: name)
        guard seen.insert(item).inserted else { continue }
        let uuid = try transaction.item(item).uuid
        if try transaction.waitingVersions(ofItem: item).isEmpty,
          try !transaction.reportedVersions(ofItem: item).isEmpty
        {
          let rejected = try transaction.rejectReported(item: item, reason: reason)
          records.append(rejected.record)
          rejection.items.append(
            RejectedItem(uuid: uuid, number: rejected.number, isDeactivated: true, reports: rejected.reports))
        } else {
          let number = try transaction.reject(item: item, reason: reason)
          rejection.items.append(RejectedItem(uuid: uuid, number: number, isDeactivated: false, reports: 0))
        }
      }
      rejection.event = try transaction.publish(.deactivate, reason: reason, records: records)
      return rejection
    }
  }
}
