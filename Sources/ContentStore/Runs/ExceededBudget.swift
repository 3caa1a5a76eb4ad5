import ContentModel
import World

/// A budget that does not hold a call, and how it stands.
public struct ExceededBudget: Hashable, Sendable {
  /// Which budget.
  public enum Holder: Hashable, Sendable {
    /// The run's own, of this amount.
    case run(Money)
    case period(PeriodBudget)
  }

  public var holder: Holder
  /// Reserved and spent by now.
  public var held: Money
  /// What the call may cost at most.
  public var needed: Money
  /// When the next day or month begins, in UTC; nil for a run's budget, which is not renewed.
  public var renewedAt: Timestamp?

  public init(holder: Holder, held: Money, needed: Money, renewedAt: Timestamp? = nil) {
    self.holder = holder
    self.held = held
    self.needed = needed
    self.renewedAt = renewedAt
  }

  /// The whole budget.
  public var limit: Money {
    switch holder {
    case .run(let limit): limit
    case .period(let budget): budget.limit
    }
  }

  /// What can still be reserved; below zero where a person has settled a call at more than was reserved for it.
  public var left: Money { limit - held }
}
