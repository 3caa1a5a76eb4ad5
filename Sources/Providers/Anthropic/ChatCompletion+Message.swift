import ContentModel
import Formats
import World

extension ChatCompletion {
  /// Reads an answer of Anthropic's Messages. Source of the format: https://docs.anthropic.com/en/api/messages.
  ///
  /// The first tool call counts; further ones of the same tool are added where they are batches. Thoughts are passed over.
  /// Members that are missing, null or of another type count as absent. An answer with an error status or of the type
  /// `error` throws, and so does a body without content.
  /// - Parameters:
  ///   - provider: The provider's name, for the error's text.
  ///   - now: What a `Retry-After` date is compared with.
  static func readMessage(
    _ answer: RawAnswer, from provider: String, now: Timestamp
  ) throws(ProviderError) -> ChatCompletion {
    let body = TolerantJSON.read(answer.body).value
    guard (200...299).contains(answer.status), body?["error"].map(\.isNull) ?? true else {
      throw ProviderError(answer, body: body, provider: provider, now: now)
    }
    guard let body, let content = body["content"]?.array else {
      throw ProviderError(
        .unreadable, provider: provider, detail: "\(answer.body.count) bytes without content", status: answer.status)
    }
    let calls = content.filter { $0["type"]?.string == "tool_use" }.map { block -> JSON in
      ["name": block["name"] ?? .null, "arguments": block["input"] ?? .null]
    }
    let text = MessageContent.read(.array(content))
    var completion = ChatCompletion(
      finishReason: finishReason(body["stop_reason"]?.string ?? ""), arguments: CalledArguments.read(calls),
      tool: calls.first?["name"]?.string, content: text, usage: body["usage"].flatMap(messageUsage))
    if completion.finishReason == .other("refusal") {
      completion.refusal =
        body["stop_details"]?["explanation"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? text ?? "no reason was given"
    }
    completion.isSimulated = body["system_fingerprint"]?.string == "simulated"
    return completion
  }

  private static func finishReason(_ text: String) -> FinishReason {
    switch text {
    case "end_turn", "stop_sequence": .stop
    case "max_tokens", "model_context_window_exceeded": .length
    case "tool_use": .toolCalls
    default: .other(text)
    }
  }

  /// Anthropic counts what its cache took and gave apart from the rest of the input.
  private static func messageUsage(_ json: JSON) -> TokenUsage? {
    guard let fresh = json["input_tokens"]?.integer, let output = json["output_tokens"]?.integer else { return nil }
    // More than this no context holds; a hostile sum would overflow.
    func count(_ tokens: Int?) -> Int { min(max(0, tokens ?? 0), 1 << 40) }
    let written = count(json["cache_creation_input_tokens"]?.integer)
    let cached = count(json["cache_read_input_tokens"]?.integer)
    return TokenUsage(
      input: count(fresh) + written + cached, cachedInput: cached, cacheWrite: written, output: count(output))
  }
}
