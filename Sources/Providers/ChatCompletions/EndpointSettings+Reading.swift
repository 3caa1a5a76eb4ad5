import ContentModel
import Formats
import HTTPClient

/// A setting of an endpoint that makes no sense.
public struct EndpointSettingsError: Failure, Hashable {
  public var provider: String
  /// The name of the setting.
  public var setting: String
  public var problem: String
  public var mend: String?

  public var message: String { "providers.\(provider).\(setting): \(problem)" }
  public var hint: String? { mend }
}

extension EndpointSettings {
  /// The names of all settings, sorted.
  public static let names = [
    "answers", "base_url", "batch_bytes", "batch_lines", "batch_tokens", "ca_file", "kept_back", "key_variable",
    "model", "output_limit", "patience_s", "proxy",
    "requests_per_minute", "tokens_per_minute",
  ]

  /// The names of providers that need no `base_url`.
  public static let knownProviders = EndpointPreset.all.map(\.name)

  /// Reads the settings of a provider from the members of an object; what is left out has its default.
  ///
  /// For the providers `openai` and `anthropic` the environment's `OPENAI_BASE_URL` and `ANTHROPIC_BASE_URL` go before the
  /// settings, as their keys do.
  /// - Parameter json: `model` is read elsewhere and passed over here.
  /// - Throws: on an unknown name, a value of another type or out of its range, and where there is no base URL.
  public init(provider: String, _ json: JSON, environment: [String: String]) throws(EndpointSettingsError) {
    let preset = EndpointPreset.named(provider)
    let reader = Reader(provider: provider)
    let members = json.object?.members ?? []
    let written = try members.first { $0.name == "base_url" }.map { member throws(EndpointSettingsError) in
      try reader.text("base_url", member.value)
    }
    let variable = ["openai": "OPENAI_BASE_URL", "anthropic": "ANTHROPIC_BASE_URL"][provider]
    let fromEnvironment = variable.flatMap { environment[$0] }.flatMap { $0.isEmpty ? nil : $0 }
    guard let url = fromEnvironment ?? written ?? preset?.baseURL else {
      throw reader.error(
        "base_url", "is missing, and \(provider) is none of the known \(Self.knownProviders.joined(separator: ", "))",
        Suggestion.hint(for: provider, among: Self.knownProviders)
          ?? "write where its server is, such as http://localhost:8000/v1")
    }
    baseURLSource = fromEnvironment != nil ? variable ?? "" : "providers.\(provider).base_url"
    format = preset?.format ?? .chatCompletions
    guard let baseURL = BaseURL(url, format: format) else {
      throw reader.error(
        "base_url",
        "\(fromEnvironment == nil ? "this" : "the environment's \(variable ?? "")") is no http or https URL",
        "write one such as \(preset?.baseURL ?? "https://api.openai.com/v1"), without a name, a password or a query")
    }
    self.provider = provider
    self.baseURL = baseURL
    keyVariable = KeyVariable.usual(of: provider)
    needsKey = preset?.needsKey ?? false
    for (name, value) in members { try read(name, value, reader) }
  }

  private mutating func read(_ name: String, _ value: JSON, _ reader: Reader) throws(EndpointSettingsError) {
    switch name {
    case "model", "base_url": break
    case "answers", "output_limit":
      if format == .messages {
        throw reader.error(name, "\(format.title) know one way only", "leave it out")
      }
      try readForm(name, value, reader)
    case "requests_per_minute": requestsPerMinute = try reader.whole(name, value, 1...10_000_000)
    case "tokens_per_minute": tokensPerMinute = try reader.whole(name, value, 1...10_000_000_000)
    case "kept_back":
      guard let share = value.double, (0...0.9).contains(share) else {
        throw reader.error(name, "\(value.text) is no share from 0 to 0.9", "write a number such as 0.1")
      }
      keptBack = share
    case "proxy":
      let text = try reader.text(name, value)
      proxy = text == "none" ? .direct : .url(text)
    case "ca_file": caFile = try reader.text(name, value)
    case "key_variable":
      keyVariable = try reader.text(name, value)
      needsKey = true
    case "batch_lines": batchLines = try reader.whole(name, value, 1...1_000_000)
    case "batch_bytes": batchBytes = try reader.whole(name, value, 100_000...1_000_000_000)
    case "batch_tokens": batchTokens = try reader.whole(name, value, 1...1_000_000_000_000)
    case "patience_s": patience = .seconds(try reader.whole(name, value, 0...86_400))
    default:
      throw reader.error(
        name, "unknown setting",
        Suggestion.hint(for: name, among: Self.names) ?? "known are \(Self.names.joined(separator: ", "))")
    }
  }

  /// Reads how calls are written.
  private mutating func readForm(_ name: String, _ value: JSON, _ reader: Reader) throws(EndpointSettingsError) {
    if name == "answers" {
      let all = ["auto": nil, "tools": RequestForm.Answers.tool, "json_schema": .jsonSchema, "json": .json]
      answers = try reader.choice(name, value, all, "auto, tools, json_schema or json")
    } else {
      let all = [
        "auto": nil, "max_completion_tokens": RequestForm.OutputLimit.maxCompletionTokens, "max_tokens": .maxTokens,
      ]
      outputLimit = try reader.choice(name, value, all, "auto, max_completion_tokens or max_tokens")
    }
  }
}

/// Reads single values.
private struct Reader {
  var provider: String

  func error(_ setting: String, _ problem: String, _ mend: String) -> EndpointSettingsError {
    EndpointSettingsError(provider: provider, setting: setting, problem: problem, mend: mend)
  }

  func text(_ name: String, _ value: JSON) throws(EndpointSettingsError) -> String {
    guard let text = value.string, !text.isEmpty else {
      throw error(name, "\(value.text) is no text", "write a text, or leave it out")
    }
    return text
  }

  func whole(_ name: String, _ value: JSON, _ range: ClosedRange<Int>) throws(EndpointSettingsError) -> Int {
    guard let number = value.integer, range.contains(number) else {
      throw error(
        name, "\(value.text) is no whole number from \(range.lowerBound) to \(range.upperBound)",
        "write a number in that range, or leave it out")
    }
    return number
  }

  func choice<Value>(
    _ name: String, _ value: JSON, _ all: [String: Value?], _ names: String
  ) throws(EndpointSettingsError) -> Value? {
    guard let text = value.string, let choice = all[text] else {
      throw error(
        name, "\(value.text) is none of \(names)",
        Suggestion.hint(for: value.string ?? "", among: all.keys.sorted()) ?? "write one of them, or leave it out")
    }
    return choice
  }
}
