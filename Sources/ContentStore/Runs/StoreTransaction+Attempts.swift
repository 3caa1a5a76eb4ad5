import ContentModel
import SQLiteKit
import World

extension StoreTransaction {
  /// Reserves a call's worst case and enters the call in the ledger, in one step: reserved plus spent never exceeds the
  /// budget, that of the run and those of the day and the month.
  ///
  /// - Returns: The attempt's row, or nil where a budget does not hold it now.
  public func reserve(_ attempt: NewAttempt, within budgets: Budgets = Budgets()) throws -> Int64? {
    try reserveOrTell(attempt, within: budgets).attempt
  }

  /// Reserves a call as `reserve` does.
  ///
  /// - Returns: The attempt's row, or the budget that does not hold it now.
  public func reserveOrTell(
    _ attempt: NewAttempt, within budgets: Budgets
  ) throws -> (attempt: Int64?, exceeded: ExceededBudget?) {
    let now = world.now()
    func exceeded() throws -> ExceededBudget? {
      try exceededBudget(by: attempt.worstCase, run: attempt.run, budgets, at: now)
    }
    if !budgets.isEmpty, let exceeded = try exceeded() { return (nil, exceeded) }
    try connection.run(
      """
      UPDATE runs SET reserved = reserved + $1
      WHERE id = $2 AND (budget IS NULL OR reserved + spent + $1 <= budget)
      """, attempt.worstCase.billionths, attempt.run)
    if connection.changes == 0 { return (nil, try exceeded()) }
    try connection.run(
      """
      INSERT INTO attempts (uuid, run, role, state, provider, model, prompt_hash, drafts, reserved, input_tokens_single,
        sent_at, job)
      VALUES ($1, $2, $3, 'reserved', $4, $5, $6, $7, $8, $9, $10, $11)
      """, attempt.uuid, attempt.run, attempt.role.rawValue, attempt.provider, attempt.model, attempt.promptHash,
      attempt.slots.count, attempt.worstCase.billionths, attempt.inputTokensSingle, now.milliseconds,
      attempt.job)
    let id = connection.lastInsertedRowID
    try connection.run(
      """
      INSERT INTO spending (day, actor, currency, reserved, spent)
      SELECT $1, actor, currency, $2, 0 FROM runs WHERE id = $3
      ON CONFLICT (day, actor, currency) DO UPDATE SET reserved = spending.reserved + excluded.reserved
      """, Day(of: now).number, attempt.worstCase.billionths, attempt.run)
    for (ordinal, slot) in attempt.slots {
      try connection.run(
        "INSERT INTO attempt_drafts (attempt, draft, slot) SELECT $1, id, $2 FROM drafts WHERE run = $3 AND ordinal = $4",
        id, slot, attempt.run, ordinal)
    }
    if let request = attempt.request {
      try connection.run(
        "INSERT INTO requests (attempt, body, encoding) VALUES ($1, $2, $3)", id, request.stored,
        request.encoding.rawValue)
    }
    return (id, nil)
  }

  /// Takes back the reservation of a call that was not sent: it is no call, and the ledger forgets it.
  public func withdraw(attempt: Int64, run: Int64) throws {
    let reserved = "SELECT 1 FROM attempts WHERE id = $1 AND state = 'reserved'"
    guard try connection.first(reserved, attempt, make: { $0.int(0) }) != nil else { return }
    try free(attempt, run: run, spending: .zero)
    try connection.run("DELETE FROM attempt_drafts WHERE attempt = $1", attempt)
    try connection.run("DELETE FROM requests WHERE attempt = $1", attempt)
    try connection.run("DELETE FROM attempts WHERE id = $1", attempt)
  }

  /// Stores a raw answer, before anything is read in it. It may come late, when the call is already unknown: it has been
  /// paid for, and is read. After a call has failed or is settled, its reservation is gone: the answer is kept, no more.
  ///
  /// - Parameter took: The time since the call was sent, by a clock that never goes back; nil where nobody measured it.
  public func storeAnswer(
    ofAttempt attempt: Int64, status: Int, headers: String, body: StoredBytes, took: Duration? = nil
  ) throws {
    try connection.run(
      "INSERT INTO answers (attempt, status, headers, body, encoding) VALUES ($1, $2, $3, $4, $5)", attempt, status,
      headers, body.stored, body.encoding.rawValue)
    if let took {
      // Its end by the clock would be a day late where the clock was set by a day meanwhile, and each plan with it.
      let milliseconds = took.components.seconds * 1000 + took.components.attoseconds / 1_000_000_000_000_000
      try connection.run(
        "UPDATE attempts SET state = 'answered', ended_at = sent_at + $1 WHERE id = $2 AND state IN ('reserved', 'unknown')",
        milliseconds, attempt)
    } else {
      try connection.run(
        "UPDATE attempts SET state = 'answered', ended_at = $1 WHERE id = $2 AND state IN ('reserved', 'unknown')",
        world.now().milliseconds, attempt)
    }
  }

  /// Books what a call cost and frees its reservation. Booking a call twice changes nothing. A cost that nobody knows, for
  /// want of a price, stays unknown, and adds nothing to what is spent.
  ///
  /// - Returns: When the call was reserved, which says to which day its cost belongs; nil where nothing was booked.
  @discardableResult
  public func settle(_ settlement: AttemptSettlement) throws -> Timestamp? {
    let reservedAt = try connection.first(
      """
      UPDATE attempts SET state = 'settled', cost = $1, input_tokens = $2, cached_input_tokens = $3,
        cache_write_tokens = $4, output_tokens = $5, finish_reason = $6,
        input_tokens_single = coalesce($7, input_tokens_single), cost_single = $8
      WHERE id = $9 AND state = 'answered' RETURNING sent_at
      """, settlement.cost?.billionths, settlement.usage.input,
      settlement.isEstimated ? nil : settlement.usage.cachedInput,
      settlement.isEstimated ? nil : settlement.usage.cacheWrite, settlement.usage.output, settlement.finishReason,
      settlement.inputTokensSingle, settlement.costSingle?.billionths, settlement.attempt
    ) { Timestamp(milliseconds: $0.integer(0)) }
    guard let reservedAt else { return nil }
    try free(settlement.attempt, run: settlement.run, spending: settlement.cost ?? .zero)
    for (ordinal, cost) in settlement.shares {
      try connection.run(
        """
        UPDATE attempt_drafts SET cost = $1
        WHERE attempt = $2 AND draft = (SELECT id FROM drafts WHERE run = $3 AND ordinal = $4)
        """, cost.billionths, settlement.attempt, settlement.run, ordinal)
    }
    return reservedAt
  }

  /// Marks a call that the provider did not take, and frees its reservation: nothing was paid.
  public func fail(attempt: Int64, run: Int64, error: String) throws {
    try connection.run(
      """
      UPDATE attempts SET state = 'failed', cost = 0, error = $1, ended_at = $2
      WHERE id = $3 AND state IN ('reserved', 'answered')
      """, error, world.now().milliseconds, attempt)
    if connection.changes == 0 { return }
    try free(attempt, run: run, spending: .zero)
  }

  /// Marks a call whose outcome nobody knows. Its reservation stays.
  public func markUnknown(attempt: Int64, error: String) throws {
    try connection.run(
      "UPDATE attempts SET state = 'unknown', error = $1, ended_at = $2 WHERE id = $3 AND state IN ('reserved', 'answered')",
      error, world.now().milliseconds, attempt)
  }

  /// Marks the calls that were in flight when a run's last holder died, those of batch jobs excepted, which go on without
  /// it. Their reservations stay.
  ///
  /// - Returns: How many there were.
  public func markInFlightUnknown(ofRun run: Int64) throws -> Int {
    try connection.run(
      """
      UPDATE attempts SET state = 'unknown', error = 'the process died while the call was in flight', ended_at = $1
      WHERE run = $2 AND state = 'reserved' AND job IS NULL
      """, world.now().milliseconds, run)
    return connection.changes
  }

  /// Takes back the calls that a run's last holder had reserved and not sent when it died; those of batch jobs excepted.
  ///
  /// - Parameter sent: The attempts that it had sent; nil where nobody knows: then any may have been.
  public func withdrawUnsent(ofRun run: Int64, sent: Set<Int64>?) throws {
    guard let sent else { return }
    let reserved = try connection.all(
      "SELECT id FROM attempts WHERE run = $1 AND state = 'reserved' AND job IS NULL ORDER BY id", run
    ) { $0.integer(0) }
    for attempt in reserved where !sent.contains(attempt) { try withdraw(attempt: attempt, run: run) }
  }

  /// The ordinals of the drafts whose calls of one role were in flight when the run's last holder died.
  public func ordinalsInFlight(ofRun run: Int64) throws -> [(ordinal: Int, role: Role)] {
    try connection.all(
      """
      SELECT DISTINCT d.ordinal, a.role FROM attempts a JOIN attempt_drafts x ON x.attempt = a.id
      JOIN drafts d ON d.id = x.draft WHERE a.run = $1 AND a.state = 'reserved' AND a.job IS NULL
      ORDER BY d.ordinal
      """, run
    ) { (ordinal: $0.int(0), role: try Stored.value($0, 1, "attempts.role")) }
  }

  /// Settles a call of unknown outcome: what a person says it cost, zero where it was never paid.
  ///
  /// - Returns: Whether the run has such a call.
  public func settleUnknown(attempt: Int64, run: Int64, cost: Money) throws -> Bool {
    try connection.run(
      """
      UPDATE attempts SET state = 'settled', cost = $1, finish_reason = 'settled by hand'
      WHERE id = $2 AND run = $3 AND state = 'unknown'
      """, cost.billionths, attempt, run)
    if connection.changes == 0 { return false }
    try free(attempt, run: run, spending: cost)
    return true
  }

  private func free(_ attempt: Int64, run: Int64, spending cost: Money) throws {
    try connection.run(
      """
      UPDATE runs SET reserved = reserved - (SELECT reserved FROM attempts WHERE id = $1), spent = spent + $2
      WHERE id = $3
      """, attempt, cost.billionths, run)
    try connection.run(
      """
      UPDATE spending SET reserved = reserved - (SELECT reserved FROM attempts WHERE id = $1), spent = spent + $2
      WHERE day = (SELECT sent_at / 86400000 FROM attempts WHERE id = $3)
        AND (actor, currency) = (SELECT actor, currency FROM runs WHERE id = $4)
      """, attempt, cost.billionths, attempt, run)
  }
}

extension StoreQueries {
  /// The output tokens per item that 95 of 100 calls stayed under, from the newest 200 generation calls of a kind and
  /// model; nil where fewer than 20 are known.
  public func outputTokensPerItem(kind: String, model: String) throws -> Int? {
    let tokens = try connection.all(
      """
      SELECT output_tokens / drafts FROM attempts a
      WHERE a.role = 'generation' AND a.state = 'settled' AND a.model = $1 AND a.finish_reason <> 'length'
        AND a.output_tokens IS NOT NULL AND a.drafts > 0
        AND EXISTS (SELECT 1 FROM attempt_drafts x JOIN drafts d ON d.id = x.draft
                    WHERE x.attempt = a.id AND d.kind = $2)
      ORDER BY a.id DESC LIMIT 200
      """, model, kind
    ) { $0.int(0) }.sorted()
    return tokens.count < 20 ? nil : tokens[(tokens.count - 1) * 95 / 100]
  }

  /// The mean time between sending a call and storing its answer, over the newest 200 that had one; nil where fewer than
  /// 5 are known. What was settled by hand had none: it ended when somebody looked. Lines of batch jobs wait for hours: they say
  /// nothing of a call.
  public func secondsPerCall(provider: String, model: String) throws -> Double? {
    let times = try connection.all(
      """
      SELECT ended_at - sent_at FROM attempts
      WHERE provider = $1 AND model = $2 AND state = 'settled' AND output_tokens IS NOT NULL AND job IS NULL
      ORDER BY id DESC LIMIT 200
      """, provider, model
    ) { $0.int(0) }
    return times.count < 5 ? nil : Double(times.reduce(0, +)) / Double(times.count) / 1000
  }

  /// The digests of all versions of a kind, section and language that are active or wait for a person.
  public func digests(kind: String, section: String, language: String) throws -> Set<[UInt8]> {
    Set(
      try connection.all(
        """
        SELECT v.digest FROM items i JOIN versions v ON v.item = i.id
        WHERE i.kind = $1 AND i.section = $2 AND i.language = $3
          AND (v.id = i.active_version OR v.review = 'waiting')
        """, kind, section, language
      ) { $0.bytes(0) })
  }

  /// The calls of a run, in the order in which they were sent.
  public func attempts(ofRun run: Int64) throws -> [StoredAttempt] {
    try connection.all(Self.attemptColumns + " WHERE a.run = $1 ORDER BY a.id", run, make: Self.attempt)
  }

  /// Answers of a run that are stored but not yet read, oldest first; without those of batch jobs, which are many.
  public func unreadAnswers(ofRun run: Int64) throws -> [UnreadAnswer] {
    let attempts = try connection.all(
      Self.attemptColumns + " WHERE a.run = $1 AND a.state = 'answered' AND a.job IS NULL ORDER BY a.id", run,
      make: Self.attempt)
    return try attempts.compactMap(unread)
  }

  /// The answer of an attempt, or nil where it has none.
  func unread(_ attempt: StoredAttempt) throws -> UnreadAnswer? {
    let slots = try slots(ofAttempt: attempt.id)
    return try connection.first("SELECT status, body, encoding FROM answers WHERE attempt = $1", attempt.id) {
      UnreadAnswer(
        attempt: attempt, slots: slots, status: $0.int(0), body: try StoredBytes.open($0, 1, "answers.body"))
    }
  }

  static var attemptColumns: String {
    """
    SELECT a.id, a.uuid, a.role, a.state, a.provider, a.model, a.drafts, a.reserved, \(LedgerColumns.cost),
      a.input_tokens, a.cached_input_tokens, a.output_tokens, a.error, a.sent_at, a.ended_at, a.finish_reason, a.job,
      a.cache_write_tokens, \(LedgerColumns.isEstimated) FROM attempts a
    """
  }

  static func attempt(_ row: borrowing Row) throws -> StoredAttempt {
    StoredAttempt(
      id: row.integer(0), uuid: row.text(1), role: try Stored.value(row, 2, "attempts.role"),
      state: try Stored.value(row, 3, "attempts.state"), provider: row.text(4), model: row.text(5), drafts: row.int(6),
      reserved: Money(billionths: row.integer(7)), cost: row.optionalInteger(8).map(Money.init(billionths:)),
      usage: row.isNull(9)
        ? nil
        : TokenUsage(
          input: row.int(9), cachedInput: row.int(10), cacheWrite: row.optionalInt(17) ?? 0, output: row.int(11)),
      isEstimated: row.bool(18), error: row.optionalText(12), sentAt: Timestamp(milliseconds: row.integer(13)),
      endedAt: row.optionalInteger(14).map(Timestamp.init(milliseconds:)), finishReason: row.optionalText(15),
      job: row.optionalInteger(16))
  }
}
