import ContentModel
import Formats
import Workspace

extension Diagnosis {
  /// Which provider's key is where; never the key.
  ///
  /// - Parameters:
  ///   - stored: The names in the file of keys.
  ///   - file: The file's path; nil where the environment names no home.
  ///   - problem: Why the file cannot be used, or nil.
  static func keys(
    of providers: [ProviderInUse], stored: [String], file: String?, problem: (any Error)?
  ) -> [Diagnosis] {
    var found: [Diagnosis] = []
    if let problem {
      // A fill by any endpoint reads the file, also where the key comes from the environment.
      let isNeeded = providers.contains { $0.isDefault && $0.settings != nil }
      found.append(Diagnosis(.keys, isNeeded ? .error : .warning, problem, details: ["file": file.json]))
    }
    for provider in providers {
      guard let settings = provider.settings else { continue }
      let details: JSON = ["provider": .string(provider.name), "source": (provider.key?.source.description).json]
      if let key = provider.key {
        let place =
          switch key.source {
          case .environment: "in \(key.source)"
          case .file(let path): "in \(path), for its owner only"
          }
        found.append(Diagnosis(.keys, .ok, "the key of \(provider.name) is \(place)", details: details))
      } else if settings.needsKey {
        let places =
          "the environment has no \(settings.keyVariable)" + (file.map { ", and \($0) no \(provider.name)" } ?? "")
        found.append(
          Diagnosis(
            .keys, provider.trouble, "\(provider.name) has no key: \(places)",
            mend: "run `libtool keys set \(provider.name)`, or set \(settings.keyVariable) in the environment",
            details: details))
      } else {
        found.append(Diagnosis(.keys, .ok, "\(provider.name) needs no key", details: details))
      }
    }
    for name in stored where !providers.contains(where: { $0.name == name }) {
      // The file serves all libraries of its owner.
      found.append(
        Diagnosis(
          .keys, .ok, "\(file ?? "the file of keys") has a key of \(name), which this library does not name",
          details: ["provider": .string(name), "source": file.json]))
    }
    return found
  }
}
