import Formats
import Generation
import Providers
import Workspace

/// Finds the providers of a library.
enum ProvidersInUse {
  /// The provider that fills use, and those that the settings name, in their order; and what stands in the way of calling
  /// them.
  ///
  /// - Parameter environment: `OPENAI_BASE_URL` goes before the settings.
  static func of(
    _ settings: Settings, keys: Keys?, environment: [String: String]
  ) -> (providers: [ProviderInUse], refusals: [Diagnosis]) {
    var providers: [ProviderInUse] = []
    var refusals: [Diagnosis] = []
    let named = settings.providerEntries.map(\.key).filter { $0 != settings.provider && $0 != "simulated" }
    for name in [settings.provider] + named {
      let isDefault = name == settings.provider
      var provider = ProviderInUse(name: name, isDefault: isDefault, model: settings.models[name])
      do {
        // As a fill would: no such provider, one that cannot be called yet, no model.
        provider.model = try FillConfiguration(settings: settings, provider: name).model
      } catch {
        guard case .noModel = error else {
          refusals.append(isDefault ? .refusal(error) : Diagnosis(.reachability, .warning, error))
          continue
        }
        if isDefault { refusals.append(.refusal(error)) }
      }
      if name == "simulated" {
        refusals.append(
          settings.mode == .rehearsal
            ? Diagnosis(.reachability, .ok, "the simulated provider answers within the program")
            : .refusal(FillRefusal.simulatedInProduction))
        providers.append(provider)
        continue
      }
      do {
        let endpoint = try ProviderSettings.endpoint(name, settings, environment: environment)
        provider.key = keys?.key(of: name, variable: endpoint.keyVariable)
        provider.settings = endpoint
        providers.append(provider)
      } catch {
        refusals.append(Diagnosis(.reachability, provider.trouble, error, mend: "mend library/libtool.yaml"))
      }
    }
    return (providers, refusals)
  }
}
