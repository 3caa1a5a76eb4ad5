import ContentModel
import ContentStore
import Formats
import HTTPClient
import Providers
import Workspace
import World

/// An endpoint as a library's settings, the environment and the file of keys make it.
public struct Endpoint: Sendable {
  public var name: String
  public var settings: EndpointSettings
  /// The key and where it was found, or nil.
  public var key: Keys.Found?
  /// What no answer may hold: the keys of all providers, and what else the environment keeps secret.
  private var secrets: [String]

  /// - Throws: `YAMLError` where the settings are wrong, `KeyFileError` where the file of keys cannot be used.
  public init(_ name: String, of library: Library) throws {
    let environment = library.world.environment
    self.name = name
    settings = try ProviderSettings.endpoint(name, library.settings, environment: environment)
    let keys = try Keys(world: library.world)
    key = keys.key(of: name, variable: settings.keyVariable)
    secrets = keys.secrets
  }

  public init(name: String, settings: EndpointSettings, key: Keys.Found?) {
    self.name = name
    self.settings = settings
    self.key = key
    secrets = key.map { [$0.key] } ?? []
  }

  /// Asks it for its models: whether it is there, and takes the key. Costs nothing.
  ///
  /// - Parameter deadline: The longest that it may take.
  public func check(in world: World, deadline: Duration) async -> EndpointCheck {
    await connection(in: world).check(deadline: deadline)
  }

  private func connection(in world: World) -> EndpointConnection {
    EndpointConnection(
      name: name, settings: settings, key: key?.key, secrets: secrets,
      client: HTTPClient(settings: settings.client(userAgent: "libtool"), world: world), world: world)
  }

  /// Where it is, for what is found out about its models. It is stored: a secret in the URL is taken out.
  var place: String { Redactor(secrets: secrets).redact("\(name) at \(settings.baseURL.text)") }

  /// The name of the account whose limits a model's calls count against. The key is in it as a digest only.
  public func account(model: String) -> String {
    let digest = key.map { String(SHA256.hexadecimal(of: $0.key).prefix(12)) } ?? "no key"
    return "\(place), \(digest), \(model)"
  }

  /// What the settings say of its limits.
  public var limits: RateLimits {
    RateLimits(
      requestsPerMinute: settings.requestsPerMinute, tokensPerMinute: settings.tokensPerMinute,
      keptBack: settings.keptBack)
  }

  /// The provider, ready to be called; what is found out about its models is kept in the store.
  ///
  /// - Throws: `ProviderError` where a key is needed and there is none.
  func provider(of library: Library, _ store: Store) throws -> any Provider {
    let connection = connection(in: library.world)
    try connection.checkKey()
    let forms = try store.read { [place] in try $0.requestForms(at: place) }.mapValues { RequestForm($0) }
    let onChange: @Sendable (String, RequestForm) -> Void = { [place] model, form in
      // Nobody waits: what is lost here is found out again.
      _ = store.submit { try $0.keepRequestForm(form.json, ofModel: model, at: place) }
    }
    return switch settings.format {
    case .chatCompletions: ChatCompletionsProvider(connection, initialForms: forms, onChange: onChange)
    case .messages: AnthropicProvider(connection, initialForms: forms, onChange: onChange)
    }
  }

  /// The provider's batch interface.
  ///
  /// - Parameter folder: Where downloads stand while they are read, as files without names.
  /// - Throws: `ProviderError` where a key is needed and there is none.
  public func batches(in world: World, folder: String) throws -> any BatchService {
    let connection = connection(in: world)
    try connection.checkKey()
    return switch settings.format {
    case .chatCompletions: OpenAIBatches(connection, folder: folder)
    case .messages: AnthropicBatches(connection, folder: folder)
    }
  }
}
