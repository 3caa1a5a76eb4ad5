import ContentModel
import Formats
import Testing
import World

@testable import Providers

/// Every answer that Anthropic's Messages are known to give, read.
@Suite struct MessageAnswerTests {
  struct Good: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var body: String
    var expected: ChatCompletion
  }

  static let good = [
    Good(
      testDescription: "a tool call with a cache",
      body: """
        {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[
         {"type":"thinking","thinking":"Hm."},{"type":"text","text":"Here."},
         {"type":"tool_use","id":"toolu_1","name":"t","input":{"items":[{"a":1.50}]}}],
         "stop_reason":"tool_use","stop_sequence":null,
         "usage":{"input_tokens":9,"cache_creation_input_tokens":200,"cache_read_input_tokens":1000,"output_tokens":30}}
        """,
      expected: ChatCompletion(
        finishReason: .toolCalls, arguments: Array(#"{"items":[{"a":1.50}]}"#.utf8), tool: "t", content: "Here.",
        usage: TokenUsage(input: 1209, cachedInput: 1000, cacheWrite: 200, output: 30))),
    Good(
      testDescription: "two calls of one tool",
      body: """
        {"content":[{"type":"tool_use","name":"t","input":{"items":[1]}},{"type":"tool_use","name":"u","input":{"items":[2]}},
         {"type":"tool_use","name":"t","input":{"items":[3]}}],"stop_reason":"tool_use"}
        """,
      expected: ChatCompletion(finishReason: .toolCalls, arguments: Array(#"{"items":[1,3]}"#.utf8), tool: "t")),
    Good(
      testDescription: "cut off",
      body: #"{"content":[{"type":"tool_use","name":"t","input":{}}],"stop_reason":"max_tokens"}"#,
      expected: ChatCompletion(finishReason: .length, arguments: Array("{}".utf8), tool: "t")),
    Good(
      testDescription: "a context that is full",
      body: #"{"content":[],"stop_reason":"model_context_window_exceeded"}"#,
      expected: ChatCompletion(finishReason: .length)),
    Good(
      testDescription: "text", body: #"{"content":[{"type":"text","text":"Hello"}],"stop_reason":"end_turn"}"#,
      expected: ChatCompletion(finishReason: .stop, content: "Hello")),
    Good(
      testDescription: "a stop sequence", body: #"{"content":[],"stop_reason":"stop_sequence"}"#,
      expected: ChatCompletion(finishReason: .stop)),
    Good(
      testDescription: "a refusal with its words",
      body: #"{"content":[{"type":"text","text":"I can't."}],"stop_reason":"refusal"}"#,
      expected: ChatCompletion(finishReason: .other("refusal"), content: "I can't.", refusal: "I can't.")),
    Good(
      testDescription: "a refusal with an explanation",
      body: #"{"content":[],"stop_reason":"refusal","stop_details":{"type":"refusal","explanation":"Policy."}}"#,
      expected: ChatCompletion(finishReason: .other("refusal"), refusal: "Policy.")),
    Good(
      testDescription: "a bare refusal", body: #"{"content":[],"stop_reason":"refusal"}"#,
      expected: ChatCompletion(finishReason: .other("refusal"), refusal: "no reason was given")),
    Good(
      testDescription: "a pause", body: #"{"content":[],"stop_reason":"pause_turn"}"#,
      expected: ChatCompletion(finishReason: .other("pause_turn"))),
    Good(
      testDescription: "wrong types",
      body:
        #"{"error":null,"content":[7,{"type":"tool_use"},{"type":"text"}],"stop_reason":3,"usage":{"input_tokens":"9"}}"#,
      expected: ChatCompletion(finishReason: .other(""))),
    Good(
      testDescription: "counts that no context holds",
      body:
        #"{"content":[],"usage":{"input_tokens":9223372036854775807,"cache_read_input_tokens":9223372036854775807,"cache_creation_input_tokens":-4,"output_tokens":-1}}"#,
      expected: ChatCompletion(
        finishReason: .other(""), usage: TokenUsage(input: 1 << 41, cachedInput: 1 << 40, cacheWrite: 0, output: 0))),
  ]

  @Test(arguments: good) func reads(_ sample: Good) throws {
    let answer = RawAnswer(status: 200, body: Array(sample.body.utf8))
    let read = try ChatCompletion.readMessage(answer, from: "anthropic", now: Timestamp(milliseconds: 0))
    #expect(read == sample.expected)
  }

  @Test func aSimulatorsTextIsTold() throws {
    let body = #"{"type":"message","content":[],"system_fingerprint":"simulated"}"#
    let answer = RawAnswer(status: 200, body: Array(body.utf8))
    #expect(try ChatCompletion.readMessage(answer, from: "anthropic", now: Timestamp(milliseconds: 0)).isSimulated)
  }

  /// An answer whose provider is not at hand any more.
  @Test func theFormatIsToldByTheBody() throws {
    let message = #"{"type":"message","content":[],"usage":{"input_tokens":2,"output_tokens":3}}"#
    for body in [message, Endpoints.completion] {
      let answer = RawAnswer(status: 200, body: Array(body.utf8))
      #expect(try ChatCompletion.readAny(answer, from: "x").usage != nil)
    }
    #expect(throws: ProviderError.self) { try ChatCompletion.readAny(RawAnswer(status: 500, body: []), from: "x") }
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    var status: Int
    var headers: [String: String] = [:]
    var type: String
    var said = "words"
    var kind: ProviderError.Kind
    var advice = RetryAdvice.never
    var message: String
    var testDescription: String { "\(status) \(type) \(said)" }
  }

  /// Source: https://docs.anthropic.com/en/api/errors.
  static let bad = [
    Bad(
      status: 400, type: "invalid_request_error", kind: .badRequest,
      message: "anthropic does not take the request (HTTP 400): words"),
    Bad(
      status: 400, type: "invalid_request_error",
      said: "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing.", kind: .quota,
      message:
        "the quota at anthropic is used up (HTTP 400): Your credit balance is too low to access the Anthropic API. "
        + "Please go to Plans & Billing."),
    Bad(
      status: 400, type: "invalid_request_error",
      said: "You have reached your specified API usage limits. You will regain access on 2026-01-01 at 00:00 UTC.",
      kind: .quota,
      message:
        "the quota at anthropic is used up (HTTP 400): You have reached your specified API usage limits. You will "
        + "regain access on 2026-01-01 at 00:00 UTC."),
    Bad(
      status: 401, type: "authentication_error", kind: .refusedKey,
      message: "anthropic refuses the key (HTTP 401): words"),
    Bad(
      status: 402, type: "billing_error", kind: .quota, message: "the quota at anthropic is used up (HTTP 402): words"),
    Bad(
      status: 403, type: "permission_error", kind: .refusedKey,
      message: "anthropic refuses the key (HTTP 403): words"),
    Bad(
      status: 404, type: "not_found_error", kind: .badRequest,
      message: "anthropic does not take the request (HTTP 404): words"),
    Bad(
      status: 413, type: "request_too_large", kind: .badRequest,
      message: "anthropic does not take the request (HTTP 413): words"),
    Bad(
      status: 429, headers: ["retry-after": "12"], type: "rate_limit_error", kind: .rateLimited,
      advice: .after(.seconds(12)), message: "anthropic asks for fewer calls (HTTP 429): words"),
    Bad(
      status: 500, type: "api_error", kind: .serverError, advice: .backOff,
      message: "anthropic failed (HTTP 500): words"),
    Bad(
      status: 504, type: "timeout_error", kind: .serverError, advice: .backOff,
      message: "anthropic failed (HTTP 504): words"),
    Bad(
      status: 529, type: "overloaded_error", kind: .serverError, advice: .backOff,
      message: "anthropic failed (HTTP 529): words"),
    // A gateway's success around a failure.
    Bad(
      status: 200, type: "overloaded_error", kind: .serverError, advice: .backOff,
      message: "anthropic failed (HTTP 200): words"),
  ]

  @Test(arguments: bad) func errors(_ sample: Bad) throws {
    let body: JSON = ["type": "error", "error": ["type": .string(sample.type), "message": .string(sample.said)]]
    let answer = RawAnswer(
      status: sample.status, headers: sample.headers.map { ($0.key, $0.value) }, body: Array(body.text.utf8))
    do {
      _ = try ChatCompletion.readMessage(answer, from: "anthropic", now: Timestamp(milliseconds: 0))
      Issue.record("no error")
    } catch {
      #expect(error.kind == sample.kind && error.advice == sample.advice && error.code == sample.type)
      #expect(error.message == sample.message)
    }
  }

  @Test(arguments: ["", "<html>", "[]", #"{"content":"x"}"#, #"{"content":null}"#])
  func whatIsNoMessage(body: String) throws {
    let answer = RawAnswer(status: 200, body: Array(body.utf8))
    let error = #expect(throws: ProviderError.self) {
      _ = try ChatCompletion.readMessage(answer, from: "anthropic", now: Timestamp(milliseconds: 0))
    }
    #expect(error?.kind == .unreadable && error?.detail == "\(body.utf8.count) bytes without content")
  }
}
