import ContentModel
import World

/// Something that answers prompts: a server of a language model, or the simulated one.
public protocol Provider: Sendable {
  /// As the settings call it: `openai`, `simulated`.
  var name: String { get }

  /// Whether this process answers by itself, so that a failure is known at once and nothing is paid for it.
  var isLocal: Bool { get }

  /// Sends one call and returns what came back, unread, so that it can be stored before it is parsed.
  ///
  /// An answer with an error status is an answer; `ChatCompletion.read` turns it into an error.
  /// - Throws: `ProviderError` where no answer came, `CancellationError` when the task was cancelled.
  func send(_ request: CompletionRequest) async throws -> RawAnswer

  /// Reads what came back. Pure, so that a stored answer can be read again.
  ///
  /// - Parameter now: What a `Retry-After` date is compared with.
  func read(_ answer: RawAnswer, now: Timestamp) throws(ProviderError) -> ChatCompletion

  /// The form that calls of a model should have, as far as is known now.
  func form(ofModel model: String) -> RequestForm

  /// Learns from a refusal what the endpoint cannot do, and moves the model's form on.
  ///
  /// - Parameters:
  ///   - error: What reading the answer has thrown.
  ///   - answer: What came back, or nil where nothing did.
  ///   - form: The form that the call had.
  /// - Returns: Whether the call may be made again at once, in the form that `form(ofModel:)` gives now. Never true without
  ///   end: a form that was refused is not come back to.
  func adapt(to error: ProviderError, answer: RawAnswer?, form: RequestForm, model: String) -> Bool
}

extension Provider {
  public func read(_ answer: RawAnswer, now: Timestamp) throws(ProviderError) -> ChatCompletion {
    try ChatCompletion.read(answer, from: name, now: now)
  }

  public func form(ofModel model: String) -> RequestForm { RequestForm() }

  public func adapt(to error: ProviderError, answer: RawAnswer?, form: RequestForm, model: String) -> Bool { false }
}

extension Provider {
  public var isLocal: Bool { false }
}

/// One call of a model.
public struct CompletionRequest: Hashable, Sendable {
  public var model: String
  public var prompt: Prompt
  /// 0 to 2.
  public var temperature: Double
  /// The most tokens of output that the provider may make, and bill.
  public var maxOutputTokens: Int
  /// Makes answers repeatable where the provider can do that; its lowest 63 bits are sent.
  public var seed: UInt64
  /// After which the client gives the call up, or nil: a soft deadline, which the client keeps.
  public var deadline: Duration?
  /// After which nobody waits for the call, whatever its client does, or nil.
  public var hardDeadline: Duration?
  /// The identifier of the attempt in the ledger. Not sent to the model.
  public var callID: String
  /// How the call is written; see `Provider.form(ofModel:)`.
  public var form: RequestForm

  public init(
    model: String, prompt: Prompt, temperature: Double, maxOutputTokens: Int, seed: UInt64, deadline: Duration? = nil,
    hardDeadline: Duration? = nil, callID: String, form: RequestForm = RequestForm()
  ) {
    self.model = model
    self.prompt = prompt
    self.temperature = temperature
    self.maxOutputTokens = maxOutputTokens
    self.seed = seed
    self.deadline = deadline
    self.hardDeadline = hardDeadline
    self.callID = callID
    self.form = form
  }
}

/// What a provider answered: a status, headers and the bytes of an OpenAI `chat.completion`, or of an error object.
public struct RawAnswer: Sendable {
  /// The HTTP status.
  public var status: Int
  /// In the order in which they came.
  public var headers: [(String, String)]
  public var body: [UInt8]

  public init(status: Int, headers: [(String, String)] = [], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// Whether the status says that the call was answered.
  public var isSuccess: Bool { Self.isSuccess(status: status) }

  /// Whether a status says that a call was answered.
  public static func isSuccess(status: Int) -> Bool { 200...299 ~= status }

  /// The value of the first header of a name, whatever its capitals.
  public func header(_ name: String) -> String? { headers.first { $0.0.lowercased() == name.lowercased() }?.1 }
}
