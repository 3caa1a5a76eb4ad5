import ContentModel
import Formats
import Providers

/// A request for a completion, read from the body of `POST /v1/chat/completions`.
///
/// Source of the format: https://platform.openai.com/docs/api-reference/chat/create.
struct ChatRequest: Sendable {
  var model: String
  var messages: [ChatMessage]
  /// What the answer has to fit: the tool to call, or the schema of the text. An empty name stands for prose.
  var tool: ToolDefinition
  var form: SimulatedAnswer.Form
  /// The most tokens of output.
  var outputLimit: Int
  var seed = 0
  /// Whether the answer is to come as server-sent events, and whether these end with the usage.
  var streams = false
  var streamsUsage = false
  /// The faults of an endpoint that cannot do what the request asks for.
  var missingFeatures: Set<EndpointFault> = []
  /// Whose interface the request speaks, and what of its prompt Anthropic's could cache.
  var dialect = Dialect.openAI
  var cacheable = MessagesCache.Blocks()

  /// Tokens of output where the request sets no limit.
  private static let usualOutputLimit = 16_384

  init(
    model: String, messages: [ChatMessage], tool: ToolDefinition, form: SimulatedAnswer.Form, outputLimit: Int
  ) {
    self.model = model
    self.messages = messages
    self.tool = tool
    self.form = form
    self.outputLimit = outputLimit
  }

  /// Reads a body, or the `body` of a line of a batch.
  init(_ json: JSON) throws(EndpointError) {
    guard json.object != nil else { throw .invalid("The body of your request must be a JSON object.") }
    guard let model = json["model"]?.string, !model.isEmpty else {
      throw .invalid("you must provide a model parameter", param: "model")
    }
    guard model == SimulatorSettings.model else { throw .unknownModel(model) }
    self.model = model
    messages = try Self.messages(json["messages"])
    if let count = json["n"], !count.isNull, count.integer != 1 {
      throw .invalid("Only one choice a call is simulated: leave n out, or set it to 1.", param: "n")
    }
    try Self.check(json, "temperature", 0...2)
    try Self.check(json, "top_p", 0...1)
    outputLimit = try Self.outputLimit(json)
    seed = json["seed"]?.integer ?? 0
    streams = json["stream"]?.bool ?? false
    streamsUsage = json["stream_options"]?["include_usage"]?.bool ?? false
    (tool, form) = try AnswerShape.read(json, messages)
    if let tools = json["tools"]?.array, !tools.isEmpty { missingFeatures.insert(.noTools) }
    if json["response_format"]?["type"]?.string == "json_schema" { missingFeatures.insert(.noJSONSchema) }
    if let limit = json["max_completion_tokens"], !limit.isNull { missingFeatures.insert(.noMaxCompletionTokens) }
  }

  private static func messages(_ json: JSON?) throws(EndpointError) -> [ChatMessage] {
    guard let list = json?.array else {
      throw .invalid("Missing required parameter: 'messages'.", param: "messages", code: "missing_required_parameter")
    }
    if list.isEmpty {
      throw .invalid(
        "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
        param: "messages", code: "empty_array")
    }
    var messages: [ChatMessage] = []
    for (index, message) in list.enumerated() {
      let author: ChatMessage.Author
      switch message["role"]?.string {
      case "system", "developer": author = .system
      case "user", "tool", "function": author = .user
      case "assistant": author = .assistant
      default:
        throw .invalid(
          "Invalid value: '\(message["role"]?.string ?? "")'. Supported values are: 'system', 'assistant', 'user', "
            + "'function', 'tool', and 'developer'.", param: "messages[\(index)].role", code: "invalid_value")
      }
      messages.append(ChatMessage(author, try content(message, index)))
    }
    return messages
  }

  /// The text of a message; parts that are no text are left out.
  private static func content(_ message: JSON, _ index: Int) throws(EndpointError) -> String {
    switch message["content"] {
    case .string(let text): return text
    case .array(let parts): return parts.compactMap { $0["text"]?.string }.joined(separator: "\n")
    case nil where message["tool_calls"] != nil, .null where message["role"]?.string == "assistant": return ""
    default:
      throw .invalid(
        "Invalid type for 'messages[\(index)].content': expected one of a string or array of objects.",
        param: "messages[\(index)].content", code: "invalid_type")
    }
  }

  private static func check(_ json: JSON, _ name: String, _ range: ClosedRange<Double>) throws(EndpointError) {
    guard let value = json[name], !value.isNull else { return }
    guard let number = value.double, range.contains(number) else {
      throw .invalid(
        "Invalid value for '\(name)': expected a number from \(Int(range.lowerBound)) to \(Int(range.upperBound)), "
          + "but got \(value.text) instead.", param: name, code: "invalid_value")
    }
  }

  private static func outputLimit(_ json: JSON) throws(EndpointError) -> Int {
    for name in ["max_completion_tokens", "max_tokens"] {
      guard let value = json[name], !value.isNull else { continue }
      guard let limit = value.integer, limit >= 1 else {
        throw .invalid(
          "Invalid '\(name)': integer below minimum value. Expected a value >= 1, but got \(value.text) instead.",
          param: name, code: "integer_below_min_value")
      }
      return limit
    }
    return usualOutputLimit
  }
}
