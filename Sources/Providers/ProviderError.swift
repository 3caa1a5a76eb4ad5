import ContentModel

/// Why a call brought no completion.
public struct ProviderError: Failure, Hashable {
  /// What went wrong, as far as it matters for what is done about it.
  public enum Kind: Hashable, Sendable {
    /// Nothing was sent, for certain: no connection, no name, no proxy, a certificate that is not trusted. Costs nothing.
    case unreachable
    /// The connection broke before the answer was whole. It may have been paid.
    case connection
    /// No whole answer within the deadline. It may have been paid.
    case timeout
    /// The key is missing, wrong or not allowed to do this (HTTP 401, 403).
    case refusedKey
    /// The account has no money or quota left; waiting does not help.
    case quota
    /// Too many requests or tokens a minute (HTTP 429).
    case rateLimited
    /// A single call is larger than all that a minute allows: waiting does not help, a smaller one does.
    case callTooLarge
    /// The provider failed (HTTP 5xx, 408, 409).
    case serverError
    /// The provider does not take this request (any other status).
    case badRequest
    /// The status says success, and the body is no completion. It may have been paid.
    case unreadable
    /// A simulator answers, and the library is for learners.
    case simulated
  }

  public var kind: Kind
  /// The provider's name in the settings.
  public var provider: String
  /// What the provider or the system said, on one line, or the empty string.
  public var detail: String
  /// The HTTP status, or nil where there was no answer.
  public var status: Int?
  /// The provider's own code, such as `rate_limit_exceeded`, or nil.
  public var code: String?
  /// Whether and when the call may be made again.
  public var advice: RetryAdvice
  /// What mends it, where more is known than the kind says; nil: the kind's own hint.
  public var mend: String?

  public init(
    _ kind: Kind, provider: String, detail: String = "", status: Int? = nil, code: String? = nil,
    advice: RetryAdvice? = nil, mend: String? = nil
  ) {
    self.kind = kind
    self.provider = provider
    self.detail = detail
    self.status = status
    self.code = code
    self.advice = advice ?? kind.usualAdvice
    self.mend = mend
  }

  public var message: String {
    let event =
      switch kind {
      case .unreachable: "\(provider) cannot be reached"
      case .connection: "the connection to \(provider) broke"
      case .timeout: "\(provider) did not answer in time"
      case .refusedKey where status == nil: "no call to \(provider) without a valid key"
      case .refusedKey: "\(provider) refuses the key"
      case .quota: "the quota at \(provider) is used up"
      case .rateLimited: "\(provider) asks for fewer calls"
      case .callTooLarge: "\(provider) takes no call of this size"
      case .serverError: "\(provider) failed"
      case .badRequest: "\(provider) does not take the request"
      case .unreadable: "\(provider) sent an answer that is no completion"
      case .simulated: "\(provider) answers with simulated text, and this library is in production"
      }
    return event + (status.map { " (HTTP \($0))" } ?? "") + (detail.isEmpty ? "" : ": \(detail)")
  }

  public var hint: String? {
    if let mend { return mend }
    return switch kind {
    case .unreachable: "check the network and the provider's base URL, then resume the run"
    case .connection: "check the network, then resume the run"
    case .timeout: "resume the run later, or give calls more time in the settings"
    case .refusedKey: "set a valid key in the environment, then resume the run"
    case .quota: "add credit or raise the limit at the provider, then resume the run"
    case .rateLimited: "lower the provider's requests per minute in the settings, or resume the run later"
    case .callTooLarge: "make groups smaller (kinds.KIND.batch_size), or have the limit raised at the provider"
    case .serverError: "resume the run later"
    case .badRequest: "check the model's name and the provider's settings"
    case .unreadable: "check that the base URL speaks OpenAI's chat completions"
    case .simulated: "name another base URL; simulated text belongs into a library in `mode: rehearsal`"
    }
  }

  public var exitCode: ExitCode { kind == .refusedKey || kind == .quota ? .refused : .failed }
}

extension ProviderError.Kind {
  fileprivate var usualAdvice: RetryAdvice {
    switch self {
    case .unreachable, .connection, .timeout, .rateLimited, .callTooLarge, .serverError, .unreadable: .backOff
    case .refusedKey, .quota, .badRequest, .simulated: .never
    }
  }
}
