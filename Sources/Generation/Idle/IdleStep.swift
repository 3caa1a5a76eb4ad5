import ContentModel
import World

/// What an idle fill works within.
public struct IdleBounds: Hashable, Sendable {
  /// Items of one of its runs, at most: small, so that each takes the worst gaps of its moment.
  public static let runSize = 20

  /// Items that runs may make within a day (UTC), whoever began them; nil for no such bound.
  public var dailyItems: Int?
  /// The most that it may spend in all.
  public var budget: Money?
  /// Items that it may make in all.
  public var limit: Int?
  /// When it is to end.
  public var until: Timestamp?
  public var currency: String

  public init(dailyItems: Int?, budget: Money?, limit: Int?, until: Timestamp?, currency: String) {
    self.dailyItems = dailyItems
    self.budget = budget
    self.limit = limit
    self.until = until
    self.currency = currency
  }

  /// The beginning of the day (UTC) of a moment.
  static func day(of moment: Timestamp) -> Timestamp {
    Timestamp(milliseconds: moment.milliseconds - moment.milliseconds % 86_400_000)
  }
}

/// What an idle fill sees before it does anything.
public struct IdleSight: Hashable, Sendable {
  public var now: Timestamp
  public var isStopped: Bool
  /// Another run of the store that a process works on.
  public var otherRun: String?
  /// Items that runs have made today.
  public var madeToday: Int
  /// What it has made and spent itself.
  public var accepted: Int
  public var cost: Money

  public init(
    now: Timestamp, isStopped: Bool, otherRun: String?, madeToday: Int, accepted: Int, cost: Money
  ) {
    self.now = now
    self.isStopped = isStopped
    self.otherRun = otherRun
    self.madeToday = madeToday
    self.accepted = accepted
    self.cost = cost
  }
}

/// What an idle fill does next. Pure.
///
/// The first line that holds decides:
///
/// | what is seen | step |
/// |---|---|
/// | somebody wishes it to rest | ends |
/// | its time is over | ends |
/// | its items are made, its budget is used up, the day's items are made | ends |
/// | another run is being worked on | waits |
/// | else | a run of at most 20 items, and no more than any bound leaves |
public enum IdleStep: Hashable, Sendable {
  case end(IdleEnd)
  case wait(for: String)
  case fill(items: Int)

  public static func next(_ sight: IdleSight, _ bounds: IdleBounds) -> IdleStep {
    if sight.isStopped { return .end(.interrupted) }
    if let until = bounds.until, sight.now >= until { return .end(.time) }
    if let limit = bounds.limit, sight.accepted >= limit { return .end(.limit(limit)) }
    if let budget = bounds.budget, sight.cost >= budget { return .end(.budget(budget, currency: bounds.currency)) }
    if let daily = bounds.dailyItems, sight.madeToday >= daily { return .end(.quota(daily)) }
    if let other = sight.otherRun { return .wait(for: other) }
    let left = [bounds.limit.map { $0 - sight.accepted }, bounds.dailyItems.map { $0 - sight.madeToday }]
    return .fill(items: left.compactMap { $0 }.min().map { min($0, IdleBounds.runSize) } ?? IdleBounds.runSize)
  }
}
