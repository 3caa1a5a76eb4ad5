import ContentModel
import Formats

/// Why a fill does not begin.
public enum FillRefusal: Failure, Hashable {
  /// Simulated text in a library for learners.
  case simulatedInProduction
  case unknownProvider(String, known: [String])
  case noModel(provider: String)
  /// A budget needs a price.
  case noPrice(model: String, budget: Money, currency: String)
  case unreadableConfiguration(String)

  public var message: String {
    switch self {
    case .simulatedInProduction:
      "the simulated provider works only in a library in `mode: rehearsal`; this one is in production"
    case .unknownProvider(let name, _): "there is no provider '\(name)'"
    case .noModel(let provider): "no model is set for the provider \(provider)"
    case .noPrice(let model, let budget, let currency):
      "\(model) has no price, so a budget of \(budget) \(currency) cannot be kept"
    case .unreadableConfiguration(let name): "the run's stored configuration cannot be read: `\(name)` is missing"
    }
  }

  public var hint: String? {
    switch self {
    case .simulatedInProduction:
      "choose another with --provider, or set `mode: rehearsal` in library/libtool.yaml: all its reports and exports will say so"
    case .unknownProvider(let name, let known):
      Suggestion.hint(for: name, among: known)
        ?? "so far there is only \(known.joined(separator: ", ")), for libraries in `mode: rehearsal`"
    case .noModel(let provider): "name one with --model, or set providers.\(provider).model in library/libtool.yaml"
    case .noPrice(let model, _, _): "add `\(model): {input: …, output: …}` under `prices` in library/libtool.yaml"
    case .unreadableConfiguration: "restore the store from a backup, or cancel the run with `libtool runs cancel`"
    }
  }

  public var exitCode: ExitCode {
    switch self {
    case .unknownProvider, .noModel: .usage
    default: .failed
    }
  }
}
