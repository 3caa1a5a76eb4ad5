import ContentModel
import Formats

extension CompletionRequest {
  /// The body of the call as Anthropic's Messages take it: the system's text, the messages, one tool and the order to call
  /// it.
  ///
  /// What all calls of a kind and role have in common, the tool and the system's text, ends with a mark up to which the
  /// provider keeps it in its cache; it keeps what is long enough, and reads it at a tenth of the price for the next five
  /// minutes. A temperature above 1, the highest there is, is sent as 1. There is no seed. Sources of the format:
  /// https://docs.anthropic.com/en/api/messages, https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching.
  func messagesBody() -> JSON {
    let cache: JSON = ["type": "ephemeral"]
    let isStatic = { (message: ChatMessage) in message.author == .system }
    let system = prompt.messages.filter(isStatic).map(\.content).filter { !$0.isEmpty }
    var tool: JSON = [
      "name": .string(prompt.tool.name), "description": .string(prompt.tool.description),
      "input_schema": prompt.tool.parameters,
    ]
    if system.isEmpty { tool["cache_control"] = cache }
    var choice: JSON =
      switch form.toolChoice {
      case .named: ["type": "tool", "name": .string(prompt.tool.name)]
      case .required: ["type": "any"]
      }
    if form.sendsParallelToolCalls { choice["disable_parallel_tool_use"] = true }
    var members = JSON.Object()
    members["model"] = .string(model)
    members["max_tokens"] = .integer(maxOutputTokens)
    members["tools"] = [tool]
    members["tool_choice"] = choice
    if !system.isEmpty {
      members["system"] = [
        ["type": "text", "text": .string(system.joined(separator: "\n\n")), "cache_control": cache]
      ]
    }
    members["messages"] = .array(
      prompt.messages.filter { !isStatic($0) }.map {
        ["role": .string($0.author.rawValue), "content": .string($0.content)]
      })
    if form.sendsTemperature { members["temperature"] = .double(min(1, temperature)) }
    return .object(members)
  }
}
