import Formats
import RawHTTP
import Simulator
import Testing
import World

@Suite struct BatchTests {
  @Test func aJobIsAnsweredLineByLine() async throws {
    let endpoint = try Endpoint()
    let names = (1...30).map { "line-\($0)" }
    let created = try await endpoint.submit(names.map { Endpoint.line($0) }, ["metadata": ["libtool_intent": "abc"]])
    #expect(created["object"] == "batch" && created["status"] == "validating" && created["output_file_id"] == .null)
    #expect(created["metadata"] == ["libtool_intent": "abc"] && created["errors"] == .null)
    let job = try await endpoint.ended(created["id"])
    #expect(job["status"] == "completed" && job["error_file_id"] == .null && job["model"] == "simulated-1")
    #expect(job["request_counts"] == ["total": 30, "completed": 30, "failed": 0])
    for name in ["created_at", "in_progress_at", "finalizing_at", "completed_at", "expires_at"] {
      #expect(job[name]?.integer ?? 0 > 0, "\(name)")
    }
    for name in ["failed_at", "expired_at", "cancelling_at", "cancelled_at"] { #expect(job[name] == .null) }
    let lines = try await endpoint.lines(job["output_file_id"])
    // Each once, in another order.
    #expect(Endpoint.names(lines) != names && Endpoint.names(lines).sorted() == names.sorted())
    var sum = [0, 0]
    for line in lines {
      #expect(line["error"] == .null && line["response"]?["status_code"] == 200)
      #expect(line["id"]?.string?.hasPrefix("batch_req_") == true)
      let body = line["response"]?["body"]
      #expect(body?["object"] == "chat.completion")
      let call = body?["choices"]?.array?.first?["message"]?["tool_calls"]?.array?.first
      let text = call?["function"]?["arguments"]?.string ?? ""
      #expect(try JSON.parse(text)["items"]?.array?.count == 1)
      sum[0] += body?["usage"]?["prompt_tokens"]?.integer ?? 0
      sum[1] += body?["usage"]?["completion_tokens"]?.integer ?? 0
    }
    #expect(job["usage"]?["input_tokens"]?.integer == sum[0] && job["usage"]?["output_tokens"]?.integer == sum[1])
    #expect(endpoint.simulator.tally.lines == 30 && endpoint.simulator.tally.received == 0)
    let file = try await endpoint.ask("GET", "/v1/files/\(job["output_file_id"]?.string ?? "")").json
    #expect(file["purpose"] == "batch_output")
  }

  /// What a live call is refused with stands in the error file, and what the model's faults do in the output file.
  @Test func linesAreLiveCalls() async throws {
    let endpoint = try Endpoint { try $0.addFault("finish_stop") }
    let created = try await endpoint.submit([
      Endpoint.line("good"), Endpoint.line("bad", Chat.other(["temperature": 3])),
    ])
    let job = try await endpoint.ended(created["id"])
    #expect(job["status"] == "completed" && job["request_counts"] == ["total": 2, "completed": 1, "failed": 1])
    let good = try await endpoint.lines(job["output_file_id"])
    #expect(good.first?["response"]?["body"]?["choices"]?.array?.first?["finish_reason"] == "stop")
    let bad = try await endpoint.lines(job["error_file_id"])
    #expect(bad.count == 1 && bad[0]["custom_id"] == "bad" && bad[0]["response"]?["status_code"] == 400)
    #expect(bad[0]["response"]?["body"]?["error"]?["param"] == "temperature" && bad[0]["error"] == .null)
  }

  @Test func faultsOfCallsStrikeLines() async throws {
    let endpoint = try Endpoint {
      for fault in ["unavailable", "stall", "html_error"] { try $0.addFault(fault) }
    }
    let job = try await endpoint.ended(try await endpoint.submit([Endpoint.line("a")])["id"])
    let lines = try await endpoint.lines(job["error_file_id"])
    #expect(lines.first?["response"]?["status_code"] == 503 && job["output_file_id"] == .null)
  }

  @Test(
    arguments: [
      ([], "empty_file", nil, "The input file is empty. (simulated)"),
      (["x"], "invalid_json_line", 1, "This line is not parseable as valid JSON. (simulated)"),
      (
        [Endpoint.line("a"), Endpoint.line("a")], "duplicate_custom_id", 2,
        "The custom_id for this request is a duplicate of another request: 'a'. (simulated)"
      ),
      (
        [Endpoint.line("a", url: "/v1/completions")], "url_mismatch", 1,
        "The URL provided for this request does not match the batch endpoint '/v1/chat/completions'. (simulated)"
      ),
      (
        [Endpoint.line("a"), Endpoint.line("b", Chat.other(["model": "gpt-x"]))], "model_mismatch", 2,
        "The model of this request does not match the model of the batch, 'simulated-1'. (simulated)"
      ),
      (
        [Endpoint.line("a", Chat.other(["model": "gpt-x"]))], "model_not_found", 1,
        "The provided model 'gpt-x' is not supported by the Batch API; there is 'simulated-1' (simulated)"
      ),
      (
        [["method": "POST"]], "missing_required_parameter", 1, "Missing required parameter: 'custom_id'."
      ),
      (
        [["custom_id": "a", "method": "GET"]], "invalid_method", 1, "Invalid value for 'method': expected 'POST'."
      ),
      (
        (1...4).map { Endpoint.line("\($0)") }, "too_many_tasks", nil,
        "The batch input file has more than the maximum of 3 requests. (simulated)"
      ),
    ] as [([JSON], String, Int?, String)])
  func validationFindsWhatIsWrong(lines: [JSON], code: String, line: Int?, message: String) async throws {
    let endpoint = try Endpoint { $0.batches.lines = 3 }
    let job = try await endpoint.ended(try await endpoint.submit(lines)["id"])
    #expect(job["status"] == "failed" && job["failed_at"]?.integer ?? 0 > 0 && job["output_file_id"] == .null)
    #expect(job["request_counts"] == ["total": 0, "completed": 0, "failed": 0])
    let problem = job["errors"]?["data"]?.array?.first
    #expect(problem?["code"]?.string == code && problem?["line"]?.integer == line)
    #expect(problem?["message"]?.string == message)
    #expect(endpoint.simulator.tally.lines == 0)
  }

  @Test func theLimitOfTokensIsOverAllJobs() async throws {
    let line = Endpoint.line("a")
    let tokens = line.text.utf8.count / 4
    let (endpoint, clock) = try Self.timed {
      $0.batches.enqueuedTokens = tokens * 3 / 2
      $0.batches.delayMilliseconds = 100_000
    }
    let first = try await endpoint.submit([line])
    clock.advance(10_000)
    try await endpoint.until(first["id"], is: "in_progress")
    _ = try await endpoint.ask("POST", "/simulator/batches", ["delay_ms": 0])
    let second = try await endpoint.ended(try await endpoint.submit([line])["id"])
    #expect(second["status"] == "failed")
    let problem = second["errors"]?["data"]?.array?.first
    #expect(problem?["code"] == "token_limit_exceeded")
    #expect(problem?["message"]?.string?.hasPrefix("Enqueued token limit reached for simulated-1") == true)
    _ = try await endpoint.ask("POST", "/simulator/batches", ["finish": true])
    #expect(try await endpoint.ended(first["id"])["status"] == "completed")
    #expect(try await endpoint.ended(try await endpoint.submit([line])["id"])["status"] == "completed")
  }

  /// An endpoint with a clock that the test moves.
  private static func timed(_ change: (inout SimulatorSettings) -> Void) throws -> (Endpoint, Clock) {
    let clock = Clock(1_000_000_000_000)
    var world = World.live(environment: [:])
    world.now = { clock.time }
    return (try Endpoint(world: world, change), clock)
  }

  @Test(
    arguments: [
      (["input_file_id": nil], 400, "Missing required parameter: 'input_file_id'."),
      (["input_file_id": "file-x"], 404, "No such File object: file-x"),
      (["endpoint": "/v1/x"], 400, "Invalid value for 'endpoint': '/v1/x'; only '/v1/chat/completions' is simulated."),
      (["completion_window": "1h"], 400, "Invalid value for 'completion_window': expected '24h'."),
      (
        ["metadata": ["a": 1]], 400,
        "Invalid 'metadata': expected at most 16 pairs of a name of up to 64 characters and a string of up to 512."
      ),
    ] as [(KeyValuePairs<String, JSON>, Int, String)])
  func createsThatMakeNoSense(body: KeyValuePairs<String, JSON>, status: Int, message: String) async throws {
    let endpoint = try Endpoint()
    let file = try await endpoint.upload(Endpoint.text([Endpoint.line("a")])).json["id"]?.string ?? ""
    let reply = try await endpoint.create(file: file, body)
    #expect(reply.status == status && reply.error?["message"]?.string == message)
    #expect(try await endpoint.ask("GET", "/v1/batches").json["data"] == [])
  }

  @Test func listsComeByPageNewestFirst() async throws {
    let endpoint = try Endpoint()
    var ids: [JSON?] = []
    for index in 1...5 { ids.append(try await endpoint.submit([Endpoint.line("\(index)")])["id"]) }
    var seen: [JSON?] = []
    var path = "/v1/batches?limit=2"
    while true {
      let page = try await endpoint.ask("GET", path).json
      seen += page["data"]?.array?.map { $0["id"] } ?? []
      #expect(page["object"] == "list" && page["last_id"] == seen.last)
      if page["has_more"] == false { break }
      path = "/v1/batches?limit=2&after=\(page["last_id"]?.string ?? "")"
    }
    #expect(seen == ids.reversed())
    #expect(try await endpoint.ask("GET", "/v1/batches?limit=0").status == 400)
    #expect(try await endpoint.ask("GET", "/v1/batches?after=batch_x").status == 400)
    #expect(try await endpoint.ask("GET", "/v1/batches/batch_x").status == 404)
  }

  @Test func cancelKeepsWhatIsDone() async throws {
    let (endpoint, clock) = try Self.timed {
      $0.batches.delayMilliseconds = 600_000
      $0.batches.doneShare = 0.4
    }
    // A cancelled job that was not yet validated has nothing.
    let early = try await endpoint.submit([Endpoint.line("a")])
    let cancelling = try await endpoint.ask("POST", "/v1/batches/\(early["id"]?.string ?? "")/cancel").json
    #expect(cancelling["status"] == "cancelling" && cancelling["cancelling_at"]?.integer ?? 0 > 0)
    let nothing = try await endpoint.ended(early["id"])
    #expect(nothing["status"] == "cancelled" && nothing["output_file_id"] == .null && nothing["error_file_id"] == .null)
    let names = (1...10).map { "n\($0)" }
    let job = try await endpoint.submit(names.map { Endpoint.line($0) })
    clock.advance(60_000)
    try await endpoint.until(job["id"], is: "in_progress")
    _ = try await endpoint.ask("POST", "/v1/batches/\(job["id"]?.string ?? "")/cancel")
    let ended = try await endpoint.ended(job["id"])
    #expect(ended["status"] == "cancelled" && ended["request_counts"] == ["total": 10, "completed": 4, "failed": 6])
    let done = try await endpoint.lines(ended["output_file_id"])
    let left = try await endpoint.lines(ended["error_file_id"])
    #expect(done.count == 4 && left.allSatisfy { $0["error"]?["code"] == "batch_cancelled" && $0["response"] == .null })
    #expect(Endpoint.names(done + left).sorted() == names.sorted())
    #expect(ended["usage"]?["output_tokens"]?.integer ?? 0 > 0)
    let again = try await endpoint.ask("POST", "/v1/batches/\(job["id"]?.string ?? "")/cancel")
    #expect(again.status == 409 && again.error?["message"] == "Cannot cancel a batch with status 'cancelled'.")
  }

  /// The counts of a job in progress go up with its time, and are those of the whole when it is told to finish.
  @Test func progressShows() async throws {
    let (endpoint, clock) = try Self.timed { $0.batches.delayMilliseconds = 100_000 }
    let job = try await endpoint.submit((1...20).map { Endpoint.line("\($0)") })
    #expect(try await endpoint.batch(job["id"])["status"] == "validating")
    clock.advance(10_000)
    try await endpoint.until(job["id"], is: "in_progress")
    clock.advance(45_000)
    #expect(try await endpoint.batch(job["id"])["request_counts"] == ["total": 20, "completed": 10, "failed": 0])
    clock.advance(45_000)
    #expect(try await endpoint.ended(job["id"])["request_counts"] == ["total": 20, "completed": 20, "failed": 0])
  }
}

extension Endpoint {
  func until(_ id: JSON?, is status: String) async throws {
    let end = ContinuousClock.now + .seconds(20)
    while try await batch(id)["status"]?.string != status {
      if ContinuousClock.now > end {
        Issue.record("it never was \(status)")
        return
      }
      try await Task.sleep(for: .milliseconds(5))
    }
  }
}
