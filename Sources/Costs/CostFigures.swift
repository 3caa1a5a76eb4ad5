import ContentModel

/// What a part of the ledger comes to.
///
/// `cost` is the sum of `accepted`, `pending`, `lost` and `overhead`. What is in flight or unknown is in none of them: it
/// stays what it is until it is settled.
public struct CostFigures: Hashable, Sendable {
  /// Calls that did not fail; one that was made for drafts of several groups counts in that of its first.
  public var calls = 0
  /// Calls that failed and cost nothing.
  public var failedCalls = 0
  /// Calls without an outcome yet, and what is reserved for them.
  public var openCalls = 0
  public var openReserved = Money.zero
  /// Calls whose outcome nobody knows, and what stays reserved for them.
  public var unknownCalls = 0
  public var unknownReserved = Money.zero
  /// Settled calls whose model had no price: what they cost is not known, and in none of the sums.
  public var unpricedCalls = 0
  /// Settled calls whose tokens, and so their cost, are an estimate: their answers do not say what was used.
  public var estimatedCalls = 0
  /// Whether a settled call with a price, and whether one without, has a part in this. A call that was made for drafts of
  /// several groups is counted in one of them, and counts for all.
  public var hasPriced = false
  public var hasUnpriced = false
  public var usage = TokenUsage()
  /// What the settled calls cost whose model had a price.
  public var cost = Money.zero
  /// Of the cost: the parts of drafts that were accepted,
  public var accepted = Money.zero
  /// of drafts that have not ended,
  public var pending = Money.zero
  /// of drafts that were dropped,
  public var lost = Money.zero
  /// and what no draft can be blamed for.
  public var overhead = Money.zero
  /// What the settled calls would have cost one item a call, live; one for which that is not known counts with its cost.
  public var costSingle = Money.zero
  /// Drafts of the settled calls that were accepted, each once.
  public var acceptedItems = 0
  /// Those of them whose item is active or waits for a person by now.
  public var closedGaps = 0
  public var droppedDrafts = 0
  /// What persons would take for the accepted items whose kind has a price, and how many these are.
  public var personCost = Money.zero
  public var personItems = 0

  public init() {}

  /// Whether anything is known of the cost: false where calls were settled and none of them had a price. Then none of the
  /// sums says anything.
  public var isCostKnown: Bool { hasPriced || !hasUnpriced }

  /// A sum of these figures as far as it is known; nil where nothing is.
  public func known(_ sum: Money) -> Money? { isCostKnown ? sum : nil }

  /// The cost by accepted item, cut to a billionth; nil where there is none, or where a call had no price: what is known
  /// would be too little.
  public var costPerItem: Money? { each(cost, acceptedItems) }
  /// The cost by gap that is closed, likewise.
  public var costPerGap: Money? { each(cost, closedGaps) }
  /// What an accepted item would have cost one item a call, likewise.
  public var costPerItemSingle: Money? { each(costSingle, acceptedItems) }

  private func each(_ money: Money, _ count: Int) -> Money? {
    count == 0 || hasUnpriced ? nil : Money(billionths: money.billionths / Int64(count))
  }
}
