import ContentModel
import ContentStore
import Testing

@Suite struct UndoTests {
  let library: Library

  init() throws { library = try Library() }

  private func active(_ samples: [SampleItem]) throws -> [Int64?] {
    try library.read { reader in try samples.map { try reader.item($0.item).activeVersion } }
  }

  private func name(_ sample: SampleItem) throws -> String {
    try library.read { String(try $0.item(sample.item).uuid.suffix(8)) }
  }

  private func undo(_ event: Int64) async throws -> Int64 {
    try await library.write { try $0.undo(event, reason: "no") }
  }

  /// Two items with two versions each, the first of which is active by event 1, the second by event 2.
  private func twoEvents() async throws -> [SampleItem] {
    try await library.write { transaction in
      let samples = try (0..<2).map { _ in try transaction.sample(versions: 2) }
      try transaction.publish(
        .import, reason: "",
        records: samples.map { PublishRecord(item: $0.item, oldVersion: nil, newVersion: $0.version(1)) })
      try transaction.publish(
        .activate, reason: "",
        records: samples.map { PublishRecord(item: $0.item, oldVersion: $0.version(1), newVersion: $0.version(2)) })
      return samples
    }
  }

  @Test func anUndoIsOneMoreEvent() async throws {
    let samples = try await twoEvents()
    #expect(try await undo(2) == 3)
    #expect(try active(samples) == samples.map { $0.version(1) })
    let event = try library.read { try $0.event(3) }
    #expect(event?.action == .undo)
    #expect(event?.undoes == 2)
    #expect(event?.reason == "no")
    #expect(event?.items == 2)
  }

  @Test func anUndoCanBeUndone() async throws {
    let samples = try await twoEvents()
    _ = try await undo(2)
    #expect(try await undo(3) == 4)
    #expect(try active(samples) == samples.map { $0.version(2) })
    // And once more: each takes back the one before.
    #expect(try await undo(4) == 5)
    #expect(try active(samples) == samples.map { $0.version(1) })
  }

  @Test func theFirstActivationIsUndoneToNothing() async throws {
    let samples = try await twoEvents()
    _ = try await undo(2)
    await #expect(throws: PublishConflict.self) { _ = try await undo(1) }
    try library.script { transaction in
      let sample = try transaction.sample()
      try transaction.activate(sample.version(1), of: sample.item)
      _ = try transaction.undo(try transaction.lastEvent(), reason: "")
      #expect(try transaction.item(sample.item).activeVersion == nil)
    }
    #expect(try active(samples) == samples.map { $0.version(1) })
  }

  @Test func whatWasTouchedLaterIsRefusedWithItsName() async throws {
    let samples = try await twoEvents()
    try await library.write { transaction in
      let third = try transaction.addVersion(.sample(3), toItem: samples[1].item)
      try transaction.activate(third, of: samples[1].item)
      try transaction.activate(samples[1].version(1), of: samples[1].item)
    }
    let name = try name(samples[1])
    // The latest of them is named: it is the one that can be undone first.
    await #expect(throws: PublishConflict.touchedLater(event: 2, item: name, laterEvent: 4)) { _ = try await undo(2) }
    #expect(try active(samples) == [samples[0].version(2), samples[1].version(1)])
    _ = try await undo(4)
    await #expect(throws: PublishConflict.touchedLater(event: 2, item: name, laterEvent: 5)) { _ = try await undo(2) }
  }

  @Test func anUndoneEventIsNotUndoneAgain() async throws {
    _ = try await twoEvents()
    _ = try await undo(2)
    await #expect(throws: PublishConflict.alreadyUndone(2, by: 3)) { _ = try await undo(2) }
    #expect(try library.read { try $0.lastEvent() } == 3)
  }

  /// Event 2 holds again once its undo is undone. To take it back, the later event must go, and the hint says which.
  @Test func anEventWhoseUndoWasUndoneIsNotCalledUndone() async throws {
    let samples = try await twoEvents()
    _ = try await undo(2)
    _ = try await undo(3)
    await #expect(throws: PublishConflict.touchedLater(event: 2, item: try name(samples[0]), laterEvent: 4)) {
      _ = try await undo(2)
    }
    _ = try await undo(4)
    #expect(try active(samples) == samples.map { $0.version(1) })
  }

  @Test func aCatalogueChangeIsUndoneInItsFiles() async throws {
    try await library.write { _ = try $0.appendEvent(.catalogue, reason: "sync") }
    await #expect(throws: PublishConflict.catalogueEvent(1)) { _ = try await undo(1) }
  }

  @Test(arguments: [0, -1, 77]) func anUnknownEventIsSaidSo(event: Int64) async throws {
    await #expect(throws: PublishConflict.unknownEvent(event)) { _ = try await undo(event) }
  }

  @Test func anEventThatTouchedNothingIsUndoneInTheLogOnly() async throws {
    try await library.write { _ = try $0.appendEvent(.import, reason: "nothing new") }
    #expect(try await undo(1) == 2)
    await #expect(throws: PublishConflict.alreadyUndone(1, by: 2)) { _ = try await undo(1) }
    #expect(try await undo(2) == 3)
    // Its undo is gone, so it may be undone again.
    #expect(try await undo(1) == 4)
    await #expect(throws: PublishConflict.alreadyUndone(1, by: 4)) { _ = try await undo(1) }
  }

  @Test func otherItemsOfTheSameTimeAreLeftAlone() async throws {
    let samples = try await twoEvents()
    let other = try await library.write { transaction in
      let other = try transaction.sample()
      try transaction.activate(other.version(1), of: other.item)
      return other
    }
    _ = try await undo(2)
    #expect(try active(samples + [other]) == [samples[0].version(1), samples[1].version(1), other.version(1)])
  }
}
