import ContentModel
import ContentStore
import World

/// A day's or a month's budget that what a plan is likely to cost does not fit into.
public struct BudgetOutlook: Hashable, Sendable {
  /// What the plan is likely to cost.
  public var cost: Money
  public var exceeded: ExceededBudget
  public var currency: String

  /// `about 6.0000 EUR is more than what is left of the day's budget of 5.00 EUR, 1.2000: the fill would pause; it is renewed
  /// at 2026-11-27 00:00 UTC`.
  public var text: String {
    guard case .period(let budget) = exceeded.holder else { return "" }
    return
      "about \(cost.rounded(decimals: 4)) \(currency) is more than what is left of \(budget.words(currency: currency)), "
      + "\(exceeded.left.rounded(decimals: 4)): the fill would pause"
      + (exceeded.renewedAt.map { "; it is renewed at \($0.shortDescription) UTC" } ?? "")
  }
}

extension FillContext {
  /// The first budget of a period that a plan's cost does not fit into now, of those that bind the one who acts; nil where it
  /// fits into all.
  public func outlook(of cost: Money) throws -> BudgetOutlook? {
    if budgets.isEmpty { return nil }
    let exceeded = try store.read { [self] in
      try $0.exceededPeriod(
        by: cost, actor: store.actor, currency: prices.currency, budgets, at: world.now())
    }
    return exceeded.map { BudgetOutlook(cost: cost, exceeded: $0, currency: prices.currency) }
  }
}
