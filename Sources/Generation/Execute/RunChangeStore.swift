import ContentModel
import ContentStore
import Formats
import Prompts
import World

/// Stores what a call changed: costs, drafts, new versions and the publish event, all in one transaction.
struct RunChangeStore: Sendable {
  var run: StoredRun
  var context: FillContext
  var configuration: FillConfiguration

  /// Puts a change in line for the store.
  ///
  /// - Parameters:
  ///   - uuids: Those of the items that accepted drafts become, by ordinal.
  ///   - isUrgent: Whether it asks for a commit of its own, where no other comes soon.
  /// - Returns: The write; its value is what is to be told once it is durable.
  func submit(
    _ change: RunChange, settlement: AttemptSettlement?, digests: [Int: [UInt8]], uuids: [Int: ItemUUID],
    isUrgent: Bool
  ) -> StoreWrite<[FillEvent]> {
    context.store.submit(isUrgent: isUrgent) { transaction in
      try write(change, settlement: settlement, digests: digests, uuids: uuids, in: transaction)
    }
  }

  /// Writes a change, inside a transaction of the caller.
  ///
  /// - Returns: What is to be told once the transaction is committed: it may be made again, or fail.
  @discardableResult
  func write(
    _ change: RunChange, settlement: AttemptSettlement?, digests: [Int: [UInt8]] = [:], uuids: [Int: ItemUUID] = [:],
    in transaction: StoreTransaction
  ) throws -> [FillEvent] {
    var marks: [FillEvent] = []
    if let settlement, let moment = try transaction.settle(settlement), let cost = settlement.cost {
      marks = try self.marks(reachedBy: cost, at: moment, in: transaction)
    }
    let review = Dictionary(change.accepted.map { ($0.ordinal, $0.review) }) { first, _ in first }
    var records: [PublishRecord] = []
    for var draft in change.drafts {
      if let waits = review[draft.ordinal] {
        let (item, version) = try accept(
          draft, review: waits, digest: digests[draft.ordinal], uuid: uuids[draft.ordinal], in: transaction)
        draft.item = item
        if !waits { records.append(PublishRecord(item: item, oldVersion: nil, newVersion: version)) }
      }
      try transaction.update(draft)
    }
    for replacement in change.replacements { try transaction.insert(replacement) }
    try transaction.countGroups(ofRun: run.id, fallbacks: change.fallbacks, halvings: change.halvings)
    let sections = Set(change.drafts.map(\.key.section)).sorted().joined(separator: ", ")
    try transaction.publish(.fill, reason: "fill of \(sections)", run: run.id, records: records)
    return marks
  }

  /// The shares of the budgets of a day or a month that a call's cost has reached. Found within the transaction, whose sums no
  /// other process changes: of all that share a budget, one tells of each mark.
  private func marks(
    reachedBy cost: Money, at moment: Timestamp, in transaction: StoreTransaction
  ) throws -> [FillEvent] {
    try context.budgets.binding(actor: run.actor).flatMap { budget in
      let spent = try transaction.use(of: budget, currency: run.currency, at: moment).spent
      return BudgetMarks.reached(from: spent - cost, to: spent, of: budget.limit).map { percent in
        FillEvent.budgetReached(percent: percent, spent: spent, budget: budget.limit, period: budget)
      }
    }
  }

  private func accept(
    _ draft: StoredDraft, review: Bool, digest: [UInt8]?, uuid: ItemUUID?, in transaction: StoreTransaction
  ) throws -> (item: Int64, version: Int64) {
    guard let body = draft.body, let kind = context.kinds[draft.kind] else {
      throw DraftWithoutPlace(place: "kind \(draft.kind)")
    }
    let row = try transaction.draftID(draft.ordinal, ofRun: run.id)
    var version = NewVersion(
      body: body.text, digest: digest ?? SHA256.digest(of: body.canonicalBytes()), origin: .run,
      schemaVersion: kind.schemaVersion)
    version.run = run.id
    version.draft = row
    version.promptHash = kind.hash
    version.model = configuration.model
    version.cost = try row.map { try transaction.cost(ofDraft: $0) } ?? .zero
    version.sourceVersion = try source(of: draft, kind, in: transaction)
    version.findings = draft.findings
    if review { version.review = .waiting }
    let item = try transaction.makeItem(uuid: uuid, kind: draft.kind, key: draft.key)
    return (item, try transaction.addVersion(version, toItem: item))
  }

  /// The master's version that a translation goes with: the one that was active when the run was planned. What has become
  /// active since makes it stale from the beginning, so that nothing passes for newer than it is.
  private func source(of draft: StoredDraft, _ kind: Kind, in transaction: StoreTransaction) throws -> Int64? {
    guard let master = kind.traits.masterLanguage, master != draft.key.language else { return nil }
    var key = draft.key
    key.language = master
    return try transaction.onlyVersion(activeAfter: run.catalogueEvent, kind: draft.kind, key: key)
  }
}
