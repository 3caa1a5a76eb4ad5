import ContentModel
import ContentStore

/// A run that rests because a budget holds no further call.
public enum BudgetPause {
  private static let ofRun = "the budget of "
  private static let ofPeriods = BudgetPeriod.allCases.map { "the \($0.rawValue)'s budget of " }

  /// What the run is paused with: `the budget of 0.01 EUR does not hold another call: 0.0043 is left, the next may cost
  /// 0.0057`; a budget of a day or a month also says when it is renewed.
  static func reason(_ exceeded: ExceededBudget, currency: String) -> String {
    let budget =
      switch exceeded.holder {
      case .run(let limit): "\(ofRun)\(limit) \(currency)"
      case .period(let budget): budget.words(currency: currency)
      }
    return "\(budget) does not hold another call: \(exceeded.left.rounded(decimals: 4)) is left, "
      + "the next may cost \(roundedUp(exceeded.needed))"
      + (exceeded.renewedAt.map { "; it is renewed at \($0.shortDescription) UTC" } ?? "")
  }

  /// What mends a pause of a day's or a month's budget; nil for a run's own, which the command to go on with it asks for.
  static func hint(_ exceeded: ExceededBudget, run: StoredRun) -> String? {
    guard case .period(let budget) = exceeded.holder else { return nil }
    let resume = "`libtool runs resume \(run.uuid.suffix(8))`"
    let raise = "raise \(budget.setting) in library/libtool.yaml"
    return exceeded.needed > budget.limit
      ? "the call is dearer than the whole budget: \(raise), then \(resume) goes on"
      : "\(resume) goes on after that; to go on now, \(raise)"
  }

  /// Whether a run rests because of a budget.
  public static func holds(_ run: StoredRun) -> Bool {
    run.status == .paused && ([ofRun] + ofPeriods).contains { run.reason.hasPrefix($0) }
  }

  /// Whether a run rests because of the budget of a day or a month, which is renewed by itself.
  static func holdsPeriod(_ run: StoredRun) -> Bool {
    run.status == .paused && ofPeriods.contains { run.reason.hasPrefix($0) }
  }

  /// Whether a larger budget of its own is what a run waits for.
  public static func asksForMore(_ run: StoredRun) -> Bool { run.status == .paused && run.reason.hasPrefix(ofRun) }

  /// Four decimals, and no less than the amount.
  private static func roundedUp(_ amount: Money) -> String {
    Money(billionths: (amount.billionths + 99_999) / 100_000 * 100_000).rounded(decimals: 4)
  }
}
