import ContentModel
import Formats
import LoopbackServer
import Providers
import Testing
import World

/// OpenAI's batch interface over real sockets.
@Suite struct OpenAIBatchesTests {
  static let created =
    #"{"id":"batch_1","status":"validating","created_at":1763631000,"metadata":{"libtool_intent":"i-1"}}"#

  @Test func aLineIsACallWithAName() throws {
    let service = try BatchBench.openAI("http://127.0.0.1:9/v1")
    var request = Endpoints.request()
    request.form.sendsTemperature = false
    let line = String(decoding: service.line(for: request, customID: "a-1_B"), as: UTF8.self)
    #expect(line.hasSuffix("}\n") && line.dropLast().allSatisfy { !$0.isNewline })
    let json = try JSON.parse(line)
    #expect(json["custom_id"] == "a-1_B" && json["method"] == "POST" && json["url"] == "/v1/chat/completions")
    #expect(json["body"] == request.body() && json["body"]?["temperature"] == nil)
  }

  @Test func aFileIsUploadedInParts() async throws {
    let server = try LoopbackServer { $0.answer(200, #"{"id":"file-1","object":"file"}"#) }
    defer { server.stop() }
    let file = try LineFile(Array("{\"a\":1}\n{\"b\":2}\n".utf8))
    let id = try await BatchBench.openAI(server.url).upload(file: file.path, name: "job \"1\".jsonl")
    #expect(id == "file-1")
    let request = try #require(server.received.first)
    #expect(request.method == "POST" && request.target == "/v1/files")
    #expect(request.header("Authorization") == "Bearer sk-test-key")
    let type = try #require(request.header("Content-Type"))
    let boundary = try #require(type.firstMatch(of: #/^multipart/form-data; boundary=(libtool-[0-9a-f]+)$/#)).output.1
    #expect(
      request.text == """
        --\(boundary)\r
        Content-Disposition: form-data; name="purpose"\r
        \r
        batch\r
        --\(boundary)\r
        Content-Disposition: form-data; name="file"; filename="job__1_.jsonl"\r
        Content-Type: application/jsonl\r
        \r
        {"a":1}
        {"b":2}
        \r
        --\(boundary)--\r

        """)
    #expect(request.header("Content-Length") == String(request.body.count))
  }

  @Test func aFileThatIsNotThereIsSaid() async throws {
    let server = try LoopbackServer { $0.answer() }
    defer { server.stop() }
    let service = try BatchBench.openAI(server.url)
    let error = await #expect(throws: BatchFileError.self) {
      _ = try await service.upload(file: "/nowhere/job.jsonl", name: "x")
    }
    #expect(error?.message == "cannot read /nowhere/job.jsonl: no such file or directory")
    #expect(error?.hint == "check the file and its permissions, then resume the run")
    #expect(server.connections == 0)
  }

  @Test func aJobIsCreatedInOneRequest() async throws {
    let server = try LoopbackServer { $0.answer(200, Self.created) }
    defer { server.stop() }
    let status = try await BatchBench.openAI(server.url).create(intent: "i-1", inputFile: "file-1", path: "/unused")
    #expect(status.id == "batch_1" && status.state == .validating && status.intent == "i-1")
    #expect(server.received.map { $0.method + " " + $0.target } == ["POST /v1/batches"])
    #expect(
      server.received.first?.text
        == #"{"input_file_id":"file-1","endpoint":"/v1/chat/completions","completion_window":"24h","metadata":{"libtool_intent":"i-1"}}"#
    )
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var kind: ProviderError.Kind
    var advice = RetryAdvice.backOff
    var message: String
    var hint: String?
    var script: LoopbackServer.Script
  }

  static let faults = [
    Fault(
      testDescription: "reset before the headers", kind: .connection,
      message: "the connection to openai broke: HOST: the connection was reset before an answer",
      script: { $0.reset() }),
    Fault(
      testDescription: "reset after the headers", kind: .connection,
      message: "the connection to openai broke: HOST: the connection ended after 1 bytes of the body",
      script: {
        $0.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
        $0.close()
      }),
    Fault(
      testDescription: "a failure", kind: .serverError, message: "openai failed (HTTP 500): oops",
      script: { $0.answer(500, #"{"error":{"message":"oops"}}"#) }),
    Fault(
      testDescription: "a gateway's page", kind: .serverError, message: "openai failed (HTTP 502)",
      script: { $0.answer(502, "<html>Bad gateway</html>") }),
    Fault(
      testDescription: "too many", kind: .rateLimited, advice: .after(.seconds(7)),
      message: "openai asks for fewer calls (HTTP 429): Slow down",
      script: { $0.answer(429, #"{"error":{"message":"Slow down"}}"#, headers: ["Retry-After: 7"]) }),
    Fault(
      testDescription: "no money", kind: .quota, advice: .never,
      message: "the quota at openai is used up (HTTP 429): Billing hard limit has been reached",
      script: {
        $0.answer(
          429, #"{"error":{"message":"Billing hard limit has been reached","code":"insufficient_quota"}}"#)
      }),
    Fault(
      testDescription: "a wrong key that is repeated", kind: .refusedKey, advice: .never,
      message: "openai refuses the key (HTTP 401): no [redacted]",
      hint: "set a valid key in OPENAI_API_KEY, or with `libtool keys set openai`, then resume the run",
      script: { $0.answer(401, #"{"error":{"message":"no sk-test-key"}}"#) }),
    Fault(
      testDescription: "no batch jobs here", kind: .badRequest, advice: .never,
      message: "openai does not take the request (HTTP 404)",
      hint: "a job is known where it was created, with the same key; whether there are batch jobs at all depends on "
        + "providers.openai.base_url: URL/v1", script: { $0.answer(404, "404 page not found") }),
    Fault(
      testDescription: "a page", kind: .unreadable,
      message: "openai sent an answer that is no completion (HTTP 200): 13 bytes with no JSON",
      hint: "check that batch jobs are taken there, see providers.openai.base_url: URL/v1",
      script: { $0.answer(200, "<html></html>") }),
    Fault(
      testDescription: "something else", kind: .unreadable,
      message: "openai sent an answer that is no completion (HTTP 200): 8 bytes with no job",
      hint: "check that batch jobs are taken there, see providers.openai.base_url: URL/v1",
      script: { $0.answer(200, #"{"id":7}"#) }),
  ]

  /// Whatever comes back, a job is asked for once: the second one would be paid as well.
  @Test(arguments: faults) func aCreateIsNeverRepeated(_ fault: Fault) async throws {
    let server = try LoopbackServer(fault.script)
    defer { server.stop() }
    let service = try BatchBench.openAI(server.url)
    let error = try #require(
      try await BatchBench.failure {
        _ = try await service.create(intent: "i-1", inputFile: "file-1", path: "/unused")
      })
    #expect(error.kind == fault.kind && error.advice == fault.advice)
    #expect(error.message == fault.message.replacing("HOST", with: "127.0.0.1:\(server.port)"))
    if let hint = fault.hint { #expect(error.hint == hint.replacing("URL", with: server.url)) }
    #expect(server.received.count == 1)
  }

  @Test func aServerThatIsNotThereHasSeenNothing() async throws {
    let gone = try LoopbackServer { $0.answer() }
    gone.stop()
    let service = try BatchBench.openAI(gone.url)
    let error = try await BatchBench.failure {
      _ = try await service.create(intent: "i-1", inputFile: "file-1", path: "/unused")
    }
    #expect(error?.kind == .unreachable)
  }

  @Test func aJobIsLookedAtAndCancelled() async throws {
    let server = try LoopbackServer {
      $0.answer(
        200, #"{"id":"batch_1","status":"in_progress","request_counts":{"total":9,"completed":4,"failed":1}}"#,
        headers: ["Retry-After: 30"])
    }
    defer { server.stop() }
    let service = try BatchBench.openAI(server.url)
    for status in [try await service.status(of: "batch_1"), try await service.cancel("batch_1/../x?y")] {
      #expect(
        status
          == BatchStatus(
            id: "batch_1", state: .inProgress, wire: "in_progress", total: 9, completed: 4, failed: 1,
            retryAfter: .seconds(30)))
    }
    #expect(
      server.received.map { $0.method + " " + $0.target } == [
        "GET /v1/batches/batch_1", "POST /v1/batches/batch_1%2F%2E%2E%2Fx%3Fy/cancel",
      ])
  }

  private static func job(_ id: String, _ second: Int, intent: String?) -> JSON {
    [
      "id": .string(id), "status": "completed", "created_at": .integer(second),
      "metadata": intent.map { ["libtool_intent": .string($0)] } ?? .null,
    ]
  }

  /// The search ends with the job that it finds, and else with a page of nothing but older ones.
  @Test(arguments: [("first", ["b5"], 1), ("other", ["b4"], 2), ("mine", [], 3)])
  func anIntentIsFoundInThePages(intent: String, jobs: [String], requests: Int) async throws {
    let pages: [JSON] = [
      ["data": [Self.job("b6", 6000, intent: nil), Self.job("b5", 5900, intent: "first")], "has_more": true],
      ["data": [Self.job("b4", 5950, intent: "other"), 7, Self.job("b3", 100, intent: "mine")], "has_more": true],
      ["data": [Self.job("b2", 90, intent: "mine"), Self.job("b1", 80, intent: "mine")], "has_more": true],
    ]
    let server = try LoopbackServer { exchange in
      let index = ["after=b5": 1, "after=b3": 2].first { exchange.request.target.contains($0.key) }?.value ?? 0
      exchange.answer(200, pages[index].text)
    }
    defer { server.stop() }
    let service = try BatchBench.openAI(server.url)
    // More than a day is added for the difference of the clocks: the search goes back to the second 5900.
    let found = try await service.find(intent: intent, since: Timestamp(milliseconds: 99_500_000), known: ["b5"])
    #expect(found.map(\.status.id) == jobs && found.allSatisfy(\.isCertain))
    let all = ["/v1/batches?limit=100", "/v1/batches?limit=100&after=b5", "/v1/batches?limit=100&after=b3"]
    #expect(server.received.map(\.target) == Array(all.prefix(requests)))
  }

  @Test(arguments: [
    #"{"data":[],"has_more":true}"#, #"{"data":[{"id":"b1","status":"completed","created_at":9999}],"has_more":true}"#,
  ])
  func aListWithoutEndIsLeft(page: String) async throws {
    let server = try LoopbackServer { $0.answer(200, page) }
    defer { server.stop() }
    let found = try await BatchBench.openAI(server.url).find(
      intent: "x", since: Timestamp(milliseconds: 0), known: [])
    #expect(found.isEmpty && server.received.count <= 2)
  }

  @Test func aListThatIsNoneIsSaid() async throws {
    let server = try LoopbackServer { $0.answer(200, "{}") }
    defer { server.stop() }
    let service = try BatchBench.openAI(server.url)
    let error = try await BatchBench.failure {
      _ = try await service.find(intent: "x", since: Timestamp(milliseconds: 0), known: [])
    }
    #expect(error?.kind == .unreadable && error?.detail == "2 bytes with no list of jobs")
  }

  static let done = BatchStatus(
    id: "batch_1", state: .completed, wire: "completed", outputFile: "file-out", errorFile: "file-err")

  static func answer(_ id: String) -> String { #"{"custom_id":"\#(id)","response":{"status_code":200,"body":{}}}"# }

  @Test func bothFilesAreHandedOver() async throws {
    let server = try LoopbackServer { exchange in
      let isOutput = exchange.request.target.contains("file-out")
      exchange.answer(
        200,
        isOutput
          ? Self.answer("a2") + "\n\nnonsense sk-test-key\n" + Self.answer("a1")
          : #"{"custom_id":"a3","response":null,"error":{"code":"batch_expired","message":"sk-test-key"}}"# + "\n")
    }
    defer { server.stop() }
    let (lines, _, error) = try await BatchBench.results(BatchBench.openAI(server.url), of: Self.done)
    #expect(error == nil)
    #expect(
      lines == [
        "answered a2 200 - {}", "malformed nonsense [redacted]", "answered a1 200 - {}",
        "failed a3 batch_expired: [redacted]",
      ])
    #expect(
      server.received.map { $0.method + " " + $0.target } == [
        "GET /v1/files/file-out/content", "GET /v1/files/file-err/content",
      ])
  }

  @Test func aJobWithoutFilesHasNoResults() async throws {
    let server = try LoopbackServer { $0.answer() }
    defer { server.stop() }
    let status = BatchStatus(id: "b", state: .expired, wire: "expired")
    let (lines, _, error) = try await BatchBench.results(BatchBench.openAI(server.url), of: status)
    #expect(lines.isEmpty && error == nil && server.connections == 0)
  }

  @Test func manyLinesComeInGroups() async throws {
    let text = (0..<1200).map { Self.answer("a\($0)") + "\n" }.joined()
    let server = try LoopbackServer { $0.answer(200, text) }
    defer { server.stop() }
    var status = Self.done
    status.errorFile = nil
    let (lines, groups, error) = try await BatchBench.results(BatchBench.openAI(server.url), of: status)
    let isWhole = lines == (0..<1200).map { "answered a\($0) 200 - {}" }
    #expect(isWhole && groups == 3 && error == nil)
  }

  /// What came before the break is handed over; a second reading repeats it.
  @Test func halfADownloadThrowsAfterItsLines() async throws {
    let first = Self.answer("a1") + "\n"
    let whole = first + Self.answer("a2") + "\n"
    let server = try LoopbackServer { exchange in
      if exchange.connection > 1 { return exchange.answer(200, whole) }
      exchange.send("HTTP/1.1 200 OK\r\nContent-Length: \(whole.utf8.count)\r\n\r\n\(first){\"custom_id\":\"a2\"")
      exchange.close()
    }
    defer { server.stop() }
    let service = try BatchBench.openAI(server.url)
    var status = Self.done
    status.errorFile = nil
    let half = try await BatchBench.results(service, of: status)
    #expect(half.lines == ["answered a1 200 - {}"])
    #expect(half.error?.kind == .connection)
    let again = try await BatchBench.results(service, of: status)
    #expect(again.lines == ["answered a1 200 - {}", "answered a2 200 - {}"] && again.error == nil)
  }

  @Test func aFileThatCannotBeFetched() async throws {
    let server = try LoopbackServer {
      $0.answer(503, #"{"error":{"message":"storage"}}"#, headers: ["Retry-After: 4"])
    }
    defer { server.stop() }
    let (lines, _, error) = try await BatchBench.results(BatchBench.openAI(server.url), of: Self.done)
    #expect(lines.isEmpty && error?.kind == .serverError && error?.advice == .after(.seconds(4)))
    #expect(error?.message == "openai failed (HTTP 503): storage")
    #expect(server.received.count == 1)
  }

  @Test func anErrorOfTheReaderIsLetThrough() async throws {
    struct Full: Error {}
    let server = try LoopbackServer { $0.answer(200, Self.answer("a1")) }
    defer { server.stop() }
    let service = try BatchBench.openAI(server.url)
    await #expect(throws: Full.self) { try await service.results(of: Self.done) { _ in throw Full() } }
    #expect(server.received.count == 1)
  }

  @Test func cancellingEndsADownload() async throws {
    let server = try LoopbackServer {
      $0.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}\n")
      $0.stall()
    }
    defer { server.stop() }
    let service = try BatchBench.openAI(server.url)
    let reading = Task { try await BatchBench.results(service, of: Self.done).lines }
    await server.stalled(1)
    reading.cancel()
    await #expect(throws: CancellationError.self) { try await reading.value }
    await server.left(1)
  }

  @Test func settingsLowerTheLimits() throws {
    let url = "http://127.0.0.1:9/v1"
    #expect(try BatchBench.openAI(url).limits == BatchLimits())
    let settings: JSON = ["batch_lines": 10, "batch_bytes": 999_000_000, "batch_tokens": 7]
    #expect(
      try BatchBench.openAI(url, settings: settings).limits
        == BatchLimits(lines: 10, bytes: 200_000_000, enqueuedTokens: 7))
  }

  @Test func accountsAreToldApart() throws {
    let services: [any BatchService] = [
      try BatchBench.openAI("http://127.0.0.1:9/v1"), try BatchBench.openAI("http://127.0.0.1:8/v1"),
      try BatchBench.anthropic("http://127.0.0.1:9/v1"),
    ]
    #expect(Set(services.map(\.account)).count == 3)
    #expect(services[0].account == (try BatchBench.openAI("http://127.0.0.1:9/v1")).account)
    #expect(services.allSatisfy { $0.account.count == 32 && !$0.account.contains("sk") })
  }

  @Test func answersAreReadAsThoseOfCalls() throws {
    let service = try BatchBench.openAI("http://127.0.0.1:9/v1")
    let now = Timestamp(milliseconds: 0)
    let answer = RawAnswer(status: 200, body: Array(Endpoints.completion.utf8))
    #expect(try service.read(answer, now: now).usage == TokenUsage(input: 9, output: 1))
    let error = #expect(throws: ProviderError.self) {
      _ = try service.read(RawAnswer(status: 500, body: []), now: now)
    }
    #expect(error?.kind == .serverError)
  }
}
