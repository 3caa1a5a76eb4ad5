import ContentModel
import SQLiteKit

/// The figures of a run, all counted from the ledger and the drafts: the same whether it is running, resumed or over.
public struct RunFigures: Hashable, Sendable {
  public var drafted = 0
  public var accepted = 0
  /// Accepted with their first text. A draft that an answer left out, or whose call was refused, has none yet.
  public var acceptedFirst = 0
  public var dropped = 0
  /// Dropped drafts by reason.
  public var dropReasons: [String: Int] = [:]
  public var inReview = 0
  public var states: [DraftState: Int] = [:]
  /// Calls in flight, answered or unknown; failed ones cost nothing and are counted apart.
  public var calls = 0
  public var failedCalls = 0
  public var unknownCalls = 0
  /// Calls that are reserved and have no outcome, lines of batch jobs left out: on their way while somebody works on the run,
  /// else cut short with it.
  public var openCalls = 0
  /// Calls for two and more drafts.
  public var trueBatches = 0
  /// Dropped drafts that have a text, and so can be made an item by a person.
  public var rescuable = 0
  /// Batch jobs that were handed over to the provider.
  public var batchJobs: Int { jobs.count { $0.job.job != nil } }
  /// All batch jobs, in the order in which they were begun.
  public var jobs: [JobFigures] = []
  public var usage = TokenUsage()
  /// The input tokens that the same drafts would have taken one a call; of calls whose own tokens are known only.
  public var inputTokensSingle = 0
  /// What the settled calls cost whose model had a price.
  public var cost = Money.zero
  /// What the same drafts would have cost one a call; a call for which that is not known counts with its own cost.
  public var costSingle = Money.zero
  /// Settled calls whose model had a price.
  public var pricedCalls = 0
  /// Settled calls whose model had none: what they cost is not known.
  public var unpricedCalls = 0
  /// Settled calls whose tokens are an estimate.
  public var estimatedCalls = 0
  public var callsByRole: [Role: Int] = [:]

  public init() {}

  /// The cost as far as it is known; nil where calls were settled and none of them had a price.
  public var knownCost: Money? { unpricedCalls > 0 && pricedCalls == 0 ? nil : cost }
  /// The cost one item a call, likewise.
  public var knownCostSingle: Money? { unpricedCalls > 0 && pricedCalls == 0 ? nil : costSingle }
  /// The cost by accepted item, cut to a billionth; nil where there is none, or where a call had no price: what is known
  /// would be too little.
  public var costPerItem: Money? { perItem(cost) }
  /// What an accepted item would have cost one item a call, likewise.
  public var costPerItemSingle: Money? { perItem(costSingle) }

  private func perItem(_ cost: Money) -> Money? {
    accepted == 0 || unpricedCalls > 0 ? nil : Money(billionths: cost.billionths / Int64(accepted))
  }
}

extension StoreQueries {
  /// Counts a run's figures. Linear in its drafts and calls.
  public func figures(ofRun run: Int64) throws -> RunFigures {
    var figures = RunFigures()
    for state in DraftState.allCases { figures.states[state] = 0 }
    try connection.forEach(
      """
      SELECT d.state, d.drop_reason, count(*), count(*) FILTER (
        WHERE d.state = 'completed' AND NOT EXISTS (
          SELECT 1 FROM attempt_drafts l JOIN attempts a ON a.id = l.attempt
          WHERE l.draft = d.id AND a.role = 'regeneration')),
        count(*) FILTER (WHERE d.state = 'dropped' AND d.item IS NULL AND d.body IS NOT NULL)
      FROM drafts d WHERE d.run = $1 GROUP BY d.state, d.drop_reason
      """, run
    ) { row in
      let state: DraftState = try Stored.value(row, 0, "drafts.state")
      figures.states[state, default: 0] += row.int(2)
      figures.drafted += row.int(2)
      switch state {
      case .completed:
        figures.accepted += row.int(2)
        figures.acceptedFirst += row.int(3)
      case .dropped:
        figures.dropped += row.int(2)
        figures.rescuable += row.int(4)
        figures.dropReasons[row.text(1), default: 0] += row.int(2)
      default: break
      }
    }
    // From the run's versions: looking for the versions of each draft would be quadratic.
    figures.inReview =
      try connection.first(
        """
        SELECT count(DISTINCT v.draft) FROM versions v JOIN drafts d ON d.id = v.draft
        WHERE v.run = $1 AND v.review = 'waiting' AND d.state = 'completed'
        """, run
      ) { $0.int(0) } ?? 0
    try connection.forEach(
      """
      SELECT role, state, count(*), count(*) FILTER (WHERE drafts > 1), sum(coalesce(input_tokens, 0)),
        sum(coalesce(cached_input_tokens, 0)), sum(coalesce(output_tokens, 0)),
        sum(CASE WHEN input_tokens IS NULL THEN 0 ELSE input_tokens_single END), sum(coalesce(cost, 0)),
        sum(coalesce(cost_single, cost, 0)), sum(coalesce(cache_write_tokens, 0)),
        count(*) FILTER (WHERE \(LedgerColumns.isUnpriced)), count(*) FILTER (WHERE \(LedgerColumns.isEstimated)),
        count(*) FILTER (WHERE state = 'reserved' AND job IS NULL)
      FROM attempts a WHERE run = $1 GROUP BY role, state
      """, run
    ) { row in
      let role: Role = try Stored.value(row, 0, "attempts.role")
      let state: AttemptState = try Stored.value(row, 1, "attempts.state")
      if state == .failed {
        figures.failedCalls += row.int(2)
        return
      }
      figures.calls += row.int(2)
      figures.callsByRole[role, default: 0] += row.int(2)
      if state == .unknown { figures.unknownCalls += row.int(2) }
      figures.trueBatches += row.int(3)
      figures.usage += TokenUsage(
        input: row.int(4), cachedInput: row.int(5), cacheWrite: row.int(10), output: row.int(6))
      figures.inputTokensSingle += row.int(7)
      figures.cost += Money(billionths: row.integer(8))
      figures.costSingle += Money(billionths: row.integer(9))
      figures.unpricedCalls += row.int(11)
      if state == .settled { figures.pricedCalls += row.int(2) - row.int(11) }
      figures.estimatedCalls += row.int(12)
      figures.openCalls += row.int(13)
    }
    figures.jobs = try jobFigures(ofRun: run)
    return figures
  }

  /// How often each rule has spoken up about the texts of a run, those that were sent back included, and how many failed
  /// their assessment; information is left out. Reads every text of the run.
  public func findings(ofRun run: Int64) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    try connection.forEach("SELECT turns FROM drafts WHERE run = $1", run) { row in
      for turn in try DraftCoding.turns(try DraftCoding.parse(row.text(0), column: "drafts.turns")) {
        for finding in turn.findings where finding.severity != .info { counts[finding.rule, default: 0] += 1 }
        if turn.critique != nil { counts["assessment", default: 0] += 1 }
      }
    }
    return counts
  }
}
