import Formats
import Providers
import WebServer
import World

extension EndpointFault {
  /// The answer of a fault that reaches no model; nil for one that lets the model answer.
  func response(in dialect: Dialect, now: Timestamp) -> WebResponse? {
    if self == .htmlError { return Self.page }
    return error(now)?.response(in: dialect)
  }

  private func error(_ now: Timestamp) -> EndpointError? {
    switch self {
    case .noTools:
      .invalid("registry.simulated/\(SimulatorSettings.model) does not support tools")
    case .noJSONSchema:
      .invalid(
        "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
        param: "response_format")
    case .noMaxCompletionTokens:
      .invalid(
        "Unsupported parameter: 'max_completion_tokens' is not supported with this model. Use 'max_tokens' instead.",
        param: "max_completion_tokens", code: "unsupported_parameter")
    case .unauthorized: .wrongKey
    case .quota:
      EndpointError(
        status: 429, type: "insufficient_quota", code: "insufficient_quota",
        message: "You exceeded your current quota, please check your plan and billing details. (simulated)")
    case .rateLimitDate:
      // A date has whole seconds: the third one that begins from now is at least two seconds away.
      Self.rateLimit([
        ("Retry-After", HTTPDate.text(Timestamp(milliseconds: (now.milliseconds / 1000 + 3) * 1000)))
      ])
    case .rateLimitMilliseconds: Self.rateLimit([("retry-after-ms", "250"), ("Retry-After", "1")])
    case .rateLimitThreeHours: Self.rateLimit([("Retry-After", "10800")])
    case .rateLimitBare: Self.rateLimit([])
    case .requestTimeout: Self.server(408, "Request timeout (simulated)")
    case .conflict: Self.server(409, "The request conflicts with another one (simulated)")
    case .internalError: Self.server(500, "The server had an error while processing your request (simulated)")
    case .badGateway: Self.server(502, "Bad gateway (simulated)")
    case .unavailable: Self.server(503, "The engine is currently overloaded, please try again later (simulated)")
    case .overloaded:
      EndpointError(status: 529, type: "overloaded_error", message: "Overloaded (simulated)")
    default: nil
    }
  }

  private static func rateLimit(_ headers: [(String, String)]) -> EndpointError {
    EndpointError(
      status: 429, type: "requests", code: "rate_limit_exceeded", message: "Rate limit reached (simulated)",
      headers: headers)
  }

  private static func server(_ status: Int, _ message: String) -> EndpointError {
    EndpointError(status: status, type: "server_error", code: "server_error", message: message)
  }

  private static let page = WebResponse(
    status: 502, headers: [("Content-Type", "text/html")],
    body: Array(
      """
      <html>
      <head><title>502 Bad Gateway</title></head>
      <body><center><h1>502 Bad Gateway</h1></center><hr><center>simulated</center></body>
      </html>

      """.utf8))
}

extension EndpointError {
  static let wrongKey = EndpointError(
    status: 401, code: "invalid_api_key",
    message: "Incorrect API key provided. The key is the one that `libtool simulate --key` was given. (simulated)")

  static let missingKey = EndpointError(
    status: 401,
    message: "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer "
      + "auth (i.e. Authorization: Bearer YOUR_KEY). (simulated)")
}
