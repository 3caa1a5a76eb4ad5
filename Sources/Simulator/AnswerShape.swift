import ContentModel
import Formats
import Providers

/// What a request wants its answer to look like: a call of a tool, JSON by a schema, JSON of any kind, or prose.
enum AnswerShape {
  /// The tool that is called, or under whose name and schema a text is written; a name without letters stands for prose.
  static func read(
    _ json: JSON, _ messages: [ChatMessage]
  ) throws(EndpointError) -> (ToolDefinition, SimulatedAnswer.Form) {
    if let tool = try tool(json) { return (tool, .toolCall) }
    switch json["response_format"]?["type"]?.string {
    case "json_schema":
      guard let format = json["response_format"]?["json_schema"], let name = format["name"]?.string,
        let schema = format["schema"], schema.object != nil
      else {
        throw .invalid(
          "Missing required parameter: 'response_format.json_schema.schema'.", param: "response_format",
          code: "missing_required_parameter")
      }
      return (ToolDefinition(name: name, description: "", parameters: schema), .content)
    case "json_object":
      guard messages.contains(where: { $0.content.lowercased().contains("json") }) else {
        throw .invalid(
          "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
          param: "messages")
      }
      return (spoken(messages) ?? ToolDefinition(name: "answer", description: "", parameters: anyObject), .content)
    case nil, "text": return (spoken(messages) ?? prose, .content)
    case let other?:
      throw .invalid(
        "Invalid value: '\(other)'. Supported values are: 'json_object', 'json_schema', and 'text'.",
        param: "response_format.type", code: "invalid_value")
    }
  }

  /// The tool of a text answer that is no JSON.
  static let prose = ToolDefinition(name: "", description: "", parameters: ["type": "string"])

  private static let anyObject: JSON = [
    "type": "object", "properties": ["answer": ["type": "string"]], "required": ["answer"],
  ]

  /// The tool that the model calls; nil where it answers with text.
  private static func tool(_ json: JSON) throws(EndpointError) -> ToolDefinition? {
    var tools: [ToolDefinition] = []
    for (index, tool) in (json["tools"]?.array ?? []).enumerated() {
      guard tool["type"]?.string == "function", let name = tool["function"]?["name"]?.string, ToolName.isValid(name)
      else {
        throw .invalid(
          "Invalid 'tools[\(index)].function.name': expected a string of letters, digits, _ and -, at most 64.",
          param: "tools[\(index)].function.name", code: "invalid_value")
      }
      tools.append(
        ToolDefinition(
          name: name, description: tool["function"]?["description"]?.string ?? "",
          parameters: tool["function"]?["parameters"] ?? ["type": "object", "properties": [:]]))
    }
    let choice = json["tool_choice"]
    if let name = choice?["function"]?["name"]?.string {
      guard let tool = tools.first(where: { $0.name == name }) else {
        throw .invalid("Tool choice 'function' '\(name)' not found in 'tools' parameter.", param: "tool_choice")
      }
      return tool
    }
    switch choice?.string {
    case "none": return nil
    case "required":
      guard let tool = tools.first else {
        throw .invalid("'tool_choice' is only allowed when 'tools' are specified.", param: "tool_choice")
      }
      return tool
    default:
      // Asked with the result of a tool, a model goes on in words.
      let last = json["messages"]?.array?.last?["role"]?.string
      return last == "tool" || last == "function" ? nil : tools.first
    }
  }

  /// What a conversation asks for in words: the name of this program's tool, and a JSON Schema, where they stand in it.
  ///
  /// So a client that can send neither tools nor a schema is answered as any other, as long as its text names the tool.
  private static func spoken(_ messages: [ChatMessage]) -> ToolDefinition? {
    let schema = messages.lazy.compactMap { SpokenSchema.first(in: $0.content) }.first
    let name = messages.lazy.compactMap { toolName(in: $0.content) }.first
    if name == nil && schema == nil { return nil }
    return ToolDefinition(name: name ?? "answer", description: "", parameters: schema ?? anyObject)
  }

  /// The first word that begins like a tool of this program.
  private static func toolName(in text: String) -> String? {
    text.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
      .first { ($0.hasPrefix("create_") || $0.hasPrefix("assess_")) && ToolName.isValid(String($0)) }
      .map(String.init)
  }
}
