import ContentModel
import Formats
import LoopbackServer
import Providers
import Testing
import World

/// Anthropic's batch interface over real sockets.
@Suite struct AnthropicBatchesTests {
  static let created = #"{"id":"msgbatch_1","processing_status":"in_progress","created_at":"2025-11-20T09:30:00Z"}"#

  private static func file(_ service: AnthropicBatches, _ ids: [String]) throws -> LineFile {
    try LineFile(ids.flatMap { service.line(for: Endpoints.request(), customID: $0) })
  }

  @Test func theLinesGoAlongWithTheCreate() async throws {
    let server = try LoopbackServer { $0.answer(200, Self.created) }
    defer { server.stop() }
    let service = try BatchBench.anthropic(server.url)
    let file = try Self.file(service, ["a1", "a2"])
    #expect(try await service.upload(file: file.path, name: "x") == nil)
    let status = try await service.create(intent: "i-1", inputFile: nil, path: file.path)
    #expect(status.id == "msgbatch_1" && status.state == .inProgress && status.intent == nil)
    #expect(server.received.map { $0.method + " " + $0.target } == ["POST /v1/messages/batches"])
    let request = try #require(server.received.first)
    #expect(request.header("X-Api-Key") == "sk-test-key" && request.header("Anthropic-Version") == "2023-06-01")
    #expect(request.header("Authorization") == nil && request.header("Content-Type") == "application/json")
    // Told by its format, whatever form the caller has asked for.
    var call = Endpoints.request()
    call.form.format = .messages
    #expect(
      try JSON.parse(request.body)
        == ["requests": [["custom_id": "a1", "params": call.body()], ["custom_id": "a2", "params": call.body()]]])
  }

  @Test(arguments: ["", "\n", "{}", "{}\n", ",\n"]) func aFileThatHoldsNoLinesIsRefused(content: String) async throws {
    let server = try LoopbackServer { $0.answer(200, Self.created) }
    defer { server.stop() }
    let service = try BatchBench.anthropic(server.url)
    let file = try LineFile(Array(content.utf8))
    let error = await #expect(throws: BatchFileError.self) {
      _ = try await service.create(intent: "i", inputFile: nil, path: file.path)
    }
    #expect(error?.message == "cannot read \(file.path): it does not end as a line of a job does")
    #expect(server.connections == 0)
  }

  /// Statuses, and connections that break: one request each, and nothing is taken for not sent.
  @Test(
    arguments: [
      (529, #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#, .serverError),
      (413, #"{"type":"error","error":{"type":"request_too_large","message":"Too large"}}"#, .badRequest),
      (200, "{}", .unreadable), (0, "", .connection), (1, "", .connection),
    ] as [(Int, String, ProviderError.Kind)])
  func aCreateIsNeverRepeated(status: Int, body: String, kind: ProviderError.Kind) async throws {
    let server = try LoopbackServer { exchange in
      switch status {
      case 0: exchange.reset()
      case 1:
        exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
        exchange.reset()
      default: exchange.answer(status, body)
      }
    }
    defer { server.stop() }
    let service = try BatchBench.anthropic(server.url)
    let file = try Self.file(service, ["a1"])
    let error = try await BatchBench.failure {
      _ = try await service.create(intent: "i", inputFile: nil, path: file.path)
    }
    #expect(error?.kind == kind)
    #expect(server.received.count == 1)
  }

  /// Without metadata every job that is not known may be the one.
  @Test func unknownJobsAreFoundAndNotCertain() async throws {
    func job(_ id: String, _ date: String) -> String {
      #"{"id":"\#(id)","processing_status":"ended","created_at":"\#(date)"}"#
    }
    let pages = [
      #"{"data":[\#(job("m3", "2025-11-20T09:30:00Z")),\#(job("m2", "2025-11-20T09:20:00Z"))],"has_more":true,"last_id":"m2"}"#,
      #"{"data":[\#(job("m1", "2025-11-20T08:00:00Z"))],"has_more":true,"last_id":"m1"}"#,
    ]
    let server = try LoopbackServer { $0.answer(200, pages[$0.request.target.contains("after_id=m2") ? 1 : 0]) }
    defer { server.stop() }
    let found = try await BatchBench.anthropic(server.url).find(
      intent: "i", since: Timestamp(milliseconds: 1_763_630_700_000), known: ["m3"])
    #expect(found.map(\.status.id) == ["m2"] && found.map(\.isCertain) == [false])
    #expect(
      server.received.map(\.target) == [
        "/v1/messages/batches?limit=100", "/v1/messages/batches?limit=100&after_id=m2",
      ])
  }

  /// Where this machine's clock is a day ahead the server's says how far back to look; where it does not say, nobody knows.
  @Test(arguments: [(true, ["m1"]), (false, [])])
  func aClockThatIsWrongHidesNoJob(saysTime: Bool, jobs: [String]) async throws {
    let day: Int64 = 86_400_000
    let made = World.live(environment: [:]).now()
    let job = #"{"id":"m1","processing_status":"ended","created_at":"\#(made)"}"#
    let server = try LoopbackServer {
      $0.answer(200, #"{"data":[\#(job)]}"#, headers: saysTime ? ["Date: \(HTTPDate.text(made))"] : [])
    }
    defer { server.stop() }
    let service = try BatchBench.anthropic(server.url, ahead: day)
    let found = try await service.find(intent: "i", since: made.advanced(byMilliseconds: day), known: [])
    #expect(found.map(\.status.id) == jobs)
  }

  @Test func aJobIsLookedAtAndCancelled() async throws {
    let server = try LoopbackServer { $0.answer(200, Self.created, headers: ["retry-after: 2"]) }
    defer { server.stop() }
    let service = try BatchBench.anthropic(server.url)
    #expect(try await service.status(of: "msgbatch_1").retryAfter == .seconds(2))
    #expect(try await service.cancel("msgbatch_1").id == "msgbatch_1")
    #expect(
      server.received.map { $0.method + " " + $0.target } == [
        "GET /v1/messages/batches/msgbatch_1", "POST /v1/messages/batches/msgbatch_1/cancel",
      ])
  }

  /// The key goes to the endpoint of the settings, and not where the job says.
  @Test func resultsComeFromTheEndpoint() async throws {
    let elsewhere = try LoopbackServer { $0.answer() }
    defer { elsewhere.stop() }
    let server = try LoopbackServer {
      $0.answer(
        200,
        #"{"custom_id":"a2","result":{"type":"expired"}}"# + "\n"
          + #"{"custom_id":"a1","result":{"type":"succeeded","message":{"content":[]}}}"# + "\n")
    }
    defer { server.stop() }
    let service = try BatchBench.anthropic(server.url)
    var status = BatchStatus(
      id: "msgbatch_1", state: .completed, wire: "ended", outputFile: elsewhere.url + "/results")
    let (lines, _, error) = try await BatchBench.results(service, of: status)
    #expect(lines == ["failed a2 expired: ", #"answered a1 200 - {"content":[]}"#] && error == nil)
    #expect(server.received.map(\.target) == ["/v1/messages/batches/msgbatch_1/results"])
    status.outputFile = nil
    #expect(try await BatchBench.results(service, of: status).lines.isEmpty)
    #expect(server.received.count == 1 && elsewhere.connections == 0)
  }

  @Test func limits() throws {
    let service = try BatchBench.anthropic("http://127.0.0.1:9/v1")
    #expect(service.limits == BatchLimits(lines: 100_000, bytes: 255_900_000))
    let lowered = try BatchBench.anthropic("http://127.0.0.1:9/v1", settings: ["batch_bytes": 100_000])
    #expect(lowered.limits.bytes == 100_000)
  }

  @Test func answersAreReadAsMessages() throws {
    let service = try BatchBench.anthropic("http://127.0.0.1:9/v1")
    let body = #"{"type":"message","content":[{"type":"text","text":"x"}],"stop_reason":"end_turn"}"#
    let read = try service.read(RawAnswer(status: 200, body: Array(body.utf8)), now: Timestamp(milliseconds: 0))
    #expect(read == ChatCompletion(finishReason: .stop, content: "x"))
  }
}
