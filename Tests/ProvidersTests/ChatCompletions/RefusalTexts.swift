import Formats
import Testing

@testable import Providers

/// What endpoints have said when they refused a form, as their users reported it, and what is to be read from it.
struct RefusalText: Sendable, CustomTestStringConvertible {
  var endpoint: String
  var status: Int
  var body: String
  /// What was sent, where it was not the default.
  var form = RequestForm()
  var complaint: EndpointComplaint?
  var testDescription: String { "\(endpoint): \(body)" }

  /// An error in OpenAI's shape.
  static func openAI(_ message: String, param: String? = nil, code: String? = nil) -> String {
    let error: JSON = [
      "message": .string(message), "type": "invalid_request_error", "param": param.map(JSON.string) ?? nil,
      "code": code.map(JSON.string) ?? nil,
    ]
    return JSON.object(["error": error]).text
  }

  static func form(_ change: (inout RequestForm) -> Void) -> RequestForm {
    var form = RequestForm()
    change(&form)
    return form
  }

  static let schema = form { $0.answers = .jsonSchema }
  static let json = form { $0.answers = .json }
  static let older = form { $0.outputLimit = .maxTokens }
  static let notStrict = form {
    $0.answers = .jsonSchema
    $0.isStrict = false
  }
  static let withoutParallel = form { $0.sendsParallelToolCalls = false }

  static let refusals = [
    // https://github.com/griptape-ai/ComfyUI-Griptape/issues/312
    RefusalText(
      endpoint: "OpenAI", status: 400,
      body: openAI(
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        param: "max_tokens", code: "unsupported_parameter"), form: older, complaint: .outputLimit),
    // https://github.com/BeehiveInnovations/pal-mcp-server/issues/78
    RefusalText(
      endpoint: "OpenAI", status: 400,
      body: openAI(
        "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
        param: "temperature", code: "unsupported_value"), complaint: .temperature),
    RefusalText(
      endpoint: "OpenAI", status: 400,
      body: openAI(
        "Unsupported parameter: 'temperature' is not supported with this model.", param: "temperature",
        code: "unsupported_parameter"), complaint: .temperature),
    // https://github.com/langchain-ai/langchain/issues/29416
    RefusalText(
      endpoint: "OpenAI", status: 400,
      body: openAI(
        "Unsupported parameter: 'parallel_tool_calls' is not supported with this model.", param: "parallel_tool_calls",
        code: "unsupported_parameter"), complaint: .parallelToolCalls),
    // https://github.com/pydantic/pydantic-ai/issues/169
    RefusalText(
      endpoint: "Azure", status: 400, body: openAI("Unrecognized request argument supplied: parallel_tool_calls"),
      complaint: .parallelToolCalls),
    // https://github.com/langchain-ai/langchain/issues/31490
    RefusalText(
      endpoint: "OpenAI", status: 400,
      body: openAI(
        "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model. Learn more about "
          + "supported models at the Structured Outputs guide: "
          + "https://platform.openai.com/docs/guides/structured-outputs"), form: schema, complaint: .responseFormat),
    // https://github.com/openai-php/client/issues/259
    RefusalText(
      endpoint: "OpenAI", status: 400,
      body: openAI(
        "Invalid parameter: 'response_format' of type 'json_object' is not supported with this model.",
        param: "response_format"), form: json, complaint: .responseFormat),
    // https://github.com/i-am-bee/beeai-framework/issues/1215
    RefusalText(
      endpoint: "Groq", status: 400,
      body: openAI(
        "invalid schema for response format: response_format/json_schema/next_step: minItems is not supported"),
      form: schema, complaint: .schema),
    RefusalText(
      endpoint: "Groq", status: 400,
      body: openAI(
        "invalid schema for response format: response_format/json_schema/next_step: minItems is not supported"),
      form: notStrict, complaint: .schema),
    // https://github.com/567-labs/instructor/issues/1766
    RefusalText(
      endpoint: "Cerebras", status: 400,
      body:
        #"{"message":"Unsupported tool_choice: type='function' function=ChoiceObjectFunction(name='Steps'). Expected 'auto' or 'none'.","type":"invalid_request_error","param":"tool_choice","code":"wrong_api_format"}"#,
      complaint: .toolChoice),
    // https://github.com/agno-agi/agno/issues/4508
    RefusalText(
      endpoint: "Cerebras", status: 400,
      body:
        #"{"message":"parallel_tool_calls=False is not supported by this model.","type":"invalid_request_error","param":"parallel_tool_calls","code":"wrong_api_format"}"#,
      complaint: .parallelToolCalls),
    // https://github.com/musistudio/claude-code-router/issues/708
    RefusalText(
      endpoint: "Cerebras", status: 400,
      body:
        #"{"message":"Unsupported JSON schema fields: {'minItems', 'items'}","type":"invalid_request_error","param":"response_format","code":"wrong_api_format"}"#,
      form: schema, complaint: .schema),
    // https://github.com/truefoundry/models/pull/1300
    RefusalText(
      endpoint: "DeepInfra", status: 405,
      body: openAI("Tool calling is not supported for model: NousResearch/Hermes-3-Llama-3.1-405B", param: "tools"),
      complaint: .tools),
    // https://github.com/ollama/ollama/issues/6027
    RefusalText(
      endpoint: "Ollama", status: 400,
      body:
        #"{"error":{"message":"stablelm2:latest does not support tools","type":"api_error","param":null,"code":null}}"#,
      complaint: .tools),
    // https://github.com/ggml-org/llama.cpp/issues/10920
    RefusalText(
      endpoint: "llama.cpp", status: 500,
      body: #"{"error":{"code":500,"message":"Unsupported param: tools","type":"server_error"}}"#, complaint: .tools),
    // https://github.com/containers/ramalama/issues/988
    RefusalText(
      endpoint: "llama.cpp", status: 500,
      body: #"{"error":{"code":500,"message":"tools param requires --jinja flag","type":"server_error"}}"#,
      complaint: .tools),
    // https://github.com/langchain4j/langchain4j/issues/3475
    RefusalText(
      endpoint: "vLLM", status: 400,
      body:
        #"{"object":"error","message":"\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set","type":"BadRequestError","param":null,"code":400}"#,
      complaint: .tools),
    // https://github.com/vllm-project/vllm/issues/10078
    RefusalText(
      endpoint: "vLLM", status: 400,
      body:
        #"{"object":"error","message":"[{'type': 'extra_forbidden', 'loc': ('body', 'max_completion_tokens'), 'msg': 'Extra inputs are not permitted', 'input': 64}]","type":"BadRequestError","param":null,"code":400}"#,
      complaint: .outputLimit),
    // https://github.com/editor-code-assistant/eca/issues/231
    RefusalText(
      endpoint: "Mistral", status: 422,
      body:
        #"{"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","max_completion_tokens"],"msg":"Extra inputs are not permitted","input":32000}]},"type":"invalid_request_error","param":null,"code":null}"#,
      complaint: .outputLimit),
    // The same, for members that it does not know either.
    RefusalText(
      endpoint: "Mistral", status: 422,
      body:
        #"{"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted","input":7}]},"type":"invalid_request_error","param":null,"code":null}"#,
      complaint: .seed),
    // https://github.com/partITech/php-mistral/issues/76
    RefusalText(
      endpoint: "Mistral", status: 422,
      body:
        #"{"object":"Error","detail":[{"type":"extra_forbidden","loc":["body","tools"],"msg":"Extra inputs are not permitted","input":[]}],"type":"invalid_request_error","code":3001}"#,
      complaint: .tools),
    // https://github.com/google/adk-python/issues/952
    RefusalText(
      endpoint: "xAI", status: 400,
      body:
        #"{"code":"Client specified an invalid argument","error":"Invalid request content: The model does not support tool use or function calling but tools or tool_choice have been specified on the request."}"#,
      complaint: .tools),
    // https://github.com/pydantic/pydantic-ai/pull/7450
    RefusalText(
      endpoint: "DeepSeek", status: 400,
      body: #"{"error":{"message":"Thinking mode does not support this tool_choice","type":"invalid_request_error"}}"#,
      form: withoutParallel, complaint: .toolChoice),
    // https://github.com/567-labs/instructor/pull/2051
    RefusalText(
      endpoint: "LM Studio", status: 400, body: #"{"error":"Invalid tool_choice type: 'object'"}"#,
      complaint: .toolChoice),
    // https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/189
    RefusalText(
      endpoint: "LM Studio", status: 400, body: #"{"error":"'response_format.type' must be 'json_schema' or 'text'"}"#,
      form: json, complaint: .responseFormat),
    // The shape of https://github.com/Alishahryar1/free-claude-code/issues/1136, for the member `strict`.
    RefusalText(
      endpoint: "Cerebras", status: 400,
      body:
        #"{"message":"tools.0.function.strict: property 'tools.0.function.strict' is unsupported","type":"invalid_request_error","param":"validation_error","code":"wrong_api_format"}"#,
      complaint: .strict),
  ]

  /// Errors about something else: another form would not help.
  static let others = [
    RefusalText(
      endpoint: "OpenAI", status: 404,
      body: openAI(
        "The model `x` does not exist or you do not have access to it.", code: "model_not_found")),
    RefusalText(
      endpoint: "OpenAI", status: 400,
      body: openAI(
        "max_tokens is too large: 50000. This model supports at most 16384 completion tokens, whereas you provided 50000.",
        param: "max_tokens", code: "invalid_value"), form: older),
    RefusalText(
      endpoint: "OpenAI", status: 400,
      body: openAI(
        "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens (1000 in the messages, "
          + "8000 in the completion). Please reduce the length of the messages or completion.", param: "messages",
        code: "context_length_exceeded")),
    RefusalText(
      endpoint: "Groq", status: 400,
      body: openAI(
        "Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details.",
        code: "tool_use_failed")),
    RefusalText(endpoint: "OpenAI", status: 401, body: openAI("Incorrect API key provided: tools is not supported")),
    RefusalText(endpoint: "OpenAI", status: 429, body: openAI("temperature is not supported")),
    RefusalText(endpoint: "OpenAI", status: 500, body: openAI("The server had an error while processing your request")),
    RefusalText(endpoint: "nginx", status: 404, body: "<html><h1>404 Not Found</h1></html>"),
    RefusalText(endpoint: "Ollama", status: 404, body: #"{"error":{"message":"model 'qwen9' not found"}}"#),
    // What was not sent cannot be what is refused.
    RefusalText(
      endpoint: "OpenAI", status: 400, body: openAI("Unsupported parameter: 'tools' is not supported"), form: json),
    RefusalText(
      endpoint: "OpenAI", status: 400, body: openAI("Unsupported parameter: 'max_tokens' is not supported")),
  ]
}
