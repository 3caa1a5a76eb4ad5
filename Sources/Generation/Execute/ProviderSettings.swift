import Formats
import Providers
import Workspace

/// What a library's settings say of its providers, read by those who know them.
public enum ProviderSettings {
  /// Refuses a provider that there is none of, and settings that a provider cannot be used with.
  ///
  /// - Throws: `YAMLError` with the place and the mend.
  public static func check(_ settings: Settings) throws(YAMLError) {
    for entry in settings.providerEntries where !FillRefusal.providers.contains(entry.key) {
      throw YAMLError(
        // One that was laid over the file by `--set` stands there.
        file: entry.value.file, line: entry.line, column: entry.column,
        problem: "there is no provider `\(entry.key)`",
        hint: Suggestion.hint(for: entry.key, among: FillRefusal.providers)
          ?? "providers: \(FillRefusal.providers.joined(separator: ", "))")
    }
    for entry in settings.providerEntries where !entry.value.isNull { _ = try entry.value.mapping() }
    _ = try simulated(settings)
  }

  /// The settings of the simulated provider.
  ///
  /// - Throws: `YAMLError` with the place and the mend.
  static func simulated(_ settings: Settings) throws(YAMLError) -> SimulatedSettings {
    do {
      return try SimulatedSettings(settings.providers["simulated"] ?? .object([:]))
    } catch {
      let values = settings.providerEntries.first { $0.key == "simulated" }?.value
      guard let node = values?[error.setting] ?? values else {
        preconditionFailure("settings that do not stand in the file are wrong: \(error.message)")
      }
      throw node.error("providers.simulated.\(error.setting): \(error.problem)", hint: error.mend)
    }
  }
}
