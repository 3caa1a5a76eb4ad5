import ContentModel
import Testing

@testable import ContentStore

@Suite struct ActivationTests {
  let library: Library

  init() throws { library = try Library() }

  private func numbers(_ transaction: StoreTransaction, _ samples: [SampleItem]) throws -> [Int?] {
    try samples.map { try transaction.item($0.item).activeNumber }
  }

  @Test func manyItemsAreOneEvent() throws {
    try library.script { transaction in
      let samples = try (1...3).map { try transaction.sample(versions: $0) }
      let outcome = try transaction.activate(items: samples.map(\.item), reason: "all")
      #expect(outcome.event == 1)
      #expect(outcome.changes.map(\.oldNumber) == [nil, nil, nil])
      #expect(outcome.changes.map(\.newNumber) == [1, 2, 3])
      #expect(outcome.changes.map(\.uuid) == (try samples.map { try transaction.item($0.item).uuid }))
      #expect(outcome.unchanged == [])
      #expect(try transaction.event(1)?.reason == "all")

      let back = try transaction.activate(items: samples.map(\.item), number: 1, reason: "")
      #expect(back.event == 2)
      #expect(back.changes.map(\.oldNumber) == [2, 3])
      #expect(back.changes.map(\.newNumber) == [1, 1])
      #expect(back.unchanged == [samples[0].item])
      #expect(try transaction.changes(ofEvent: 2) == back.changes)
      #expect(try transaction.changes(ofEvent: 77) == [])
    }
  }

  @Test func nothingToDoIsNoEvent() throws {
    try library.script { transaction in
      let empty = try transaction.makeItem(kind: "gap_fill_exercise", key: .weekend)
      let sample = try transaction.sample()
      #expect(try transaction.deactivate(items: [sample.item, empty], reason: "").unchanged == [sample.item, empty])
      try transaction.activate(sample.version(1), of: sample.item)
      let outcome = try transaction.activate(items: [sample.item, empty], reason: "")
      #expect(outcome.event == nil && outcome.changes == [] && outcome.unchanged == [sample.item, empty])
      #expect(try transaction.lastEvent() == 1)
      #expect(try transaction.activate(items: [], reason: "") == PublishOutcome())
    }
  }

  @Test func aVersionThatOneItemLacksRefusesAll() async throws {
    let samples = try await library.write { transaction in try (1...2).map { try transaction.sample(versions: $0) } }
    let name = try library.read { String(try $0.item(samples[0].item).uuid.suffix(8)) }
    await #expect(throws: PublishConflict.noSuchVersion(item: name, number: 2, highest: 1)) {
      try await library.write { _ = try $0.activate(items: samples.reversed().map(\.item), number: 2, reason: "") }
    }
    #expect(try library.read { try $0.lastEvent() } == 0)
  }

  @Test func theNewestThatNobodyTurnedDownIsTaken() throws {
    try library.script { transaction in
      let item = try transaction.makeItem(kind: "gap_fill_exercise", key: .weekend)
      for (number, review) in [(1, ReviewState?.none), (2, .waiting), (3, .rejected), (4, .withdrawn)] {
        var new = NewVersion.sample(number)
        new.review = review
        _ = try transaction.addVersion(new, toItem: item)
      }
      #expect(try transaction.activate(items: [item], reason: "").changes.map(\.newNumber) == [2])
      // It was waiting: the one who activates it has accepted it.
      let version = try transaction.version(2, ofItem: item)
      #expect(version.review == .accepted && version.approvedBy == "ada")
      // By its number a rejected one can be had as well; nobody has to answer for what never was in review.
      #expect(try transaction.activate(items: [item], number: 3, reason: "").changes.map(\.newNumber) == [3])
      #expect(try transaction.version(3, ofItem: item).review == .accepted)
      #expect(try transaction.activate(items: [item], number: 1, reason: "").changes.map(\.newNumber) == [1])
      #expect(try transaction.version(1, ofItem: item).approvedBy == nil)
    }
  }

  @Test func itemsAreTakenOutAndPutBack() throws {
    try library.script { transaction in
      let samples = try (0..<3).map { _ in try transaction.sample(versions: 2) }
      _ = try transaction.activate(items: samples.map(\.item), number: 1, reason: "")
      _ = try transaction.activate(items: [samples[0].item], number: 2, reason: "")
      let out = try transaction.deactivate(items: samples.map(\.item), reason: "old")
      #expect(out.changes.map(\.oldNumber) == [2, 1, 1])
      #expect(out.changes.map(\.newNumber) == [nil, nil, nil])
      let back = try transaction.rollBack(items: samples.map(\.item), skipping: false, reason: "")
      #expect(back.changes.map(\.newNumber) == [2, 1, 1])
      #expect(try transaction.event(try transaction.lastEvent())?.action == .rollback)
      // The first has one more below; the others have nothing, and are left or refused.
      let further = try transaction.rollBack(items: samples.map(\.item), skipping: true, reason: "")
      #expect(further.changes.map(\.newNumber) == [1])
      #expect(further.unchanged == samples.dropFirst().map(\.item))
      let name = String(try transaction.item(samples[1].item).uuid.suffix(8))
      #expect(throws: PublishConflict.nothingBefore(item: name)) {
        try transaction.rollBack(items: samples.dropFirst().map(\.item), skipping: false, reason: "")
      }
      #expect(try numbers(transaction, samples) == [1, 1, 1])
    }
  }

  @Test func anItemsEventsAreToldInItsOwnNumbers() throws {
    try library.script { transaction in
      let sample = try transaction.sample(versions: 2)
      let other = try transaction.sample()
      _ = try transaction.activate(items: [sample.item, other.item], number: 1, reason: "one")
      _ = try transaction.activate(items: [sample.item], number: 2, reason: "two")
      _ = try transaction.deactivate(items: [other.item], reason: "three")
      let uuid = try transaction.item(sample.item).uuid
      let events = try transaction.events(ofItem: sample.item)
      #expect(events.map(\.event.reason) == ["one", "two"])
      #expect(events.map(\.event.items) == [2, 1])
      #expect(
        events.map(\.change) == [
          PublishChange(uuid: uuid, oldNumber: nil, newNumber: 1),
          PublishChange(uuid: uuid, oldNumber: 1, newNumber: 2),
        ])
      #expect(try transaction.events(ofItem: 99).isEmpty)
    }
  }
}
