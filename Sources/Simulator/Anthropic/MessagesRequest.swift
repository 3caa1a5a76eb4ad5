import ContentModel
import Formats
import Providers

/// A request of `POST /v1/messages`, read into what the model is asked.
///
/// Source of the format: https://docs.claude.com/en/api/messages.
enum MessagesRequest {
  /// Reads the body, or the `params` of a line of a batch.
  ///
  /// - Parameter countsOnly: whether only tokens are to be counted: then no limit of output is asked for.
  static func read(_ json: JSON, countsOnly: Bool = false) throws(EndpointError) -> ChatRequest {
    guard json.object != nil else { throw .invalid("The body of the request must be a JSON object.") }
    guard let model = json["model"]?.string, !model.isEmpty else { throw .missing("model") }
    guard model == SimulatorSettings.model else {
      throw EndpointError(status: 404, message: "model: \(model); there is \(SimulatorSettings.model) (simulated)")
    }
    var limit = Int.max
    if !countsOnly {
      guard let given = json["max_tokens"], !given.isNull else { throw .missing("max_tokens") }
      guard let tokens = given.integer, tokens >= 1 else {
        throw .invalid("max_tokens: Input should be greater than or equal to 1")
      }
      limit = tokens
    }
    if let temperature = json["temperature"], !temperature.isNull {
      guard let value = temperature.double, (0...1).contains(value) else {
        throw .invalid("temperature: Input should be from 0 to 1")
      }
    }
    if json["stream"]?.bool == true { throw .invalid("stream: streams of messages are not simulated") }
    var prompt = MessagesPrompt()
    let tool = try readTools(json, &prompt)
    try prompt.addSystem(json["system"])
    try prompt.addMessages(json["messages"])
    var request = ChatRequest(
      model: model, messages: prompt.messages, tool: tool ?? AnswerShape.prose,
      form: tool == nil ? .content : .toolCall, outputLimit: limit)
    if let tools = json["tools"]?.array, !tools.isEmpty { request.missingFeatures = [.noTools] }
    request.dialect = .anthropic
    request.cacheable = prompt.cacheable
    return request
  }

  /// The tool that the model calls; nil where it answers in words.
  private static func readTools(_ json: JSON, _ prompt: inout MessagesPrompt) throws(EndpointError) -> ToolDefinition? {
    var tools: [ToolDefinition] = []
    for (index, tool) in (json["tools"]?.array ?? []).enumerated() {
      guard let name = tool["name"]?.string, ToolName.isValid(name) else {
        throw .invalid("tools.\(index).name: String should match pattern '^[a-zA-Z0-9_-]{1,64}$'")
      }
      guard let schema = tool["input_schema"], schema["type"]?.string == "object" else {
        throw .invalid("tools.\(index).input_schema.type: Input should be 'object'")
      }
      tools.append(
        ToolDefinition(name: name, description: tool["description"]?.string ?? "", parameters: schema))
      prompt.addBlock(tool.text, isMarked: MessagesPrompt.isMarked(tool))
    }
    let choice = json["tool_choice"]
    if tools.isEmpty {
      if let type = choice?["type"]?.string, type != "none" {
        throw .invalid("tool_choice: Tools must be provided when tool_choice is given")
      }
      return nil
    }
    switch choice?["type"]?.string {
    case "tool":
      let name = choice?["name"]?.string ?? ""
      guard let tool = tools.first(where: { $0.name == name }) else {
        throw .invalid("tool_choice.name: Tool '\(name)' not found in provided tools")
      }
      return tool
    case "none": return nil
    case "any": return tools.first
    case nil, "auto":
      // Told the result of a tool, a model goes on in words.
      let last = json["messages"]?.array?.last?["content"]?.array ?? []
      return last.contains { $0["type"]?.string == "tool_result" } ? nil : tools.first
    case let type?: throw .invalid("tool_choice.type: Input should be 'auto', 'any', 'tool' or 'none', not '\(type)'")
    }
  }
}

extension EndpointError {
  static func missing(_ name: String) -> EndpointError { .invalid("\(name): Field required", param: name) }
}
