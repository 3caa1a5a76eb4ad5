import ContentModel
import World

/// One provider call in the ledger.
public struct StoredAttempt: Hashable, Sendable {
  /// The row, for use inside the program only.
  public var id: Int64
  public var uuid: String
  public var role: Role
  public var state: AttemptState
  public var provider: String
  public var model: String
  /// How many drafts it asked for: two or more make a true batch.
  public var drafts: Int
  public var reserved: Money
  /// What it cost; nil while that is not known, and for good where its model had no price when it was settled.
  public var cost: Money?
  public var usage: TokenUsage?
  /// Whether the tokens, and so the cost, are an estimate: the answer did not say what was used.
  public var isEstimated: Bool
  /// What the provider refused it with, or nil.
  public var error: String?
  public var sentAt: Timestamp
  /// When its answer was stored, or nobody waited for one any more; nil until then.
  public var endedAt: Timestamp?
  /// Why the model stopped, or nil where there is no answer.
  public var finishReason: String?
  /// The row of the batch job that it is a line of; nil for a call of its own.
  public var job: Int64?
}

/// A call about to be sent.
public struct NewAttempt: Sendable {
  public var uuid: String
  public var run: Int64
  public var role: Role
  public var provider: String
  public var model: String
  public var promptHash: String
  /// The ordinals of its drafts, with the slot each one has in the call.
  public var slots: [(ordinal: Int, slot: String)]
  /// The most it can cost.
  public var worstCase: Money
  /// The input tokens that its drafts would take one a call.
  public var inputTokensSingle: Int
  /// What will be sent; nil keeps no record of it.
  public var request: StoredBytes?
  /// The row of the batch job that it is a line of; nil for a call of its own.
  public var job: Int64?

  public init(
    uuid: String, run: Int64, role: Role, provider: String, model: String, promptHash: String,
    slots: [(ordinal: Int, slot: String)], worstCase: Money, inputTokensSingle: Int, request: StoredBytes? = nil,
    job: Int64? = nil
  ) {
    self.uuid = uuid
    self.run = run
    self.role = role
    self.provider = provider
    self.model = model
    self.promptHash = promptHash
    self.slots = slots
    self.worstCase = worstCase
    self.inputTokensSingle = inputTokensSingle
    self.request = request
    self.job = job
  }
}

/// What a call came to, once its answer is read.
public struct AttemptSettlement: Sendable {
  public var attempt: Int64
  public var run: Int64
  public var usage: TokenUsage
  /// Whether the tokens are an estimate, because the answer does not say what was used.
  public var isEstimated: Bool
  /// What it cost; nil where its model has no price.
  public var cost: Money?
  public var finishReason: String
  /// The input tokens that its drafts would have taken one a call, where that is known better now.
  public var inputTokensSingle: Int?
  /// What its drafts would have cost one a call, where that is known.
  public var costSingle: Money?
  /// Each draft's part of the cost, by ordinal; what is left over stays as overhead.
  public var shares: [(ordinal: Int, cost: Money)]

  public init(
    attempt: Int64, run: Int64, usage: TokenUsage, isEstimated: Bool = false, cost: Money?, finishReason: String,
    inputTokensSingle: Int?, costSingle: Money? = nil, shares: [(ordinal: Int, cost: Money)]
  ) {
    self.attempt = attempt
    self.run = run
    self.usage = usage
    self.isEstimated = isEstimated
    self.cost = cost
    self.finishReason = finishReason
    self.inputTokensSingle = inputTokensSingle
    self.costSingle = costSingle
    self.shares = shares
  }
}

/// A stored raw answer whose reading was cut short by a crash.
public struct UnreadAnswer: Sendable {
  public var attempt: StoredAttempt
  /// The ordinals of its drafts, with the slot each one has in the call.
  public var slots: [(ordinal: Int, slot: String)]
  public var status: Int
  public var body: [UInt8]
}
