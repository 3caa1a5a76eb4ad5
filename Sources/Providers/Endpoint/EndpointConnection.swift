import ContentModel
import Formats
import HTTPClient
import World

/// An endpoint and the key to it: sends requests, one each, and takes secrets out of all that comes back.
public struct EndpointConnection: Sendable {
  /// The provider's name in the settings.
  public let name: String
  public let settings: EndpointSettings
  let key: String?
  let client: HTTPClient
  let world: World
  /// Takes secrets out of what endpoints say: some repeat the key that they refuse.
  let redactor: Redactor

  /// - Parameters:
  ///   - key: nil for endpoints that want none.
  ///   - secrets: What no answer and no error may hold, beside the key.
  ///   - client: Made with `EndpointSettings.client`.
  public init(
    name: String, settings: EndpointSettings, key: String?, secrets: [String] = [], client: HTTPClient, world: World
  ) {
    self.name = name
    self.settings = settings
    self.key = key.flatMap { $0.isEmpty ? nil : $0 }
    self.client = client
    self.world = world
    redactor = Redactor(secrets: secrets + [self.key].compactMap(\.self))
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

  /// Makes a call of a model. The client keeps its soft deadline; the hard one is kept here.
  ///
  /// - Throws: `ProviderError`; of the kind `unreachable` where it is certain that nothing was sent.
  func call(_ request: CompletionRequest, headers further: [HTTPHeader] = []) async throws -> RawAnswer {
    var body: [UInt8] = []
    request.body().write(to: &body)
    let http = HTTPRequest(
      "POST", settings.baseURL.text + settings.format.callPath, headers: try headers() + further, body: body)
    let soft = request.deadline
    return try await redacted {
      guard let hard = request.hardDeadline else { return try await client.send(http, deadline: soft) }
      let late = HTTPFailure(.timeout, detail: "nor was it given up in time", requestWasSent: true)
      // A client that gives up at the very moment has the first word: it knows whether anything was sent.
      return try await HardDeadline.within(hard + .milliseconds(500), in: world, late: late) { [client] in
        try await client.send(http, deadline: soft.map { min($0, hard) } ?? hard)
      }
    }
  }

  /// Sends any other request; see `HTTPClient.send`.
  ///
  /// - Parameters:
  ///   - path: What follows the base URL.
  ///   - contentType: Of the body.
  /// - Throws: `ProviderError` as `call` does; `HTTPFailure` of the kind `file`.
  func send(
    _ method: String, _ path: String, contentType: String = "application/json", body: [UInt8] = [],
    parts: [HTTPBodyPart] = [], deadline: Duration? = nil, stall: Duration? = nil, to download: HTTPDownload? = nil
  ) async throws -> RawAnswer {
    let http = HTTPRequest(
      method, settings.baseURL.text + path, headers: try headers(contentType: contentType), body: body, parts: parts)
    return try await redacted { try await client.send(http, deadline: deadline, stall: stall, to: download) }
  }

  /// An answer without secrets, or the error of a call that brought none.
  private func redacted(_ send: () async throws -> HTTPResponse) async throws -> RawAnswer {
    do {
      let response = try await send()
      return RawAnswer(
        status: response.status, headers: response.headers.map { ($0.name, redactor.redact($0.value)) },
        body: redactor.redact(response.body))
    } catch let failure as HTTPFailure where failure.kind == .file {
      // Not the endpoint's fault: left to whoever named the file.
      throw failure
    } catch var failure as HTTPFailure {
      // Its words may be a proxy's or a server's.
      failure.detail = redactor.redact(failure.detail)
      throw error(failure)
    }
  }

  func headers(contentType: String = "application/json") throws(ProviderError) -> [HTTPHeader] {
    var headers = [HTTPHeader("Content-Type", contentType), HTTPHeader("Accept", "application/json")]
    // Source: https://docs.anthropic.com/en/api/versioning.
    if settings.format == .messages { headers.append(HTTPHeader("Anthropic-Version", "2023-06-01")) }
    if settings.needsKey, key == nil { throw refusedKey("there is none") }
    guard let key else { return headers }
    // A line end would begin another header.
    guard key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw refusedKey("it holds spaces, line ends or other characters that no key has")
    }
    headers.append(settings.format.header(key: key))
    return headers
  }
}
