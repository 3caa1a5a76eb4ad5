import Generation
import Providers
import Workspace

/// A provider that fills use, or that the settings name.
struct ProviderInUse: Sendable {
  var name: String
  /// Whether it is the one that fills use unless told otherwise.
  var isDefault: Bool
  /// Nil for the simulated provider, and for one that this version cannot call.
  var settings: EndpointSettings?
  /// Nil where the settings name none.
  var model: String?
  var key: Keys.Found?

  /// How bad it is when it does not work: fills need the default one, the others only when they are asked for.
  var trouble: Diagnosis.Level { isDefault ? .error : .warning }

  /// Nil for the simulated provider.
  var endpoint: Endpoint? { settings.map { Endpoint(name: name, settings: $0, key: key) } }
}
