import HTTPClient

/// The format that an endpoint speaks.
public enum EndpointFormat: String, Hashable, Sendable, CaseIterable {
  /// OpenAI's: https://platform.openai.com/docs/api-reference/chat.
  case chatCompletions = "chat_completions"
  /// Anthropic's: https://docs.anthropic.com/en/api/messages.
  case messages

  /// Where calls go, after the base URL.
  var callPath: String {
    switch self {
    case .chatCompletions: "/chat/completions"
    case .messages: "/messages"
    }
  }

  /// Where an endpoint lists its models, after the base URL.
  var modelsPath: String {
    switch self {
    case .chatCompletions: "/models"
    // Without it twenty at a time.
    case .messages: "/models?limit=1000"
    }
  }

  /// As messages call it.
  var title: String {
    switch self {
    case .chatCompletions: "OpenAI's chat completions"
    case .messages: "Anthropic's Messages"
    }
  }

  /// How a key goes along.
  func header(key: String) -> HTTPHeader {
    switch self {
    case .chatCompletions: HTTPHeader("Authorization", "Bearer \(key)")
    case .messages: HTTPHeader("X-Api-Key", key)
    }
  }
}
