import ContentModel
import World

/// A server that speaks Anthropic's Messages.
///
/// Each `send` is one HTTP request and no more. The answer's body stays Anthropic's own; `read` makes a completion of it.
/// What a model turns out not to take, such as a temperature, is remembered and left out of further calls. Safe to call
/// from many tasks.
public final class AnthropicProvider: Provider {
  public let connection: EndpointConnection
  private let forms: KnownForms

  public var name: String { connection.name }

  /// - Parameters:
  ///   - initialForms: What an earlier run has found out, by model.
  ///   - onChange: Called with a model and its new form whenever something is found out; by any task, and not twice for the
  ///     same.
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

  public func send(_ request: CompletionRequest) async throws -> RawAnswer { try await connection.call(request) }

  public func read(_ answer: RawAnswer, now: Timestamp) throws(ProviderError) -> ChatCompletion {
    do { return try ChatCompletion.readMessage(answer, from: name, now: now) } catch {
      throw connection.explained(error, answer)
    }
  }
}
