import World

/// How a job stands.
public struct BatchStatus: Hashable, Sendable {
  /// Where a job is on its way. A word that no provider should say counts as in progress: the job is looked at again.
  public enum State: String, Hashable, Sendable, CaseIterable {
    case validating, inProgress, finalizing, completed, failed, expired, cancelling, cancelled
  }

  public var id: String
  public var state: State
  /// The provider's own word for the state.
  public var wire: String
  public var inputFile: String?
  /// Where the answers are; nil where there is none, or none yet.
  public var outputFile: String?
  /// Where the failures are; nil where there is none, or none yet.
  public var errorFile: String?
  /// Lines of the job; 0 as long as they have not been counted.
  public var total: Int
  /// Of these, answered ones.
  public var completed: Int
  /// Of these, ones that will have no answer.
  public var failed: Int
  public var createdAt: Timestamp?
  /// When it ended, by the provider's clock; nil while it has not, or where the provider does not say.
  public var endedAt: Timestamp?
  /// When what is left undone will expire.
  public var expiresAt: Timestamp?
  /// The intent that the job was created with, where the interface keeps it.
  public var intent: String?
  /// Why the job as a whole was refused.
  public var errors: [BatchError]
  /// When the provider wants to be asked again, or nil.
  public var retryAfter: Duration?
  /// Whether the provider has thrown the results away: what was answered is paid, and gone.
  public var areResultsGone = false

  public init(
    id: String, state: State, wire: String, inputFile: String? = nil, outputFile: String? = nil,
    errorFile: String? = nil, total: Int = 0, completed: Int = 0, failed: Int = 0, createdAt: Timestamp? = nil,
    endedAt: Timestamp? = nil, expiresAt: Timestamp? = nil, intent: String? = nil, errors: [BatchError] = [],
    retryAfter: Duration? = nil
  ) {
    self.id = id
    self.state = state
    self.wire = wire
    self.inputFile = inputFile
    self.outputFile = outputFile
    self.errorFile = errorFile
    self.total = total
    self.completed = completed
    self.failed = failed
    self.createdAt = createdAt
    self.endedAt = endedAt
    self.expiresAt = expiresAt
    self.intent = intent
    self.errors = errors
    self.retryAfter = retryAfter
  }

  /// Whether nothing about the job will change any more, its files aside; see `awaitsFile`.
  public var isFinal: Bool {
    switch state {
    case .completed, .failed, .expired, .cancelled: true
    case .validating, .inProgress, .finalizing, .cancelling: false
    }
  }

  /// Whether the job is done and says that it has answers, but not yet where they are: it is to be looked at again.
  public var awaitsFile: Bool {
    switch state {
    case .completed: outputFile == nil && (completed > 0 || errorFile == nil && total > 0)
    case .expired, .cancelled: outputFile == nil && completed > 0
    case .validating, .inProgress, .finalizing, .cancelling, .failed: false
    }
  }

  /// Whether that file may still come: within a quarter of an hour after the job's end, and for no more than so many looks
  /// where the provider does not say when that was. Processes that look once and leave wait no longer than one that stays.
  ///
  /// - Parameter looks: Looks in a row that brought nothing new.
  public func awaitsFile(at now: Timestamp, looks: Int) -> Bool {
    guard awaitsFile, looks < Self.looksForAFile else { return false }
    return endedAt.map { now < $0.advanced(byMilliseconds: Self.patience) } ?? true
  }

  private static let looksForAFile = 60
  /// Milliseconds.
  private static let patience: Int64 = 900_000

  /// Whether the job was cancelled before any of its lines was worked on: then none was paid.
  public var wasNeverBegun: Bool {
    state == .cancelled && total == 0 && completed + failed == 0 && outputFile == nil && errorFile == nil
  }
}

/// Why a job was refused.
public struct BatchError: Hashable, Sendable {
  /// Such as `duplicate_custom_id` or `token_limit_exceeded`; the empty string where there is none.
  public var code: String
  public var message: String
  /// The line of the file, from 1, or nil.
  public var line: Int?
  /// The member of the line, or nil.
  public var param: String?

  public init(code: String, message: String, line: Int? = nil, param: String? = nil) {
    self.code = code
    self.message = message
    self.line = line
    self.param = param
  }
}
