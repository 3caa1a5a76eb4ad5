import ContentModel
import ContentStore
import Formats
import HTTPClient
import Providers
import Workspace

extension ChatCompletionsProvider {
  /// The provider of a library's settings, with its key; what is found out about its models is kept in the store.
  ///
  /// - Throws: `YAMLError` where the settings are wrong, `KeyFileError` where the file of keys cannot be used,
  ///   `ProviderError` where a key is needed and there is none.
  convenience init(_ name: String, of library: Library, _ store: Store) throws {
    let world = library.world
    let settings = try ProviderSettings.endpoint(name, library.settings, environment: world.environment)
    let place = "\(name) at \(settings.baseURL.text)"
    let forms = try store.read { try $0.requestForms(at: place) }
    self.init(
      name: name, settings: settings,
      key: try Keys(world: world).key(of: name, variable: settings.keyVariable)?.key,
      client: HTTPClient(settings: settings.client(userAgent: "libtool"), world: world), world: world,
      initialForms: forms.mapValues { RequestForm($0) },
      onChange: { model, form in
        // Nobody waits: what is lost here is found out again.
        _ = store.submit { try $0.keepRequestForm(form.json, ofModel: model, at: place) }
      })
    try checkKey()
  }
}
