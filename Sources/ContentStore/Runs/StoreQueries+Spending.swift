import ContentModel
import SQLiteKit
import World

extension StoreQueries {
  /// The budget that does not hold a further amount of a run at a moment: the run's own before those of periods, of these
  /// the one that is renewed last. Nil where all hold it.
  public func exceededBudget(
    by amount: Money, run: Int64, _ budgets: Budgets, at moment: Timestamp
  ) throws -> ExceededBudget? {
    let stored = try self.run(run)
    let held = stored.reserved + stored.spent
    if let budget = stored.budget, held + amount > budget {
      return ExceededBudget(holder: .run(budget), held: held, needed: amount)
    }
    return try exceededPeriod(by: amount, run: run, budgets, at: moment)
  }

  /// The same of periods only.
  func exceededPeriod(
    by amount: Money, run: Int64, _ budgets: Budgets, at moment: Timestamp
  ) throws -> ExceededBudget? {
    let owner = try connection.first(
      "SELECT a.name, r.currency FROM runs r JOIN actors a ON a.id = r.actor WHERE r.id = $1", run
    ) { (actor: $0.text(0), currency: $0.text(1)) }
    guard let owner else { throw RunLookupFailure.unknown("row \(run)") }
    return try exceededPeriod(by: amount, actor: owner.actor, currency: owner.currency, budgets, at: moment)
  }

  /// The period's budget that would not hold a further amount of an actor's runs at a moment; nil where all would.
  public func exceededPeriod(
    by amount: Money, actor: String, currency: String, _ budgets: Budgets, at moment: Timestamp
  ) throws -> ExceededBudget? {
    for budget in budgets.binding(actor: actor) {
      let held = try held(by: budget, currency: currency, at: moment)
      if held + amount > budget.limit {
        return ExceededBudget(
          holder: .period(budget), held: held, needed: amount, renewedAt: budget.period.end(after: moment))
      }
    }
    return nil
  }

  /// What calls of the period that holds a moment have reserved and spent. At most 31 rows an actor are read.
  public func held(by budget: PeriodBudget, currency: String, at moment: Timestamp) throws -> Money {
    let (reserved, spent) = try use(of: budget, currency: currency, at: moment)
    return reserved + spent
  }

  /// The same, each by itself.
  public func use(
    of budget: PeriodBudget, currency: String, at moment: Timestamp
  ) throws -> (reserved: Money, spent: Money) {
    let first = budget.period.firstDay(at: moment).number
    let last = Day(of: budget.period.end(after: moment)).number - 1
    let sums = try connection.first(
      """
      SELECT coalesce(sum(s.reserved), 0), coalesce(sum(s.spent), 0) FROM spending s JOIN actors a ON a.id = s.actor
      WHERE s.day BETWEEN $1 AND $2 AND s.currency = $3 AND (a.name = $4 OR $4 IS NULL)
      """, first, last, currency, budget.actor
    ) { (reserved: Money(billionths: $0.integer(0)), spent: Money(billionths: $0.integer(1))) }
    return sums ?? (.zero, .zero)
  }
}

extension BudgetPeriod {
  /// The first day of the period that holds a moment.
  func firstDay(at moment: Timestamp) -> Day {
    let day = Day(of: moment)
    return self == .day ? day : day.startOfMonth
  }

  /// The first moment after the period that holds a moment: when its budget is renewed.
  public func end(after moment: Timestamp) -> Timestamp {
    let day = Day(of: moment)
    return (self == .day ? day.next : day.startOfNextMonth).start
  }
}
