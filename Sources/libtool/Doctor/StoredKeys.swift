import Workspace
import World

/// The keys that there are, also where the file of keys cannot be used.
struct StoredKeys: Sendable {
  /// The keys that can be used: those of the environment alone, where the file cannot.
  var usable: Keys?
  /// Where the file is or would be; nil where the environment names no home.
  var file: String?
  /// Why the file cannot be used.
  var problem: (any Error)?

  /// What must not be printed.
  var secrets: [String] { usable?.secrets ?? [] }

  init(_ world: World) {
    file = KeyFile(world: world)?.path
    do {
      usable = try Keys(world: world)
    } catch {
      problem = error
      var homeless = world
      homeless.environment["HOME"] = nil
      homeless.environment["XDG_CONFIG_HOME"] = nil
      // Without a home there is no file that could be wrong.
      usable = try? Keys(world: homeless)
    }
  }

  func diagnoses(of providers: [ProviderInUse]) -> [Diagnosis] {
    Diagnosis.keys(of: providers, stored: usable?.storedNames ?? [], file: file, problem: problem)
  }
}
