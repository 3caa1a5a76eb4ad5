import Formats
import Providers
import RawHTTP
import Simulator
import Testing

/// Each fault of the endpoint at rate 1 shows, as a client sees it.
@Suite struct FaultTests {
  @Test(
    arguments: [
      (EndpointFault.unauthorized, 401, "invalid_api_key", [:]),
      (.quota, 429, "insufficient_quota", ["Retry-After": nil]),
      (.rateLimitMilliseconds, 429, "rate_limit_exceeded", ["retry-after-ms": "250", "Retry-After": "1"]),
      (.rateLimitThreeHours, 429, "rate_limit_exceeded", ["Retry-After": "10800"]),
      (.rateLimitBare, 429, "rate_limit_exceeded", ["Retry-After": nil]),
      (.requestTimeout, 408, "server_error", [:]),
      (.conflict, 409, "server_error", [:]),
      (.internalError, 500, "server_error", [:]),
      (.badGateway, 502, "server_error", [:]),
      (.unavailable, 503, "server_error", [:]),
      (.overloaded, 529, nil, [:]),
    ] as [(EndpointFault, Int, String?, [String: String?])])
  func statuses(fault: EndpointFault, status: Int, code: String?, headers: [String: String?]) async throws {
    // A minute of latency: an answer with an error status does not wait for it.
    let endpoint = try Endpoint {
      try $0.addFault(fault.rawValue)
      $0.latencyMilliseconds = 60_000
    }
    let reply = try await endpoint.complete(Chat.notes())
    #expect(reply.status == status)
    #expect(reply.error?["code"]?.string == code && reply.error?["message"]?.string?.isEmpty == false)
    for (name, value) in headers { #expect(reply.header(name) == value) }
    #expect(endpoint.simulator.tally.usage.input == 0)
    #expect(endpoint.simulator.tally.faults == [fault.rawValue: 1])
  }

  @Test func aDateIsTwoToThreeSecondsAway() async throws {
    let endpoint = try Endpoint(fault: "rate_limit_date")
    let reply = try await endpoint.complete(Chat.notes())
    let date = try #require(reply.header("Retry-After").flatMap(HTTPDate.read))
    let sent = try #require(reply.header("Date").flatMap(HTTPDate.read))
    #expect((2000...4000).contains(date.milliseconds - sent.milliseconds))
  }

  @Test func aProxysPageIsNoJSON() async throws {
    let reply = try await Endpoint(fault: "html_error").complete(Chat.notes())
    #expect(reply.status == 502 && reply.header("Content-Type") == "text/html" && reply.text.contains("<html>"))
  }

  @Test(arguments: [
    ("reset_before_headers", 0, RawEnding.reset, 0.0), ("reset_after_headers", 200, .reset, 0),
    ("reset_in_body", 200, .reset, 0.5), ("broken_body", 200, .closed, 0.5), ("stall", 0, .silent, 0),
    ("stall_in_body", 200, .silent, 0.5),
  ]) func answersThatBreak(fault: String, status: Int, ending: RawEnding, share: Double) async throws {
    let whole = try await Endpoint().complete(Chat.notes())
    let half = Int(Double(whole.body.count) * share)
    let endpoint = try Endpoint(fault: fault)
    let connection = try RawConnection(port: endpoint.server.port)
    try connection.send("POST", "/v1/chat/completions", body: Array(Chat.notes().text.utf8))
    try await until { endpoint.simulator.tally.answered == 1 }
    let reply = try await offThread {
      ending == .silent ? connection.stalledAnswer(afterHead: status > 0, bytes: half) : connection.answer()
    }
    #expect(reply.status == status && reply.ending == ending && reply.body.count == half)
    // What the model has made is paid.
    #expect(endpoint.simulator.tally.usage.output > 0)
  }

  @Test func aBodyWithoutEndAndABodyInDrops() async throws {
    let endless = try Endpoint(fault: "endless_body")
    let reply = try await offThread {
      let connection = try RawConnection(port: endless.server.port)
      try connection.send("POST", "/v1/chat/completions", body: Array(Chat.notes().text.utf8))
      return connection.answer(limit: 300_000)
    }
    #expect(reply.ending == .unread && reply.body.count >= 300_000)
    let slow = try Endpoint(fault: "slow_drip")
    let start = ContinuousClock.now
    #expect(try await slow.complete(Chat.other()).choice != nil)
    #expect(ContinuousClock.now - start >= .milliseconds(1500))
  }

  @Test func finishReasons() async throws {
    func reply(_ fault: String) async throws -> RawReply { try await Endpoint(fault: fault).complete(Chat.notes()) }
    let stop = try await reply("finish_stop")
    #expect(stop.choice?["finish_reason"] == "stop" && stop.arguments?["items"] != nil)
    let function = try await reply("finish_function_call")
    #expect(function.choice?["finish_reason"] == "function_call" && function.arguments == nil)
    #expect(function.choice?["message"]?["function_call"]?["name"] == "create_note_batch")
    #expect(try await reply("finish_unknown").choice?["finish_reason"] == "eos_token")
    #expect(try await reply("finish_missing").choice?["finish_reason"] == .null)
    #expect(try await reply("truncation").choice?["finish_reason"] == "length")
    #expect(try await reply("content_filter").choice?["finish_reason"] == "content_filter")
    let refusal = try await reply("refusal")
    #expect(refusal.choice?["finish_reason"] == "stop")
    #expect(refusal.choice?["message"]?["refusal"]?.string?.isEmpty == false)
  }

  @Test func aLoneSurrogateIsOnTheWire() async throws {
    for body in [Chat.notes(), Chat.other()] {
      let reply = try await Endpoint(fault: "lone_surrogate").complete(body)
      #expect(reply.text.contains("\\ud83d") && !reply.text.contains("\u{E5A1}"))
      let reading = TolerantJSON.read(reply.body)
      #expect(reading.value?["choices"] != nil && reading.repairs != [])
    }
  }

  @Test func missingUsage() async throws {
    let reply = try await Endpoint(fault: "missing_usage").complete(Chat.notes())
    #expect(reply.json["usage"] == nil && reply.arguments?["items"] != nil)
  }

  @Test func capabilitiesStrikeOnlyWhatAsksForThem() async throws {
    let endpoint = try Endpoint {
      for fault in ["no_tools", "no_json_schema", "no_max_completion_tokens"] { try $0.addFault(fault) }
    }
    let format: JSON = ["type": "json_schema", "json_schema": ["name": "a", "schema": ["type": "object"]]]
    let cases: [(JSON, String?)] = [
      (Chat.notes(), "registry.simulated/simulated-1 does not support tools"),
      (
        Chat.other(["response_format": format]),
        "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."
      ),
      (
        Chat.other(["max_completion_tokens": 9]),
        "Unsupported parameter: 'max_completion_tokens' is not supported with this model. Use 'max_tokens' instead."
      ),
      (Chat.other(["max_tokens": 9]), nil),
    ]
    for (body, message) in cases {
      let reply = try await endpoint.complete(body)
      #expect(reply.status == (message == nil ? 200 : 400) && reply.error?["message"]?.string == message)
    }
  }

  @Test func faultsOfTheModelShowToo() async throws {
    let missing = try await Endpoint(fault: "missing_slot").complete(Chat.notes())
    #expect(missing.arguments?["items"] == [])
    let malformed = try await Endpoint(fault: "malformed").complete(Chat.notes())
    #expect(malformed.choice?["finish_reason"] == "tool_calls" && malformed.arguments == nil)
    let limited = try await Endpoint(fault: "rate_limit").complete(Chat.notes())
    #expect(limited.status == 429 && limited.header("Retry-After") == "1")
  }
}
