/// What is known of an endpoint by the provider's name alone.
struct EndpointPreset: Sendable {
  var name: String
  var baseURL: String
  /// Whether it takes nobody without a key.
  var needsKey: Bool
  var format = EndpointFormat.chatCompletions
  var form = RequestForm()
  /// How its server is started, for one that runs on the user's own machine; nil for a service.
  var start: String?

  /// The endpoints that need no more than their name. What they take is from their own documentation:
  ///
  /// - https://platform.openai.com/docs/api-reference/chat/create
  /// - https://console.groq.com/docs/openai: named tools; `max_completion_tokens`, `max_tokens` is out of date.
  /// - https://inference-docs.cerebras.ai/resources/openai: `tool_choice` only `auto` or `none` on several models, no
  ///   `parallel_tool_calls`; schemas by `response_format`.
  /// - https://deepinfra.com/docs/openai_api: `max_tokens`.
  /// - https://docs.ollama.com/api/openai-compatibility: knows `max_tokens` alone, and passes over what it does not know,
  ///   so that a limit under the newer name would be none; holds a model to a schema, but not to a tool.
  /// - https://github.com/ggml-org/llama.cpp/tree/master/tools/server: schemas become grammars, tools depend on the model's
  ///   template.
  /// - https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html: tools depend on flags at its start, schemas do
  ///   not.
  static let all = [
    EndpointPreset(name: "openai", baseURL: "https://api.openai.com/v1", needsKey: true),
    EndpointPreset(name: "groq", baseURL: "https://api.groq.com/openai/v1", needsKey: true),
    EndpointPreset(
      name: "cerebras", baseURL: "https://api.cerebras.ai/v1", needsKey: true, form: bySchema(.maxCompletionTokens)),
    EndpointPreset(
      name: "deepinfra", baseURL: "https://api.deepinfra.com/v1/openai", needsKey: true, form: byTool(.maxTokens)),
    EndpointPreset(
      name: "ollama", baseURL: "http://localhost:11434/v1", needsKey: false, form: bySchema(.maxTokens),
      start: "ollama serve"),
    EndpointPreset(
      name: "llamacpp", baseURL: "http://localhost:8080/v1", needsKey: false, form: bySchema(.maxTokens),
      start: "llama-server -m FILE.gguf"),
    EndpointPreset(
      name: "vllm", baseURL: "http://localhost:8000/v1", needsKey: false, form: bySchema(.maxTokens),
      start: "vllm serve MODEL"),
    EndpointPreset(name: "anthropic", baseURL: "https://api.anthropic.com/v1", needsKey: true, format: .messages),
  ]

  /// The preset of a provider's name, or nil.
  static func named(_ name: String) -> EndpointPreset? { all.first { $0.name == name } }

  private static func byTool(_ limit: RequestForm.OutputLimit) -> RequestForm {
    var form = RequestForm()
    form.outputLimit = limit
    return form
  }

  private static func bySchema(_ limit: RequestForm.OutputLimit) -> RequestForm {
    var form = byTool(limit)
    form.answers = .jsonSchema
    return form
  }
}
