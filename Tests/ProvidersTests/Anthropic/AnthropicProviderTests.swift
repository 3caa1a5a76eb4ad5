import ContentModel
import Formats
import LoopbackServer
import Providers
import Testing
import World

/// Calls of Anthropic's Messages over real sockets.
@Suite struct AnthropicProviderTests {
  private static let message =
    #"{"type":"message","content":[{"type":"text","text":"x"}],"stop_reason":"end_turn","usage":{"input_tokens":9,"output_tokens":1}}"#

  private static func provider(_ url: String) throws -> AnthropicProvider {
    AnthropicProvider(try BatchBench.endpoint(url, name: "anthropic"))
  }

  /// A request in the form that the provider gives.
  private static func request(_ provider: AnthropicProvider, prompt: Prompt = Samples.prompt()) -> CompletionRequest {
    var request = Endpoints.request(form: provider.form(ofModel: "m"))
    request.prompt = prompt
    return request
  }

  @Test func aCallIsOneRequestInAnthropicsFormat() async throws {
    let server = try LoopbackServer { $0.answer(200, Self.message) }
    defer { server.stop() }
    let provider = try Self.provider(server.url)
    var prompt = Samples.prompt()
    prompt.messages = [
      ChatMessage(.system, "Write."), ChatMessage(.user, "Do."), ChatMessage(.assistant, "{}"),
      ChatMessage(.user, "Again."),
    ]
    var request = Self.request(provider, prompt: prompt)
    request.temperature = 1.3
    let answer = try await provider.send(request)
    #expect(try provider.read(answer, now: Timestamp(milliseconds: 0)).content == "x")
    let received = try #require(server.received.first)
    #expect(server.received.count == 1 && received.method == "POST" && received.target == "/v1/messages")
    #expect(received.header("X-Api-Key") == "sk-test-key" && received.header("Authorization") == nil)
    #expect(received.header("Anthropic-Version") == "2023-06-01")
    #expect(
      try JSON.parse(received.body) == [
        "model": "m", "max_tokens": 100,
        "tools": [
          ["name": "create_note", "description": "Hands in notes.", "input_schema": Samples.parameters]
        ],
        "tool_choice": ["type": "tool", "name": "create_note", "disable_parallel_tool_use": true],
        "system": [["type": "text", "text": "Write.", "cache_control": ["type": "ephemeral"]]],
        "messages": [
          ["role": "user", "content": "Do."], ["role": "assistant", "content": "{}"],
          ["role": "user", "content": "Again."],
        ],
        "temperature": 1,
      ])
    #expect(received.text == request.body().text, "what is stored and reckoned with is what is sent")
  }

  @Test func withoutASystemTextTheMarkStandsAtTheTool() throws {
    let provider = try Self.provider("http://127.0.0.1:9")
    var prompt = Samples.prompt()
    prompt.messages.removeFirst()
    let body = Self.request(provider, prompt: prompt).body()
    #expect(body["system"] == nil)
    #expect(body["tools"]?.array?.first?["cache_control"] == ["type": "ephemeral"])
  }

  @Test func temperaturesBelowOneStay() throws {
    var request = Self.request(try Self.provider("http://127.0.0.1:9"))
    request.temperature = 0.3
    #expect(request.body()["temperature"] == .double(0.3) && request.body()["seed"] == nil)
  }

  @Test func theWorstCaseHoldsTheProvidersOwnText() throws {
    let request = Self.request(try Self.provider("http://127.0.0.1:9"))
    #expect(
      WorstCase.usage(of: request) == TokenUsage(input: request.body().text.utf8.count + 530, output: 100))
    var price = Price(input: Money(billionths: 8_000_000), cachedInput: .zero, output: .zero, batch: 0.5)
    let plain = WorstCase.cost(request, price: price)
    price.cacheWrite = Money(billionths: 10_000_000)
    #expect(WorstCase.cost(request, price: price).billionths * 4 == plain.billionths * 5)
    #expect(WorstCase.cost(request, price: price, isBatch: true).billionths * 8 == plain.billionths * 5)
  }

  /// Refusals of details, as users of the API report them, and what is left out then.
  @Test(arguments: [
    ("`temperature` is deprecated for this model.", "temperature"),
    ("tool_choice.tool.disable_parallel_tool_use: Extra inputs are not permitted", "parallel"),
    ("max_tokens: 100000 > 8192, which is the maximum allowed number of output tokens", nil),
    ("model: not supported", nil), ("This model does not support tools", nil),
  ])
  func detailsAreGivenUp(said: String, detail: String?) throws {
    let provider = try Self.provider("http://127.0.0.1:9")
    let form = provider.form(ofModel: "m")
    var expected = form
    expected.sendsTemperature = detail != "temperature"
    expected.sendsParallelToolCalls = detail != "parallel"
    let body: JSON = ["type": "error", "error": ["type": "invalid_request_error", "message": .string(said)]]
    let answer = RawAnswer(status: 400, body: Array(body.text.utf8))
    let error = ProviderError(.badRequest, provider: "anthropic")
    #expect(provider.adapt(to: error, answer: answer, form: form, model: "m") == (expected != form))
    #expect(provider.form(ofModel: "m") == expected)
    #expect(RequestForm(expected.json) == expected)
  }

  @Test func errorsNameTheMend() async throws {
    let server = try LoopbackServer {
      $0.answer(401, #"{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}"#)
    }
    defer { server.stop() }
    let provider = try Self.provider(server.url)
    let answer = try await provider.send(Self.request(provider))
    let error = try #require(throws: ProviderError.self) {
      _ = try provider.read(answer, now: Timestamp(milliseconds: 0))
    }
    #expect(error.message == "anthropic refuses the key (HTTP 401): invalid x-api-key")
    #expect(
      error.hint == "set a valid key in ANTHROPIC_API_KEY, or with `libtool keys set anthropic`, then resume the run")
    let page = try #require(throws: ProviderError.self) {
      _ = try provider.read(RawAnswer(status: 200, body: []), now: Timestamp(milliseconds: 0))
    }
    #expect(page.hint == "check that providers.anthropic.base_url is where Anthropic's Messages are spoken")
  }

  @Test func modelsAreListed() async throws {
    let server = try LoopbackServer { $0.answer(200, #"{"data":[{"type":"model","id":"b"},{"id":"a"}]}"#) }
    defer { server.stop() }
    let check = await (try BatchBench.endpoint(server.url, name: "anthropic")).check()
    #expect(
      check == EndpointCheck(baseURL: server.url + "/v1", isReachable: true, keyIsAccepted: true, models: ["a", "b"]))
    #expect(server.received.map { $0.method + " " + $0.target } == ["GET /v1/models?limit=1000"])
    #expect(server.received.first?.header("X-Api-Key") == "sk-test-key")
  }
}
