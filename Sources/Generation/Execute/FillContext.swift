import ContentModel
import ContentStore
import Prompts
import Providers
import Quality
import Workspace
import World

/// Everything a fill works with.
public struct FillContext: Sendable {
  public var store: Store
  public var catalogue: Catalogue
  public var kinds: [String: Kind]
  /// The rules of each kind.
  public var pipelines: [String: QualityPipeline]
  /// What the rules are told of a text.
  public var subjects: QualitySubjects
  public var provider: any Provider
  public var prices: PriceTable
  /// What all runs together may spend in a day and a month.
  public var budgets: Budgets
  /// How requests and raw answers are kept.
  public var answers: AnswerSettings
  public var world: World
  /// The provider's batch interface; nil where it has none.
  public var batches: (any BatchService)?
  /// The endpoint that is called; nil where the provider is simulated.
  public var endpoint: Endpoint?
  /// Told of everything that happens in a run; called from any task, so it must be quick.
  public var onEvent: @Sendable (FillEvent) -> Void = { _ in }
  /// Why people have rejected items, when the context was made: the same for all calls of a run.
  var rejections: [RejectionPlace: RejectionReasons]
  /// Whether the library is a rehearsal, which may hold simulated text.
  public var isRehearsal: Bool
  /// How the simulated provider behaves, where that is the one; nil else.
  public var simulated: SimulatedSettings?

  /// Opens the provider that a configuration names, and reads the rules.
  ///
  /// - Parameter sends: Whether calls will be made. A plan needs no provider, so one that cannot be used does not refuse it.
  public init(
    library: Library, store: Store, catalogue: Catalogue, configuration: FillConfiguration, sends: Bool = true
  ) throws {
    let name = configuration.provider
    let endpoint = name == "simulated" ? nil : try Endpoint(name, of: library)
    let provider: any Provider =
      if !sends {
        UnsentProvider(name: name)
      } else if let endpoint {
        try endpoint.provider(of: library, store)
      } else {
        try Self.simulatedProvider(of: library)
      }
    try self.init(library: library, store: store, catalogue: catalogue, provider: provider)
    self.endpoint = endpoint
    if sends, let endpoint {
      batches = try endpoint.batches(in: library.world, folder: FilePath.folder(of: store.path))
    }
    if configuration.mode == .batch, endpoint == nil { throw BatchRefusal.noInterface(provider: name) }
    if endpoint == nil { simulated = try ProviderSettings.simulated(library.settings) }
  }

  /// A context that sends nothing, for a run whose configuration cannot be read.
  public init(library: Library, store: Store, catalogue: Catalogue) throws {
    try self.init(
      library: library, store: store, catalogue: catalogue, provider: UnsentProvider(name: library.settings.provider))
  }

  private init(library: Library, store: Store, catalogue: Catalogue, provider: any Provider) throws {
    self.store = store
    self.catalogue = catalogue
    self.provider = provider
    kinds = library.kinds
    pipelines = try library.pipelines()
    subjects = QualitySubjects(catalogue, forMany: true)
    prices = PriceTable(
      currency: library.settings.currency, date: library.settings.pricesAsOf, prices: library.settings.prices)
    budgets = library.settings.budgets
    answers = library.settings.answers
    rejections = try store.read { try $0.rejectionReasons() }.mapValues(RejectionReasons.init(newestFirst:))
    isRehearsal = library.settings.mode == .rehearsal
    world = library.world
  }

  /// The longest wait that the provider may ask for within a run; a longer one pauses it.
  var patience: Duration { endpoint?.settings.patience ?? .seconds(60) }

  private static func simulatedProvider(of library: Library) throws -> any Provider {
    if library.settings.mode != .rehearsal { throw FillRefusal.simulatedInProduction }
    let material = try library.kinds.keys.sorted().map {
      try SimulatedMaterial(kind: $0, files: try library.kindFiles($0, subfolder: "simulated"))
    }
    return try SimulatedProvider(
      settings: try ProviderSettings.simulated(library.settings), material: material, world: library.world)
  }
}

/// The provider of a plan, which is named and never asked.
private struct UnsentProvider: Provider {
  var name: String

  func send(_ request: CompletionRequest) async throws -> RawAnswer {
    preconditionFailure("a context made with `sends: false` sends nothing")
  }
}

/// A draft that refers to a section or kind that is no longer there.
struct DraftWithoutPlace: Failure, Hashable {
  var place: String

  var message: String { "a draft of the run belongs to \(place), which is no longer in the catalogue or the settings" }
  var hint: String? { "put it back, or cancel the run with `libtool runs cancel`" }
}
