import ContentModel
import ContentStore
import Formats

/// What is wanted of a run that is taken over from a state document.
public struct Adoption: Sendable {
  public var document: RunStateDocument
  /// For complaints.
  public var file: String
  /// The language of exercises of which neither the document nor the catalogue says it.
  public var language: String?
  /// The most that the run may spend from now on.
  public var budget: Money?
  public var maxDraftsFactor: Double

  public init(
    document: RunStateDocument, file: String, language: String?, budget: Money?, maxDraftsFactor: Double
  ) {
    self.document = document
    self.file = file
    self.language = language
    self.budget = budget
    self.maxDraftsFactor = maxDraftsFactor
  }
}

/// What came of taking over a state document.
public struct AdoptedState: Sendable {
  /// An exercise whose own identifier cannot name an item here.
  public struct Renaming: Hashable, Sendable {
    /// The exercise's id.
    public var exercise: String
    /// What its document calls the item: no UUID.
    public var name: String
    /// The item that it became.
    public var uuid: ItemUUID

    public init(exercise: String, name: String, uuid: ItemUUID) {
      self.exercise = exercise
      self.name = name
      self.uuid = uuid
    }
  }

  /// The run, paused, or finished where no draft waits for anything.
  public var run: StoredRun
  /// In the document's order.
  public var renamed: [Renaming]

  public init(run: StoredRun, renamed: [Renaming]) {
    self.run = run
    self.renamed = renamed
  }
}

extension FillContext {
  /// Makes a run of a state document, all of it in one transaction: drafts in their states, completed ones as versions.
  ///
  /// The rules judge every text that is to go on, and each is compared with the library and with the texts before it in the
  /// document, as a fill does with what comes back. A completed one with a critical finding, or with a score under the
  /// threshold, waits for a person; one that waits for its assessment is asked for anew, as if it had just come back, or
  /// dropped where it has been asked for as often as may be.
  ///
  /// - Throws: `RunStateRefusal`, and nothing is taken over.
  public func adopt(_ adoption: Adoption, configuration: FillConfiguration) async throws -> AdoptedState {
    try checkBudget(adoption.budget, configuration, actor: store.actor)
    try checkMode(adoption)
    let places = try AdoptedPlaces(adoption, self)
    let uuid =
      ItemUUID(adoption.document.runID)
      ?? .version7(milliseconds: world.now().milliseconds, randomBits: world.randomBits)
    let adoptedDrafts = try await AdoptedDrafts(adoption.document, places, run: uuid, self, configuration)
    let adopted = try await store.write { [self] transaction in
      let document = adoption.document
      if let run = try transaction.run(knownAs: document.runID) {
        throw RunStateRefusal.known(runID: document.runID, run: run)
      }
      let run = try makeRun(adoption, configuration, uuid: uuid, in: transaction)
      if document.config["provider"]?.string == "simulated" { try transaction.markSimulatedText() }
      var adopted = AdoptedRun(runID: document.runID, config: document.config, draftIDs: [:])
      var problems: [RunStateRefusal.Problem] = []
      var records: [PublishRecord] = []
      for (index, exercise) in document.exercises.enumerated() {
        adopted.draftIDs[index + 1] = exercise.id
        var draft = adoptedDrafts.drafts[index]
        draft.run = run
        try transaction.insert(draft)
        if draft.state == .completed {
          if let problem = try taken(exercise, draft, place: "exercises[\(index)]", in: transaction) {
            problems.append(problem)
          } else {
            let (item, record) = try accept(
              draft, as: adoptedDrafts.uuids[draft.ordinal], document, configuration, in: transaction)
            draft.item = item
            if let record { records.append(record) }
          }
        }
        try transaction.update(draft)
      }
      if !problems.isEmpty { throw RunStateRefusal.unfit(file: adoption.file, problems: problems) }
      try transaction.note(adopted, ofRun: run)
      try transaction.publish(.fill, reason: "adopted from run \(document.runID)", run: run, records: records)
      let isOver = try transaction.drafts(ofRun: run).allSatisfy(\.state.isEnded)
      try transaction.releaseRun(
        run, status: isOver ? .finished : .paused, reason: isOver ? "" : FillStop.adopted(by: store.actor))
      return try transaction.run(run)
    }
    return AdoptedState(run: adopted, renamed: adoptedDrafts.renamed)
  }

  /// Simulated text stays in rehearsals, whoever says that a run has made it.
  private func checkMode(_ adoption: Adoption) throws(RunStateRefusal) {
    let config = adoption.document.config
    let isSimulated = config["provider"]?.string == "simulated"
    if isRehearsal || !isSimulated && config["library_mode"]?.string != "rehearsal" { return }
    throw .unfit(
      file: adoption.file,
      problems: [
        .init(
          place: isSimulated ? "config.provider" : "config.library_mode", what: "this run comes from a rehearsal",
          hint: "this library is in production: it takes no simulated text")
      ])
  }

  private func makeRun(
    _ adoption: Adoption, _ configuration: FillConfiguration, uuid: ItemUUID, in transaction: StoreTransaction
  ) throws -> Int64 {
    let document = adoption.document
    let count = document.exercises.count
    let wanted = min(count, max(1, document.config["wanted"]?.integer ?? count))
    let factored = Int((Double(wanted) * adoption.maxDraftsFactor).rounded(.up))
    return try transaction.makeRun(
      NewRun(
        selection: document.config["selection"]?.string ?? "adopted", configuration: configuration.json.text,
        catalogueEvent: try transaction.lastEvent(), wanted: wanted,
        maxDrafts: max(count, document.config["max_drafts"]?.integer ?? factored), currency: prices.currency,
        budget: adoption.budget),
      uuid: uuid, holder: holder, leaseUntil: world.now())
  }

  /// What stands in the way of the item that a completed draft becomes, or nil.
  private func taken(
    _ exercise: RunStateDocument.Exercise, _ draft: StoredDraft, place: String, in transaction: StoreTransaction
  ) throws -> RunStateRefusal.Problem? {
    if let uuid = exercise.item, try transaction.itemID(uuid: uuid.lowercased()) != nil {
      return .init(place: place + ".exercise_id", what: "the library has an item \(uuid) already")
    }
    if kinds[draft.kind]?.traits.cardinality == .one,
      try !transaction.items(kind: draft.kind, key: draft.key).isEmpty
    {
      return .init(
        place: place, what: "the library has an item at \(draft.key) already, and \(draft.kind) has one a key")
    }
    return nil
  }

  private func accept(
    _ draft: StoredDraft, as uuid: ItemUUID?, _ document: RunStateDocument, _ configuration: FillConfiguration,
    in transaction: StoreTransaction
  ) throws -> (item: Int64, record: PublishRecord?) {
    guard let body = draft.body, let kind = kinds[draft.kind] else {
      throw DraftWithoutPlace(place: "kind \(draft.kind)")
    }
    var version = NewVersion(
      body: body.text, digest: SHA256.digest(of: body.canonicalBytes()), origin: .run,
      schemaVersion: kind.schemaVersion)
    version.run = draft.run
    version.draft = try transaction.draftID(draft.ordinal, ofRun: draft.run)
    version.model = document.config["model"]?.string
    version.findings = draft.findings
    let policy = configuration.policy(for: kind)
    let waits = policy.reviewsAll || draft.findings.hasCritical || draft.findings.score < policy.threshold
    if waits { version.review = .waiting }
    let item = try transaction.makeItem(uuid: uuid, kind: draft.kind, key: draft.key)
    let row = try transaction.addVersion(version, toItem: item)
    return (item, waits ? nil : PublishRecord(item: item, oldVersion: nil, newVersion: row))
  }
}
