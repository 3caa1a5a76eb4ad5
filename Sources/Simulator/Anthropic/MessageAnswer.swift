import Formats
import Providers

/// The answer of the model as a message of Anthropic.
///
/// Source of the format: https://docs.claude.com/en/api/messages.
enum MessageAnswer {
  /// The message.
  ///
  /// - Parameters:
  ///   - split: where the tokens of the prompt come from.
  ///   - isBatch: whether it is an answer of a batch.
  static func body(
    _ given: SimulatedAnswer, to request: ChatRequest, split: MessagesCache.Split, isBatch: Bool, fault: EndpointFault?
  ) -> JSON {
    var answer = given
    let id = "msg_\(answer.identifier())"
    let (content, reason) = content(&answer, request)
    let stop: JSON =
      switch fault {
      case .finishStop: "end_turn"
      case .finishUnknown: "eos_token"
      case .finishMissing: .null
      default: .string(reason)
      }
    var message = JSON.Object([
      ("id", .string(id)), ("type", "message"), ("role", "assistant"), ("model", .string(request.model)),
      ("content", .array(content)), ("stop_reason", stop), ("stop_sequence", .null),
      // As its chat completions say it too: no library for learners takes it.
      ("system_fingerprint", "simulated"),
    ])
    if fault != .missingUsage {
      message["usage"] = [
        "input_tokens": .integer(split.fresh), "cache_creation_input_tokens": .integer(split.written),
        "cache_read_input_tokens": .integer(split.read),
        "cache_creation": [
          "ephemeral_5m_input_tokens": .integer(split.written), "ephemeral_1h_input_tokens": 0,
        ],
        "output_tokens": .integer(answer.usage.output), "service_tier": isBatch ? "batch" : "standard",
      ]
    }
    return .object(message)
  }

  private static func content(
    _ answer: inout SimulatedAnswer, _ request: ChatRequest
  ) -> (blocks: [JSON], reason: String) {
    switch answer.outcome {
    case .refusal(let text): return ([["type": "text", "text": .string(text)]], "refusal")
    case .filtered, .error: return ([], "refusal")
    case .arguments(let bytes, let cutOff):
      guard request.form == .toolCall else {
        let text = String(decoding: bytes, as: UTF8.self)
        return ([["type": "text", "text": .string(text)]], cutOff ? "max_tokens" : "end_turn")
      }
      let block: JSON = [
        "type": "tool_use", "id": .string("toolu_\(answer.identifier())"), "name": .string(request.tool.name),
        "input": input(bytes, cutOff: cutOff),
      ]
      return ([block], cutOff ? "max_tokens" : "tool_use")
    }
  }

  /// The arguments as a value, which they always are here: what was cut off keeps what is closed, and what is no JSON becomes
  /// the text that it is.
  private static func input(_ bytes: [UInt8], cutOff: Bool) -> JSON {
    // What is no JSON is told apart right below.
    if let json = try? JSON.parse(bytes), json.object != nil { return json }
    if cutOff { return TolerantJSON.read(bytes).value.flatMap { $0.object.map(JSON.object) } ?? [:] }
    return ["INVALID_JSON": .string(String(decoding: bytes, as: UTF8.self))]
  }
}
