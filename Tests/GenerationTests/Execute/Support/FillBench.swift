import ContentModel
import ContentStore
import Formats
import Generation
import Providers
import SQLiteKit
import Synchronization
import Workspace
import World

/// A small library with a real store and the simulated provider, to fill in a test.
///
/// | section | kind | material for topics |
/// |---|---|---|
/// | passiv, relativsaetze, adjektivdeklination_einstieg | gap_fill_exercise, de | alltag_02_wohnung, freizeit_10_wochenende, arbeit_04_homeoffice |
/// | everyday_physics | micro_lesson, en | physics_01_friction, physics_02_levers |
///
/// Faults are off and answers take no time unless a setting says otherwise.
struct FillBench {
  let folder: FillFolder
  let time: VirtualTime
  let world: World
  let library: Library
  let store: Store
  let catalogue: Catalogue

  /// - Parameters:
  ///   - targets: Rows of `targets.csv`.
  ///   - settings: As `--set` takes them.
  init(targets: [String], settings: [String] = []) async throws {
    let folder = try FillFolder()
    try folder.copy("prompts")
    try folder.copy("library/rules")
    for (name, text) in Self.files { try folder.write(Array(text.utf8), to: "library/" + name) }
    let rows = ["section,topic,sku,language,target,priority"] + targets
    try folder.write(Array((rows.joined(separator: "\n") + "\n").utf8), to: "library/targets.csv")
    try await self.init(folder: folder, time: VirtualTime(), settings: settings, processID: 1, bootID: "boot")
  }

  private init(
    folder: FillFolder, time: VirtualTime, settings: [String], processID: Int32, bootID: String
  ) async throws {
    self.folder = folder
    self.time = time
    let random = Mutex(SeededGenerator(seed: UInt64(processID)))
    world = World(
      now: { Timestamp(milliseconds: 1_795_167_000_000 + Int64((time.wall / .milliseconds(1)).rounded(.down))) },
      uptime: { time.now }, randomBits: { random.withLock { $0.next() } }, sleep: { try await time.sleep($0) },
      environment: [:], processID: processID, hostName: "bench", userName: "tester", bootID: bootID)
    library = try Library.open(
      LibraryLocation(root: folder.path),
      overrides: ["providers.simulated.call_log=\(folder.path)/calls.jsonl"] + settings,
      world: world)
    store = try await library.openStore(actor: "tester").store
    catalogue = try library.catalogue(in: store)
  }

  /// The same library as another process would open it.
  func opened(settings: [String] = [], processID: Int32 = 2) async throws -> FillBench {
    try await FillBench(folder: folder, time: time, settings: settings, processID: processID, bootID: "boot")
  }

  /// What another process finds where this one dies now.
  ///
  /// - Parameter bootID: Another one than `boot` where the machine is started anew.
  func afterACrash(settings: [String] = [], bootID: String = "boot") async throws -> FillBench {
    try await FillBench(folder: folder.copy(), time: VirtualTime(), settings: settings, processID: 2, bootID: bootID)
  }

  /// The library's settings, as a fill with these options freezes them.
  func configuration(batchSize: Int? = nil, minAccept: Int? = nil, reviewsAll: Bool = false) throws -> FillConfiguration
  {
    try FillConfiguration(
      settings: library.settings, batchSize: batchSize, minAccept: minAccept, reviewsAll: reviewsAll)
  }

  /// - Parameter wrapping: Puts something between the run and the simulated provider.
  func context(
    _ configuration: FillConfiguration? = nil, wrapping: (any Provider) -> any Provider = { $0 }
  ) throws -> FillContext {
    var context = try FillContext(
      library: library, store: store, catalogue: catalogue, configuration: configuration ?? self.configuration())
    context.provider = wrapping(context.provider)
    // Judges read the stored answers with nothing of what the program opens them with.
    context.answers.compress = false
    return context
  }

  func request(
    _ selection: Selection = Selection(), limit: Int? = nil, budget: String? = nil, maxDrafts: Int? = nil
  ) -> FillRequest {
    FillRequest(
      selection: selection, limit: limit, budget: budget.flatMap { Money($0) }, maxDrafts: maxDrafts,
      maxDraftsFactor: library.settings.fill.maxDraftsFactor)
  }

  /// Fills, and reads back what came of it.
  func fill(
    _ request: FillRequest? = nil, configuration: FillConfiguration? = nil, stop: FillStop = FillStop(),
    wrapping: (any Provider) -> any Provider = { $0 }
  ) async throws -> FilledRun {
    let configuration = try configuration ?? self.configuration()
    let begun = try await context(configuration, wrapping: wrapping).begin(
      request ?? self.request(), configuration: configuration, stop: stop,
      onProgress: { [time] in time.setCallsInFlight($0.callsInFlight) })
    guard let begun else { throw NothingToFill() }
    return try await work(begun)
  }

  /// Goes on with the newest run.
  func resume(
    budget: String? = nil, stop: FillStop = FillStop(), wrapping: (any Provider) -> any Provider = { $0 }
  ) async throws -> FilledRun {
    let run = try store.read { try $0.run(named: "last") }
    let configuration = try FillConfiguration(json: try JSON.parse(run.configuration))
    let executor = try await context(configuration, wrapping: wrapping).resume(
      run, budget: budget.flatMap { Money($0) }, configuration: configuration, stop: stop,
      onProgress: { [time] in time.setCallsInFlight($0.callsInFlight) })
    return try await work(executor)
  }

  private func work(_ executor: FillExecutor) async throws -> FilledRun {
    var executor = executor
    let began = time.now
    let end = try await executor.execute()
    return try FilledRun(named: executor.runUUID, end: end, took: time.now - began, in: store)
  }

  /// What the provider itself says of its calls.
  var log: ProviderLog { get throws { try ProviderLog(path: folder.path + "/calls.jsonl") } }

  /// Rows of the store, by SQL, each as text.
  func rows(_ sql: String) throws -> [String] {
    try store.read { reader in try reader.connection.all(sql) { $0.optionalText(0) ?? "-" } }
  }

  /// The items that are active, by section and topic.
  func active() throws -> [String: Int] {
    let keys = try rows("SELECT section || ' ' || coalesce(topic, '-') FROM items WHERE active_version IS NOT NULL")
    return Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
  }

  private static let files = [
    "libtool.yaml": """
    mode: rehearsal
    currency: EUR
    publish: auto
    kinds:
      gap_fill_exercise:
      micro_lesson:
    provider: simulated
    providers:
      simulated: {model: simulated-1, seed: 7}
    prices:
      as_of: 2026-11-20
      simulated/*: {input: 0.35, cached_input: 0.09, output: 1.40}

    """,
    "sections.csv": """
    section,kind,level,title,points
    adjektivdeklination_einstieg,gap_fill_exercise,A2,Adjektivdeklination,nach der | nach ein | ohne Artikel
    relativsaetze,gap_fill_exercise,B1,Relativsätze,Relativpronomen | Präposition vor dem Pronomen
    passiv,gap_fill_exercise,B2,Passiv,Vorgangspassiv | Zustandspassiv | von und durch
    everyday_physics,micro_lesson,,Everyday physics,the law behind an everyday effect

    """,
    "topics.csv": """
    topic,theme,title,kinds
    alltag_02_wohnung,alltag,Wohnung und Möbel,gap_fill_exercise
    arbeit_04_homeoffice,arbeit,Im Homeoffice,gap_fill_exercise
    freizeit_10_wochenende,freizeit,Pläne für das Wochenende,gap_fill_exercise
    physics_01_friction,physics,Why tyres grip,micro_lesson
    physics_02_levers,physics,Levers at home,micro_lesson

    """,
  ]
}

/// A fill that a test took for granted found no gap.
struct NothingToFill: Error {}

/// A run that has come to rest, as the store tells of it.
struct FilledRun: Sendable {
  var end: FillEnd
  /// Virtual time.
  var took: Duration
  var run: StoredRun
  var figures: RunFigures
  var drafts: [StoredDraft]
  var attempts: [StoredAttempt]

  init(named name: String, end: FillEnd, took: Duration, in store: Store) throws {
    self.end = end
    self.took = took
    let run = try store.read { try $0.run(named: name) }
    self.run = run
    (figures, drafts, attempts) = try store.read {
      (try $0.figures(ofRun: run.id), try $0.drafts(ofRun: run.id), try $0.attempts(ofRun: run.id))
    }
  }

  /// `gen 1, ass 1, reg 0`.
  var calls: String {
    Role.allCases.map { "\($0.rawValue.prefix(3)) \(figures.callsByRole[$0] ?? 0)" }.joined(separator: ", ")
  }
}
