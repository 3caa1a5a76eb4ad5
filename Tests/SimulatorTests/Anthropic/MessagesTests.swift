import ContentModel
import Formats
import Providers
import RawHTTP
import Simulator
import Testing

extension Endpoint {
  /// The headers of Anthropic's clients.
  static let headers = [("x-api-key", "any"), ("anthropic-version", "2023-06-01")]

  func messages(_ body: JSON) async throws -> RawReply {
    try await ask("POST", "/v1/messages", body, headers: Self.headers)
  }
}

/// Bodies of requests in Anthropic's form.
enum Message {
  static func body(_ members: KeyValuePairs<String, JSON> = [:], text: String = "Hello") -> JSON {
    var body: JSON = [
      "model": "simulated-1", "max_tokens": 4000, "messages": [["role": "user", "content": .string(text)]],
    ]
    for (name, value) in members { body[name] = value }
    return body
  }

  static let tool: JSON = ["name": "create_note_batch", "description": "Notes", "input_schema": Chat.schema]

  /// A call of the tool for notes.
  static func notes(slots: Int = 3, _ members: KeyValuePairs<String, JSON> = [:]) -> JSON {
    var body = Self.body(
      ["tools": [tool], "tool_choice": ["type": "tool", "name": "create_note_batch"], "system": "Write well."],
      text: Chat.text(slots: slots))
    for (name, value) in members { body[name] = value }
    return body
  }
}

@Suite struct MessagesTests {
  @Test func aToolIsUsed() async throws {
    let reply = try await Endpoint().messages(Message.notes())
    #expect(reply.status == 200 && reply.header("request-id")?.hasPrefix("req_") == true)
    let message = reply.json
    #expect(message["type"] == "message" && message["role"] == "assistant" && message["model"] == "simulated-1")
    #expect(message["stop_reason"] == "tool_use" && message["stop_sequence"] == .null)
    let block = message["content"]?.array?.first
    #expect(block?["type"] == "tool_use" && block?["name"] == "create_note_batch")
    #expect(block?["id"]?.string?.hasPrefix("toolu_") == true)
    #expect(block?["input"]?["items"]?.array?.map { $0["slot"] } == ["s1", "s2", "s3"])
    let usage = message["usage"]
    #expect(usage?["cache_read_input_tokens"] == 0 && usage?["cache_creation_input_tokens"] == 0)
    #expect(usage?["input_tokens"]?.integer ?? 0 > 0 && usage?["output_tokens"]?.integer ?? 0 > 0)
  }

  @Test(
    arguments: [
      (nil, "tool_use"), (["type": "auto"], "tool_use"), (["type": "any"], "tool_use"), (["type": "none"], "end_turn"),
    ] as [(JSON?, String)]) func choicesOfTools(choice: JSON?, reason: String) async throws
  {
    var body = Message.body(["tools": [Message.tool]])
    body["tool_choice"] = choice
    #expect(try await Endpoint().messages(body).json["stop_reason"]?.string == reason)
  }

  @Test func aToolsResultIsAnsweredInWords() async throws {
    let turns: JSON = [
      ["role": "user", "content": "Go"],
      ["role": "assistant", "content": [["type": "tool_use", "id": "t", "name": "create_note_batch", "input": [:]]]],
      ["role": "user", "content": [["type": "tool_result", "tool_use_id": "t", "content": "done"]]],
    ]
    let reply = try await Endpoint().messages(Message.body(["tools": [Message.tool], "messages": turns])).json
    #expect(reply["stop_reason"] == "end_turn")
    #expect(reply["content"]?.array?.first?["text"]?.string?.contains("simulated answer") == true)
  }

  @Test func anAnswerEndsAtItsLimit() async throws {
    let whole = try await Endpoint().messages(Message.notes()).json
    let cut = try await Endpoint().messages(Message.notes(["max_tokens": 30])).json
    #expect(cut["stop_reason"] == "max_tokens" && cut["usage"]?["output_tokens"] == 30)
    let input = cut["content"]?.array?.first?["input"]
    #expect(input?.object != nil && input != whole["content"]?.array?.first?["input"])
    let words = try await Endpoint().messages(Message.body(["max_tokens": 2])).json
    #expect(words["content"]?.array?.first?["text"] == "This is " && words["stop_reason"] == "max_tokens")
  }

  /// What ends at a mark is written once and read afterwards, also where more stands behind it.
  @Test func marksAreCached() async throws {
    let endpoint = try Endpoint()
    let long = String(repeating: "All work and no play. ", count: 400)
    func usage(_ system: String, _ text: String, isMarked: Bool = true) async throws -> [Int] {
      var block: JSON = ["type": "text", "text": .string(system)]
      if isMarked { block["cache_control"] = ["type": "ephemeral"] }
      let usage = try await endpoint.messages(Message.body(["system": [block]], text: text)).json["usage"]
      return ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"].map {
        usage?[$0]?.integer ?? -1
      }
    }
    #expect(try await usage(long, "Go", isMarked: false) == [2205, 0, 0])
    #expect(try await usage(long, "Go") == [5, 2200, 0])
    #expect(try await usage(long, "Stop") == [6, 0, 2200])
    #expect(try await usage(long + "!", "Stop") == [5, 2201, 0])
    #expect(try await usage("Short", "Go") == [6, 0, 0])
  }

  @Test func tokensAreCounted() async throws {
    let endpoint = try Endpoint()
    var body = Message.notes()
    let used = try await endpoint.messages(body).json["usage"]?["input_tokens"]
    body["max_tokens"] = nil
    let count = try await endpoint.ask("POST", "/v1/messages/count_tokens", body, headers: Endpoint.headers)
    #expect(count.json["input_tokens"] == used && endpoint.simulator.tally.received == 1)
  }

  @Test func modelsAreListed() async throws {
    let endpoint = try Endpoint()
    let list = try await endpoint.ask("GET", "/v1/models", headers: Endpoint.headers).json
    #expect(list["data"]?.array?.map { $0["type"] } == ["model"] && list["has_more"] == false)
    #expect(list["first_id"] == "simulated-1")
    let one = try await endpoint.ask("GET", "/v1/models/simulated-1", headers: Endpoint.headers).json
    #expect(one["display_name"] == "Simulated 1")
    let other = try await endpoint.ask("GET", "/v1/models/x", headers: Endpoint.headers)
    #expect(other.status == 404 && other.error?["type"] == "not_found_error" && other.json["type"] == "error")
  }

  @Test func keyAndVersionAreAskedFor() async throws {
    let open = try Endpoint()
    let locked = try Endpoint { $0.key = "secret" }
    let version = ("anthropic-version", "2023-06-01")
    let cases: [(Endpoint, [(String, String)], Int, String?)] = [
      (open, [version], 401, "x-api-key header is required"),
      (open, [("x-api-key", "k")], 400, "anthropic-version: header is required"),
      (locked, [version, ("x-api-key", "wrong")], 401, "invalid x-api-key"),
      (locked, [version, ("x-api-key", "secret")], 200, nil),
      (locked, [version, ("Authorization", "Bearer secret")], 200, nil),
    ]
    for (endpoint, headers, status, message) in cases {
      let reply = try await endpoint.ask("POST", "/v1/messages", Message.body(), headers: headers)
      #expect(reply.status == status && reply.error?["message"]?.string == message)
    }
  }

  @Test(
    arguments: [
      (Message.body(["model": nil]), 400, "model: Field required"),
      (Message.body(["model": "claude-x"]), 404, "model: claude-x; there is simulated-1 (simulated)"),
      (Message.body(["max_tokens": nil]), 400, "max_tokens: Field required"),
      (Message.body(["max_tokens": 0]), 400, "max_tokens: Input should be greater than or equal to 1"),
      (Message.body(["temperature": .double(1.5)]), 400, "temperature: Input should be from 0 to 1"),
      (Message.body(["stream": true]), 400, "stream: streams of messages are not simulated"),
      (Message.body(["messages": nil]), 400, "messages: Field required"),
      (Message.body(["messages": []]), 400, "messages: at least one message is required"),
      (
        Message.body(["messages": [["role": "system", "content": "x"]]]), 400,
        "messages.0.role: Input should be 'user' or 'assistant'"
      ),
      (
        Message.body(["messages": [["role": "user", "content": [["type": "sound"]]]]]), 400,
        "messages.0.content.0.type: Input tag 'sound' does not match any of the expected tags"
      ),
      (Message.body(["system": 1]), 400, "system: Input should be a valid string or list"),
      (
        Message.body(["tools": [["name": "a b", "input_schema": ["type": "object"]]]]), 400,
        "tools.0.name: String should match pattern '^[a-zA-Z0-9_-]{1,64}$'"
      ),
      (
        Message.body(["tools": [["name": "a", "input_schema": [:]]]]), 400,
        "tools.0.input_schema.type: Input should be 'object'"
      ),
      (
        Message.notes(["tool_choice": ["type": "tool", "name": "x"]]), 400,
        "tool_choice.name: Tool 'x' not found in provided tools"
      ),
      (
        Message.body(["tool_choice": ["type": "any"]]), 400,
        "tool_choice: Tools must be provided when tool_choice is given"
      ),
    ] as [(JSON, Int, String)])
  func requestsThatMakeNoSense(body: JSON, status: Int, message: String) async throws {
    let reply = try await Endpoint().messages(body)
    #expect(reply.status == status && reply.json["type"] == "error")
    #expect(reply.error?["type"]?.string == (status == 404 ? "not_found_error" : "invalid_request_error"))
    #expect(reply.error?["message"]?.string == message)
  }

  @Test(
    arguments: [
      ("unauthorized", 401, "authentication_error"), ("quota", 400, "invalid_request_error"),
      ("rate_limit_three_hours", 429, "rate_limit_error"), ("rate_limit", 429, "rate_limit_error"),
      ("internal_error", 500, "api_error"), ("overloaded", 529, "overloaded_error"),
      ("request_timeout", 408, "timeout_error"), ("no_tools", 400, "invalid_request_error"),
    ]) func faultsComeInItsShape(fault: String, status: Int, type: String) async throws
  {
    let reply = try await Endpoint(fault: fault).messages(Message.notes())
    #expect(reply.status == status && reply.json["type"] == "error" && reply.error?["type"]?.string == type)
    #expect(reply.error?["message"]?.string?.isEmpty == false)
    if fault == "rate_limit_three_hours" { #expect(reply.header("Retry-After") == "10800") }
    if fault == "quota" { #expect(reply.error?["message"]?.string?.contains("credit balance is too low") == true) }
  }

  @Test func oddAnswers() async throws {
    func message(_ fault: String) async throws -> JSON {
      try await Endpoint(fault: fault).messages(Message.notes()).json
    }
    #expect(try await message("finish_stop")["stop_reason"] == "end_turn")
    #expect(try await message("finish_unknown")["stop_reason"] == "eos_token")
    #expect(try await message("finish_missing")["stop_reason"] == .null)
    #expect(try await message("missing_usage")["usage"] == nil)
    let refusal = try await message("refusal")
    #expect(refusal["stop_reason"] == "refusal" && refusal["content"]?.array?.first?["type"] == "text")
    let filtered = try await message("content_filter")
    #expect(filtered["stop_reason"] == "refusal" && filtered["content"] == [])
    #expect(try await message("truncation")["stop_reason"] == "max_tokens")
    let malformed = try await message("malformed")["content"]?.array?.first?["input"]
    #expect(malformed?["INVALID_JSON"]?.string?.isEmpty == false)
    #expect(try await message("missing_slot")["content"]?.array?.first?["input"]?["items"] == [])
    let half = try await Endpoint(fault: "lone_surrogate").messages(Message.notes())
    #expect(half.text.contains("\\ud83d"))
    let reset = try await Endpoint(fault: "reset_in_body").messages(Message.notes())
    #expect(reset.ending == .reset && reset.status == 200)
  }

  @Test func limitsHaveTheirHeaders() async throws {
    let endpoint = try Endpoint {
      $0.requestsPerMinute = 1
      $0.tokensPerMinute = 10_000
    }
    let first = try await endpoint.messages(Message.body())
    #expect(first.header("anthropic-ratelimit-requests-limit") == "1")
    #expect(first.header("anthropic-ratelimit-requests-remaining") == "0")
    #expect(first.header("anthropic-ratelimit-requests-reset")?.hasSuffix("Z") == true)
    #expect(first.header("anthropic-ratelimit-tokens-limit") == "10000")
    let second = try await endpoint.messages(Message.body())
    #expect(second.status == 429 && second.error?["type"] == "rate_limit_error")
    #expect((50...60).contains(second.header("Retry-After").flatMap { Int($0) } ?? 0))
  }
}
