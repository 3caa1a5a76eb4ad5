import ContentModel
import ContentStore
import SQLiteKit
import Testing

@Suite struct PublishTests {
  let library: Library

  init() throws { library = try Library() }

  @Test func anEventChangesWhatIsActive() async throws {
    let sample = try await library.write { try $0.sample(versions: 2) }
    library.clock.advance(byMilliseconds: 10)
    let event = try await library.write { transaction in
      try transaction.publish(
        .activate, reason: "looks right",
        records: [PublishRecord(item: sample.item, oldVersion: nil, newVersion: sample.version(1))])
    }
    #expect(event == 1)
    let stored = try library.read { try $0.event(1) }
    #expect(stored?.action == .activate)
    #expect(stored?.reason == "looks right")
    #expect(stored?.actor == "ada")
    #expect(stored?.at == library.clock.now)
    #expect(stored?.items == 1)
    #expect(stored?.runUUID == nil && stored?.undoes == nil)
    #expect(try library.read { try $0.item(sample.item).activeVersion } == sample.version(1))
    #expect(
      try library.read { try $0.records(ofEvent: 1) } == [
        PublishRecord(item: sample.item, oldVersion: nil, newVersion: sample.version(1))
      ])
    #expect(try library.read { try $0.event(2) } == nil)
  }

  @Test func anEventNamesItsRun() async throws {
    let uuid = try await library.write { transaction in
      let run = try transaction.sampleRun()
      let sample = try transaction.sample(origin: .run, run: run)
      try transaction.activate(sample.version(1), of: sample.item, .fill, run: run)
      return try transaction.run(run).uuid
    }
    #expect(try library.read { try $0.events(limit: 1).map(\.runUUID) } == [uuid])
  }

  @Test func whatChangesNothingIsNoEvent() async throws {
    try library.script { transaction in
      let sample = try transaction.sample()
      #expect(try transaction.publish(.activate, reason: "", records: []) == nil)
      try transaction.activate(sample.version(1), of: sample.item)
      #expect(try transaction.activate(sample.version(1), of: sample.item) == nil)
      #expect(try transaction.lastEvent() == 1)
    }
  }

  @Test func anItemThatMovedOnRefusesAll() async throws {
    let samples = try await library.write { transaction in
      try (0..<3).map { _ in try transaction.sample(uuid: nil, versions: 2) }
    }
    try await library.write { _ = try $0.activate(samples[1].version(2), of: samples[1].item) }
    let name = try library.read { String(try $0.item(samples[1].item).uuid.suffix(8)) }
    await #expect(throws: PublishConflict.movedOn(item: name)) {
      try await library.write { transaction in
        try transaction.publish(
          .activate, reason: "",
          records: samples.map { PublishRecord(item: $0.item, oldVersion: nil, newVersion: $0.version(1)) })
      }
    }
    let after = try library.read { reader in try samples.map { try reader.item($0.item).activeVersion } }
    #expect(after == [nil, samples[1].version(2), nil])
    #expect(try library.read { try $0.lastEvent() } == 1)
    #expect(try library.read { try $0.records(ofEvent: 2) } == [])
  }

  @Test func twoWhoPublishTheSameItemAtOnceDoNotBothWin() async throws {
    let sample = try await library.write { try $0.sample(versions: 4) }
    let stores = [library.store, try library.reopened()]
    let won = await withTaskGroup(of: Bool.self) { group in
      for number in 1...4 {
        let store = stores[number % 2]
        group.addTask {
          let event = try? await store.write { transaction in
            try transaction.publish(
              .activate, reason: "",
              records: [PublishRecord(item: sample.item, oldVersion: nil, newVersion: sample.version(number))])
          }
          return event != nil
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(won == 1)
    #expect(try library.read { try $0.lastEvent() } == 1)
  }

  /// The database itself refuses it, whoever asks: an item would be exported with another one's text.
  @Test func aVersionOfAnotherItemIsRefused() async throws {
    let (first, second) = try await library.write { (try $0.sample(), try $0.sample()) }
    let error = await #expect(throws: SQLiteError.self) {
      try await library.write { _ = try $0.activate(second.version(1), of: first.item) }
    }
    #expect(error?.isConstraint == true)
    #expect(try library.read { try $0.lastEvent() } == 0)
  }

  @Test func standingTellsWhoAnswers() async throws {
    try library.script { transaction in
      let run = try transaction.sampleRun()
      let machine = try transaction.sample(origin: .run, run: run)
      let person = try transaction.sample(origin: .person)
      let imported = try transaction.sample(origin: .import)
      let accepted = try transaction.sample(origin: .run, run: run)
      try transaction.connection.run("UPDATE versions SET approved_by = actor WHERE id = $1", accepted.version(1))
      let samples = [machine, person, imported, accepted]
      func standings() throws -> [String?] {
        try transaction.connection.all("SELECT standing FROM items ORDER BY id") { $0.optionalText(0) }
      }
      try transaction.publish(
        .activate, reason: "",
        records: samples.map { PublishRecord(item: $0.item, oldVersion: nil, newVersion: $0.version(1)) })
      #expect(try standings() == ["machine", "approved", "imported", "approved"])
      for sample in samples { try transaction.activate(nil, of: sample.item, .deactivate) }
      #expect(try standings() == [nil, nil, nil, nil])
    }
  }

  @Test func theLogIsReadNewestFirst() async throws {
    try await library.write { transaction in
      for number in 1...5 { _ = try transaction.appendEvent(.catalogue, reason: "\(number)") }
    }
    #expect(try library.read { try $0.events(limit: 3).map(\.id) } == [5, 4, 3])
    #expect(try library.read { try $0.events(limit: 3).map(\.reason) } == ["5", "4", "3"])
    #expect(try library.read { try $0.lastEvent() } == 5)
  }

  @Test func anActionThatNobodyKnowsIsAnError() async throws {
    try await library.write { transaction in
      _ = try transaction.appendEvent(.catalogue, reason: "")
      try transaction.connection.run("UPDATE publish_events SET action = 'dream'")
    }
    let error = try #require(throws: UnknownStoredValue.self) { try library.read { _ = try $0.event(1) } }
    #expect(error.column == "publish_events.action" && error.value == "dream")
  }
}
