/// A provider call as reports of costs need it: what it came to, and for which drafts it was made.
public struct LedgerCall: Hashable, Sendable {
  /// A draft that a call was made for.
  public struct Draft: Hashable, Sendable {
    /// What became of a draft by now.
    public enum Outcome: Hashable, Sendable, CaseIterable {
      /// Neither accepted nor dropped yet.
      case pending
      /// It became a version, at once or because a person rescued it.
      case accepted
      case dropped
    }

    /// The row: the same draft is one item, in however many calls.
    public var id: Int64
    public var kind: String
    public var key: Key
    public var outcome: Outcome
    /// Whether its item is active or waits for a person.
    public var closesGap: Bool
    /// Its part of the call's cost.
    public var cost: Money

    public init(id: Int64, kind: String, key: Key, outcome: Outcome, closesGap: Bool, cost: Money) {
      self.id = id
      self.kind = kind
      self.key = key
      self.outcome = outcome
      self.closesGap = closesGap
      self.cost = cost
    }
  }

  /// The run's uuid.
  public var run: String
  /// The day, in UTC, on which it was reserved: `2026-11-20`.
  public var day: String
  public var role: Role
  /// `openai/gpt-4.1-mini`.
  public var model: String
  public var state: AttemptState
  public var reserved: Money
  /// What it cost; nil while that is not known. A settled call without one had no price.
  public var cost: Money?
  /// What its drafts would have cost one a call, live; nil where nobody knows.
  public var costSingle: Money?
  public var usage: TokenUsage
  /// Whether the tokens, and so the cost, are an estimate: the answer did not say what was used.
  public var isEstimated: Bool
  /// In their order.
  public var drafts: [Draft]

  public init(
    run: String, day: String, role: Role, model: String, state: AttemptState, reserved: Money, cost: Money?,
    costSingle: Money? = nil, usage: TokenUsage = TokenUsage(), isEstimated: Bool = false, drafts: [Draft]
  ) {
    self.run = run
    self.day = day
    self.role = role
    self.model = model
    self.state = state
    self.reserved = reserved
    self.cost = cost
    self.costSingle = costSingle
    self.usage = usage
    self.isEstimated = isEstimated
    self.drafts = drafts
  }
}
