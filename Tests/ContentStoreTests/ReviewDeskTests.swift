import ContentModel
import ContentStore
import Formats
import SQLiteKit
import Testing
import World

@testable import ContentStore

/// Assignments, reports of learners, reasons of rejections and audits, and what a second person is told.
@Suite struct ReviewDeskTests {
  let library: Library

  init() throws { library = try Library() }

  /// An item with one version that waits.
  private func waiting(
    _ transaction: StoreTransaction, _ key: Key = .weekend, run: Int64? = nil
  ) throws -> Int64 {
    let item = try transaction.makeItem(kind: "gap_fill_exercise", key: key)
    var new = NewVersion.sample(Int(item), .run, run: run)
    new.review = .waiting
    _ = try transaction.addVersion(new, toItem: item)
    return item
  }

  /// An item with one active version.
  private func active(_ transaction: StoreTransaction, run: Int64? = nil) throws -> SampleItem {
    let sample = try transaction.sample(run: run)
    try transaction.activate(sample.version(1), of: sample.item)
    return sample
  }

  private func name(_ item: Int64, _ reader: some StoreQueries) throws -> String {
    String(try reader.item(item).uuid.suffix(8))
  }

  private func report(_ text: String, day: Int64 = 0) -> LearnerReport {
    LearnerReport(reportedAt: Timestamp(milliseconds: day * 86_400_000), text: text)
  }

  @Test func anItemIsAssignedTakenBackAndDecided() throws {
    try library.script { transaction in
      let item = try waiting(transaction)
      #expect(try transaction.assign(item: item, to: "ben", reassigns: false))
      #expect(
        try transaction.assignment(ofItem: item)
          == Assignment(person: "ben", by: "ada", at: library.clock.now))
      #expect(try transaction.waitingVersions().map(\.assignee) == ["ben"])
      #expect(try !transaction.assign(item: item, to: "ben", reassigns: false))
      #expect(try transaction.assign(item: item, to: "carl", reassigns: true))
      #expect(try transaction.assign(item: item, to: nil, reassigns: false))
      #expect(try !transaction.assign(item: item, to: nil, reassigns: false))
      #expect(try transaction.assignment(ofItem: item) == nil)
      // Each act is kept, with who did it.
      let acts = try transaction.connection.all(
        """
        SELECT a.act, coalesce(p.name, ''), b.name FROM review_acts a LEFT JOIN actors p ON p.id = a.person
        JOIN actors b ON b.id = a.actor ORDER BY a.id
        """
      ) { "\($0.text(0)) \($0.text(1)) \($0.text(2))" }
      #expect(acts == ["assigned ben ada", "assigned carl ada", "unassigned  ada"])
      // A decision ends it.
      for decides in [
        { _ = try transaction.accept(item: $0) }, { _ = try transaction.reject(item: $0, reason: "") },
      ] as [(Int64) throws -> Void] {
        let item = try waiting(transaction)
        _ = try transaction.assign(item: item, to: "ben", reassigns: false)
        try decides(item)
        #expect(try transaction.assignment(ofItem: item) == nil)
      }
    }
  }

  @Test func ofTwoWhoAssignTheSecondIsTold() async throws {
    let item = try await library.write { try waiting($0) }
    let name = try library.read { try self.name(item, $0) }
    let time = library.clock.now
    let grace = try library.reopened(actor: "grace")
    _ = try await grace.write { try $0.assign(item: item, to: "ben", reassigns: false) }
    library.clock.advance(byMilliseconds: 60_000)
    await #expect(throws: ReviewConflict.alreadyAssigned(item: name, to: "ben", by: "grace", at: time)) {
      try await library.write { try $0.assign(item: item, to: "carl", reassigns: false) }
    }
    #expect(try library.read { try $0.assignment(ofItem: item)?.person } == "ben")
    _ = try await grace.write { try $0.reject(item: item, reason: "dull") }
    let rejected = ReviewConflict.alreadyRejected(item: name, by: "grace", at: library.clock.now, reason: "dull")
    await #expect(throws: rejected) {
      try await library.write { try $0.assign(item: item, to: "carl", reassigns: true) }
    }
  }

  @Test func ofTwoWhoRejectTheSecondIsTold() async throws {
    let item = try await library.write { try waiting($0) }
    let name = try library.read { try self.name(item, $0) }
    try await library.reopened(actor: "grace").write { _ = try $0.reject(item: item, reason: "dull") }
    let time = library.clock.now
    library.clock.advance(byMilliseconds: 60_000)
    await #expect(throws: ReviewConflict.alreadyRejected(item: name, by: "grace", at: time, reason: "dull")) {
      try await library.write { try $0.reject(item: item, reason: "too hard") }
    }
    #expect(try library.read { try $0.version(1, ofItem: item).reviewReason } == "dull")
  }

  @Test func theLastChangeIsThatOfWhoeverCameLast() throws {
    try library.script { transaction in
      let item = try waiting(transaction)
      let change = try transaction.lastChange(ofItem: item)
      #expect(change.by == "ada" && change.at == library.clock.now)
    }
    library.clock.advance(byMilliseconds: 1000)
    try library.script { transaction in
      let item = try #require(try transaction.waitingVersions().first?.item)
      let other = StoreTransaction(connection: transaction.connection, world: library.store.world, actorName: "ben")
      _ = try other.publish(.accept, reason: "", records: [try other.accept(item: item)])
      library.clock.advance(byMilliseconds: 1000)
      #expect(try transaction.lastChange(ofItem: item).by == "ben")
      let third = StoreTransaction(connection: transaction.connection, world: library.store.world, actorName: "carl")
      try third.activate(nil, of: item, .deactivate)
      let change = try transaction.lastChange(ofItem: item)
      #expect(change.by == "carl" && change.at == library.clock.now)
    }
  }

  @Test func theSameReportAgainChangesNothing() throws {
    try library.script { transaction in
      let sample = try active(transaction)
      #expect(try transaction.add(report("wrong"), ofItem: sample.item))
      #expect(try !transaction.add(report("wrong"), ofItem: sample.item))
      #expect(try transaction.add(report("wrong", day: 1), ofItem: sample.item))
      #expect(try transaction.add(report("hard"), ofItem: sample.item))
      #expect(try transaction.openReports(ofItem: sample.item).map(\.text) == ["wrong", "hard", "wrong"])
      #expect(try transaction.closeReports(ofItem: sample.item, as: .kept) == 3)
      // A closed one is known too: what was decided is not asked again.
      #expect(try !transaction.add(report("wrong"), ofItem: sample.item))
      #expect(try transaction.reportedVersions() == [])
    }
  }

  @Test func aReportedItemIsKeptOrRejected() throws {
    try library.script { transaction in
      let (kept, rejected) = (try active(transaction), try active(transaction))
      for sample in [kept, rejected] { _ = try transaction.add(report("wrong"), ofItem: sample.item) }
      #expect(try transaction.reportedVersions().map(\.item) == [kept.item, rejected.item])
      #expect(try transaction.reportedVersions(ofItem: kept.item).map(\.reports) == [1])
      #expect(try transaction.reportedVersions().allSatisfy(\.isActive))

      #expect(try transaction.keep(item: kept.item) == 1)
      #expect(try transaction.item(kept.item).activeNumber == 1)
      let short = try name(kept.item, transaction)
      #expect(throws: ReviewConflict.alreadyKept(item: short, by: "ada", at: library.clock.now)) {
        try transaction.keep(item: kept.item)
      }

      let rejection = try transaction.rejectReported(item: rejected.item, reason: "two answers")
      #expect(rejection.number == 1 && rejection.reports == 1)
      #expect(rejection.record == PublishRecord(item: rejected.item, oldVersion: rejected.version(1), newVersion: nil))
      try transaction.publish(.deactivate, reason: "", records: [rejection.record])
      #expect(try transaction.version(1, ofItem: rejected.item).review == .rejected)
      #expect(try transaction.reportedVersions() == [])
      let outcomes = try transaction.connection.all("SELECT outcome FROM reports ORDER BY id") { $0.text(0) }
      #expect(outcomes == ["kept", "deactivated"])
      #expect(throws: ReviewConflict.self) { try transaction.rejectReported(item: rejected.item, reason: "") }
    }
  }

  @Test func reportsOfAnItemThatIsNotActiveWait() throws {
    try library.script { transaction in
      let sample = try transaction.sample()
      _ = try transaction.add(report("wrong"), ofItem: sample.item)
      #expect(try transaction.reportedVersions() == [])
      #expect(throws: ReviewConflict.self) { try transaction.keep(item: sample.item) }
      try transaction.activate(sample.version(1), of: sample.item)
      #expect(try transaction.reportedVersions().map(\.reports) == [1])
    }
  }

  @Test func reasonsAreTheNewestEachOnceByPlace() throws {
    try library.script { transaction in
      let other = Key(section: "passiv", topic: "freizeit_10_wochenende", language: "fr")
      for (reason, key) in [
        ("dull", Key.weekend), ("two answers", .weekend), ("dull", .weekend), ("", .weekend), ("trop long", other),
      ] {
        _ = try transaction.reject(item: try waiting(transaction, key), reason: reason)
      }
      let german = RejectionPlace(kind: "gap_fill_exercise", section: "passiv", language: "de")
      let french = RejectionPlace(kind: "gap_fill_exercise", section: "passiv", language: "fr")
      #expect(try transaction.rejectionReasons() == [german: ["dull", "two answers"], french: ["trop long"]])
      // What is made active all the same was not bad after all.
      let item = try waiting(transaction, other)
      _ = try transaction.reject(item: item, reason: "by mistake")
      #expect(try transaction.rejectionReasons()[french] == ["by mistake", "trop long"])
      _ = try transaction.activate(items: [item], number: 1, reason: "")
      #expect(try transaction.rejectionReasons()[french] == ["trop long"])
    }
  }

  @Test func atMostTwentyReasonsAreReadOfAPlace() throws {
    try library.script { transaction in
      for number in 1...30 { _ = try transaction.reject(item: try waiting(transaction), reason: "reason \(number)") }
      let reasons = try #require(try transaction.rejectionReasons().values.first)
      #expect(reasons == (11...30).reversed().map { "reason \($0)" })
    }
  }

  @Test func aSampleAndItsJudgements() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(drafts: 0)
      let kept = try (1...3).map { _ in try active(transaction, run: run) }
      let waits = try waiting(transaction, run: run)
      _ = try transaction.reject(item: try waiting(transaction, run: run), reason: "")
      _ = try active(transaction)
      let population = try transaction.auditPopulation(ofRun: run)
      // Neither what was rejected nor what another run has brought.
      #expect(population.map(\.item) == kept.map(\.item) + [waits])
      let chosen = [population[2], population[0]]
      let audit = try transaction.addAudit(ofRun: run, seed: 77, population: population.count, chosen: chosen)
      #expect(try transaction.items(ofAudit: audit).map(\.item) == chosen.map(\.item))
      #expect(try transaction.judge(item: kept[2].item, .good, reason: ""))
      #expect(try !transaction.judge(item: kept[2].item, .good, reason: ""))
      // Who judged first may think again.
      #expect(try transaction.judge(item: kept[2].item, .bad, reason: "gap 2"))
      let sample = try #require(try transaction.audits(ofRun: run).first)
      #expect(
        sample
          == AuditSample(
            id: audit, runUUID: try transaction.run(run).uuid, seed: 77, population: 4, size: 2, judged: 1, good: 0,
            by: "ada", at: library.clock.now))
      let judged = try #require(try transaction.items(ofAudit: audit).first)
      #expect(judged.ordinal == 1 && judged.verdict == .bad && judged.reason == "gap 2" && judged.by == "ada")
      let short = try name(kept[1].item, transaction)
      #expect(throws: AuditConflict.notSampled(item: short, run: nil)) {
        try transaction.judge(item: kept[1].item, .good, reason: "")
      }
      let other = try transaction.sampleRun(drafts: 0)
      let otherName = String(try transaction.run(other).uuid.suffix(8))
      #expect(throws: AuditConflict.notSampled(item: try name(kept[2].item, transaction), run: otherName)) {
        try transaction.judge(item: kept[2].item, run: other, .good, reason: "")
      }
    }
  }

  @Test func ofTwoWhoJudgeTheSecondIsTold() async throws {
    let item = try await library.write { transaction in
      let run = try transaction.sampleRun(drafts: 0)
      let sample = try self.active(transaction, run: run)
      _ = try transaction.addAudit(
        ofRun: run, seed: 1, population: 1, chosen: try transaction.auditPopulation(ofRun: run))
      return sample.item
    }
    let name = try library.read { try self.name(item, $0) }
    _ = try await library.reopened(actor: "grace").write { try $0.judge(item: item, .bad, reason: "") }
    let time = library.clock.now
    library.clock.advance(byMilliseconds: 60_000)
    await #expect(throws: AuditConflict.alreadyJudged(item: name, verdict: .bad, by: "grace", at: time)) {
      try await library.write { try $0.judge(item: item, .bad, reason: "") }
    }
  }

  /// Decisions that were made before there was a table of acts are known afterwards, as far as they were written down.
  @Test func anOlderStoreKeepsItsDecisions() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("old.db")
    do {
      let connection = try Connection(path: path, access: .create, busyTimeout: 1000)
      try connection.migrate(
        to: Schema.migrations.filter { $0.version < 7 }, applicationID: Schema.applicationID)
      try connection.runScript(
        """
        INSERT INTO actors (id, name) VALUES (1, 'grace');
        INSERT INTO items (id, uuid, kind, section, language, created_at)
          VALUES (1, '018f2b6e-7c3a-7d10-9a55-000000000001', 'k', 's', 'de', 0),
            (2, '018f2b6e-7c3a-7d10-9a55-000000000002', 'k', 's', 'de', 0);
        INSERT INTO versions (item, number, digest, origin, actor, approved_by, schema_version, review, review_reason,
          created_at)
        VALUES (1, 1, x'00', 'run', 1, 1, 1, 'accepted', NULL, 0), (2, 1, x'01', 'run', 1, NULL, 1, 'rejected', 'dull', 0);
        """)
    }
    let store = try Store.open(path: path, create: false, actor: "ada", world: .test(TestClock()))
    let decision = try store.read { try $0.lastDecision(ofItem: 1) }
    #expect(decision == ReviewDecision(act: .accepted, by: "grace", at: nil, reason: ""))
    let why = try store.read { try $0.whyNothingWaits(of: 2) }
    #expect(why == .alreadyRejected(item: "00000002", by: nil, at: nil, reason: "dull"))
    let reasons = try store.read { try $0.rejectionReasons() }
    #expect(reasons == [RejectionPlace(kind: "k", section: "s", language: "de"): ["dull"]])
  }
}
