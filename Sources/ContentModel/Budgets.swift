/// What all runs together may spend in a day and in a month.
public struct Budgets: Hashable, Sendable {
  /// The two limits; nil for none.
  public struct Limits: Hashable, Sendable {
    public var day: Money?
    public var month: Money?

    public init(day: Money? = nil, month: Money? = nil) {
      self.day = day
      self.month = month
    }
  }

  /// Of all runs.
  public var all: Limits
  /// Of the runs of one actor, by its name, within those of all.
  public var actors: [String: Limits]

  public init(all: Limits = Limits(), actors: [String: Limits] = [:]) {
    self.all = all
    self.actors = actors
  }

  /// Whether there is none.
  public var isEmpty: Bool { self == Budgets() }

  /// The budgets that a run of an actor must keep: those that are renewed last come first.
  public func binding(actor: String) -> [PeriodBudget] {
    let own = actors[actor] ?? Limits()
    return [
      (BudgetPeriod.month, nil, all.month), (.month, actor, own.month), (.day, nil, all.day), (.day, actor, own.day),
    ].compactMap { period, actor, limit in
      limit.map { PeriodBudget(period: period, actor: actor, limit: $0) }
    }
  }
}

/// For how long a budget is given. Days and months are those of UTC.
public enum BudgetPeriod: String, Hashable, Sendable, CaseIterable { case day, month }

/// The most that may be spent in one period.
public struct PeriodBudget: Hashable, Sendable {
  public var period: BudgetPeriod
  /// Whose runs it holds for; nil for all.
  public var actor: String?
  public var limit: Money

  public init(period: BudgetPeriod, actor: String? = nil, limit: Money) {
    self.period = period
    self.actor = actor
    self.limit = limit
  }

  /// For messages: `the day's budget of 5.00 EUR`, `the month's budget of 20.00 EUR for anna`.
  public func words(currency: String) -> String {
    "the \(period.rawValue)'s budget of \(limit) \(currency)" + (actor.map { " for \($0)" } ?? "")
  }

  /// The setting that it comes from: `budgets.day`, `budgets.actors.anna.month`.
  public var setting: String { "budgets." + (actor.map { "actors.\($0)." } ?? "") + period.rawValue }
}
