import ContentModel
import Formats
import HTTPClient
import LoopbackServer
import Providers
import Testing

/// What `check` sees of an endpoint.
@Suite struct EndpointCheckTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var name = "openai"
    var key: String? = "sk-test-key"
    var status = 200
    var body: String
    var isAccepted: Bool?
    var models: [String]?
    var problem: String?
  }

  static let cases = [
    Case(
      testDescription: "models in OpenAI's shape", body: #"{"object":"list","data":[{"id":"b"},{"id":"a"},{"x":1}]}"#,
      isAccepted: true, models: ["a", "b"]),
    Case(testDescription: "a bare list", body: #"[{"id":"a"}]"#, isAccepted: true, models: ["a"]),
    Case(testDescription: "no key wanted", name: "ollama", key: nil, body: #"{"data":[]}"#, models: []),
    Case(
      testDescription: "a wrong key", status: 401, body: #"{"error":{"message":"Wrong key"}}"#, isAccepted: false,
      problem: "openai refuses the key (HTTP 401): Wrong key"),
    Case(
      testDescription: "another server", status: 404, body: "", problem: "openai does not take the request (HTTP 404)"),
    Case(
      testDescription: "a page", body: "<html></html>", isAccepted: true,
      problem: "openai sent an answer that is no completion (HTTP 200): 13 bytes without models"),
  ]

  @Test(arguments: cases) func whatIsThereIsSeen(_ sample: Case) async throws {
    let server = try LoopbackServer { $0.answer(sample.status, sample.body) }
    defer { server.stop() }
    let check = await (try Endpoints.provider(server.url, name: sample.name, key: sample.key)).check()
    #expect(check.baseURL == server.url + "/v1" && check.isReachable)
    #expect(check.keyIsAccepted == sample.isAccepted && check.models == sample.models)
    #expect(check.problem?.message == sample.problem)
    #expect(server.received.map { "\($0.method) \($0.target)" } == ["GET /v1/models"])
  }

  @Test func whatIsNotThereIsSaid() async throws {
    let gone = try LoopbackServer { $0.answer() }
    gone.stop()
    let check = await (try Endpoints.provider(gone.url, name: "ollama", key: nil)).check()
    #expect(!check.isReachable && check.keyIsAccepted == nil && check.models == nil)
    #expect(check.problem?.message == "ollama cannot be reached: 127.0.0.1:\(gone.port): connection refused")
  }

  @Test func withoutAKeyThatIsNeededNothingIsAsked() async throws {
    let server = try LoopbackServer { $0.answer() }
    defer { server.stop() }
    let check = await (try Endpoints.provider(server.url, key: nil)).check()
    #expect(check.problem?.kind == .refusedKey && !check.isReachable && server.connections == 0)
  }
}
