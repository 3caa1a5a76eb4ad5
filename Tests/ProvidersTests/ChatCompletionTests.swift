import ContentModel
import Formats
import Providers
import Testing
import World

/// What is read from the bodies that providers send, good and bad.
@Suite struct ChatCompletionTests {
  struct Good: Sendable, CustomTestStringConvertible {
    var name: String
    var body: String
    var expected: ChatCompletion
    var testDescription: String { name }
  }

  static let call = #"[{"id":"c","type":"function","function":{"name":"t","arguments":"{\"a\":1}"}}]"#
  static let usage = #""usage":{"prompt_tokens":9,"completion_tokens":3,"prompt_tokens_details":{"cached_tokens":4}}"#
  static let bytes = Array(#"{"a":1}"#.utf8)

  static let good = [
    Good(
      name: "a tool call",
      body: #"{"choices":[{"finish_reason":"tool_calls","message":{"content":null,"tool_calls":\#(call)}}],\#(usage)}"#,
      expected: ChatCompletion(
        finishReason: .toolCalls, arguments: bytes, tool: "t",
        usage: TokenUsage(input: 9, cachedInput: 4, output: 3))),
    Good(
      name: "a forced tool call ends in stop",
      body: #"{"choices":[{"finish_reason":"stop","message":{"content":"","tool_calls":\#(call)}}]}"#,
      expected: ChatCompletion(finishReason: .stop, arguments: bytes, tool: "t")),
    Good(
      name: "the first of two calls",
      body:
        #"{"choices":[{"finish_reason":"tool_calls","message":{"tool_calls":[{"function":{"name":"t","arguments":"{\"a\":1}"}},{"function":{"name":"u","arguments":"{}"}}]}}]}"#,
      expected: ChatCompletion(finishReason: .toolCalls, arguments: bytes, tool: "t")),
    Good(
      name: "a batch in two calls",
      body:
        #"{"choices":[{"finish_reason":"tool_calls","message":{"tool_calls":[{"function":{"name":"t","arguments":"{\"items\":[{\"slot\":\"s1\"}]}"}},{"function":{"name":"t","arguments":"{\"items\":[{\"slot\":\"s2\"}]}"}}]}}]}"#,
      expected: ChatCompletion(
        finishReason: .toolCalls, arguments: Array(#"{"items":[{"slot":"s1"},{"slot":"s2"}]}"#.utf8), tool: "t")),
    Good(
      name: "two calls, the second broken off",
      body:
        #"{"choices":[{"finish_reason":"length","message":{"tool_calls":[{"function":{"name":"t","arguments":"{\"items\":[1]}"}},{"function":{"name":"t","arguments":"{\"items\":[{\"n\":2},{\"n\":"}}]}}]}"#,
      expected: ChatCompletion(finishReason: .length, arguments: Array(#"{"items":[1,{"n":2}]}"#.utf8), tool: "t")),
    Good(
      name: "arguments as an object",
      body:
        #"{"choices":[{"finish_reason":"tool_calls","message":{"tool_calls":[{"function":{"name":"t","arguments":{"a":1}}}]}}]}"#,
      expected: ChatCompletion(finishReason: .toolCalls, arguments: bytes, tool: "t")),
    Good(
      name: "content in parts",
      body:
        #"{"choices":[{"finish_reason":"stop","message":{"content":[{"type":"thinking","thinking":[]},{"type":"text","text":"{\"a\""},{"type":"text","text":":1}"}]}}]}"#,
      expected: ChatCompletion(finishReason: .stop, content: #"{"a":1}"#)),
    Good(
      name: "thoughts before the answer",
      body:
        #"{"choices":[{"finish_reason":"stop","message":{"content":"<think>\n{\"a\":0}?\n</think>\n\n{\"a\":1}"}}]}"#,
      expected: ChatCompletion(finishReason: .stop, content: #"{"a":1}"#)),
    Good(
      name: "thoughts that the prompt opened",
      body: #"{"choices":[{"finish_reason":"stop","message":{"content":"Hm, {\"a\":0}</think>{\"a\":1}"}}]}"#,
      expected: ChatCompletion(finishReason: .stop, content: #"{"a":1}"#)),
    Good(
      name: "thoughts that were cut off",
      body: #"{"choices":[{"finish_reason":"length","message":{"content":"\n<think>{\"a\":0"}}]}"#,
      expected: ChatCompletion(finishReason: .length)),
    Good(
      name: "cached tokens under DeepSeek's name",
      body:
        #"{"choices":[{"finish_reason":"stop","message":{}}],"usage":{"prompt_tokens":9,"completion_tokens":3,"prompt_cache_hit_tokens":4}}"#,
      expected: ChatCompletion(finishReason: .stop, usage: TokenUsage(input: 9, cachedInput: 4, output: 3))),
    Good(
      name: "the old function call",
      body:
        #"{"choices":[{"finish_reason":"function_call","message":{"function_call":{"name":"t","arguments":"{\"a\":1}"}}}]}"#,
      expected: ChatCompletion(finishReason: .functionCall, arguments: bytes, tool: "t")),
    Good(
      name: "cut off",
      body:
        #"{"choices":[{"finish_reason":"length","message":{"tool_calls":[{"function":{"name":"t","arguments":"{\"a\":"}}]}}]}"#,
      expected: ChatCompletion(finishReason: .length, arguments: Array(#"{"a":"#.utf8), tool: "t")),
    Good(
      name: "filtered", body: #"{"choices":[{"finish_reason":"content_filter","message":{"content":null}}]}"#,
      expected: ChatCompletion(finishReason: .contentFilter)),
    Good(
      name: "a refusal", body: #"{"choices":[{"finish_reason":"stop","message":{"content":null,"refusal":"No."}}]}"#,
      expected: ChatCompletion(finishReason: .stop, refusal: "No.")),
    Good(
      name: "text instead of a call", body: #"{"choices":[{"finish_reason":"eos","message":{"content":"Hello"}}]}"#,
      expected: ChatCompletion(finishReason: .other("eos"), content: "Hello")),
    Good(
      name: "no reason, wrong types, an empty error",
      body:
        #"{"error":null,"choices":[{"finish_reason":null,"message":{"content":7,"tool_calls":"x"}}],"usage":{"prompt_tokens":"9"}}"#,
      expected: ChatCompletion(finishReason: .other(""))),
    Good(
      name: "a lone surrogate", body: #"{"choices":[{"finish_reason":"stop","message":{"content":"a\ud800b"}}]}"#,
      expected: ChatCompletion(finishReason: .stop, content: "a\u{FFFD}b")),
    Good(
      name: "more cached than read, less than none written",
      body:
        #"{"choices":[{"finish_reason":"stop","message":{}}],"usage":{"prompt_tokens":2,"completion_tokens":-1,"prompt_tokens_details":{"cached_tokens":5}}}"#,
      expected: ChatCompletion(finishReason: .stop, usage: TokenUsage(input: 2, cachedInput: 2, output: 0))),
  ]

  @Test(arguments: good) func reads(_ sample: Good) throws {
    let answer = RawAnswer(status: 200, body: Array(sample.body.utf8))
    #expect(try ChatCompletion.read(answer) == sample.expected)
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    var status: Int
    var headers: [String: String] = [:]
    var body: String
    var kind: ProviderError.Kind
    var advice: RetryAdvice
    var exit: ExitCode = .failed
    var message: String
    var testDescription: String { "\(status) \(body)" }
  }

  static let bad = [
    Bad(
      status: 401,
      body:
        #"{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","code":"invalid_api_key"}}"#,
      kind: .refusedKey, advice: .never, exit: .refused,
      message: "openai refuses the key (HTTP 401): Incorrect API key provided"),
    Bad(
      status: 403, body: "", kind: .refusedKey, advice: .never, exit: .refused,
      message: "openai refuses the key (HTTP 403)"),
    Bad(
      status: 429, headers: ["Retry-After": "5"],
      body:
        #"{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}"#,
      kind: .quota, advice: .never, exit: .refused,
      message: "the quota at openai is used up (HTTP 429): You exceeded your current quota"),
    Bad(
      status: 402, body: #"{"error":"Payment required"}"#, kind: .quota, advice: .never, exit: .refused,
      message: "the quota at openai is used up (HTTP 402): Payment required"),
    Bad(
      status: 429, headers: ["Retry-After": "20"],
      body: #"{"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"}}"#, kind: .rateLimited,
      advice: .after(.seconds(20)), message: "openai asks for fewer calls (HTTP 429): Rate limit reached"),
    Bad(
      status: 429, headers: ["Retry-After": "20"],
      body:
        #"{"error":{"message":"Request too large for gpt-x on tokens per min (TPM): Limit 30000, Requested 40000.","type":"tokens","code":"rate_limit_exceeded"}}"#,
      kind: .callTooLarge, advice: .backOff,
      message:
        "openai takes no call of this size (HTTP 429): Request too large for gpt-x on tokens per min (TPM): Limit 30000, Requested 40000."
    ),
    Bad(
      status: 429, body: "<html>slow down</html>", kind: .rateLimited, advice: .backOff,
      message: "openai asks for fewer calls (HTTP 429)"),
    Bad(
      status: 500, body: "", kind: .serverError, advice: .backOff, message: "openai failed (HTTP 500)"),
    Bad(
      status: 503, headers: ["retry-after-ms": "1500"], body: #"{"message":"over\nloaded\u001b[31m"}"#,
      kind: .serverError,
      advice: .after(.milliseconds(1500)), message: "openai failed (HTTP 503): over loaded [31m"),
    Bad(
      status: 408, body: "", kind: .serverError, advice: .backOff, message: "openai failed (HTTP 408)"),
    Bad(
      status: 200, body: #"{"error":{"message":"upstream went away","code":502}}"#, kind: .serverError,
      advice: .backOff,
      message: "openai failed (HTTP 200): upstream went away"),
    Bad(
      status: 400, body: #"{"error":{"message":"Invalid schema","code":null}}"#, kind: .badRequest, advice: .never,
      message: "openai does not take the request (HTTP 400): Invalid schema"),
    Bad(
      status: 404, body: #"{"error":{"message":"The model `x` does not exist","code":"model_not_found"}}"#,
      kind: .badRequest, advice: .never,
      message: "openai does not take the request (HTTP 404): The model `x` does not exist"),
    Bad(
      status: 200, body: "", kind: .unreadable, advice: .backOff,
      message: "openai sent an answer that is no completion (HTTP 200): 0 bytes without a choice"),
    Bad(
      status: 200, body: #"{"choices":[]}"#, kind: .unreadable, advice: .backOff,
      message: "openai sent an answer that is no completion (HTTP 200): 14 bytes without a choice"),
  ]

  @Test(arguments: bad) func refuses(_ sample: Bad) throws {
    let answer = RawAnswer(
      status: sample.status, headers: sample.headers.map { ($0.key, $0.value) }, body: Array(sample.body.utf8))
    do {
      let completion = try ChatCompletion.read(answer, from: "openai")
      Issue.record("\(completion)")
    } catch {
      #expect(error.kind == sample.kind)
      #expect(error.advice == sample.advice)
      #expect(error.exitCode == sample.exit)
      #expect(error.message == sample.message)
      #expect(error.hint?.isEmpty == false)
    }
  }

  @Test func longTextsOfAServerAreShortened() throws {
    let answer = RawAnswer(status: 500, body: Array(#"{"error":"\#(String(repeating: "ä", count: 9000))"}"#.utf8))
    do { _ = try ChatCompletion.read(answer) } catch {
      #expect(error.detail.count == 300 && error.detail.hasSuffix("ä…"))
    }
  }

  @Test func whatNeverArrivedIsSaidPlainly() {
    #expect(
      ProviderError(.connection, provider: "openai", detail: "connection refused").message
        == "the connection to openai broke: connection refused")
    #expect(ProviderError(.timeout, provider: "openai").message == "openai did not answer in time")
    #expect(ProviderError(.timeout, provider: "openai").advice == .backOff)
  }
}
