import ContentModel
import Formats
import LoopbackServer
import Synchronization
import Testing
import World

@testable import Providers

/// How a provider learns what its endpoint takes.
@Suite struct AdaptationTests {
  static let refusesTools = RawAnswer(
    status: 400, body: Array(#"{"error":{"message":"m does not support tools"}}"#.utf8))
  static let refusesSeed = RawAnswer(
    status: 400, body: Array(#"{"error":{"message":"Unsupported parameter: 'seed'","param":"seed"}}"#.utf8))

  static func adapt(_ provider: ChatCompletionsProvider, _ answer: RawAnswer, _ form: RequestForm) -> Bool {
    let error = ProviderError(.badRequest, provider: "p", status: answer.status)
    return provider.adapt(to: error, answer: answer, form: form, model: "m")
  }

  @Test func whatIsRefusedIsLeftOutFromThenOn() throws {
    let changes = Mutex<[String]>([])
    let provider = try Endpoints.provider("http://localhost:1") { model, form in
      changes.withLock { $0.append("\(model) \(form.answers) \(form.sendsSeed)") }
    }
    let first = provider.form(ofModel: "m")
    #expect(first == RequestForm())
    #expect(Self.adapt(provider, Self.refusesTools, first))
    let second = provider.form(ofModel: "m")
    #expect(second.answers == .jsonSchema)
    #expect(Self.adapt(provider, Self.refusesSeed, second))
    #expect(provider.form(ofModel: "m").sendsSeed == false)
    #expect(provider.form(ofModel: "another") == RequestForm())
    #expect(changes.withLock { $0 } == ["m jsonSchema true", "m jsonSchema false"])
  }

  /// Sixty-four calls are refused at once: the first moves the form on, the others follow.
  @Test func callsThatWereUnderWayFollow() throws {
    let changes = Mutex(0)
    let provider = try Endpoints.provider("http://localhost:1") { _, _ in changes.withLock { $0 += 1 } }
    let old = provider.form(ofModel: "m")
    for _ in 0..<64 { #expect(Self.adapt(provider, Self.refusesTools, old)) }
    #expect(changes.withLock { $0 } == 1)
    #expect(provider.form(ofModel: "m").answers == .jsonSchema)
  }

  @Test func whatIsNoComplaintChangesNothing() throws {
    let provider = try Endpoints.provider("http://localhost:1")
    let form = provider.form(ofModel: "m")
    for answer in [
      RawAnswer(status: 401, body: Self.refusesTools.body), RawAnswer(status: 400, body: []),
      RawAnswer(status: 429, body: Self.refusesSeed.body),
    ] { #expect(!Self.adapt(provider, answer, form)) }
    #expect(!provider.adapt(to: ProviderError(.timeout, provider: "p"), answer: nil, form: form, model: "m"))
    #expect(provider.form(ofModel: "m") == form)
  }

  /// An endpoint that refuses whatever is sent brings no call to be made for ever.
  @Test func nothingIsAskedForWithoutEnd() throws {
    let complaints = ["max_tokens", "max_completion_tokens", "seed", "temperature", "tools", "response_format"]
    let provider = try Endpoints.provider("http://localhost:1")
    var random = SeededGenerator(seed: 3)
    var moves = 0
    for _ in 0..<2000 {
      let name = complaints[Int(random.next() % UInt64(complaints.count))]
      let body = Array(
        #"{"error":{"message":"Unsupported parameter: '\#(name)' is not supported","param":"\#(name)"}}"#.utf8)
      if Self.adapt(provider, RawAnswer(status: 400, body: body), provider.form(ofModel: "m")) { moves += 1 }
    }
    #expect((5...12).contains(moves))
  }

  @Test func theLimitsNameIsChangedOnceAndNotBack() throws {
    let provider = try Endpoints.provider("http://localhost:1")
    func refuse() -> Bool {
      let form = provider.form(ofModel: "m")
      let body = #"{"error":{"message":"Unsupported parameter: '\#(form.outputLimit.rawValue)' is not supported"}}"#
      return Self.adapt(provider, RawAnswer(status: 400, body: Array(body.utf8)), form)
    }
    #expect(refuse())
    #expect(provider.form(ofModel: "m").outputLimit == .maxTokens)
    #expect(!refuse())
  }

  @Test func whatTheSettingsFixStays() throws {
    let provider = try Endpoints.provider(
      "http://localhost:1", settings: ["answers": "tools", "output_limit": "max_tokens"])
    let form = provider.form(ofModel: "m")
    #expect(form.answers == .tool && form.outputLimit == .maxTokens)
    #expect(!Self.adapt(provider, Self.refusesTools, form))
    #expect(Self.adapt(provider, Self.refusesSeed, form))
    #expect(provider.form(ofModel: "m").answers == .tool)
  }

  @Test func whatAnEarlierRunFoundOutIsUsed() throws {
    let kept = RefusalText.json
    let provider = try Endpoints.provider("http://localhost:1", initialForms: ["m": kept])
    #expect(provider.form(ofModel: "m") == kept)
    let fixed = try Endpoints.provider("http://localhost:1", settings: ["answers": "tools"], initialForms: ["m": kept])
    #expect(fixed.form(ofModel: "m").answers == .tool)
  }

  @Test(arguments: [
    ("openai", RequestForm.Answers.tool, RequestForm.OutputLimit.maxCompletionTokens),
    ("groq", .tool, .maxCompletionTokens),
    ("cerebras", .jsonSchema, .maxCompletionTokens), ("deepinfra", .tool, .maxTokens),
    ("ollama", .jsonSchema, .maxTokens),
    ("llamacpp", .jsonSchema, .maxTokens), ("vllm", .jsonSchema, .maxTokens), ("mine", .tool, .maxCompletionTokens),
  ])
  func knownEndpointsBeginWithWhatTheyTake(
    name: String, answers: RequestForm.Answers, limit: RequestForm.OutputLimit
  ) throws {
    let form = try Endpoints.provider("http://localhost:1", name: name).form(ofModel: "m")
    #expect(form.answers == answers && form.outputLimit == limit)
  }

  /// The whole dance with a server that takes plain JSON only.
  @Test func aFillFindsItsWay() async throws {
    let server = try LoopbackServer { exchange in
      let text = exchange.request.text
      if text.contains("\"tools\"") {
        exchange.answer(400, #"{"error":{"message":"m does not support tools"}}"#)
      } else if text.contains("json_schema") {
        exchange.answer(400, #"{"error":{"message":"'response_format.type' json_schema is not supported"}}"#)
      } else if text.contains("max_completion_tokens") {
        exchange.answer(422, #"{"detail":[{"type":"extra_forbidden","loc":["body","max_completion_tokens"]}]}"#)
      } else {
        exchange.answer(200, Endpoints.completion)
      }
    }
    defer { server.stop() }
    let provider = try Endpoints.provider(server.url)
    var completion: ChatCompletion?
    for _ in 0..<10 where completion == nil {
      let form = provider.form(ofModel: "m")
      let answer = try await provider.send(Endpoints.request(form: form))
      do { completion = try provider.read(answer, now: Timestamp(milliseconds: 0)) } catch {
        #expect(provider.adapt(to: error, answer: answer, form: form, model: "m"))
      }
    }
    #expect(completion?.content == "{}")
    #expect(server.received.count == 4)
  }
}
