import ContentModel
import World

/// Where a batch job is on its way. Each state is stored before the step that leads out of it is made.
public enum BatchJobState: String, Hashable, Sendable, CaseIterable {
  /// Its lines are being reserved. Nothing was handed over.
  case gathering
  /// All lines are reserved. Nothing was handed over, for certain.
  case intended
  /// The provider has the file of lines.
  case uploaded
  /// A create may have been sent: the provider's list is looked through before there is another.
  case creating
  /// The provider has the job.
  case submitted
  /// Whatever it brought is stored and booked.
  case collected
  /// The provider did not take it. Nothing was paid.
  case refused

  /// Whether something has still to be done about it.
  public var isOpen: Bool { self != .collected && self != .refused }
}

/// A job of many calls, as the store keeps it.
public struct StoredBatchJob: Hashable, Sendable {
  /// The row, for use inside the program only.
  public var id: Int64
  /// The intent: what the job is found by at the provider.
  public var uuid: String
  public var run: Int64
  public var state: BatchJobState
  public var provider: String
  /// The account that it was made with: a digest.
  public var account: String
  public var model: String
  /// Calls, one a line.
  public var lines: Int
  public var bytes: Int
  /// Estimated.
  public var inputTokens: Int
  /// SHA-256 of the file, or nil while it is gathered.
  public var digest: String?
  public var inputFile: String?
  /// The provider's identifier, or nil before it is known.
  public var job: String?
  /// The provider's own word for how it stands, or nil.
  public var status: String?
  /// Jobs that were taken for this one and are not.
  public var strangers: [String]
  public var count: LineCount
  /// Why it was refused; empty else.
  public var reason: String
  public var intendedAt: Timestamp
  /// When the create was sent.
  public var createdAt: Timestamp?
  public var endedAt: Timestamp?

  /// What was wrong with the lines of a job's results.
  public struct LineCount: Hashable, Sendable {
    /// Lines that are no JSON, or name no call.
    public var malformed = 0
    /// Further lines of a call that had one.
    public var repeated = 0
    /// Lines of calls that are none of the job's.
    public var stray = 0
    /// Calls that no line came for.
    public var missing = 0

    public init() {}
  }
}

/// What a line of a job's results was to the store.
public enum StoredLine: Hashable, Sendable {
  /// Its answer is stored for the first time.
  case stored(attempt: Int64)
  case repeated
  case stray
}
