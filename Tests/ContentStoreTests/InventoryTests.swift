import ContentModel
import ContentStore
import Formats
import Testing

@Suite struct InventoryTests {
  let library: Library

  init() throws { library = try Library() }

  private static let kind = "gap_fill_exercise"
  private static let other = Key(section: "genitiv", topic: nil, sku: "s", language: "de")

  private func place(_ key: Key) -> Inventory.Place { Inventory.Place(kind: Self.kind, key: key) }

  @Test func anEmptyLibraryHoldsNothing() throws {
    #expect(try library.read { try $0.inventory(livingRuns: []).counts } == [:])
  }

  @Test func activeItemsAreCountedByStandingAndKey() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(drafts: 0)
      func active(_ key: Key, _ origin: VersionOrigin, approved: Bool = false, kind: String = Self.kind) throws {
        let sample = try transaction.sample(
          key, kind: kind, versions: 2, origin: origin, run: origin == .run ? run : nil)
        if approved {
          try transaction.connection.run("UPDATE versions SET approved_by = actor WHERE item = $1", sample.item)
        }
        try transaction.activate(sample.version(2), of: sample.item)
      }
      for origin in [VersionOrigin.run, .run, .run, .person, .import, .import] { try active(.weekend, origin) }
      try active(.weekend, .run, approved: true)
      try active(Self.other, .run)
      try active(.weekend, .run, kind: "micro_lesson")
      _ = try transaction.sample()  // never active
      let gone = try transaction.sample()
      try transaction.activate(gone.version(1), of: gone.item)
      try transaction.activate(nil, of: gone.item, .deactivate)

      let inventory = try transaction.inventory(livingRuns: [])
      #expect(
        inventory.counts == [
          place(.weekend): InventoryCounts(active: 7, machine: 3, approved: 2),
          place(Self.other): InventoryCounts(active: 1, machine: 1),
          Inventory.Place(kind: "micro_lesson", key: .weekend): InventoryCounts(active: 1, machine: 1),
        ])
    }
  }

  @Test func inReviewAreItemsThatAreNotActive() throws {
    try library.script { transaction in
      func add(_ states: [ReviewState?]) throws -> SampleItem {
        let item = try transaction.makeItem(kind: Self.kind, key: .weekend)
        return SampleItem(
          item: item,
          versions: try states.enumerated().map { index, state in
            var new = NewVersion.sample(index + 1)
            new.review = state
            return try transaction.addVersion(new, toItem: item)
          })
      }
      // Two versions of one item wait: it is one item that will come.
      _ = try add([.waiting, .waiting])
      _ = try add([.rejected, .waiting])
      for state in [ReviewState.rejected, .withdrawn, .accepted] { _ = try add([state]) }
      let active = try add([nil, .waiting])
      try transaction.activate(active.version(1), of: active.item)
      #expect(
        try transaction.inventory(livingRuns: []).counts == [place(.weekend): InventoryCounts(active: 1, inReview: 2)])
      try transaction.activate(nil, of: active.item, .deactivate)
      #expect(try transaction.inventory(livingRuns: []).counts == [place(.weekend): InventoryCounts(inReview: 3)])
    }
  }

  /// One run with a draft in each state, with and without a text, and one whose answer has not been read.
  private func run(of transaction: StoreTransaction) throws -> Int64 {
    let run = try transaction.sampleRun(drafts: 0)
    let states: [(DraftState, Bool)] = [
      (.pendingGeneration, false), (.pendingGeneration, false), (.pendingAssessment, true),
      (.pendingRegeneration, true),
      (.pendingRegeneration, false), (.completed, true), (.dropped, true), (.pendingGeneration, false),
    ]
    for (index, (state, isPaid)) in states.enumerated() {
      var draft = StoredDraft(run: run, ordinal: index + 1, kind: Self.kind, key: .weekend, options: [:])
      try transaction.insert(draft)
      draft.state = state
      draft.body = isPaid ? ["text": "…"] : nil
      try transaction.update(draft)
    }
    let attempt = try transaction.reserve(
      NewAttempt(
        uuid: "answered-\(run)", run: run, role: .generation, provider: "simulated", model: "m", promptHash: "h",
        slots: [(8, "s1")], worstCase: .zero, inputTokensSingle: 0))
    try transaction.answer(try #require(attempt))
    return run
  }

  @Test func aLivingRunsDraftsAreInFlightAll() throws {
    try library.script { transaction in
      let run = try run(of: transaction)
      #expect(try transaction.inventory(livingRuns: [run])[Self.kind, .weekend] == InventoryCounts(inFlight: 6))
      #expect(try transaction.inventory(livingRuns: [run], except: run)[Self.kind, .weekend] == InventoryCounts())
    }
  }

  /// What a dead or paused run has paid for will come when it is resumed: the rest is nobody's.
  @Test func aDeadRunHoldsOnlyWhatIsPaid() throws {
    try library.script { transaction in
      let run = try run(of: transaction)
      #expect(try transaction.inventory(livingRuns: [])[Self.kind, .weekend] == InventoryCounts(inFlight: 3))
      try transaction.releaseRun(run, status: .paused, reason: "night")
      #expect(try transaction.inventory(livingRuns: [])[Self.kind, .weekend] == InventoryCounts(inFlight: 3))
      #expect(try transaction.inventory(livingRuns: [], except: run)[Self.kind, .weekend] == InventoryCounts())
    }
  }

  @Test(arguments: [RunStatus.finished, .cancelled]) func anEndedRunHoldsNothing(status: RunStatus) throws {
    try library.script { transaction in
      let run = try run(of: transaction)
      try transaction.releaseRun(run, status: status, reason: "")
      #expect(try transaction.inventory(livingRuns: [run])[Self.kind, .weekend] == InventoryCounts())
    }
  }

  @Test func twoRunsAddUp() throws {
    try library.script { transaction in
      let living = try run(of: transaction)
      _ = try run(of: transaction)
      #expect(try transaction.inventory(livingRuns: [living])[Self.kind, .weekend] == InventoryCounts(inFlight: 9))
    }
  }

  /// Stale is a translation whose source is not the master's active version any more; nothing is flagged.
  @Test func staleTranslationsAreDerived() throws {
    try library.script { transaction in
      let master = try transaction.sample(Key(section: "passiv", language: "de"), versions: 2)
      try transaction.activate(master.version(1), of: master.item)
      let key = Key(section: "passiv", language: "en")
      let translation = try transaction.sample(key, versions: 2)
      for (version, source) in [(1, 1), (2, 2)] {
        try transaction.connection.run(
          "UPDATE versions SET source_version = $1 WHERE id = $2", master.version(source), translation.version(version))
      }
      func stale() throws -> Int { try transaction.inventory(livingRuns: [])[Self.kind, key].stale }
      #expect(try stale() == 0)  // not active: it cannot be stale
      try transaction.activate(translation.version(1), of: translation.item)
      #expect(try stale() == 0)
      try transaction.activate(master.version(2), of: master.item)
      #expect(try stale() == 1)
      #expect(try transaction.inventory(livingRuns: [])[Self.kind, key] == InventoryCounts(active: 1, stale: 1))
      try transaction.activate(translation.version(2), of: translation.item)
      #expect(try stale() == 0)
      try transaction.activate(nil, of: master.item, .deactivate)
      #expect(try stale() == 1)
    }
  }
}
