import ContentModel

/// Something that happened in a run, for logs and notifications.
public enum FillEvent: Sendable {
  /// A process has taken the run up; `isResumed` where it was begun before.
  case began(run: String, wanted: Int, isResumed: Bool)
  /// A call is about to be sent. `call` is its uuid in the ledger.
  case sent(call: String, role: Role, drafts: Int)
  /// A call was answered and read. `cost` is nil where nobody knows it.
  case answered(call: String, role: Role, drafts: Int, seconds: Double, usage: TokenUsage?, cost: Money?)
  /// A call brought no completion.
  case failed(call: String, role: Role, drafts: Int, seconds: Double, error: any Failure)
  /// A call waits before its next try.
  case waiting(seconds: Double, because: any Failure)
  /// A provider has a batch job; `job` is its own name for it.
  case handedOver(job: String, lines: Int)
  /// A batch job has come back: so many lines with an answer, with a failure, and that were not in it.
  case cameBack(job: String, answered: Int, failed: Int, missing: Int)
  /// A draft became a version; `review` where it waits for a person.
  case accepted(draft: Int, section: String, review: Bool)
  /// A draft was sent back for another text.
  case sentBack(draft: Int, section: String, finding: Finding?)
  /// A draft was dropped.
  case dropped(draft: Int, section: String, reason: String)
  /// What was spent has reached a share of a budget, 80 or 100 percent, or the budget holds no further call: 100. `period` is the
  /// budget of a day or a month, of all runs or of one actor's; nil where it is the run's own.
  case budgetReached(percent: Int, spent: Money, budget: Money, period: PeriodBudget? = nil)
  /// The process has let go of the run.
  case ended(FillEnd)
}

/// The shares of a budget that are worth a word, in percent.
enum BudgetMarks {
  static let percents = [80, 100]

  /// Those that spending reaches on its way from one amount to another.
  static func reached(from before: Money, to after: Money, of budget: Money) -> [Int] {
    percents.filter { percent in
      let mark = budget.billionths / 100 * Int64(percent)
      return before.billionths < mark && after.billionths >= mark
    }
  }
}
