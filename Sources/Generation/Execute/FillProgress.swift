import ContentModel
import ContentStore

/// How far a run has come, for whoever watches it.
public struct FillProgress: Hashable, Sendable {
  /// Items wanted.
  public var wanted: Int
  public var accepted = 0
  public var inReview = 0
  public var dropped = 0
  public var drafted = 0
  /// Drafts that were sent back at least once.
  public var regenerated = 0
  /// Calls answered in this process.
  public var calls = 0
  public var trueBatches = 0
  public var fallbacks = 0
  public var halvings = 0
  /// Calls that have been begun, without those that are ready and wait for room: they wait for their turn or for another
  /// try, are with the provider, or are being read.
  public var callsInFlight = 0
  /// Those of them that are with the provider.
  public var callsSent = 0
  /// Batch jobs that the run waits for.
  public var openJobs: [JobFigures] = []
  /// What the answers of this process cost.
  public var cost = Money.zero
  /// Calls answered in this process whose model has no price: what they cost is not known.
  public var unpricedCalls = 0
  /// The gravest thing that was said last of a draft, or nil.
  public var lastFinding: String?

  /// The cost as far as it is known; nil where no call with a cost was made, but some without a price.
  public var knownCost: Money? { unpricedCalls > 0 && cost == .zero ? nil : cost }

  public init(wanted: Int) { self.wanted = wanted }
}

/// How a run came to rest.
public struct FillEnd: Sendable {
  public var status: RunStatus
  /// Why it is not finished; empty else.
  public var reason: String
  public var exitCode: ExitCode
  /// What mends it, where somebody has to do something; nil else.
  public var hint: String?

  public init(status: RunStatus, reason: String, exitCode: ExitCode, hint: String? = nil) {
    self.status = status
    self.reason = reason
    self.exitCode = exitCode
    self.hint = hint
  }
}
