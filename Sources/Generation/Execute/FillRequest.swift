import ContentModel
import ContentStore
import Coverage
import Formats
import Quality
import Workspace
import World

/// What a fill is asked to do.
public struct FillRequest: Sendable {
  public var selection: Selection
  /// At most so many items.
  public var limit: Int?
  /// The most it may spend.
  public var budget: Money?
  /// The most drafts it may begin; nil for the settings' multiple of the items wanted.
  public var maxDrafts: Int?
  public var maxDraftsFactor: Double
  /// A finished run whose dropped drafts are wanted anew, and nothing else; nil for the whole gap of the selection.
  public var retried: StoredRun?

  public init(
    selection: Selection, limit: Int? = nil, budget: Money? = nil, maxDrafts: Int? = nil, maxDraftsFactor: Double
  ) {
    self.selection = selection
    self.limit = limit
    self.budget = budget
    self.maxDrafts = maxDrafts
    self.maxDraftsFactor = maxDraftsFactor
  }
}

extension FillContext {
  /// What would be made now for a selection.
  public func plan(_ selection: Selection, limit: Int?) throws -> GapPlan {
    try store.read { reader in
      let living = try store.livingRuns(reader.unendedRuns())
      return try GapPlanner.plan(
        catalogue: catalogue, inventory: reader.inventory(livingRuns: living), selection: selection, limit: limit)
    }
  }

  /// Begins a run: plans and takes the gap in one transaction, so that two fills at once do not plan the same items.
  ///
  /// - Returns: The executor, ready to work, or nil where there is no gap.
  public func begin(
    _ request: FillRequest, configuration: FillConfiguration, stop: FillStop,
    onProgress: @escaping @Sendable (FillProgress) -> Void
  ) async throws -> FillExecutor? {
    try checkBudget(request.budget, configuration, actor: store.actor)
    if configuration.mode == .live, let until = try limiter(configuration)?.heldUntil {
      throw FillRefusal.held(provider: provider.name, until: until)
    }
    let uuid = ItemUUID.version7(milliseconds: world.now().milliseconds, randomBits: world.randomBits)
    guard let lock = try RunLock.take(run: uuid.description, besideStore: store.path) else {
      throw RunConflict.held(run: uuid.description, holder: "another process")
    }
    var frozen = configuration.json
    // Whoever watches the run may know neither its key nor where its endpoint is.
    if let endpoint { frozen["account"] = .string(endpoint.account(model: configuration.model)) }
    let begun = try await store.write { [self, frozen] transaction -> StoredRun? in
      let living = try store.livingRuns(transaction.unendedRuns())
      var slots = try GapPlanner.plan(
        catalogue: catalogue, inventory: transaction.inventory(livingRuns: living), selection: request.selection,
        limit: request.limit
      ).slots
      if let retried = request.retried { slots = try droppedSlots(of: retried, among: slots, in: transaction) }
      if slots.isEmpty { return nil }
      let run = try transaction.makeRun(
        NewRun(
          selection: request.retried?.selection ?? request.selection.description,
          configuration: frozen.text, catalogueEvent: try transaction.lastEvent(), wanted: slots.count,
          maxDrafts: request.maxDrafts ?? Int((Double(slots.count) * request.maxDraftsFactor).rounded(.up)),
          currency: prices.currency, budget: request.budget),
        uuid: uuid, holder: holder, leaseUntil: world.now().advanced(byMilliseconds: FillExecutor.lease))
      if provider.name == "simulated" { try transaction.markSimulatedText() }
      for (index, slot) in slots.prefix(request.maxDrafts ?? .max).enumerated() {
        try transaction.insert(try draft(of: slot, run: run, ordinal: index + 1))
      }
      return try transaction.run(run)
    }
    guard let begun else { return nil }
    return try await executor(begun, configuration, lock: lock, stop: stop, onProgress: onProgress)
  }

  /// `host:pid`, which others can tell a dead holder by.
  var holder: String { "\(world.hostName):\(world.processID)" }

  /// The draft of a slot, with the options its request will have.
  func draft(of slot: WantedSlot, run: Int64, ordinal: Int) throws -> StoredDraft {
    guard let kind = kinds[slot.kind], let section = catalogue.sections[slot.key.section] else {
      throw DraftWithoutPlace(place: "section \(slot.key.section)")
    }
    let options = try kind.options(section: section, topic: slot.key.topic.flatMap { catalogue.topics[$0] })
    return StoredDraft(run: run, ordinal: ordinal, kind: slot.kind, key: slot.key, options: .object(options))
  }

  /// The machine's policies, with group sizes by what the ledger has taught.
  func policies(
    _ configuration: FillConfiguration, kinds names: Set<String>
  ) throws -> (drafts: [String: DraftPolicy], groups: [String: GroupPolicy]) {
    var policies: [String: DraftPolicy] = [:]
    var groups: [String: GroupPolicy] = [:]
    for name in names {
      guard let kind = kinds[name] else { throw DraftWithoutPlace(place: "kind \(name)") }
      let (learned, bySection) = try store.read {
        (
          try $0.outputTokensPerItem(kind: name, model: configuration.model),
          try $0.outputTokensPerItemBySection(kind: name, model: configuration.model)
        )
      }
      policies[name] = configuration.policy(for: kind)
      groups[name] = configuration.groups(for: kind, tokensPerItem: learned, bySection: bySection)
    }
    return (policies, groups)
  }

  /// - Parameter rested: The run as it rested before, where it is gone on with.
  func executor(
    _ run: StoredRun, _ configuration: FillConfiguration, lock: RunLock, stop: FillStop, rested: StoredRun? = nil,
    onProgress: @escaping @Sendable (FillProgress) -> Void
  ) async throws -> FillExecutor {
    try lock.beginDepartures(of: holder, bootID: world.bootID)
    let drafts = try store.read { try $0.drafts(ofRun: run.id) }
    let kinds = Set(drafts.map(\.kind))
    let (policies, groups) = try policies(configuration, kinds: kinds)
    let similar = try SimilarItems(
      store: store, pipelines: pipelines.filter { kinds.contains($0.key) }, besides: run.id)
    try await similar.catchUp()
    let places = Set(drafts.map { DraftQueue.Place($0) })
    var known: Set<[UInt8]> = []
    for place in places {
      known.formUnion(
        try store.read {
          try $0.digests(kind: place.kind, section: place.section, language: place.language)
        })
    }
    for draft in drafts where !draft.state.isEnded {
      if let body = draft.body { known.insert(SHA256.digest(of: body.canonicalBytes())) }
    }
    var progress = FillProgress(wanted: run.wanted)
    progress.accepted = drafts.count { $0.state == .completed }
    progress.dropped = drafts.count { $0.state == .dropped }
    progress.drafted = drafts.count
    progress.cost = run.spent
    return FillExecutor(
      run: run, context: self, configuration: configuration,
      performer: CallPerformer(
        run: run.id, context: self, configuration: configuration,
        reader: CallReader(
          store: store, subjects: subjects, catalogue: catalogue, pipelines: pipelines, similar: similar, prices: prices
        ),
        stop: stop,
        health: health(configuration, rested: rested), limiter: try limiter(configuration), lock: lock,
        places: AsyncSemaphore(allowed: configuration.concurrency)),
      stop: stop, lock: lock,
      machine: RunMachine(
        run: run.id, drafts: drafts, policies: policies, groups: groups, maxDrafts: run.maxDrafts),
      progress: progress, known: known, twins: twins(among: drafts), isResumed: rested != nil, onProgress: onProgress)
  }

  /// The texts of a run that stand, and that no version of the store holds.
  private func twins(among drafts: [StoredDraft]) -> DraftTwins {
    var twins = DraftTwins()
    for draft in drafts where draft.state == .pendingAssessment {
      guard let body = draft.body, let profile = pipelines[draft.kind]?.similarity else { continue }
      twins.add(
        ComparedBody(body, profile: profile, language: draft.key.language), ofDraft: draft.ordinal,
        in: SimilarityPlace(draft))
    }
    return twins
  }

  private func limiter(_ configuration: FillConfiguration) throws -> RateLimiter? {
    guard let endpoint else { return nil }
    return try RateLimiter(
      account: endpoint.account(model: configuration.model), provider: endpoint.name, limits: endpoint.limits,
      store: store, patience: patience)
  }

  private func health(_ configuration: FillConfiguration, rested: StoredRun?) -> ProviderHealth {
    // What no person wished and no budget asked for was the provider's doing.
    let isFailing =
      rested.map { $0.status == .paused && !FillStop.isWish($0.reason) && !BudgetPause.holds($0) } ?? false
    return ProviderHealth(
      limit: configuration.failuresBeforePause,
      beginning: isFailing ? .failing(tries: configuration.callTries) : provider.isLocal ? .local : .unknown,
      uptime: world.uptime)
  }

  /// Refuses a model whose calls have no price where a budget binds the run: nobody could keep it.
  ///
  /// - Parameters:
  ///   - budget: The run's own, or nil.
  ///   - actor: Whose run it is.
  public func checkBudget(
    _ budget: Money?, _ configuration: FillConfiguration, actor: String
  ) throws(FillRefusal) {
    if prices.price(provider: provider.name, model: configuration.model) != nil { return }
    let model = "\(provider.name)/\(configuration.model)"
    if let budget { throw FillRefusal.noPrice(model: model, budget: budget, currency: prices.currency) }
    if let binding = budgets.binding(actor: actor).first {
      throw FillRefusal.noPriceInPeriod(model: model, budget: binding.words(currency: prices.currency))
    }
  }
}
