import ContentModel
import Formats

extension CompletionRequest {
  /// The body of the call in its form: with the default form as OpenAI's Chat Completions take it, the messages, one strict
  /// tool and the order to call it; `messagesBody` as Anthropic's Messages do.
  ///
  /// It is stored with the attempt, and its bytes bound the input tokens (`WorstCase`). Source of the format:
  /// https://platform.openai.com/docs/api-reference/chat/create. Strict schemas want `parallel_tool_calls` false.
  public func body() -> JSON {
    switch form.format {
    case .chatCompletions: chatCompletionsBody()
    case .messages: messagesBody()
    }
  }

  private func chatCompletionsBody() -> JSON {
    var members = JSON.Object()
    members["model"] = .string(model)
    members["messages"] = .array(
      messages.map { ["role": .string($0.author.rawValue), "content": .string($0.content)] })
    switch form.answers {
    case .tool: addTool(to: &members)
    case .jsonSchema: addSchema(to: &members)
    case .json: if form.sendsJSONObject { members["response_format"] = ["type": "json_object"] }
    }
    if form.sendsTemperature { members["temperature"] = .double(temperature) }
    members[form.outputLimit.rawValue] = .integer(maxOutputTokens)
    if form.sendsSeed { members["seed"] = .integer(seed & UInt64(Int64.max)) }
    return .object(members)
  }

  private func addTool(to members: inout JSON.Object) {
    var function: JSON = [
      "name": .string(prompt.tool.name), "description": .string(prompt.tool.description),
      "parameters": prompt.tool.parameters,
    ]
    if form.isStrict { function["strict"] = true }
    members["tools"] = [["type": "function", "function": function]]
    members["tool_choice"] =
      switch form.toolChoice {
      case .named: ["type": "function", "function": ["name": .string(prompt.tool.name)]]
      case .required: "required"
      }
    if form.sendsParallelToolCalls { members["parallel_tool_calls"] = false }
  }

  private func addSchema(to members: inout JSON.Object) {
    var schema: JSON = [
      "name": .string(prompt.tool.name), "description": .string(prompt.tool.description),
      "schema": prompt.tool.parameters,
    ]
    if form.isStrict { schema["strict"] = true }
    members["response_format"] = ["type": "json_schema", "json_schema": schema]
  }

  /// The messages; without tool and schema, one more says what the answer must be, and that it takes the place of the call
  /// that prompts speak of. It stands after the first system message, which is the same for every call, so that the
  /// provider's cache still finds that.
  private var messages: [ChatMessage] {
    guard form.answers == .json else { return prompt.messages }
    var messages = prompt.messages
    let order = ChatMessage(
      .system,
      "Instead of calling the function \(prompt.tool.name), answer with one JSON object and nothing else: no code fence, "
        + "no text around it. "
        + "It must satisfy this JSON Schema:\n\(prompt.tool.parameters.text)")
    messages.insert(order, at: messages.first?.author == .system ? 1 : 0)
    return messages
  }
}
