import ContentModel

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
  /// The longest that the call may take, or nil.
  public var deadline: Duration?
  /// The identifier of the attempt in the ledger. Not sent to the model.
  public var callID: String

  public init(
    model: String, prompt: Prompt, temperature: Double, maxOutputTokens: Int, seed: UInt64, deadline: Duration? = nil,
    callID: String
  ) {
    self.model = model
    self.prompt = prompt
    self.temperature = temperature
    self.maxOutputTokens = maxOutputTokens
    self.seed = seed
    self.deadline = deadline
    self.callID = callID
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

  /// The value of the first header of a name, whatever its capitals.
  public func header(_ name: String) -> String? { headers.first { $0.0.lowercased() == name.lowercased() }?.1 }
}
