import ContentModel
import Formats

extension CompletionRequest {
  /// The body of the call as OpenAI's Chat Completions take it: the messages, one strict tool and the order to call it.
  ///
  /// It is stored with the attempt, and its bytes bound the input tokens (`WorstCase`). Source of the format:
  /// https://platform.openai.com/docs/api-reference/chat/create. Strict schemas want `parallel_tool_calls` false.
  /// - Parameter outputLimit: the name of the member for the limit; some older servers only know `max_tokens`.
  public func body(outputLimit: String = "max_completion_tokens") -> JSON {
    var members = JSON.Object()
    members["model"] = .string(model)
    members["messages"] = .array(
      prompt.messages.map { ["role": .string($0.author.rawValue), "content": .string($0.content)] })
    members["tools"] = [
      [
        "type": "function",
        "function": [
          "name": .string(prompt.tool.name),
          "description": .string(prompt.tool.description),
          "parameters": prompt.tool.parameters,
          "strict": true,
        ],
      ]
    ]
    members["tool_choice"] = ["type": "function", "function": ["name": .string(prompt.tool.name)]]
    members["parallel_tool_calls"] = false
    members["temperature"] = .double(temperature)
    members[outputLimit] = .integer(maxOutputTokens)
    members["seed"] = .integer(seed & UInt64(Int64.max))
    return .object(members)
  }
}
