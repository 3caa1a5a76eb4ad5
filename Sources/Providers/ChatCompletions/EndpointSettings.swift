import HTTPClient

/// The settings of a provider that is called over HTTP.
public struct EndpointSettings: Hashable, Sendable {
  /// What it speaks.
  public var format = EndpointFormat.chatCompletions
  /// The provider's name in the settings.
  public var provider: String
  public var baseURL: BaseURL
  /// Where the base URL comes from, for messages: `providers.groq.base_url` or `OPENAI_BASE_URL`.
  public var baseURLSource: String
  /// How answers are asked for; nil: as the endpoint takes it.
  public var answers: RequestForm.Answers?
  /// The member that bounds an answer; nil: as the endpoint takes it.
  public var outputLimit: RequestForm.OutputLimit?
  /// The provider's limit of requests a minute, 1 or more; nil: what its headers say.
  public var requestsPerMinute: Int?
  /// The provider's limit of tokens a minute, 1 or more; nil: what its headers say.
  public var tokensPerMinute: Int?
  /// The share of these limits that is left to others, 0 to 0.9.
  public var keptBack = 0.0
  public var proxy = ProxySetting.environment
  /// A file of certificates (PEM) that are trusted instead of the system's.
  public var caFile: String?
  /// The variable of the environment that holds the key.
  public var keyVariable: String
  /// Whether calls without a key make no sense.
  public var needsKey: Bool
  /// The longest wait that the provider may ask for within a run.
  public var patience = Duration.seconds(60)
  /// What a batch job may hold at most, where that is less than the provider allows: lines, bytes, input tokens of all jobs
  /// that are not yet done.
  public var batchLines: Int?
  public var batchBytes: Int?
  public var batchTokens: Int?

  /// The form that calls have as long as nothing else is known.
  var form: RequestForm { fixed(in: EndpointPreset.named(provider)?.form ?? RequestForm()) }

  /// A form with what these settings fix.
  func fixed(in form: RequestForm) -> RequestForm {
    var form = form
    form.format = format
    if format == .messages { form.answers = .tool }
    form.answers = answers ?? form.answers
    form.outputLimit = outputLimit ?? form.outputLimit
    return form
  }

  /// The settings of the client that calls this endpoint.
  public func client(userAgent: String) -> HTTPClientSettings {
    HTTPClientSettings(userAgent: userAgent, proxy: proxy, caFile: caFile)
  }
}
