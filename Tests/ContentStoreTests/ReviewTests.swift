import ContentModel
import ContentStore
import Formats
import Testing

@Suite struct ReviewTests {
  let library: Library

  init() throws { library = try Library() }

  /// An item whose versions are in these states of review.
  private func sample(
    _ states: [ReviewState?], run: Int64? = nil, findings: [Finding]? = nil, in transaction: StoreTransaction
  ) throws -> SampleItem {
    let item = try transaction.makeItem(kind: "gap_fill_exercise", key: .weekend)
    let versions = try states.enumerated().map { index, state in
      var new = NewVersion.sample(index + 1, .run, run: run)
      new.review = state
      new.findings = findings
      return try transaction.addVersion(new, toItem: item)
    }
    return SampleItem(item: item, versions: versions)
  }

  private func name(_ item: Int64, _ transaction: StoreTransaction) throws -> String {
    String(try transaction.item(item).uuid.suffix(8))
  }

  private func states(_ sample: SampleItem, _ transaction: StoreTransaction) throws -> [ReviewState?] {
    try transaction.versions(ofItem: sample.item).map(\.review)
  }

  @Test func whatWaitsIsListedOldestFirst() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(drafts: 0)
      let first = try sample([nil, .waiting], findings: [.sample(), .sample("a", .critical)], in: transaction)
      try transaction.activate(first.version(1), of: first.item)
      let second = try sample([.waiting], run: run, in: transaction)
      _ = try sample([.accepted], in: transaction)
      _ = try sample([.rejected, .withdrawn], in: transaction)
      let waiting = try transaction.waitingVersions()
      #expect(waiting.map(\.version) == [first.version(2), second.version(1)])
      #expect(waiting.map(\.item) == [first.item, second.item])
      #expect(waiting[0].number == 2 && waiting[0].activeNumber == 1 && waiting[0].score == 80)
      #expect(waiting[0].findings == 2 && waiting[0].criticalFindings == 1 && waiting[0].runUUID == nil)
      #expect(waiting[0].kind == "gap_fill_exercise" && waiting[0].key == .weekend)
      #expect(waiting[1].activeNumber == nil && waiting[1].score == nil && waiting[1].findings == 0)
      #expect(waiting[1].runUUID == (try transaction.run(run).uuid))
      #expect(try transaction.waitingVersions(ofRun: run).map(\.item) == [second.item])
      #expect(try transaction.waitingVersions(ofItem: first.item).map(\.item) == [first.item])
      #expect(try transaction.waitingVersions(ofRun: run, ofItem: second.item).map(\.item) == [second.item])
      #expect(try transaction.waitingVersions(ofRun: run, ofItem: first.item).isEmpty)
    }
  }

  @Test func acceptingApprovesTheNewestAndWithdrawsTheRest() throws {
    try library.script { transaction in
      let sample = try sample(
        [.waiting, .rejected, .waiting], findings: [.sample("a", .critical), .sample()], in: transaction)
      let record = try transaction.accept(item: sample.item)
      #expect(record == PublishRecord(item: sample.item, oldVersion: nil, newVersion: sample.version(3)))
      try transaction.publish(.accept, reason: "good", records: [record])
      #expect(try states(sample, transaction) == [.withdrawn, .rejected, .accepted])
      let versions = try transaction.versions(ofItem: sample.item)
      #expect(versions.map(\.approvedBy) == [nil, nil, "ada"])
      #expect(versions[0].reviewReason == "version 3 was accepted")
      // Its critical finding is waived by name, what merely warns stays.
      #expect(versions[2].findings.map(\.rule) == ["gap_numbering"])
      #expect(try transaction.waivedFindings(ofVersion: sample.version(3)).map(\.by) == ["ada"])
      #expect(
        try transaction.inventory(livingRuns: [])["gap_fill_exercise", .weekend]
          == InventoryCounts(active: 1, approved: 1))
    }
  }

  @Test func ofTwoWhoAcceptTheSecondIsToldWhoWasFaster() async throws {
    let item = try await library.write { transaction in
      let item = try transaction.makeItem(kind: "gap_fill_exercise", key: .weekend)
      var new = NewVersion.sample(1, .run)
      new.review = .waiting
      _ = try transaction.addVersion(new, toItem: item)
      return item
    }
    let name = try library.read { String(try $0.item(item).uuid.suffix(8)) }
    try await library.reopened(actor: "grace").write {
      _ = try $0.publish(.accept, reason: "", records: [try $0.accept(item: item)])
    }
    await #expect(throws: ReviewConflict.alreadyAccepted(item: name, by: "grace", at: library.clock.now)) {
      try await library.write { _ = try $0.accept(item: item) }
    }
    await #expect(throws: ReviewConflict.alreadyAccepted(item: name, by: "grace", at: library.clock.now)) {
      try await library.write { _ = try $0.reject(item: item, reason: "") }
    }
  }

  @Test func rejectingPublishesNothing() throws {
    try library.script { transaction in
      let sample = try sample([.waiting, .waiting, nil], in: transaction)
      let before = try transaction.lastEvent()
      #expect(try transaction.reject(item: sample.item, reason: "too hard") == 2)
      #expect(try states(sample, transaction) == [.rejected, .rejected, nil])
      #expect(try transaction.version(2, ofItem: sample.item).reviewReason == "too hard")
      #expect(try transaction.lastEvent() == before)
      let name = try name(sample.item, transaction)
      #expect(throws: ReviewConflict.alreadyRejected(item: name, by: "ada", at: library.clock.now, reason: "too hard"))
      {
        try transaction.accept(item: sample.item)
      }
      let other = try self.sample([nil], in: transaction)
      #expect(throws: ReviewConflict.nothingWaiting(item: try self.name(other.item, transaction))) {
        try transaction.reject(item: other.item, reason: "")
      }
    }
  }

  /// A draft of a run, dropped with a text, after a generation, an assessment and a regeneration.
  private func droppedDraft(in transaction: StoreTransaction, cardinalityKey: Key = .weekend) throws -> (
    run: Int64, name: DraftName
  ) {
    let run = try transaction.sampleRun(drafts: 2)
    for (role, cost) in [(Role.generation, 300), (.assessment, 20), (.regeneration, 100)] {
      let call = try #require(try transaction.sampleCall(ofRun: run, worstCase: Money(billionths: 1000), role: role))
      try transaction.answer(call)
      try transaction.settle(
        AttemptSettlement(
          attempt: call, run: run, usage: TokenUsage(), cost: Money(billionths: Int64(cost)), finishReason: "stop",
          inputTokensSingle: nil, shares: [(1, Money(billionths: Int64(cost)))]))
    }
    var draft = try #require(try transaction.draft(1, ofRun: run))
    draft.state = .dropped
    draft.dropReason = "assessment"
    draft.body = ["text": "[1] trinke ich Tee."]
    draft.findings = [.sample("assessment", .critical, penalty: 40)]
    try transaction.update(draft)
    return (run, DraftName(run: String(try transaction.run(run).uuid.suffix(8)), ordinal: 1))
  }

  @Test func aDroppedDraftIsRescued() throws {
    try library.script { transaction in
      let (run, name) = try droppedDraft(in: transaction)
      #expect(try transaction.name(of: try transaction.draft(named: name)) == name)
      let record = try transaction.rescue(name, schemaVersion: 3)
      try transaction.publish(.accept, reason: "", records: [record])
      let item = try transaction.item(record.item)
      #expect(item.key == .weekend && item.activeNumber == 1)
      let version = try transaction.version(1, ofItem: record.item)
      #expect(version.body == "{\"text\":\"[1] trinke ich Tee.\"}")
      #expect(version.origin == .run && version.schemaVersion == 3 && version.approvedBy == "ada")
      #expect(version.review == .accepted && version.score == 60 && version.findings == [])
      #expect(version.runUUID == (try transaction.run(run).uuid))
      #expect(version.cost == Money(billionths: 420))
      #expect(version.promptHash == "hash" && version.model == "sim-1")
      #expect(try transaction.currentDigest(ofItem: record.item)?.count == 32)
      let draft = try transaction.draft(named: name)
      #expect(draft.state == .dropped && draft.item == record.item)
      #expect(try transaction.droppedDrafts(limit: 5) == [])
      let short = try self.name(record.item, transaction)
      #expect(
        throws: ReviewConflict.alreadyRescued(
          draft: name.description, item: short, by: "ada", at: library.clock.now)
      ) {
        try transaction.rescue(name, schemaVersion: 3)
      }
    }
  }

  @Test func aRescueIntoAnItemIsItsNextVersion() throws {
    try library.script { transaction in
      let known = try transaction.sample(versions: 2)
      try transaction.activate(known.version(2), of: known.item)
      let (_, name) = try droppedDraft(in: transaction)
      let record = try transaction.rescue(name, schemaVersion: 1, intoItem: known.item)
      #expect(record.item == known.item && record.oldVersion == known.version(2))
      #expect(try transaction.version(3, ofItem: known.item).id == record.newVersion)
    }
  }

  @Test func onlyDroppedDraftsWithATextAreRescued() throws {
    try library.script { transaction in
      let (run, name) = try droppedDraft(in: transaction)
      var draft = try transaction.draft(named: name)
      draft.body = nil
      try transaction.update(draft)
      #expect(throws: ReviewConflict.notDropped(draft: name.description)) {
        try transaction.rescue(name, schemaVersion: 1)
      }
      // A draft that made it has an item too: nobody has rescued it.
      draft.state = .completed
      draft.body = ["text": "a"]
      draft.item = try transaction.sample().item
      try transaction.update(draft)
      #expect(throws: ReviewConflict.notDropped(draft: name.description)) {
        try transaction.rescue(name, schemaVersion: 1)
      }
      let pending = DraftName(run: name.run, ordinal: 2)
      #expect(throws: ReviewConflict.notDropped(draft: pending.description)) {
        try transaction.rescue(pending, schemaVersion: 1)
      }
      let absent = DraftName(run: "last", ordinal: 3)
      #expect(throws: ReviewConflict.unknownDraft("last:3")) { try transaction.rescue(absent, schemaVersion: 1) }
      #expect(throws: RunLookupFailure.unknown("zzz")) {
        try transaction.draft(named: DraftName(run: "zzz", ordinal: 1))
      }
      #expect(try transaction.draft(named: DraftName(run: "last", ordinal: 2)).run == run)
    }
  }

  @Test(
    arguments: [
      ("7f3a9c21:17", "7f3a9c21", 17), ("last:1", "last", 1), ("7f3a9c21", nil, 0), ("7f3a9c21:", nil, 0),
      (":1", nil, 0),
      ("a:0", nil, 0), ("a:-1", nil, 0), ("a:1:2", nil, 0), ("a:x", nil, 0), ("a:99999999999999999999", nil, 0),
      ("", nil, 0),
    ] as [(String, String?, Int)])
  func theNameOfADraftIsRunAndNumber(text: String, run: String?, ordinal: Int) {
    #expect(DraftName(text) == run.map { DraftName(run: $0, ordinal: ordinal) })
    if run != nil { #expect(DraftName(text)?.description == text) }
  }
}
