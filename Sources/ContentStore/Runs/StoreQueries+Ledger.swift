import ContentModel
import SQLiteKit
import World

/// A model that was called.
public struct CalledModel: Hashable, Sendable {
  public var provider: String
  public var model: String
  /// Whether lines of batch jobs were among its calls.
  public var hasBatches: Bool

  public init(provider: String, model: String, hasBatches: Bool) {
    self.provider = provider
    self.model = model
    self.hasBatches = hasBatches
  }
}

extension StoreQueries {
  /// Every call of the ledger in a currency, in the order in which they were reserved, one at a time. Linear in them.
  ///
  /// - Parameters:
  ///   - first: The first day, in UTC, or nil for the beginning.
  ///   - last: The last day, included, or nil.
  public func forEachCall(
    from first: Day?, to last: Day?, currency: String, _ body: (LedgerCall) throws -> Void
  ) throws {
    var call: LedgerCall?
    var row: Int64 = 0
    try connection.forEach(
      """
      SELECT a.id, r.uuid, a.sent_at, a.role, a.provider, a.model, a.state, a.reserved,
        \(LedgerColumns.cost), a.cost_single,
        coalesce(a.input_tokens, 0), coalesce(a.cached_input_tokens, 0), coalesce(a.cache_write_tokens, 0),
        coalesce(a.output_tokens, 0), d.id, d.kind, d.section, d.topic, d.sku, d.language, d.state, d.item, x.cost,
        CASE WHEN i.active_version IS NOT NULL THEN 1
          WHEN EXISTS (SELECT 1 FROM versions v WHERE v.item = d.item AND v.review = 'waiting') THEN 1 ELSE 0 END,
        \(LedgerColumns.isEstimated)
      FROM attempts a JOIN runs r ON r.id = a.run
      LEFT JOIN attempt_drafts x ON x.attempt = a.id LEFT JOIN drafts d ON d.id = x.draft
      LEFT JOIN items i ON i.id = d.item
      WHERE a.sent_at >= $1 AND a.sent_at < $2 AND r.currency = $3
      ORDER BY a.id, d.ordinal
      """, first?.start.milliseconds ?? 0, last?.next.start.milliseconds ?? .max, currency
    ) { found in
      if found.integer(0) != row {
        if let call { try body(call) }
        row = found.integer(0)
        call = try Self.ledgerCall(found)
      }
      if let draft = try Self.ledgerDraft(found) { call?.drafts.append(draft) }
    }
    if let call { try body(call) }
  }

  /// How many calls of the ledger are in another currency than this.
  public func callsInOtherCurrencies(than currency: String) throws -> Int {
    try connection.first(
      "SELECT count(*) FROM attempts a JOIN runs r ON r.id = a.run WHERE r.currency <> $1", currency
    ) { $0.int(0) } ?? 0
  }

  /// The models that were called since a moment, by name.
  public func calledModels(since moment: Timestamp) throws -> [CalledModel] {
    try connection.all(
      """
      SELECT provider, model, count(job) FROM attempts WHERE sent_at >= $1
      GROUP BY provider, model ORDER BY provider, model
      """, moment.milliseconds
    ) { CalledModel(provider: $0.text(0), model: $0.text(1), hasBatches: $0.int(2) > 0) }
  }

  private static func ledgerCall(_ row: borrowing Row) throws -> LedgerCall {
    LedgerCall(
      run: row.text(1), day: Day(of: Timestamp(milliseconds: row.integer(2))).description,
      role: try Stored.value(row, 3, "attempts.role"), model: row.text(4) + "/" + row.text(5),
      state: try Stored.value(row, 6, "attempts.state"), reserved: Money(billionths: row.integer(7)),
      cost: row.optionalInteger(8).map(Money.init(billionths:)),
      costSingle: row.optionalInteger(9).map(Money.init(billionths:)),
      usage: TokenUsage(
        input: row.int(10), cachedInput: row.int(11), cacheWrite: row.int(12), output: row.int(13)),
      isEstimated: row.bool(24), drafts: [])
  }

  private static func ledgerDraft(_ row: borrowing Row) throws -> LedgerCall.Draft? {
    guard let id = row.optionalInteger(14) else { return nil }
    let state: DraftState = try Stored.value(row, 20, "drafts.state")
    // A dropped draft that has an item was rescued.
    let outcome: LedgerCall.Draft.Outcome =
      switch state {
      case .completed: .accepted
      case .dropped: row.isNull(21) ? .dropped : .accepted
      default: .pending
      }
    return LedgerCall.Draft(
      id: id, kind: row.text(15),
      key: Key(
        section: row.text(16), topic: row.optionalText(17), sku: row.optionalText(18), language: row.text(19)),
      outcome: outcome, closesGap: outcome == .accepted && row.int(23) > 0,
      cost: Money(billionths: row.integer(22)))
  }
}
