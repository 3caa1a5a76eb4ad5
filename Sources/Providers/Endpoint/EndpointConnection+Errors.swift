import ContentModel
import Formats
import HTTPClient

extension EndpointConnection {
  /// The error of a call that brought no whole answer.
  func error(_ failure: HTTPFailure) -> ProviderError {
    let kind: ProviderError.Kind =
      switch failure.kind {
      case _ where !failure.requestWasSent: .unreachable
      case .timeout: .timeout
      case .tooLarge, .malformed: .unreadable
      default: .connection
      }
    // Trying again changes nothing about a certificate or a URL.
    let isForGood = failure.kind == .certificate || failure.kind == .invalidURL
    // A message about names and connections says which; others need to be told where.
    let detail =
      [.cannotConnect, .cannotResolve].contains(failure.kind)
      ? failure.detail : "\(settings.baseURL.host): \(failure.detail)"
    return ProviderError(
      kind, provider: name, detail: detail, advice: isForGood ? .never : nil, mend: mend(of: failure))
  }

  /// Nil: the hint of the error's kind does.
  private func mend(of failure: HTTPFailure) -> String? {
    switch failure.kind {
    case .cannotConnect: notThere
    case .cannotResolve: "check the network, and the host's name in \(settings.baseURLSource)"
    case .certificate:
      "name the file of your own certificates in providers.\(name).ca_file, or in the environment's SSL_CERT_FILE "
        + "(CURL_CA_BUNDLE goes before it)"
    case .tls: "check whether \(settings.baseURLSource) should begin with http or https"
    case .proxy:
      "check providers.\(name).proxy, or HTTPS_PROXY, HTTP_PROXY and NO_PROXY in the environment"
    case .invalidURL: "mend \(settings.baseURLSource)"
    case .tooLarge, .malformed: isSpoken
    case .timeout, .broken, .file, .system: nil
    }
  }

  private var isSpoken: String { "check that \(settings.baseURLSource) is where \(settings.format.title) are spoken" }

  private var notThere: String {
    if let start = EndpointPreset.named(name)?.start, settings.baseURL.isLocal {
      return "start it with `\(start)`, or mend \(settings.baseURLSource)"
    }
    return settings.baseURL.isLocal
      ? "start the server, or mend \(settings.baseURLSource)"
      : "check the network and \(settings.baseURLSource); behind a proxy, set HTTPS_PROXY or providers.\(name).proxy"
  }

  /// An error of a status, with the mend that this endpoint's settings allow to name.
  func explained(_ error: ProviderError, _ answer: RawAnswer) -> ProviderError {
    var error = error
    switch error.kind {
    case .refusedKey: error.mend = keyMend
    case .badRequest where (300...399).contains(answer.status):
      if error.detail.isEmpty, let place = answer.header("Location") { error.detail = "it has moved to \(place)" }
      error.mend = "mend \(settings.baseURLSource)"
    case .badRequest where answer.status == 404:
      error.mend = "check the model's name, and \(settings.baseURLSource): \(settings.baseURL.text)"
    case .badRequest where isRefusedForm(answer):
      error.mend = "leave providers.\(name).answers and providers.\(name).output_limit out, or choose another model"
    case .unreadable:
      error.mend = isSpoken
    default: break
    }
    return error
  }

  /// Whether the endpoint refuses what the settings fix.
  private func isRefusedForm(_ answer: RawAnswer) -> Bool {
    let text = String(decoding: answer.body.prefix(4096), as: UTF8.self)
    let complaint = EndpointComplaint(status: answer.status, text: text, parameter: "", form: settings.form)
    return complaint != nil && (settings.answers != nil || settings.outputLimit != nil)
  }

  func refusedKey(_ detail: String) -> ProviderError {
    ProviderError(.refusedKey, provider: name, detail: detail, mend: keyMend)
  }

  private var keyMend: String { keyPlaces + ", then resume the run" }

  var keyPlaces: String { "set a valid key in \(settings.keyVariable), or with `libtool keys set \(name)`" }
}
