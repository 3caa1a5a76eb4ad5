import ContentModel
import Formats
import Workspace
import World

/// Why a fill does not begin.
public enum FillRefusal: Failure, Hashable {
  /// Simulated text in a library for learners.
  case simulatedInProduction
  case unknownProvider(String, known: [String])
  /// A provider that a later version will call.
  case notYet(provider: String)
  case noModel(provider: String)
  /// A budget needs a price.
  case noPrice(model: String, budget: Money, currency: String)
  /// A day's or a month's budget does as well.
  case noPriceInPeriod(model: String, budget: String)
  case unreadableConfiguration(String)
  /// The provider has asked for a wait that is longer than anybody has patience for.
  case held(provider: String, until: Timestamp)

  /// Refuses a name that is no provider's, so that a typo is not taken for one without a model.
  static func check(provider: String, _ settings: Settings) throws(FillRefusal) {
    let known = ProviderSettings.names(settings)
    if !known.contains(provider) { throw FillRefusal.unknownProvider(provider, known: known) }
    if ProviderSettings.reserved.contains(provider) { throw FillRefusal.notYet(provider: provider) }
  }

  public var message: String {
    switch self {
    case .simulatedInProduction:
      "the simulated provider works only in a library in `mode: rehearsal`; this one is in production"
    case .unknownProvider(let name, _): "there is no provider '\(name)'"
    case .notYet(let provider): "this version cannot call the provider '\(provider)' yet"
    case .noModel(let provider): "no model is set for the provider \(provider)"
    case .noPrice(let model, let budget, let currency):
      "\(model) has no price, so a budget of \(budget) \(currency) cannot be kept"
    case .noPriceInPeriod(let model, let budget): "\(model) has no price, so \(budget) cannot be kept"
    case .unreadableConfiguration(let name): "the run's stored configuration cannot be read: `\(name)` is missing"
    case .held(let provider, let until):
      "\(provider) takes no calls until \(until.shortDescription) UTC, as it has said itself"
    }
  }

  public var hint: String? {
    switch self {
    case .simulatedInProduction:
      "choose another with --provider, or set `mode: rehearsal` in library/libtool.yaml: all its reports and exports will say so"
    case .unknownProvider(let name, let known):
      Suggestion.hint(for: name, among: known)
        ?? "providers: \(known.joined(separator: ", ")); any other needs providers.\(name).base_url in the settings"
    case .notYet: "call its model through a gateway that speaks OpenAI's chat completions, or choose another provider"
    case .noModel(let provider): "name one with --model, or set providers.\(provider).model in library/libtool.yaml"
    case .noPrice(let model, _, _):
      "add `\(model): {input: …, output: …}` under `prices` in library/libtool.yaml, or leave --budget out"
    case .noPriceInPeriod(let model, _): "add `\(model): {input: …, output: …}` under `prices` in library/libtool.yaml"
    case .unreadableConfiguration: "restore the store from a backup, or cancel the run with `libtool runs cancel`"
    case .held: "begin then, or choose another provider with --provider"
    }
  }

  public var exitCode: ExitCode {
    switch self {
    case .unknownProvider, .notYet, .noModel: .usage
    case .held: .budget
    default: .failed
    }
  }
}
