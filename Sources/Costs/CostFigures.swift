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
  public var usage = TokenUsage()
  /// What the settled calls cost.
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

  /// The cost by accepted item, cut to a billionth; nil where there is none.
  public var costPerItem: Money? { Self.each(cost, acceptedItems) }
  /// The cost by gap that is closed.
  public var costPerGap: Money? { Self.each(cost, closedGaps) }
  /// What an accepted item would have cost one item a call.
  public var costPerItemSingle: Money? { Self.each(costSingle, acceptedItems) }

  private static func each(_ money: Money, _ count: Int) -> Money? {
    count == 0 ? nil : Money(billionths: money.billionths / Int64(count))
  }
}
