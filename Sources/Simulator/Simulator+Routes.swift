import Formats
import Providers
import WebServer

extension Simulator {
  /// The most bytes of the body of a request that is no upload: 32 MiB.
  private static let bodyBytes = 32 << 20

  /// Answers a request.
  public func answer(_ request: WebRequest) async -> WebResponse {
    if request.path == "/simulator" || request.path.hasPrefix("/simulator/") { return control(request) }
    let dialect = Dialect(request)
    if let refusal = refusal(of: request, dialect) { return refusal.response(in: dialect) }
    let path = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
    if path.first == "v1" {
      if path.dropFirst().first == "files" { return await files(request, Array(path.dropFirst(2))) }
      if path.starts(with: ["v1", "messages", "batches"]) {
        return await messageBatches(request, Array(path.dropFirst(3)))
      }
      guard let request = small(request) else {
        return EndpointError(status: 413, message: "The body is larger than \(Self.bodyBytes) bytes.")
          .response(in: dialect)
      }
      if path.dropFirst().first == "batches" { return await batches(request, Array(path.dropFirst(2))) }
      return await calls(request, dialect)
    }
    return unknown(request, dialect)
  }

  /// The request with its body in memory; nil where it is too large for that.
  private func small(_ request: WebRequest) -> WebRequest? {
    guard let file = request.bodyFile else { return request }
    var request = request
    // What cannot be read is too large for the machine.
    guard file.count <= Self.bodyBytes, let bytes = try? request.content.read(0..<file.count) else { return nil }
    request.body = bytes
    request.bodyFile = nil
    return request
  }

  private func files(_ request: WebRequest, _ rest: [String]) async -> WebResponse {
    switch (request.method, rest.count, rest.last) {
    case ("POST", 0, _): await upload(request)
    case ("GET", 0, _): await listFiles(request)
    case ("GET", 1, _): await showFile(rest[0], request)
    case ("DELETE", 1, _): await deleteFile(rest[0], request)
    case ("GET", 2, "content"): await download(rest[0], request)
    default: unknown(request, .openAI)
    }
  }

  private func batches(_ request: WebRequest, _ rest: [String]) async -> WebResponse {
    switch (request.method, rest.count, rest.last) {
    case ("POST", 0, _): await createBatch(request)
    case ("GET", 0, _): await listBatches(request)
    case ("GET", 1, _): await showBatch(rest[0], request)
    case ("POST", 2, "cancel"): await cancelBatch(rest[0], request)
    default: unknown(request, .openAI)
    }
  }

  private func messageBatches(_ request: WebRequest, _ rest: [String]) async -> WebResponse {
    switch (request.method, rest.count, rest.last) {
    case ("POST", 0, _): await createMessageBatch(request)
    case ("GET", 0, _): await listMessageBatches(request)
    case ("GET", 1, _): await showMessageBatch(rest[0], request)
    case ("DELETE", 1, _): await deleteMessageBatch(rest[0], request)
    case ("POST", 2, "cancel"): await cancelMessageBatch(rest[0], request)
    case ("GET", 2, "results"): await messageResults(rest[0], request)
    default: unknown(request, .anthropic)
    }
  }

  private func calls(_ request: WebRequest, _ dialect: Dialect) async -> WebResponse {
    let isAnthropic = dialect == .anthropic
    switch (request.method, request.path) {
    case ("POST", "/v1/chat/completions"): return await complete(request)
    case ("POST", "/v1/messages"): return await message(request)
    case ("POST", "/v1/messages/count_tokens"): return countTokens(request)
    case ("GET", "/v1/models"):
      return WebResponse(json: isAnthropic ? Self.messagesModels : ["object": "list", "data": [Self.model]])
    case ("GET", let path) where path.hasPrefix("/v1/models/"):
      let name = String(path.dropFirst("/v1/models/".count))
      guard name == SimulatorSettings.model else { return EndpointError.unknownModel(name).response(in: dialect) }
      return WebResponse(json: isAnthropic ? Self.messagesModel : Self.model)
    default: return unknown(request, dialect)
    }
  }

  private func unknown(_ request: WebRequest, _ dialect: Dialect) -> WebResponse {
    let known = [
      "/v1/chat/completions", "/v1/models", "/v1/files", "/v1/batches", "/v1/messages", "/v1/messages/count_tokens",
      "/v1/messages/batches",
    ]
    if known.contains(request.path) {
      return EndpointError(status: 405, message: "Not allowed to \(request.method) on \(request.path) (simulated)")
        .response(in: dialect)
    }
    return EndpointError(
      status: 404,
      message: "Invalid URL (\(request.method) \(request.path)); there are \(known.joined(separator: ", ")) and "
        + "/simulator (simulated)"
    ).response(in: dialect)
  }

  private static let model: JSON = [
    "id": .string(SimulatorSettings.model), "object": "model", "created": 1_767_225_600, "owned_by": "libtool-simulate",
  ]

  /// Why a client is not let in: its key, or the version that Anthropic's clients must name.
  private func refusal(of request: WebRequest, _ dialect: Dialect) -> EndpointError? {
    let bearer = request.header("Authorization").flatMap {
      $0.hasPrefix("Bearer ") ? String($0.dropFirst("Bearer ".count)) : nil
    }
    switch dialect {
    case .openAI:
      guard let key = settings.key else { return nil }
      guard let bearer else { return .missingKey }
      return bearer == key ? nil : .wrongKey
    case .anthropic:
      guard let given = request.header("x-api-key") ?? bearer else {
        return EndpointError(status: 401, message: "x-api-key header is required")
      }
      if let key = settings.key, given != key { return EndpointError(status: 401, message: "invalid x-api-key") }
      return request.header("anthropic-version") == nil ? .invalid("anthropic-version: header is required") : nil
    }
  }

  private func complete(_ request: WebRequest) async -> WebResponse {
    let chat: ChatRequest
    do throws(EndpointError) { chat = try ChatRequest(try EndpointError.parse(request.body)) } catch {
      end { $0.count(status: error.status) }
      return error.response
    }
    let id = request.header("X-Client-Request-Id")
    return await SimulatorCall(chat, body: request.body, clientID: id, simulator: self).answer(log: log)
  }
}
