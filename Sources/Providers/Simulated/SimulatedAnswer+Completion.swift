import ContentModel
import Formats
import World

extension SimulatedAnswer {
  /// Where in a message the answer stands.
  public enum Form: Hashable, Sendable {
    /// A call of the tool.
    case toolCall
    /// The text of the message: JSON by a schema, or prose.
    case content
    /// A call of a function, the form before there were tools.
    case functionCall
  }

  /// The body of an answer as OpenAI's chat completions send it: a completion, or an error object.
  ///
  /// - Parameters:
  ///   - tool: the name of the tool that is called.
  ///   - created: the time in the body.
  public mutating func body(model: String, tool: String, form: Form = .toolCall, created: Timestamp) -> JSON {
    if case .error(_, let type, let code, let message, _) = outcome {
      return ["error": ["message": .string(message), "type": .string(type), "param": nil, "code": .string(code)]]
    }
    let id = "chatcmpl-\(identifier())"
    let (message, finish) = message(tool: tool, form: form)
    return [
      "id": .string(id),
      "object": "chat.completion",
      "created": .integer(created.milliseconds / 1000),
      "model": .string(model),
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
  }

  /// Thirteen letters and digits, different at each call.
  public mutating func identifier() -> String {
    let text = String(random.next(), radix: 36)
    return String(repeating: "0", count: 13 - text.utf8.count) + text
  }

  /// The answer as the provider returns it.
  func raw(_ request: CompletionRequest, created: Timestamp) -> RawAnswer {
    var answer = self
    // The identifier of the request is the completion's own.
    var peek = self
    var headers = [("content-type", "application/json"), ("x-request-id", "req_\(peek.identifier())")]
    var bytes: [UInt8] = []
    answer.body(model: request.model, tool: request.prompt.tool.name, created: created).write(to: &bytes)
    if case .error(let status, _, _, _, let more) = outcome {
      return RawAnswer(status: status, headers: headers + more, body: bytes)
    }
    headers.append(("content-length", "\(bytes.count)"))
    return RawAnswer(status: 200, headers: headers, body: isHalf ? Array(bytes.prefix(bytes.count / 2)) : bytes)
  }

  private mutating func message(tool: String, form: Form) -> (JSON.Object, finishReason: String) {
    var message = JSON.Object([("role", "assistant"), ("content", nil), ("refusal", nil)])
    switch outcome {
    case .refusal(let text):
      message["refusal"] = .string(text)
      return (message, "stop")
    case .filtered, .error: return (message, "content_filter")
    case .arguments(let bytes, let cutOff):
      let text = JSON.string(String(decoding: bytes, as: UTF8.self))
      switch form {
      case .toolCall:
        message["tool_calls"] = [
          [
            "id": .string("call_\(identifier())"), "type": "function",
            "function": ["name": .string(tool), "arguments": text],
          ]
        ]
        return (message, cutOff ? "length" : "tool_calls")
      case .content:
        message["content"] = text
        return (message, cutOff ? "length" : "stop")
      case .functionCall:
        message["function_call"] = ["name": .string(tool), "arguments": text]
        return (message, cutOff ? "length" : "function_call")
      }
    }
  }
}
