import Formats
import WebServer

/// Whose interface a request speaks: it decides the shape of answers and errors, not what the model says.
enum Dialect: String, Hashable, Sendable {
  case openAI = "openai"
  case anthropic

  /// A request of Anthropic's clients always names the version of the interface.
  init(_ request: WebRequest) {
    let isAnthropic = request.header("anthropic-version") != nil || request.path.hasPrefix("/v1/messages")
    self = isAnthropic ? .anthropic : .openAI
  }
}

extension EndpointError {
  /// The error in the shape of an interface.
  func json(in dialect: Dialect) -> JSON {
    switch dialect {
    case .openAI: json
    case .anthropic: ["type": "error", "error": ["type": .string(anthropicType), "message": .string(message)]]
    }
  }

  func response(in dialect: Dialect) -> WebResponse {
    let error = dialect == .anthropic && code == "insufficient_quota" ? withoutCredit : self
    return WebResponse(status: error.status, json: error.json(in: dialect), headers: headers)
  }

  /// Anthropic has no status for an account without money: it is a request that cannot be granted.
  private var withoutCredit: EndpointError {
    var error = self
    error.status = 400
    error.message =
      "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase "
      + "credits. (simulated)"
    return error
  }

  /// The type by status. Source: https://docs.claude.com/en/api/errors.
  private var anthropicType: String {
    switch status {
    case 401: "authentication_error"
    case 403: "permission_error"
    case 404: "not_found_error"
    case 413: "request_too_large"
    case 429: "rate_limit_error"
    case 529: "overloaded_error"
    case 408, 504: "timeout_error"
    case 500...: "api_error"
    default: "invalid_request_error"
    }
  }
}
