import ContentModel
import Formats
import HTTPClient
import World

/// A server that speaks OpenAI's chat completions.
///
/// Each `send` is one HTTP request and no more: it repeats nothing, so that each request is an attempt in the ledger. What
/// an endpoint turns out not to take is remembered by model, and left out of further calls. Safe to call from many tasks.
public final class ChatCompletionsProvider: Provider {
  public let connection: EndpointConnection
  private let forms: KnownForms

  public var name: String { connection.name }

  /// - Parameters:
  ///   - key: Sent as a bearer token; nil for endpoints that want none.
  ///   - secrets: What no answer and no error may hold, beside the key.
  ///   - client: Made with `EndpointSettings.client`.
  ///   - initialForms: What an earlier run has found out, by model.
  ///   - onChange: Called with a model and its new form whenever something is found out; by any task, and not twice for the
  ///     same.
  public convenience init(
    name: String, settings: EndpointSettings, key: String?, secrets: [String] = [], client: HTTPClient, world: World,
    initialForms: [String: RequestForm] = [:], onChange: @escaping @Sendable (String, RequestForm) -> Void = { _, _ in }
  ) {
    self.init(
      EndpointConnection(
        name: name, settings: settings, key: key, secrets: secrets, client: client, world: world),
      initialForms: initialForms, onChange: onChange)
  }

  /// See `init(name:settings:key:secrets:client:world:initialForms:onChange:)`.
  public init(
    _ connection: EndpointConnection, initialForms: [String: RequestForm] = [:],
    onChange: @escaping @Sendable (String, RequestForm) -> Void = { _, _ in }
  ) {
    self.connection = connection
    forms = KnownForms(settings: connection.settings, initial: initialForms, onChange: onChange)
  }

  public func form(ofModel model: String) -> RequestForm { forms.form(of: model) }

  public func adapt(to error: ProviderError, answer: RawAnswer?, form: RequestForm, model: String) -> Bool {
    forms.moveOn(from: form, of: model, refusedBy: answer)
  }

  /// Sends one call.
  ///
  /// The call's identifier goes along as `X-Client-Request-Id`, by which OpenAI finds a call of which no answer came:
  /// https://platform.openai.com/docs/api-reference/debugging-requests. Secrets are taken out of the answer.
  /// - Throws: `ProviderError`; of the kind `unreachable` where it is certain that nothing was sent.
  public func send(_ request: CompletionRequest) async throws -> RawAnswer {
    try await connection.call(request, headers: [HTTPHeader("X-Client-Request-Id", request.callID)])
  }

  public func read(_ answer: RawAnswer, now: Timestamp) throws(ProviderError) -> ChatCompletion {
    do { return try ChatCompletion.read(answer, from: name, now: now) } catch {
      throw connection.explained(error, answer)
    }
  }

  /// See `EndpointConnection.checkKey`.
  public func checkKey() throws(ProviderError) { try connection.checkKey() }

  /// See `EndpointConnection.check`.
  public func check(deadline: Duration = .seconds(10)) async -> EndpointCheck {
    await connection.check(deadline: deadline)
  }
}
