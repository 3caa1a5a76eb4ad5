import ContentModel
import Formats
import Providers
import Workspace

/// What a library's settings say of its providers, read by those who know them.
public enum ProviderSettings {
  /// Names that are kept for providers which speak a format of their own, and which this version cannot call yet.
  static let reserved = ["dify"]

  /// The names of all providers that need no settings.
  public static let known = ["simulated"] + EndpointSettings.knownProviders

  /// The providers that may be named: those that are known, and those that the settings say more of.
  static func names(_ settings: Settings) -> [String] {
    known + settings.providerEntries.map(\.key).filter { !known.contains($0) } + reserved
  }

  /// Refuses a provider that there is none of, and settings that a provider cannot be used with.
  ///
  /// - Throws: `YAMLError` with the place and the mend.
  public static func check(_ settings: Settings) throws(YAMLError) {
    for entry in settings.providerEntries where !known.contains(entry.key) && !reserved.contains(entry.key) {
      if !entry.value.isNull, try entry.value.mapping().contains(where: { $0.key == "base_url" }) { continue }
      throw YAMLError(
        // One that was laid over the file by `--set` stands there.
        file: entry.value.file, line: entry.line, column: entry.column,
        problem: "there is no provider `\(entry.key)`",
        hint: Suggestion.hint(for: entry.key, among: known + reserved)
          ?? "known are \(known.joined(separator: ", ")); any other needs a base_url")
    }
    for entry in settings.providerEntries where !entry.value.isNull { _ = try entry.value.mapping() }
    _ = try simulated(settings)
    for entry in settings.providerEntries where entry.key != "simulated" && !reserved.contains(entry.key) {
      // What the environment says is looked at when the provider is called.
      _ = try endpoint(entry.key, settings, environment: [:])
    }
  }

  /// The settings of the simulated provider.
  ///
  /// - Throws: `YAMLError` with the place and the mend.
  static func simulated(_ settings: Settings) throws(YAMLError) -> SimulatedSettings {
    do {
      return try SimulatedSettings(settings.providers["simulated"] ?? .object([:]))
    } catch {
      throw place("simulated", error.setting, error.problem, error.mend, settings)
    }
  }

  /// The settings of a provider that is called over HTTP.
  ///
  /// - Throws: `YAMLError` with the place and the mend.
  public static func endpoint(
    _ provider: String, _ settings: Settings, environment: [String: String]
  ) throws(YAMLError) -> EndpointSettings {
    do {
      return try EndpointSettings(
        provider: provider, settings.providers[provider] ?? .object([:]), environment: environment)
    } catch {
      throw place(provider, error.setting, error.problem, error.mend, settings)
    }
  }

  /// The error of a setting, at its place in the file; at the provider's where it is left out.
  private static func place(
    _ provider: String, _ setting: String, _ problem: String, _ mend: String?, _ settings: Settings
  ) -> YAMLError {
    let problem = "providers.\(provider).\(setting): \(problem)"
    let values = settings.providerEntries.first { $0.key == provider }?.value
    if let node = values?[setting] ?? values { return node.error(problem, hint: mend) }
    // What is wrong stands in the environment.
    return YAMLError(file: "the environment", line: 1, column: 1, problem: problem, hint: mend)
  }
}
