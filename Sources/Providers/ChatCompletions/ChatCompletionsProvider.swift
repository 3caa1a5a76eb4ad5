import ContentModel
import Formats
import HTTPClient
import World

/// A server that speaks OpenAI's chat completions.
///
/// Each `send` is one HTTP request and no more: it repeats nothing, so that each request is an attempt in the ledger. What
/// an endpoint turns out not to take is remembered by model, and left out of further calls. Safe to call from many tasks.
public final class ChatCompletionsProvider: Provider {
  public let name: String
  public let settings: EndpointSettings
  let key: String?
  let client: HTTPClient
  let world: World
  private let forms: KnownForms
  /// Takes secrets out of what endpoints say: some repeat the key that they refuse.
  private let redactor: Redactor

  /// - Parameters:
  ///   - key: Sent as a bearer token; nil for endpoints that want none.
  ///   - secrets: What no answer and no error may hold, beside the key.
  ///   - client: Made with `EndpointSettings.client`.
  ///   - initialForms: What an earlier run has found out, by model.
  ///   - onChange: Called with a model and its new form whenever something is found out; by any task, and not twice for the
  ///     same.
  public init(
    name: String, settings: EndpointSettings, key: String?, secrets: [String] = [], client: HTTPClient, world: World,
    initialForms: [String: RequestForm] = [:], onChange: @escaping @Sendable (String, RequestForm) -> Void = { _, _ in }
  ) {
    self.name = name
    self.settings = settings
    self.key = key.flatMap { $0.isEmpty ? nil : $0 }
    self.client = client
    self.world = world
    redactor = Redactor(secrets: secrets + [self.key].compactMap(\.self))
    forms = KnownForms(settings: settings, initial: initialForms, onChange: onChange)
  }

  public func form(ofModel model: String) -> RequestForm { forms.form(of: model) }

  public func adapt(to error: ProviderError, answer: RawAnswer?, form: RequestForm, model: String) -> Bool {
    guard let answer else { return false }
    let body = TolerantJSON.read(answer.body).value
    // The whole body, since endpoints put their words in many places; a page may be long.
    let text = String(decoding: answer.body.prefix(4096), as: UTF8.self)
    let complaint = EndpointComplaint(
      status: answer.status, text: text, parameter: (body?["error"]?["param"] ?? body?["param"])?.string ?? "",
      form: form)
    return forms.moveOn(from: form, of: model, because: complaint)
  }

  /// Sends one call. The client keeps its soft deadline; the hard one is kept here.
  ///
  /// The call's identifier goes along as `X-Client-Request-Id`, by which OpenAI finds a call of which no answer came:
  /// https://platform.openai.com/docs/api-reference/debugging-requests. Secrets are taken out of the answer.
  /// - Throws: `ProviderError`; of the kind `unreachable` where it is certain that nothing was sent.
  public func send(_ request: CompletionRequest) async throws -> RawAnswer {
    var body: [UInt8] = []
    request.body().write(to: &body)
    let headers = try headers() + [HTTPHeader("X-Client-Request-Id", request.callID)]
    let http = HTTPRequest("POST", settings.baseURL.text + "/chat/completions", headers: headers, body: body)
    do {
      return redacted(try await response(to: http, request))
    } catch let failure as HTTPFailure {
      throw error(redacted(failure))
    }
  }

  /// An answer without secrets.
  func redacted(_ response: HTTPResponse) -> RawAnswer {
    RawAnswer(
      status: response.status, headers: response.headers.map { ($0.name, redactor.redact($0.value)) },
      body: redactor.redact(response.body))
  }

  /// A failure without secrets: its words may be a proxy's or a server's.
  func redacted(_ failure: HTTPFailure) -> HTTPFailure {
    var failure = failure
    failure.detail = redactor.redact(failure.detail)
    return failure
  }

  private func response(to http: HTTPRequest, _ request: CompletionRequest) async throws -> HTTPResponse {
    let soft = request.deadline
    guard let hard = request.hardDeadline else { return try await client.send(http, deadline: soft) }
    let late = HTTPFailure(.timeout, detail: "nor was it given up in time", requestWasSent: true)
    // A client that gives up at the very moment has the first word: it knows whether anything was sent.
    return try await HardDeadline.within(hard + .milliseconds(500), in: world, late: late) { [client] in
      try await client.send(http, deadline: soft.map { min($0, hard) } ?? hard)
    }
  }

  public func read(_ answer: RawAnswer, now: Timestamp) throws(ProviderError) -> ChatCompletion {
    do { return try ChatCompletion.read(answer, from: name, now: now) } catch { throw explained(error, answer) }
  }

  /// Refuses a key that cannot be sent, and a missing one where the endpoint wants one, before anything is begun.
  public func checkKey() throws(ProviderError) {
    do { _ = try headers() } catch {
      // No run has begun that could be resumed.
      var refusal = error
      refusal.mend = keyPlaces
      throw refusal
    }
  }

  func headers() throws(ProviderError) -> [HTTPHeader] {
    var headers = [HTTPHeader("Content-Type", "application/json"), HTTPHeader("Accept", "application/json")]
    if settings.needsKey, key == nil { throw refusedKey("there is none") }
    guard let key else { return headers }
    // A line end would begin another header.
    guard key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw refusedKey("it holds spaces, line ends or other characters that no key has")
    }
    headers.append(HTTPHeader("Authorization", "Bearer \(key)"))
    return headers
  }
}
