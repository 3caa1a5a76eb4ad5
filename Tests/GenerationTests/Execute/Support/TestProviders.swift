import ContentModel
import Formats
import Providers
import Synchronization
import World

/// Hands calls on and keeps what was asked and answered.
final class RecordingProvider: Provider {
  struct Call: Sendable {
    var request: CompletionRequest
    var answer: RawAnswer?
  }

  let name: String
  var isLocal: Bool { base.isLocal }
  private let base: any Provider
  private let kept = Mutex<[Call]>([])

  init(_ base: any Provider) {
    self.base = base
    name = base.name
  }

  /// In the order in which they were sent.
  var calls: [Call] { kept.withLock { $0 } }

  func send(_ request: CompletionRequest) async throws -> RawAnswer {
    let index = kept.withLock { calls in
      calls.append(Call(request: request))
      return calls.count - 1
    }
    let answer = try await base.send(request)
    kept.withLock { $0[index].answer = answer }
    return answer
  }
}

/// Answers as a test says: the request, its number from 1, and the provider behind come in.
final class ScriptedProvider: Provider {
  typealias Script =
    @Sendable (_ request: CompletionRequest, _ number: Int, _ base: any Provider) async throws -> RawAnswer

  let name: String
  private let base: any Provider
  private let script: Script
  private let sent = Atomic(0)

  init(_ base: any Provider, _ script: @escaping Script) {
    self.base = base
    self.script = script
    name = base.name
  }

  func send(_ request: CompletionRequest) async throws -> RawAnswer {
    try await script(request, sent.add(1, ordering: .relaxed).newValue, base)
  }
}

/// The provider behind it at the other end of a line: each answer is on its way for a while.
struct DistantProvider: Provider {
  let base: any Provider
  let world: World
  let latency: Duration

  init(_ base: any Provider, world: World, latency: Duration) {
    self.base = base
    self.world = world
    self.latency = latency
  }

  var name: String { base.name }

  func send(_ request: CompletionRequest) async throws -> RawAnswer {
    let answer = try await base.send(request)
    try await world.sleep(latency)
    return answer
  }
}

extension CompletionRequest {
  /// The ids that the tool's schema lets an answer name.
  var slots: [String] {
    let properties = prompt.tool.parameters["properties"]
    let list = properties?["items"] ?? properties?["assessments"]
    return list?["items"]?["properties"]?["slot"]?["enum"]?.array?.compactMap(\.string) ?? ["s1"]
  }

  var isAssessment: Bool { prompt.tool.name.hasPrefix("assess_") }
  var isRegeneration: Bool { prompt.messages.contains { $0.author == .assistant } }

  /// The data of the request: the JSON block that ends its last message.
  var data: JSON {
    let block = prompt.messages.last?.content.split(separator: "```json\n").last?.split(separator: "\n```").first
    do { return try JSON.parse(String(block ?? "null")) } catch { return .null }
  }
}

extension RawAnswer {
  /// The arguments of the tool call; nil in an error.
  var arguments: String? {
    TolerantJSON.read(body).value?["choices"]?.array?.first?["message"]?["tool_calls"]?.array?.first?["function"]?[
      "arguments"]?.string
  }

  /// The same answer with other arguments, and perhaps another end.
  func with(arguments: String, finish: String? = nil) throws -> RawAnswer {
    var body = try JSON.parse(self.body)
    var choice = body["choices"]?.array?.first ?? .null
    var call = choice["message"]?["tool_calls"]?.array?.first ?? .null
    call["function"]?["arguments"] = .string(arguments)
    choice["message"]?["tool_calls"] = [call]
    if let finish { choice["finish_reason"] = .string(finish) }
    body["choices"] = [choice]
    return RawAnswer(status: status, headers: headers, body: Array(body.text.utf8))
  }

  /// An error as OpenAI's servers send it.
  static func error(_ status: Int, code: String = "server_error", headers: [(String, String)] = []) -> RawAnswer {
    let body: JSON = ["error": ["message": "no", "type": .string(code), "code": .string(code)]]
    return RawAnswer(status: status, headers: headers, body: Array(body.text.utf8))
  }
}
