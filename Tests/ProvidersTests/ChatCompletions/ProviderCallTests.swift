import ContentModel
import Formats
import HTTPClient
import LoopbackServer
import Providers
import Testing
import World

/// What goes to an endpoint, and what every fault becomes: kind, message, hint and advice, to the letter.
@Suite struct ProviderCallTests {
  @Test(arguments: ["", "/", "/v1", "/v1/", "/v1/chat/completions"])
  func aCallIsOnePost(path: String) async throws {
    let server = try LoopbackServer { $0.answer(200, Endpoints.completion, headers: ["x-request-id: r"]) }
    defer { server.stop() }
    let provider = try Endpoints.provider(server.url + path)
    let answer = try await provider.send(Endpoints.request())
    #expect(answer.status == 200 && answer.header("X-Request-ID") == "r")
    #expect(try provider.read(answer, now: Timestamp(milliseconds: 0)).usage == TokenUsage(input: 9, output: 1))
    let request = try #require(server.received.first)
    #expect(server.received.count == 1)
    #expect(request.method == "POST" && request.target == "/v1/chat/completions")
    #expect(request.text == Endpoints.request().body().text)
    #expect(request.header("Authorization") == "Bearer sk-test-key")
    #expect(request.header("X-Client-Request-Id") == "call-1")
    #expect(request.header("Content-Type") == "application/json" && request.header("User-Agent") == "libtool/test")
  }

  @Test(arguments: [nil, ""]) func withoutAKeyNoneIsSent(key: String?) async throws {
    let server = try LoopbackServer { $0.answer(200, Endpoints.completion) }
    defer { server.stop() }
    _ = try await Endpoints.provider(server.url, name: "ollama", key: key).send(Endpoints.request())
    #expect(server.received.map { $0.header("Authorization") } == [nil])
  }

  @Test(arguments: [200, 401, 500]) func aKeyThatTheEndpointRepeatsIsTakenOut(status: Int) async throws {
    let server = try LoopbackServer { exchange in
      let key = exchange.request.header("Authorization")?.dropFirst("Bearer ".count) ?? ""
      exchange.answer(status, #"{"error": {"message": "no \#(key)!"}}"#, headers: ["X-Echo: \(key)"])
    }
    defer { server.stop() }
    let provider = try Endpoints.provider(server.url)
    let answer = try await provider.send(Endpoints.request())
    #expect(answer.header("X-Echo") == "[redacted]")
    #expect(answer.body == Array(#"{"error": {"message": "no [redacted]!"}}"#.utf8))
    let error = try #require(try await Endpoints.failure(provider))
    #expect(error.detail == "no [redacted]!")
    let check = await provider.check()
    #expect(check.problem?.message.contains("sk-test-key") != true)
  }

  @Test(arguments: [
    (nil, "no call to openai without a valid key: there is none"),
    (
      "sk-1\r\nX: y",
      "no call to openai without a valid key: it holds spaces, line ends or other characters that no key has"
    ),
    (
      "sk-\u{FC}",
      "no call to openai without a valid key: it holds spaces, line ends or other characters that no key has"
    ),
  ])
  func aKeyThatCannotBeSentStopsTheCall(key: String?, message: String) async throws {
    let server = try LoopbackServer { $0.answer(200, Endpoints.completion) }
    defer { server.stop() }
    let error = try #require(try await Endpoints.failure(Endpoints.provider(server.url, key: key)))
    #expect(error.kind == .refusedKey && error.advice == .never && error.exitCode == .refused)
    #expect(error.message == message)
    #expect(
      error.hint == "set a valid key in OPENAI_API_KEY, or with `libtool keys set openai`, then resume the run")
    #expect(server.connections == 0)
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var kind: ProviderError.Kind
    var message: String
    var hint: String?
    var deadline = Duration.seconds(30)
    var script: LoopbackServer.Script
  }

  static let faults = [
    Fault(
      testDescription: "reset before the headers", kind: .connection,
      message: "the connection to openai broke: HOST: the connection was reset before an answer",
      hint: "check the network, then resume the run", script: { $0.reset() }),
    Fault(
      testDescription: "half a body", kind: .connection,
      message: "the connection to openai broke: HOST: the connection ended after 1 bytes of the body",
      hint: "check the network, then resume the run",
      script: {
        $0.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
        $0.close()
      }),
    Fault(
      testDescription: "a stall", kind: .timeout,
      message: "openai did not answer in time: HOST: no whole answer within 1 s: nothing came back",
      hint: "resume the run later, or give calls more time in the settings", deadline: .seconds(1),
      script: { $0.stall() }),
    Fault(
      testDescription: "no HTTP", kind: .unreadable,
      message: "openai sent an answer that is no completion: HOST: the answer is no HTTP",
      hint: "check that providers.openai.base_url is where OpenAI's chat completions are spoken",
      script: {
        $0.send("hello\r\n")
        $0.close()
      }),
    Fault(
      testDescription: "a page", kind: .unreadable,
      message: "openai sent an answer that is no completion (HTTP 200): 18 bytes without a choice",
      hint: "check that providers.openai.base_url is where OpenAI's chat completions are spoken",
      script: { $0.answer(200, "<html>Hello</html>") }),
    Fault(
      testDescription: "a redirect", kind: .badRequest,
      message: "openai does not take the request (HTTP 308): it has moved to https://new.example/v1",
      hint: "mend providers.openai.base_url",
      script: { $0.answer(308, "", headers: ["Location: https://new.example/v1"]) }),
    Fault(
      testDescription: "a wrong path", kind: .badRequest, message: "openai does not take the request (HTTP 404)",
      hint: "check the model's name, and providers.openai.base_url: URL", script: { $0.answer(404, "not found") }),
    Fault(
      testDescription: "a wrong key", kind: .refusedKey,
      message: "openai refuses the key (HTTP 401): Incorrect API key provided",
      hint: "set a valid key in OPENAI_API_KEY, or with `libtool keys set openai`, then resume the run",
      script: { $0.answer(401, #"{"error":{"message":"Incorrect API key provided"}}"#) }),
    Fault(
      testDescription: "a forbidden model", kind: .refusedKey, message: "openai refuses the key (HTTP 403)",
      hint: "set a valid key in OPENAI_API_KEY, or with `libtool keys set openai`, then resume the run",
      script: { $0.answer(403, "") }),
    Fault(
      testDescription: "no quota", kind: .quota, message: "the quota at openai is used up (HTTP 429): Quota exceeded",
      hint: "add credit or raise the limit at the provider, then resume the run",
      script: { $0.answer(429, #"{"error":{"message":"Quota exceeded","code":"insufficient_quota"}}"#) }),
    Fault(
      testDescription: "too fast", kind: .rateLimited, message: "openai asks for fewer calls (HTTP 429): Slow down",
      hint: "lower the provider's requests per minute in the settings, or resume the run later",
      script: { $0.answer(429, #"{"error":{"message":"Slow down"}}"#, headers: ["Retry-After: 3"]) }),
    Fault(
      testDescription: "overloaded", kind: .serverError, message: "openai failed (HTTP 529): Overloaded",
      hint: "resume the run later", script: { $0.answer(529, #"{"error":"Overloaded"}"#) }),
    Fault(
      testDescription: "a model that fails to call", kind: .serverError,
      message: "openai failed (HTTP 400): Failed to call a function. Please adjust your prompt.",
      hint: "resume the run later",
      script: {
        $0.answer(
          400,
          #"{"error":{"message":"Failed to call a function. Please adjust your prompt.","code":"tool_use_failed"}}"#)
      }),
    Fault(
      testDescription: "words in a list", kind: .badRequest,
      message: #"openai does not take the request (HTTP 422): [{"loc":["body","x"],"msg":"no"}]"#,
      hint: "check the model's name and the provider's settings",
      script: { $0.answer(422, #"{"detail":[{"loc":["body","x"],"msg":"no"}]}"#) }),
  ]

  @Test(arguments: faults) func everyFaultIsTold(_ fault: Fault) async throws {
    let server = try LoopbackServer(fault.script)
    defer { server.stop() }
    let provider = try Endpoints.provider(server.url)
    let error = try #require(try await Endpoints.failure(provider, deadline: fault.deadline))
    #expect(error.kind == fault.kind)
    #expect(error.message == fault.message.replacing("HOST", with: "127.0.0.1:\(server.port)"))
    #expect(error.hint == fault.hint?.replacing("URL", with: server.url + "/v1"))
    #expect(server.received.count == 1, "a call is one request")
    #expect(!"\(error)".contains("sk-test-key"))
  }

  @Test(
    arguments: [
      ("ollama", [:], "start it with `ollama serve`, or mend providers.ollama.base_url"),
      ("llamacpp", [:], "start it with `llama-server -m FILE.gguf`, or mend providers.llamacpp.base_url"),
      ("vllm", [:], "start it with `vllm serve MODEL`, or mend providers.vllm.base_url"),
      ("mine", [:], "start the server, or mend providers.mine.base_url"),
      ("openai", ["OPENAI_BASE_URL": "URL"], "start the server, or mend OPENAI_BASE_URL"),
    ] as [(String, [String: String], String)])
  func nobodyListens(name: String, environment: [String: String], hint: String) async throws {
    let gone = try LoopbackServer { $0.answer() }
    gone.stop()
    let environment = environment.mapValues { $0.replacing("URL", with: gone.url) }
    let provider = try Endpoints.provider(gone.url, name: name, environment: environment)
    let error = try #require(try await Endpoints.failure(provider))
    #expect(error.kind == .unreachable && error.advice == .backOff)
    #expect(error.message == "\(name) cannot be reached: 127.0.0.1:\(gone.port): connection refused")
    #expect(error.hint == hint)
  }

  @Test func noAddress() async throws {
    let error = try #require(try await Endpoints.failure(Endpoints.provider("https://api.invalid/v1")))
    #expect(error.kind == .unreachable)
    #expect(error.message == "openai cannot be reached: api.invalid has no address")
    #expect(error.hint == "check the network, and the host's name in providers.openai.base_url")
  }

  @Test func aProxyThatIsNotThere() async throws {
    let gone = try LoopbackServer { $0.answer() }
    gone.stop()
    let provider = try Endpoints.provider("https://api.invalid/v1", settings: ["proxy": .string(gone.url)])
    let error = try #require(try await Endpoints.failure(provider))
    #expect(error.kind == .unreachable)
    #expect(error.message == "openai cannot be reached: api.invalid: the proxy: connection refused")
    #expect(error.hint == "check providers.openai.proxy, or HTTPS_PROXY, HTTP_PROXY and NO_PROXY in the environment")
  }

  @Test func certificatesThatCannotBeUsed() async throws {
    let server = try LoopbackServer { $0.answer() }
    defer { server.stop() }
    let url = "https://127.0.0.1:\(server.port)/v1"
    let provider = try Endpoints.provider(url, settings: ["ca_file": "/nowhere/ca.pem"])
    let error = try #require(try await Endpoints.failure(provider))
    #expect(error.kind == .unreachable && error.advice == .never)
    #expect(
      error.message == "openai cannot be reached: 127.0.0.1:\(server.port): the file of certificates /nowhere/ca.pem "
        + "cannot be used")
    #expect(
      error.hint == "name the file of your own certificates in providers.openai.ca_file, or in the environment's "
        + "SSL_CERT_FILE (CURL_CA_BUNDLE goes before it)")
  }

  @Test func aDeadlineBeforeAnythingWasSentCostsNothing() async throws {
    let server = try LoopbackServer(greeting: { $0.stall() }) { $0.answer() }
    defer { server.stop() }
    let provider = try Endpoints.provider("https://127.0.0.1:\(server.port)/v1")
    let error = try #require(try await Endpoints.failure(provider, deadline: .milliseconds(100)))
    #expect(error.kind == .unreachable && error.advice == .backOff)
    #expect(error.hint == "check the network and the provider's base URL, then resume the run")
  }

  @Test func cancellingIsLetThrough() async throws {
    let server = try LoopbackServer { $0.stall() }
    defer { server.stop() }
    let provider = try Endpoints.provider(server.url)
    let call = Task { try await provider.send(Endpoints.request()) }
    await server.arrived(1)
    call.cancel()
    await #expect(throws: CancellationError.self) { try await call.value }
    await server.left(1)
  }
}
