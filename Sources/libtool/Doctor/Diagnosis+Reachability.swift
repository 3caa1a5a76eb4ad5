import ContentModel
import Formats
import Generation
import Providers

/// What was found out about a provider over the network.
enum ProviderAnswer: Hashable, Sendable {
  /// It was looked for, and that took so many milliseconds.
  case checked(EndpointCheck, milliseconds: Int)
  /// The network was not to be used.
  case offline
}

extension Diagnosis {
  /// Whether a provider can be called: it is there, takes the key, and has the model.
  ///
  /// - Parameter answer: Nil for the simulated provider.
  static func reachability(of provider: ProviderInUse, _ answer: ProviderAnswer?) -> [Diagnosis] {
    let name = provider.name
    guard let settings = provider.settings, let answer else { return [] }
    if settings.needsKey, provider.key == nil {
      return [Diagnosis(.reachability, .info, "\(name) was not asked: it answers nobody without a key")]
    }
    guard case .checked(let check, let milliseconds) = answer else {
      return [Diagnosis(.reachability, .info, "\(name) at \(settings.baseURL.text) was not asked: --offline")]
    }
    let details: JSON = [
      "provider": .string(name), "base_url": .string(check.baseURL), "model": provider.model.json,
      "reachable": .bool(check.isReachable), "key_accepted": check.keyIsAccepted.map(JSON.bool) ?? .null,
      "models": check.models.map { .integer($0.count) } ?? .null, "milliseconds": .integer(milliseconds),
    ]
    func diagnosis(_ level: Level, _ message: String, mend: String? = nil) -> Diagnosis {
      Diagnosis(.reachability, level, message, mend: mend, details: details)
    }
    guard let problem = check.problem else {
      guard let models = check.models else {
        return [diagnosis(.warning, "\(name) was not asked to the end", mend: "run `libtool doctor` again")]
      }
      let place = "\(name) at \(check.baseURL) answers in \(milliseconds) ms"
      guard let model = provider.model else {
        return [diagnosis(.ok, "\(place) and offers \(counted(models.count, "model"))")]
      }
      if models.contains(where: { isSame($0, model) }) {
        return [diagnosis(.ok, "\(place) and offers the model \(model)")]
      }
      // Some take names that they do not list, such as aliases: so it is no error.
      let near = Formats.Suggestion.closest(to: model, among: models).map { "did you mean `\($0)`? " } ?? ""
      return [
        diagnosis(
          .warning, "\(name) does not list the model \(model) among its \(models.count)",
          mend: "\(near)Set providers.\(name).model to one that it offers")
      ]
    }
    // A server without a list of models may well answer calls.
    if problem.kind == .badRequest, problem.status == 404 || problem.status == 405 {
      return [
        diagnosis(
          .info, "\(name) at \(check.baseURL) answers, but does not list its models (HTTP \(problem.status ?? 0))")
      ]
    }
    return [diagnosis(provider.trouble, problem.message, mend: mend(of: problem))]
  }

  /// What stands in the way of a fill before anything is sent: no model, no such provider, simulated text in production.
  static func refusal(_ error: any Error) -> Diagnosis { Diagnosis(.reachability, .error, error) }

  /// Ollama lists `llama3:latest` for what it also takes as `llama3`.
  private static func isSame(_ listed: String, _ model: String) -> Bool {
    listed == model || listed == model + ":latest"
  }

  /// What mends it, where no run waits to be resumed.
  private static func mend(of problem: ProviderError) -> String? {
    switch problem.kind {
    case .timeout, .serverError, .rateLimited: return "run `libtool doctor` again later"
    default:
      let end = ", then resume the run"
      guard let hint = problem.hint, hint.hasSuffix(end) else { return problem.hint }
      return String(hint.dropLast(end.count))
    }
  }
}
