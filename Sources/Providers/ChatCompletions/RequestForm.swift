import Formats

/// How a call is written for an endpoint that takes a part of a format only.
///
/// The default is the whole of OpenAI's chat completions, as OpenAI's own models take it.
public struct RequestForm: Hashable, Sendable {
  /// How the model is made to answer in JSON of the wanted schema.
  public enum Answers: String, Hashable, Sendable, CaseIterable {
    /// By calling the one tool that it is given.
    case tool
    /// By `response_format` with the schema.
    case jsonSchema = "json_schema"
    /// By being told so; the schema stands in a message.
    case json
  }

  /// How the model is told to call the tool.
  public enum ToolChoice: String, Hashable, Sendable, CaseIterable {
    /// This one, by its name.
    case named
    /// Any one, which is the same where there is only one.
    case required
  }

  /// The member that bounds the tokens of an answer.
  public enum OutputLimit: String, Hashable, Sendable, CaseIterable {
    case maxCompletionTokens = "max_completion_tokens"
    /// Its older name, and the only one that some servers obey.
    case maxTokens = "max_tokens"
  }

  /// What the endpoint speaks. The rest counts as far as this has it; Anthropic's Messages always call a tool.
  public var format = EndpointFormat.chatCompletions
  public var answers = Answers.tool
  /// Counts where `answers` is `tool`.
  public var toolChoice = ToolChoice.named
  /// Whether tool or schema are marked `strict`.
  public var isStrict = true
  /// Whether `parallel_tool_calls: false` is sent; counts where `answers` is `tool`.
  public var sendsParallelToolCalls = true
  /// Whether `response_format: json_object` is sent; counts where `answers` is `json`.
  public var sendsJSONObject = true
  public var outputLimit = OutputLimit.maxCompletionTokens
  public var sendsTemperature = true
  public var sendsSeed = true

  public init() {}
}

extension RequestForm {
  /// The form as an object, to be kept for the next run.
  public var json: JSON {
    [
      "format": .string(format.rawValue), "answers": .string(answers.rawValue),
      "tool_choice": .string(toolChoice.rawValue), "strict": .bool(isStrict),
      "parallel_tool_calls": .bool(sendsParallelToolCalls), "json_object": .bool(sendsJSONObject),
      "output_limit": .string(outputLimit.rawValue), "temperature": .bool(sendsTemperature), "seed": .bool(sendsSeed),
    ]
  }

  /// Reads what `json` wrote; what is missing or makes no sense keeps its default.
  public init(_ json: JSON) {
    self.init()
    format = json["format"]?.string.flatMap(EndpointFormat.init) ?? format
    answers = json["answers"]?.string.flatMap(Answers.init) ?? answers
    toolChoice = json["tool_choice"]?.string.flatMap(ToolChoice.init) ?? toolChoice
    isStrict = json["strict"]?.bool ?? isStrict
    sendsParallelToolCalls = json["parallel_tool_calls"]?.bool ?? sendsParallelToolCalls
    sendsJSONObject = json["json_object"]?.bool ?? sendsJSONObject
    outputLimit = json["output_limit"]?.string.flatMap(OutputLimit.init) ?? outputLimit
    sendsTemperature = json["temperature"]?.bool ?? sendsTemperature
    sendsSeed = json["seed"]?.bool ?? sendsSeed
  }
}
