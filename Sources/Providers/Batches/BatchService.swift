import ContentModel
import World

/// A provider's batch interface: many calls handed over as one job, answered within a day, at a lower price.
///
/// Each function is one request, or the pages of one list, and repeats nothing: whoever calls it decides what a failure
/// means. Secrets are taken out of everything that is handed out. Safe to call from many tasks.
public protocol BatchService: Sendable {
  /// The provider's name in the settings.
  var name: String { get }

  /// What one job may hold.
  var limits: BatchLimits { get }

  /// What this account is told apart by: a digest of provider, base URL and key. The key cannot be read from it.
  var account: String { get }

  /// One line of a job with its line end, exactly as it will be sent, in the form that the request names.
  ///
  /// - Parameter customID: 1 to 64 of the characters `A-Z a-z 0-9 _ -`, once in a job.
  func line(for request: CompletionRequest, customID: String) -> [UInt8]

  /// Hands over a file of lines, which is read in small pieces.
  ///
  /// - Parameter name: What the provider is to call the file: `libtool-….jsonl`.
  /// - Returns: The file's identifier; nil where the interface takes the lines together with `create`.
  /// - Throws: `ProviderError`, `BatchFileError` where the file cannot be read, `CancellationError`.
  func upload(file path: String, name: String) async throws -> String?

  /// Creates a job, in one request.
  ///
  /// What was sent may have begun a job even where no answer came: look with `find` before another is created.
  /// - Parameters:
  ///   - intent: Goes along as `metadata.libtool_intent` where the interface has metadata.
  ///   - inputFile: What `upload` returned.
  ///   - path: The file of lines.
  /// - Throws: `ProviderError`; of the kind `unreachable` only where it is certain that nothing was sent.
  func create(intent: String, inputFile: String?, path: String) async throws -> BatchStatus

  /// Looks through the provider's list of jobs, page by page, from the newest back to a moment.
  ///
  /// An interface with metadata finds the jobs of the intent. One without returns all jobs since then that are not known,
  /// none of them certain: the `custom_id`s of their results decide.
  /// - Parameters:
  ///   - since: By this machine's clock; some time is added for the difference to the provider's.
  ///   - known: The identifiers of jobs that belong to other intents.
  func find(intent: String, since: Timestamp, known: Set<String>) async throws -> [FoundBatch]

  /// How a job stands now.
  func status(of id: String) async throws -> BatchStatus

  /// Asks for a job to be ended; what has been answered by then is paid, and among the results.
  func cancel(_ id: String) async throws -> BatchStatus

  /// Hands over every line of a job's results, some hundreds at a time, in whatever order they come.
  ///
  /// No single line makes it throw. A download that breaks throws after what had come by then was handed over, so a second
  /// reading hands lines over again: they are told apart by their `custom_id`. A job may have no results.
  /// - Throws: `ProviderError`, `BatchFileError`, `CancellationError`, and what `take` throws.
  func results(of status: BatchStatus, take: ([BatchLine]) async throws -> Void) async throws

  /// Reads a line's answer as a completion, as `Provider.read` does with that of a call.
  func read(_ answer: RawAnswer, now: Timestamp) throws(ProviderError) -> ChatCompletion
}

/// What one job may hold.
public struct BatchLimits: Hashable, Sendable {
  /// Lines, 1 or more.
  public var lines: Int
  /// Bytes of all lines, line ends included.
  public var bytes: Int
  /// Input tokens of all jobs of a model that are not yet done, or nil where it is not known.
  public var enqueuedTokens: Int?

  public init(lines: Int = 50_000, bytes: Int = 200_000_000, enqueuedTokens: Int? = nil) {
    self.lines = lines
    self.bytes = bytes
    self.enqueuedTokens = enqueuedTokens
  }
}

/// A job that may be the one of an intent.
public struct FoundBatch: Hashable, Sendable {
  public var status: BatchStatus
  /// Whether it says itself whose it is.
  public var isCertain: Bool

  public init(status: BatchStatus, isCertain: Bool) {
    self.status = status
    self.isCertain = isCertain
  }
}
