import ContentModel
import World

/// Where the key of a provider comes from: the environment first, then the file of keys.
public struct Keys: Sendable {
  /// A key, and where it was found.
  public struct Found: Hashable, Sendable {
    public enum Source: Hashable, Sendable, CustomStringConvertible {
      /// A variable of the environment, by its name.
      case environment(String)
      /// The file of keys, by its path.
      case file(String)

      public var description: String {
        switch self {
        case .environment(let variable): "the environment's \(variable)"
        case .file(let path): path
        }
      }
    }

    public var key: String
    public var source: Source
  }

  private let environment: [String: String]
  private let stored: [String: String]
  private let path: String

  /// Reads the file of keys, where there is one.
  ///
  /// - Throws: `KeyFileError` where it cannot be used.
  public init(world: World) throws {
    environment = world.environment
    let file = KeyFile(world: world)
    path = file?.path ?? ""
    stored = try file?.keys() ?? [:]
  }

  /// The key of a provider, or nil where there is none; an empty one is none.
  ///
  /// - Parameter variable: The variable to look at, where the settings name another than the usual one.
  public func key(of provider: String, variable: String? = nil) -> Found? {
    let variable = variable ?? KeyVariable.usual(of: provider)
    if let key = environment[variable], !key.isEmpty { return Found(key: key, source: .environment(variable)) }
    return stored[provider].map { Found(key: $0, source: .file(path)) }
  }

  /// The names of stored keys, sorted.
  public var storedNames: [String] { stored.keys.sorted() }

  /// Everything that must not be printed: the stored keys, and each variable whose name ends like one of a key.
  public var secrets: [String] {
    Self.secrets(in: environment) + stored.values
  }

  /// The secrets of an environment alone.
  public static func secrets(in environment: [String: String]) -> [String] {
    environment.filter { name, _ in
      ["_KEY", "_SECRET", "_TOKEN", "_PASSWORD"].contains { name.hasSuffix($0) }
    }.map(\.value)
  }
}
