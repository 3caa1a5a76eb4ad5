import LoopbackServer

extension EndpointFaultCase {
  /// Every fault of an endpoint that a fill can meet.
  static let all = limits + statuses + connections + answers + forms

  /// Limits and refusals. A call that was refused costs nothing, and no draft is blamed for it.
  private static let limits: [EndpointFaultCase] = [
    .init("no fault", .next([]), "0 finished; 2 calls: 2 settled; 4 accepted"),
    .init(
      "429, Retry-After is a date", .next(["rate_limit_date"]), waits: 1.9,
      "0 finished; 3 calls: 1 failed, 2 settled; 4 accepted"),
    .init(
      "429, Retry-After is seconds", .next(["rate_limit"]), waits: 1.0,
      "0 finished; 3 calls: 1 failed, 2 settled; 4 accepted"),
    .init(
      "429, retry-after-ms", .next(["rate_limit_ms"]), waits: 0.25,
      "0 finished; 3 calls: 1 failed, 2 settled; 4 accepted"),
    .init("429 without advice", .next(["rate_limit_bare"]), "0 finished; 3 calls: 1 failed, 2 settled; 4 accepted"),
    .init(
      "429 without advice, for ever", .always(["rate_limit_bare"]),
      "1 paused; 2 calls: 2 failed; 0 accepted; 4 open, none blamed",
      reason:
        "2 calls failed one after the other, the last: openai asks for fewer calls (HTTP 429): Rate limit reached (simulated)",
      resumed: "0 finished; 4 calls: 2 failed, 2 settled; 4 accepted"),
    .init(
      "429, Retry-After is three hours", .always(["rate_limit_three_hours"]),
      "5 paused; 1 call: 1 failed; 0 accepted; 4 open, none blamed",
      reason: "openai asks for fewer calls (HTTP 429): Rate limit reached (simulated); calls may go on at TIME",
      resumed: "5 paused; 1 call: 1 failed; 0 accepted; 4 open, none blamed"),
    .init(
      "429 insufficient_quota", .always(["quota"]), "7 paused; 1 call: 1 failed; 0 accepted; 4 open, none blamed",
      reason:
        "the quota at openai is used up (HTTP 429): You exceeded your current quota, please check your plan and billing details. (simulated)",
      resumed: "0 finished; 3 calls: 1 failed, 2 settled; 4 accepted"),
    .init(
      "401", .always(["unauthorized"]), "7 paused; 1 call: 1 failed; 0 accepted; 4 open, none blamed",
      reason:
        "openai refuses the key (HTTP 401): Incorrect API key provided. The key is the one that `libtool simulate --key` was given. (simulated)",
      resumed: "0 finished; 3 calls: 1 failed, 2 settled; 4 accepted"),
  ]

  /// Servers that fail: one failure is got over, two in a row pause the run.
  private static let statuses: [EndpointFaultCase] = [
    .init("408", .next(["request_timeout"]), "0 finished; 3 calls: 1 failed, 2 settled; 4 accepted"),
    .init(
      "408, for ever", .always(["request_timeout"]), "1 paused; 2 calls: 2 failed; 0 accepted; 4 open, none blamed",
      reason: "2 calls failed one after the other, the last: openai failed (HTTP 408): Request timeout (simulated)",
      resumed: "0 finished; 4 calls: 2 failed, 2 settled; 4 accepted"),
    .init("409", .next(["conflict"]), "0 finished; 3 calls: 1 failed, 2 settled; 4 accepted"),
    .init(
      "409, for ever", .always(["conflict"]), "1 paused; 2 calls: 2 failed; 0 accepted; 4 open, none blamed",
      reason:
        "2 calls failed one after the other, the last: openai failed (HTTP 409): The request conflicts with another one (simulated)",
      resumed: "0 finished; 4 calls: 2 failed, 2 settled; 4 accepted"),
    .init("500", .next(["internal_error"]), "0 finished; 3 calls: 1 failed, 2 settled; 4 accepted"),
    .init(
      "500, for ever", .always(["internal_error"]), "1 paused; 2 calls: 2 failed; 0 accepted; 4 open, none blamed",
      reason:
        "2 calls failed one after the other, the last: openai failed (HTTP 500): The server had an error while processing your request (simulated)",
      resumed: "0 finished; 4 calls: 2 failed, 2 settled; 4 accepted"),
    .init("502", .next(["bad_gateway"]), "0 finished; 3 calls: 1 failed, 2 settled; 4 accepted"),
    .init(
      "502, for ever", .always(["bad_gateway"]), "1 paused; 2 calls: 2 failed; 0 accepted; 4 open, none blamed",
      reason: "2 calls failed one after the other, the last: openai failed (HTTP 502): Bad gateway (simulated)",
      resumed: "0 finished; 4 calls: 2 failed, 2 settled; 4 accepted"),
    .init("503", .next(["unavailable"]), "0 finished; 3 calls: 1 failed, 2 settled; 4 accepted"),
    .init(
      "503, for ever", .always(["unavailable"]), "1 paused; 2 calls: 2 failed; 0 accepted; 4 open, none blamed",
      reason:
        "2 calls failed one after the other, the last: openai failed (HTTP 503): The engine is currently overloaded, please try again later (simulated)",
      resumed: "0 finished; 4 calls: 2 failed, 2 settled; 4 accepted"),
    .init("529", .next(["overloaded"]), "0 finished; 3 calls: 1 failed, 2 settled; 4 accepted"),
    .init(
      "529, for ever", .always(["overloaded"]), "1 paused; 2 calls: 2 failed; 0 accepted; 4 open, none blamed",
      reason: "2 calls failed one after the other, the last: openai failed (HTTP 529): Overloaded (simulated)",
      resumed: "0 finished; 4 calls: 2 failed, 2 settled; 4 accepted"),
    .init("502 with a page of HTML", .next(["html_error"]), "0 finished; 3 calls: 1 failed, 2 settled; 4 accepted"),
    .init(
      "502 with a page of HTML, for ever", .always(["html_error"]),
      "1 paused; 2 calls: 2 failed; 0 accepted; 4 open, none blamed",
      reason: "2 calls failed one after the other, the last: openai failed (HTTP 502)",
      resumed: "0 finished; 4 calls: 2 failed, 2 settled; 4 accepted"),
    .init(
      "503, as often as a call is tried", .next(["unavailable", "unavailable"]),
      settings: ["fill.call_tries=2", "fill.failures_before_pause=5"],
      "0 finished; 7 calls: 2 failed, 5 settled; 4 accepted"),
    .init(
      "400", .script({ $0.answer(400, #"{"error": {"message": "The model is dreaming"}}"#) }),
      "1 paused; 1 call: 1 failed; 0 accepted; 4 open, none blamed",
      reason: "openai does not take the request (HTTP 400): The model is dreaming",
      resumed: "0 finished; 3 calls: 1 failed, 2 settled; 4 accepted"),
    .init(
      "301", .script({ $0.answer(301, "", headers: ["Location: https://example.org/v1"]) }),
      "1 paused; 1 call: 1 failed; 0 accepted; 4 open, none blamed",
      reason: "openai does not take the request (HTTP 301): it has moved to https://example.org/v1",
      resumed: "0 finished; 3 calls: 1 failed, 2 settled; 4 accepted"),
  ]

  /// Connections. What was not sent is known to be free; what was sent and not answered may have been paid.
  private static let connections: [EndpointFaultCase] = [
    .init(
      "connection refused", .closedPort, "1 paused; 0 calls: 2 failed; 0 accepted; 4 open, none blamed",
      reason: "2 calls failed one after the other, the last: openai cannot be reached: HOST: connection refused",
      resumed: "0 finished; 2 calls: 2 failed, 2 settled; 4 accepted"),
    .init(
      "a host without an address", .elsewhere("http://no-such-host.invalid/v1"),
      "1 paused; 0 calls: 2 failed; 0 accepted; 4 open, none blamed",
      reason: "2 calls failed one after the other, the last: openai cannot be reached: HOST has no address",
      resumed: "0 finished; 2 calls: 2 failed, 2 settled; 4 accepted"),
    .init(
      "a certificate that is not trusted", .untrusted("IP:127.0.0.1"),
      "1 paused; 0 calls: 1 failed; 0 accepted; 4 open, none blamed",
      reason: "openai cannot be reached: HOST: SSL certificate problem: self-signed certificate",
      resumed: "0 finished; 2 calls: 1 failed, 2 settled; 4 accepted"),
    .init(
      "another host's certificate", .trusted("DNS:other.example"),
      "1 paused; 0 calls: 1 failed; 0 accepted; 4 open, none blamed",
      reason:
        "openai cannot be reached: HOST: SSL: no alternative certificate subject name matches target host name '127.0.0.1'",
      resumed: "0 finished; 2 calls: 1 failed, 2 settled; 4 accepted"),
    .init(
      "reset before the headers", .next(["reset_before_headers"]),
      "0 finished; 3 calls: 2 settled, 1 unknown; 4 accepted"),
    .init(
      "reset before the headers, for ever", .always(["reset_before_headers"]),
      "1 paused; 2 calls: 2 unknown; 0 accepted; 4 open, none blamed",
      reason:
        "2 calls failed one after the other, the last: the connection to openai broke: HOST: the connection was reset before an answer",
      resumed: "0 finished; 4 calls: 2 settled, 2 unknown; 4 accepted"),
    .init(
      "reset after the headers", .next(["reset_after_headers"]), "0 finished; 3 calls: 2 settled, 1 unknown; 4 accepted"
    ),
    .init(
      "reset after half of the body", .next(["reset_in_body"]), "0 finished; 3 calls: 2 settled, 1 unknown; 4 accepted"),
    .init("half a body", .next(["broken_body"]), "0 finished; 3 calls: 2 settled, 1 unknown; 4 accepted"),
    .init(
      "a stall", .next(["stall"]), settings: ["fill.deadline_s=1"],
      "0 finished; 3 calls: 2 settled, 1 unknown; 4 accepted"),
    .init(
      "a stall, for ever", .always(["stall"]), settings: ["fill.deadline_s=1"],
      "1 paused; 2 calls: 2 unknown; 0 accepted; 4 open, none blamed",
      reason:
        "2 calls failed one after the other, the last: openai did not answer in time: HOST: no whole answer within 1 s: nothing came back",
      resumed: "0 finished; 4 calls: 2 settled, 2 unknown; 4 accepted"),
    .init(
      "a stall after half of the body", .next(["stall_in_body"]), settings: ["fill.deadline_s=1"],
      "0 finished; 3 calls: 2 settled, 1 unknown; 4 accepted"),
    .init(
      "a body without an end, until the deadline", .next(["endless_body"]), settings: ["fill.deadline_s=1"],
      "0 finished; 3 calls: 2 settled, 1 unknown; 4 accepted"),
    .init(
      "a body without an end", .next(["endless_body"]), settings: ["fill.deadline_s=60"],
      "0 finished; 6 calls: 5 settled, 1 unknown; 4 accepted"),
    .init(
      "a body in slow pieces", .next(["slow_drip"]), settings: ["fill.deadline_s=60"],
      "0 finished; 2 calls: 2 settled; 4 accepted"),
  ]

  /// Answers with something wrong in them: paid, kept, and what is good in them is used.
  private static let answers: [EndpointFaultCase] = [
    .init("finish_reason stop", .always(["finish_stop"]), "0 finished; 2 calls: 2 settled; 4 accepted"),
    .init(
      "finish_reason function_call", .always(["finish_function_call"]), "0 finished; 2 calls: 2 settled; 4 accepted"),
    .init(
      "finish_reason a word that nobody knows", .always(["finish_unknown"]),
      "0 finished; 2 calls: 2 settled; 4 accepted"),
    .init("finish_reason null", .always(["finish_missing"]), "0 finished; 2 calls: 2 settled; 4 accepted"),
    .init("finish_reason length", .next(["truncation"]), "0 finished; 4 calls: 4 settled; 4 accepted"),
    .init(
      "finish_reason length, always", .always(["truncation"]), "3 finished; 9 calls: 9 settled; 0 accepted, 8 length"),
    .init("finish_reason content_filter", .next(["content_filter"]), "0 finished; 6 calls: 6 settled; 4 accepted"),
    .init(
      "finish_reason content_filter, always", .always(["content_filter"]),
      "3 finished; 10 calls: 10 settled; 0 accepted, 8 content_filter"),
    .init("a refusal", .next(["refusal"]), "0 finished; 6 calls: 6 settled; 4 accepted"),
    .init("refusals always", .always(["refusal"]), "3 finished; 10 calls: 10 settled; 0 accepted, 8 refusal"),
    .init(
      "half of a surrogate pair, which is sent back", .next(["lone_surrogate"]),
      "0 finished; 3 calls: 3 settled; 4 accepted"),
    .init("arguments that are no JSON", .next(["malformed"]), "0 finished; 5 calls: 5 settled; 4 accepted"),
    .init(
      "arguments that are no JSON, always", .always(["malformed"]),
      "3 finished; 12 calls: 12 settled; 2 accepted, 5 malformed, 1 no_assessment"),
    .init("no usage", .always(["missing_usage"]), "0 finished; 2 calls: 2 settled; 4 accepted"),
    .init(
      "200 with a page of HTML",
      .script({ $0.answer(200, "<html><body>Welcome</body></html>", headers: ["Content-Type: text/html"]) }),
      "1 paused; 2 calls: 2 unknown; 0 accepted; 4 open, blamed 1x",
      reason:
        "2 calls failed one after the other, the last: openai sent an answer that is no completion (HTTP 200): 33 bytes without a choice",
      resumed: "0 finished; 7 calls: 5 settled, 2 unknown; 4 accepted"),
    .init(
      "200 without a choice", .script({ $0.answer(200, #"{"choices": []}"#) }),
      "1 paused; 2 calls: 2 unknown; 0 accepted; 4 open, blamed 1x",
      reason:
        "2 calls failed one after the other, the last: openai sent an answer that is no completion (HTTP 200): 15 bytes without a choice",
      resumed: "0 finished; 7 calls: 5 settled, 2 unknown; 4 accepted"),
    .init(
      "200 around an error", .script({ $0.answer(200, #"{"error": {"message": "upstream failed", "code": 502}}"#) }),
      "1 paused; 2 calls: 2 failed; 0 accepted; 4 open, none blamed",
      reason: "2 calls failed one after the other, the last: openai failed (HTTP 200): upstream failed",
      resumed: "0 finished; 4 calls: 2 failed, 2 settled; 4 accepted"),
    .init("a slot twice", .always(["repeated_slot"]), "0 finished; 2 calls: 2 settled; 4 accepted"),
    .init("slots left out", .always(["missing_slot"]), "0 finished; 10 calls: 10 settled; 4 accepted"),
    .init("a slot too many", .always(["extra_slot"]), "0 finished; 2 calls: 2 settled; 4 accepted"),
    .init("slots in another order", .always(["shuffled_slots"]), "0 finished; 2 calls: 2 settled; 4 accepted"),
    .init(
      "all of that", .always(["repeated_slot", "extra_slot", "shuffled_slots"]),
      "0 finished; 2 calls: 2 settled; 4 accepted"),
  ]

  /// Endpoints that cannot do all: a call that is refused for its form is made again in another.
  private static let forms: [EndpointFaultCase] = [
    .init("no tools", .always(["no_tools"]), "0 finished; 3 calls: 1 failed, 2 settled; 4 accepted"),
    .init(
      "neither tools nor schemas", .always(["no_tools", "no_json_schema"]),
      "0 finished; 4 calls: 2 failed, 2 settled; 4 accepted"),
    .init(
      "no max_completion_tokens", .always(["no_max_completion_tokens"]),
      "0 finished; 3 calls: 1 failed, 2 settled; 4 accepted"),
    .init(
      "none of the three", .always(["no_tools", "no_json_schema", "no_max_completion_tokens"]),
      "0 finished; 5 calls: 3 failed, 2 settled; 4 accepted"),
  ]
}
