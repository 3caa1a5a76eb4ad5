import ContentModel
import ContentStore

/// A run that rests because its budget holds no further call.
public enum BudgetPause {
  private static let beginning = "the budget of "

  /// What the run is paused with: `the budget of 0.01 EUR does not hold another call: 0.0043 is left, the next may cost
  /// 0.0057`.
  ///
  /// - Parameter needed: The worst case of the call that did not fit.
  static func reason(_ run: StoredRun, needed: Money) -> String {
    let budget = run.budget ?? .zero
    let left = budget - run.spent - run.reserved
    return "\(beginning)\(budget) \(run.currency) does not hold another call: \(left.rounded(decimals: 4)) is left, "
      + "the next may cost \(roundedUp(needed))"
  }

  /// Whether a larger budget is what a run waits for.
  public static func holds(_ run: StoredRun) -> Bool { run.status == .paused && run.reason.hasPrefix(beginning) }

  /// Four decimals, and no less than the amount.
  private static func roundedUp(_ amount: Money) -> String {
    Money(billionths: (amount.billionths + 99_999) / 100_000 * 100_000).rounded(decimals: 4)
  }
}
