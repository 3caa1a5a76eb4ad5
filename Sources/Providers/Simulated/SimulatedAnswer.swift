import ContentModel
import Formats
import World

/// An answer of the simulated provider before it is put on the wire.
struct SimulatedAnswer: Sendable {
  /// What the model says.
  enum Outcome: Sendable {
    /// The arguments of the tool call, and whether they end early.
    case arguments([UInt8], cutOff: Bool)
    case refusal(String)
    case filtered
    /// No model is reached: an HTTP status with an error object.
    case error(status: Int, type: String, code: String, message: String, headers: [(String, String)])
  }

  var outcome: Outcome
  /// Whether only the first half of the body arrives.
  var isHalf = false

  /// Whether it is an HTTP status with an error object.
  var isError: Bool {
    if case .error = outcome { true } else { false }
  }

  /// The tokens of the output: characters / 4, rounded up.
  var outputTokens: Int {
    switch outcome {
    case .arguments(let bytes, _): TokenUsage.estimate(characters: Self.characters(bytes))
    case .refusal(let text): TokenUsage.estimate(characters: text.unicodeScalars.count)
    case .filtered, .error: 0
    }
  }

  /// One word for the call log: the finish reason, `refusal` or `http_503`.
  var name: String {
    switch outcome {
    case .arguments(_, let cutOff): cutOff ? "length" : "tool_calls"
    case .refusal: "refusal"
    case .filtered: "content_filter"
    case .error(let status, _, _, _, _): "http_\(status)"
    }
  }

  /// Ends the arguments where the output limit of the request is reached.
  mutating func limit(tokens: Int) {
    guard case .arguments(let bytes, _) = outcome, outputTokens > tokens else { return }
    outcome = .arguments(Self.prefix(bytes, characters: max(0, tokens) * 4), cutOff: true)
  }

  /// Ends the arguments at a random byte, moved back to the beginning of its character.
  mutating func cut(random: inout SeededGenerator) {
    guard case .arguments(let bytes, _) = outcome, bytes.count > 1 else { return }
    var end = Int.random(in: 1..<bytes.count, using: &random)
    while bytes[end] & 0xC0 == 0x80 { end -= 1 }
    outcome = .arguments(Array(bytes[..<end]), cutOff: true)
  }

  /// Takes a colon out of the arguments, so that they are no JSON any more.
  mutating func breakSyntax(random: inout SeededGenerator) {
    guard case .arguments(var bytes, let cutOff) = outcome else { return }
    let colons = bytes.indices.filter {
      $0 > 0 && bytes[$0] == UInt8(ascii: ":") && bytes[$0 - 1] == UInt8(ascii: "\"")
    }
    // The first one always separates a name from its value; a later one could stand inside a text.
    guard let first = colons.first, let chosen = colons.randomElement(using: &random) else { return }
    var broken = bytes
    broken[chosen] = UInt8(ascii: " ")
    if (try? JSON.parse(broken)) != nil {  // the colon stood inside a text: take the first one
      bytes[first] = UInt8(ascii: " ")
      broken = bytes
    }
    outcome = .arguments(broken, cutOff: cutOff)
  }

  /// The answer as OpenAI's chat completions send it.
  func raw(_ request: CompletionRequest, usage: TokenUsage, created: Timestamp, random: inout SeededGenerator)
    -> RawAnswer
  {
    let id = Self.identifier(&random)
    var headers = [("content-type", "application/json"), ("x-request-id", "req_\(id)")]
    if case .error(let status, let type, let code, let message, let more) = outcome {
      let body: JSON = [
        "error": ["message": .string(message), "type": .string(type), "param": nil, "code": .string(code)]
      ]
      return RawAnswer(status: status, headers: headers + more, body: Self.bytes(body))
    }
    var message = JSON.Object([("role", "assistant"), ("content", nil), ("refusal", nil)])
    var finish = "stop"
    switch outcome {
    case .arguments(let bytes, let cutOff):
      message["tool_calls"] = [
        [
          "id": .string("call_\(Self.identifier(&random))"),
          "type": "function",
          "function": [
            "name": .string(request.prompt.tool.name), "arguments": .string(String(decoding: bytes, as: UTF8.self)),
          ],
        ]
      ]
      finish = cutOff ? "length" : "tool_calls"
    case .refusal(let text): message["refusal"] = .string(text)
    case .filtered, .error: finish = "content_filter"
    }
    let body: JSON = [
      "id": .string("chatcmpl-\(id)"),
      "object": "chat.completion",
      "created": .integer(created.milliseconds / 1000),
      "model": .string(request.model),
      "choices": [["index": 0, "message": .object(message), "logprobs": nil, "finish_reason": .string(finish)]],
      "usage": [
        "prompt_tokens": .integer(usage.input),
        "completion_tokens": .integer(usage.output),
        "total_tokens": .integer(usage.input + usage.output),
        "prompt_tokens_details": ["cached_tokens": .integer(usage.cachedInput)],
        "completion_tokens_details": ["reasoning_tokens": 0],
      ],
      "system_fingerprint": "simulated",
    ]
    let bytes = Self.bytes(body)
    headers.append(("content-length", "\(bytes.count)"))
    return RawAnswer(status: 200, headers: headers, body: isHalf ? Array(bytes.prefix(bytes.count / 2)) : bytes)
  }

  private static func bytes(_ json: JSON) -> [UInt8] {
    var bytes: [UInt8] = []
    json.write(to: &bytes)
    return bytes
  }

  private static func identifier(_ random: inout SeededGenerator) -> String {
    let text = String(random.next(), radix: 36)
    return String(repeating: "0", count: 13 - text.utf8.count) + text
  }

  private static func characters(_ bytes: [UInt8]) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }

  private static func prefix(_ bytes: [UInt8], characters: Int) -> [UInt8] {
    var rest = characters
    return Array(
      bytes.prefix { byte in
        if byte & 0xC0 == 0x80 { return true }
        rest -= 1
        return rest >= 0
      })
  }
}
