import ContentModel
import ContentStore
import Testing

@Suite struct RollbackTests {
  let library: Library

  init() throws { library = try Library() }

  @Test func repeatedRollbacksWalkBackByTheLog() async throws {
    try library.script { transaction in
      let sample = try transaction.sample(versions: 4)
      for number in [2, 4, 1, 3] { try transaction.activate(sample.version(number), of: sample.item) }
      var walk: [Int64?] = []
      for _ in 0..<3 {
        try transaction.rollBack(sample.item)
        walk.append(try transaction.item(sample.item).activeVersion)
      }
      #expect(walk == [1, 4, 2].map { sample.version($0) })
      let name = String(try transaction.item(sample.item).uuid.suffix(8))
      #expect(throws: PublishConflict.nothingBefore(item: name)) { try transaction.rollBack(sample.item) }
    }
  }

  @Test func aRollbackCanBeUndoneAndDoneAgain() async throws {
    try library.script { transaction in
      let sample = try transaction.sample(versions: 2)
      try transaction.activate(sample.version(1), of: sample.item)
      try transaction.activate(nil, of: sample.item, .deactivate)
      let event = try #require(try transaction.rollBack(sample.item))
      #expect(try transaction.item(sample.item).activeVersion == sample.version(1))
      _ = try transaction.undo(event, reason: "")
      #expect(try transaction.item(sample.item).activeVersion == nil)
      try transaction.rollBack(sample.item)
      #expect(try transaction.item(sample.item).activeVersion == sample.version(1))
    }
  }

  @Test func aNeverActiveItemHasNothingBefore() async throws {
    let sample = try await library.write { try $0.sample() }
    await #expect(throws: PublishConflict.self) { try await library.write { _ = try $0.rollBack(sample.item) } }
  }

  /// Four items of one run: a new one, one above an import, one that a person has changed since, one taken out since;
  /// and one more that waits in review.
  @Test func aRunIsRolledBackInOneEvent() async throws {
    try library.script { transaction in
      let run = try transaction.sampleRun()
      var waiting = NewVersion.sample(1, .run, run: run)
      waiting.review = .waiting
      let fresh = try transaction.sample(origin: .run, run: run)
      let above = try transaction.sample(origin: .import)
      try transaction.activate(above.version(1), of: above.item, .import)
      let second = try transaction.addVersion(.sample(2, .run, run: run), toItem: above.item)
      let changed = try transaction.sample(origin: .run, run: run)
      let removed = try transaction.sample(origin: .run, run: run)
      let held = try transaction.makeItem(kind: "gap_fill_exercise", key: .weekend)
      let heldVersion = try transaction.addVersion(waiting, toItem: held)
      let active: [(Int64, Int64?, Int64)] = [
        (fresh.item, nil, fresh.version(1)), (above.item, above.version(1), second),
        (changed.item, nil, changed.version(1)), (removed.item, nil, removed.version(1)),
      ]
      try transaction.publish(
        .fill, reason: "", run: run,
        records: active.map { PublishRecord(item: $0.0, oldVersion: $0.1, newVersion: $0.2) })
      let edited = try transaction.addVersion(.sample(2, .person), toItem: changed.item)
      try transaction.activate(edited, of: changed.item)
      try transaction.activate(nil, of: removed.item, .deactivate)
      // Another run's item and review are not touched.
      let otherRun = try transaction.sampleRun()
      let other = try transaction.sample(origin: .run, run: otherRun)
      try transaction.activate(other.version(1), of: other.item, .fill, run: otherRun)
      waiting.run = otherRun
      let otherVersion = try transaction.addVersion(waiting, toItem: try transaction.sample().item)

      let result = try transaction.rollBackRun(run, reason: "wrong prompt")
      #expect(result.event == (try transaction.lastEvent()))
      #expect(result.restored == [fresh.item, above.item])
      #expect(result.movedOn == [changed.item])
      #expect(result.withdrawn == 1)
      let after = try [fresh, above, changed, removed, other].map { try transaction.item($0.item).activeVersion }
      #expect(after == [nil, above.version(1), edited, nil, other.version(1)])
      #expect(try transaction.version(heldVersion)?.review == .withdrawn)
      #expect(try transaction.version(otherVersion)?.review == .waiting)
      #expect(try transaction.event(try transaction.lastEvent())?.action == .rollback)
      #expect(try transaction.event(try transaction.lastEvent())?.reason == "wrong prompt")

      // Once more finds nothing to do; undone, all is as before.
      let again = try transaction.rollBackRun(run, reason: "")
      #expect(again.event == nil && again.restored.isEmpty && again.withdrawn == 0)
      _ = try transaction.undo(try #require(result.event), reason: "")
      #expect(try transaction.item(above.item).activeVersion == second)
      #expect(try transaction.item(fresh.item).activeVersion == fresh.version(1))
    }
  }

  /// A draft that a person accepted is a version of the run too, whatever event made it active.
  @Test func acceptedDraftsAreTheRunsToo() async throws {
    try library.script { transaction in
      let run = try transaction.sampleRun()
      let sample = try transaction.sample(origin: .import)
      try transaction.activate(sample.version(1), of: sample.item, .import)
      let second = try transaction.addVersion(.sample(2, .run, run: run), toItem: sample.item)
      try transaction.activate(second, of: sample.item, .accept)
      let result = try transaction.rollBackRun(run, reason: "")
      #expect(result.restored == [sample.item])
      #expect(try transaction.item(sample.item).activeVersion == sample.version(1))
    }
  }

  /// What was active before the run, by the log: below all of the run's versions, above what came earlier.
  @Test func whatWasActiveBeforeTheRunIsFoundByTheLog() async throws {
    try library.script { transaction in
      let run = try transaction.sampleRun()
      func sample() throws -> (item: Int64, imported: Int64, first: Int64, second: Int64, person: Int64) {
        let sample = try transaction.sample(origin: .import)
        return (
          sample.item, sample.version(1), try transaction.addVersion(.sample(2, .run, run: run), toItem: sample.item),
          try transaction.addVersion(.sample(3, .run, run: run), toItem: sample.item),
          try transaction.addVersion(.sample(4, .person), toItem: sample.item)
        )
      }
      // Two versions of the run, one above the other.
      let twice = try sample()
      for version in [twice.imported, twice.first, twice.second] {
        try transaction.activate(version, of: twice.item, .fill, run: version == twice.imported ? nil : run)
      }
      // A person's version in between.
      let between = try sample()
      for version in [between.imported, between.first, between.person, between.second] {
        try transaction.activate(version, of: between.item)
      }
      // A person's version on top, taken back again.
      let undone = try sample()
      for version in [undone.imported, undone.first, undone.person] {
        try transaction.activate(version, of: undone.item)
      }
      _ = try transaction.undo(try transaction.lastEvent(), reason: "")
      // Taken out by a person, and filled again.
      let refilled = try sample()
      try transaction.activate(refilled.imported, of: refilled.item, .import)
      try transaction.activate(nil, of: refilled.item, .deactivate)
      try transaction.activate(refilled.first, of: refilled.item, .fill, run: run)

      let result = try transaction.rollBackRun(run, reason: "")
      #expect(result.restored == [twice.item, between.item, undone.item, refilled.item])
      #expect(result.movedOn == [])
      let after = try [twice.item, between.item, undone.item, refilled.item].map {
        try transaction.item($0).activeVersion
      }
      #expect(after == [twice.imported, between.person, undone.imported, nil])
    }
  }

  @Test func aRunWithoutVersionsIsRolledBackToNothing() async throws {
    try library.script { transaction in
      let run = try transaction.sampleRun()
      let before = try transaction.lastEvent()
      let result = try transaction.rollBackRun(run, reason: "")
      #expect(result.event == nil && result.restored.isEmpty && result.movedOn.isEmpty && result.withdrawn == 0)
      #expect(try transaction.lastEvent() == before)
    }
  }
}
