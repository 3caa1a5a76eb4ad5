import Formats
import Providers
import Workspace
import World

@testable import libtool

extension Diagnosis {
  /// `keys error: openai has no key -> set one`: what tests compare.
  var line: String { "\(area.rawValue) \(level.rawValue): \(message)" + (mend.map { " -> \($0)" } ?? "") }
}

extension ProviderInUse {
  /// A provider as settings would make it.
  ///
  /// - Parameter key: A key of the environment, or nil.
  static func test(
    _ name: String, model: String? = "m", isDefault: Bool = true, key: String? = nil,
    settings: [String: String] = [:], limits: [String: Int] = [:]
  ) throws -> ProviderInUse {
    let members =
      settings.map { ($0.key, JSON.string($0.value)) } + limits.map { ($0.key, JSON.integer($0.value)) }
    let settings = try EndpointSettings(provider: name, .object(JSON.Object(members)), environment: [:])
    let environment = key.map { [settings.keyVariable: $0] } ?? [:]
    let found = try Keys(world: .live(environment: environment)).key(of: name, variable: settings.keyVariable)
    return ProviderInUse(name: name, isDefault: isDefault, settings: settings, model: model, key: found)
  }

  /// The simulated provider.
  static let simulated = ProviderInUse(name: "simulated", isDefault: true, model: "simulated-1")
}
