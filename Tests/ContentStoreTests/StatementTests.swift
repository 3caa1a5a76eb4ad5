import ContentModel
import Formats
import Testing
import World

@testable import ContentStore
@testable import SQLiteKit

/// The statements themselves, as they are really prepared: how SQLite would look for the rows, and whether PostgreSQL
/// could run them too (architecture.md, section 8).
@Suite struct StatementTests {
  let library: Library

  init() throws { library = try Library() }

  /// Calls everything that the store offers once, and hands the connection with all its statements to a closure.
  private func withAllStatements(_ body: (Connection, [String]) throws -> Void) throws {
    try library.script { transaction in
      try callCatalogue(transaction)
      let sample = try callItems(transaction)
      try callSimilarity(transaction)
      let run = try callRuns(transaction)
      try callPublishing(transaction, sample, run)
      let statements = transaction.connection.statements.keys.filter { sql in
        ["SELECT", "INSERT", "UPDATE", "DELETE"].contains { sql.hasPrefix($0) }
      }
      try body(transaction.connection, statements.sorted())
    }
  }

  private func callCatalogue(_ transaction: StoreTransaction) throws {
    try transaction.setFact("a", "b")
    _ = try transaction.fact("a")
    try transaction.setRates(RateTests.rates)
    _ = try transaction.rates(ofAccount: "a")
    _ = try transaction.rates()
    var rows = ["a", "b"].map { CatalogueRow(file: "sections", key: $0, fields: "{}", origin: "sections.csv:2") }
    _ = try transaction.synchronise(rows, reason: "")
    rows[0].fields = "{\"a\":1}"
    rows[1].origin = "sections.csv:3"
    _ = try transaction.synchronise(rows, reason: "")
    _ = try transaction.synchronise([], reason: "")
    for event in 1...2 { _ = try transaction.catalogueRows(atEvent: Int64(event)) }
    _ = try transaction.renameSection(from: "a", to: "b")
  }

  private func callItems(_ transaction: StoreTransaction) throws -> SampleItem {
    let sample = try transaction.sample(uuid: "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23", versions: 3)
    try transaction.setFindings([.sample()], ofVersion: sample.version(1))
    _ = try transaction.currentDigest(ofItem: sample.item)
    _ = try transaction.isWaiting(digest: [1], ofItem: sample.item)
    _ = try transaction.lastItem()
    _ = try transaction.items(kind: "gap_fill_exercise", key: .weekend)
    _ = try transaction.items(limit: 5)
    _ = try transaction.itemID(uuid: "x")
    _ = try transaction.itemID(named: "1a23")
    _ = try transaction.versions(ofItem: sample.item)
    _ = try transaction.version(sample.version(1))
    _ = try transaction.version(1, ofItem: sample.item)
    return sample
  }

  private func callSimilarity(_ transaction: StoreTransaction) throws {
    let place = SimilarityPlace(kind: "gap_fill_exercise", section: "passiv", language: "de")
    let now = SimilarityProgress(profile: "a", sketchedThrough: try transaction.lastVersion())
    for former in [nil, now] {
      _ = try transaction.addSketches([place: [1]], entrySize: 1, ofKind: place.kind, after: former, now: now)
    }
    try transaction.forEachSimilarityBlock(of: place) { _ in }
    _ = try transaction.similarityBytes(of: place)
    _ = try transaction.versions(ofKind: place.kind, after: 0, limit: 10)
    _ = try transaction.versions(of: place, after: 0)
    _ = try transaction.standing(ofVersion: 1)
    _ = try transaction.body(ofVersion: 1)
    try transaction.removeSketches(ofKind: place.kind)
  }

  private func callRuns(_ transaction: StoreTransaction) throws -> Int64 {
    let run = try transaction.sampleRun(drafts: 1)
    let calls = try (0..<4).map { _ in try #require(try transaction.sampleCall(ofRun: run, worstCase: .zero)) }
    try transaction.answer(calls[0])
    _ = try transaction.unreadAnswers(ofRun: run)
    try transaction.settle(
      AttemptSettlement(
        attempt: calls[0], run: run, usage: .init(), cost: .zero, finishReason: "stop", inputTokensSingle: nil,
        shares: [(1, .zero)]))
    try transaction.fail(attempt: calls[1], run: run, error: "")
    try transaction.markUnknown(attempt: calls[2], error: "")
    _ = try transaction.settleUnknown(attempt: calls[2], run: run, cost: .zero)
    try transaction.withdrawUnsent(ofRun: run, sent: [])
    _ = try transaction.ordinalsInFlight(ofRun: run)
    _ = try transaction.markInFlightUnknown(ofRun: run)
    _ = try transaction.attempts(ofRun: run)
    _ = try transaction.draftID(1, ofRun: run)
    _ = try transaction.figures(ofRun: run)
    var draft = try #require(try transaction.draft(1, ofRun: run))
    draft.state = .dropped
    try transaction.update(draft)
    _ = try transaction.drafts(ofRun: run)
    _ = try transaction.droppedDrafts(limit: 5)
    _ = try transaction.cost(ofDraft: 1)
    _ = try transaction.runs()
    _ = try transaction.unendedRuns()
    _ = try transaction.run(named: "last")
    _ = try transaction.run(named: try transaction.run(run).uuid)
    try transaction.renewLease(ofRun: run, until: library.clock.now)
    try transaction.setBudget(nil, ofRun: run)
    try transaction.countGroups(ofRun: run, fallbacks: 1, halvings: 1)
    try transaction.releaseRun(run, status: .paused, reason: "")
    try transaction.takeRun(try transaction.run(run), holder: "desk:8", leaseUntil: library.clock.now, isLiving: false)
    return run
  }

  private func callPublishing(_ transaction: StoreTransaction, _ sample: SampleItem, _ run: Int64) throws {
    for number in 1...3 { try transaction.activate(sample.version(number), of: sample.item, run: run) }
    try transaction.rollBack(sample.item)
    _ = try transaction.undo(try transaction.lastEvent(), reason: "")
    _ = try transaction.rollBackRun(run, reason: "")
    _ = try transaction.events(limit: 5)
    for event in 1...2 { _ = try transaction.event(Int64(event)) }
    _ = try transaction.records(ofEvent: 1)
    _ = try transaction.inventory(livingRuns: [run])
    _ = try transaction.forEachActive(atEvent: 1, after: 0, limit: 10) { _ in }
    for onlyUnchecked in [true, false] {
      for standing in HeldVersion.Standing.allCases {
        _ = try transaction.versions(standing, after: 0, limit: 10, onlyUnchecked: onlyUnchecked)
      }
    }
    _ = try transaction.versionsWithOpenCriticalFinding()
    _ = try transaction.onlyVersion(activeAfter: 1, kind: "gap_fill_exercise", key: .weekend)
    _ = try transaction.activate(items: [sample.item], reason: "")
    _ = try transaction.deactivate(items: [sample.item], reason: "")
    _ = try transaction.events(ofItem: sample.item)
    _ = try transaction.digests(kind: "gap_fill_exercise", section: "passiv", language: "de")
    try callReview(transaction, sample, run)
  }

  private func callReview(_ transaction: StoreTransaction, _ sample: SampleItem, _ run: Int64) throws {
    var new = NewVersion.sample(9, .run, run: run)
    new.review = .waiting
    for accepts in [true, false] {
      _ = try transaction.addVersion(new, toItem: sample.item)
      if accepts {
        _ = try transaction.accept(item: sample.item)
      } else {
        _ = try transaction.reject(item: sample.item, reason: "")
      }
    }
    #expect(throws: ReviewConflict.self) { try transaction.accept(item: sample.item) }
    _ = try transaction.waitingVersions()
    _ = try transaction.waitingVersions(ofRun: run)
    _ = try transaction.waitingVersions(ofRun: run, ofItem: sample.item)
    _ = try transaction.waivedFindings(ofVersion: sample.version(1))
    try callDesk(transaction, sample, run)
    var draft = try #require(try transaction.draft(1, ofRun: run))
    draft.body = [:]
    draft.item = nil
    draft.state = .dropped
    try transaction.update(draft)
    let name = try transaction.name(of: draft)
    _ = try transaction.rescue(name, schemaVersion: 1)
    #expect(throws: ReviewConflict.self) { try transaction.rescue(name, schemaVersion: 1) }
    _ = try transaction.outputTokensPerItem(kind: "a", model: "b")
    _ = try transaction.secondsPerCall(provider: "a", model: "b")
    _ = try transaction.courseTallies(kind: "a", provider: "b", model: "c")
    _ = try transaction.outputTallies(kind: "a", model: "b", role: .generation)
    _ = try transaction.outputTokensPerItemBySection(kind: "a", model: "b")
    _ = try transaction.versionsMadeByRuns(since: Timestamp(milliseconds: 0))
    try transaction.note(AdoptedRun(runID: "a", config: [:], draftIDs: [1: "x"]), ofRun: draft.run)
    _ = try transaction.adoption(ofRun: draft.run)
    _ = try transaction.run(knownAs: "a")
    _ = try transaction.itemUUIDs(ofRun: draft.run)
  }

  private func callDesk(_ transaction: StoreTransaction, _ sample: SampleItem, _ run: Int64) throws {
    var new = NewVersion.sample(9, .run, run: run)
    new.review = .waiting
    _ = try transaction.addVersion(new, toItem: sample.item)
    for person in ["ben", nil] { _ = try transaction.assign(item: sample.item, to: person, reassigns: false) }
    _ = try transaction.waitingFindings()
    _ = try transaction.reportedVersions()
    _ = try transaction.openReports(ofItem: sample.item)
    _ = try transaction.rejectionReasons()
    _ = try transaction.lastChange(ofItem: sample.item)
    try transaction.activate(sample.version(1), of: sample.item)
    let report = LearnerReport(reportedAt: library.clock.now, text: "a")
    for isNew in [true, false] { #expect(try transaction.add(report, ofItem: sample.item) == isNew) }
    _ = try transaction.rejectReported(item: sample.item, reason: "")
    let population = try transaction.auditPopulation(ofRun: run)
    _ = try transaction.addAudit(ofRun: run, seed: 1, population: population.count, chosen: population)
    _ = try transaction.judge(item: sample.item, run: run, .good, reason: "")
    _ = try transaction.audits()
    _ = try transaction.audits(ofRun: run)
  }

  /// The steps of a statement's plan.
  private func plan(of sql: String, on connection: Connection) throws -> [String] {
    let count = try Regex("\\$([0-9]+)")
    let parameters = sql.matches(of: count).compactMap { $0[1].substring.flatMap { Int($0) } }.max() ?? 0
    return try connection.all(
      "EXPLAIN QUERY PLAN " + sql, [SQLiteValue](repeating: .null, count: parameters)
    ) { $0.text(3) }
  }

  /// Every step that looks through a whole table or index, with the reason why it may. A new one must find its own.
  private static let scansWithReason: Set<String> = [
    // The inventory: one pass over what it counts, by indexes that hold no more than that.
    "SELECT: SCAN items USING COVERING INDEX items_by_key",
    "SELECT: SCAN versions USING INDEX versions_waiting",
    "SELECT: SCAN w",
    "SELECT: SCAN v USING COVERING INDEX versions_translated",
    "SELECT: SCAN d USING INDEX drafts_pending",
    // The end of a uuid has no index; this one is as small as can be.
    "SELECT: SCAN items USING COVERING INDEX sqlite_autoindex_items_1",
    // From the newest on, up to a limit; runs are few.
    "SELECT: SCAN e",
    "SELECT: SCAN r",
    "SELECT: SCAN drafts USING INDEX sqlite_autoindex_drafts_1",
    // The newest calls of a model, up to a limit; once for a plan.
    "SELECT: SCAN a",
    "SELECT: SCAN attempts",
    // From the newest on, until one of the day before.
    "SELECT: SCAN versions",
    // All that there are.
    "SELECT: SCAN findings USING INDEX findings_critical",
    // The review desk: open reports, rejections and samples, by indexes that hold nothing else.
    "SELECT: SCAN r USING INDEX reports_open",
    "SELECT: SCAN a USING INDEX review_acts_rejected",
    "SELECT: SCAN told",
    "SELECT: SCAN (subquery-3)",
    "SELECT: SCAN s",
    "SELECT: SCAN catalogue_rows",
    "SELECT: SCAN catalogue_rows USING INDEX catalogue_rows_now",
    "SELECT: SCAN rate_limits",
    // Once for an undo, once for a renamed section.
    "SELECT: SCAN publish_events",
    "UPDATE: SCAN items",
    "UPDATE: SCAN drafts",
    // Once for a kind whose settings compare items otherwise.
    "DELETE: SCAN similarity_blocks",
  ]

  @Test func noStatementLooksThroughATableWithoutAReason() throws {
    try withAllStatements { connection, statements in
      var scans: Set<String> = []
      for sql in statements {
        for step in try plan(of: sql, on: connection) {
          #expect(!step.contains("AUTOMATIC"), "an index is made for each run of: \(sql)")
          if step.hasPrefix("SCAN ") { scans.insert(sql.prefix(6) + ": " + step) }
        }
      }
      #expect(scans.subtracting(Self.scansWithReason).sorted() == [])
      #expect(Self.scansWithReason.subtracting(scans).sorted() == [])
    }
  }

  /// The hot statements, found by a piece of them, and the steps that they take.
  @Test(arguments: [
    (
      "FROM items WHERE kind = $1 AND section = $2",
      "SEARCH items USING COVERING INDEX items_by_key (kind=? AND section=? AND language=? AND topic=? AND sku=?)"
    ),
    ("FROM items i JOIN versions v ON v.id = CASE", "SEARCH i USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
    ("FROM items i JOIN versions v ON v.id = CASE", "SEARCH r USING PRIMARY KEY (item=? AND event>?)"),
    ("i.active_version = v.id\nWHERE v.checked_at IS NULL", "SEARCH v USING INDEX versions_unchecked (item>?)"),
    ("SELECT id FROM items WHERE uuid = $1", "SEARCH items USING COVERING INDEX sqlite_autoindex_items_1 (uuid=?)"),
    ("SELECT kind, section, topic, sku, language, count(*)", "SCAN items USING COVERING INDEX items_by_key"),
    (
      "WHERE review = 'waiting' AND item = $1)", "SEARCH versions USING INDEX versions_waiting (item=?)"
    ),
    ("SELECT e.action, r.new_version FROM publish_records r", "SEARCH r USING PRIMARY KEY (item=?)"),
    (
      "SELECT entries FROM similarity_blocks",
      "SEARCH similarity_blocks USING INDEX similarity_blocks_by_place (section=? AND language=? AND kind=?)"
    ),
    ("i.id = v.item AND i.kind = $4 AND i.section = $5", "SEARCH v USING INTEGER PRIMARY KEY (rowid>?)"),
    ("i.id = v.item AND i.kind = $2 AND v.body IS NOT NULL", "SEARCH v USING INTEGER PRIMARY KEY (rowid>?)"),
    ("UPDATE drafts SET state", "SEARCH drafts USING INDEX sqlite_autoindex_drafts_1 (run=? AND ordinal=?)"),
    ("UPDATE runs SET reserved = reserved + $1", "SEARCH runs USING INTEGER PRIMARY KEY (rowid=?)"),
  ])
  func aHotStatementUsesItsIndex(piece: String, step: String) throws {
    try withAllStatements { connection, statements in
      let found = statements.filter { $0.contains(piece) }
      #expect(found.count == 1)
      for sql in found {
        let steps = try plan(of: sql, on: connection)
        #expect(steps.contains(step), "\(steps)")
        #expect(!steps.contains { $0.hasPrefix("USE TEMP B-TREE") } || piece.contains("kind = $1"), "\(steps)")
      }
    }
  }

  /// What SQLite takes and PostgreSQL does not, or understands otherwise.
  private static let foreignWords = [
    #"sum\((?!CASE)[^()]*([=<>]|\bIN\b|\bEXISTS\b)"#, #"\bINSERT OR\b"#, #"\bREPLACE INTO\b"#, #"\bifnull\("#,
    #"\biif\("#, #"\browid\b"#, #"\bGLOB\b"#, #"\bREGEXP\b"#, #"\bIS (NOT )?(\$|'|[0-9])"#, #"=="#, #"[`"?]"#,
    #"\b(strftime|julianday|datetime|unixepoch|typeof|total|group_concat|json_extract|printf|hex|instr)\("#,
    #"\bLIMIT [^ ]+,"#, #"\bINDEXED BY\b"#, #", *[a-z.]+ IS (NOT )?NULL *(,|FROM)"#,
  ]

  @Test func noStatementNeedsSQLite() throws {
    let words = try Self.foreignWords.map { try Regex($0) }
    try withAllStatements { _, statements in
      #expect(statements.count > 70)
      for sql in statements {
        for (word, pattern) in zip(words, Self.foreignWords) where sql.contains(word) {
          Issue.record("\(pattern) in: \(sql)")
        }
      }
    }
  }

  @Test(arguments: [
    "SELECT sum(standing = 'machine') FROM items", "SELECT sum(drafts > 1) FROM attempts",
    "SELECT sum(EXISTS (SELECT 1 FROM versions)) FROM drafts", "INSERT OR IGNORE INTO actors (name) VALUES ($1)",
    "SELECT id FROM items WHERE topic IS $1", "SELECT ifnull(a, b) FROM t", "SELECT rowid FROM items",
    "SELECT id FROM items WHERE uuid == $1", "SELECT id FROM items WHERE uuid = ?",
    "SELECT \"id\" FROM items", "SELECT d.run, d.body IS NOT NULL FROM drafts d", "SELECT id FROM t LIMIT 5, 10",
  ])
  func aForeignWordIsFound(sql: String) throws {
    let isFound = try Self.foreignWords.contains { sql.contains(try Regex($0)) }
    #expect(isFound)
  }

  /// Two statements that differ by a number only: a value has been spelled into the text, and each one is kept.
  @Test func valuesAreBoundAndNotSpelled() throws {
    try withAllStatements { _, statements in
      let shapes = statements.map { $0.replacing(/\s[0-9]+/, with: " N") }
      #expect(Dictionary(grouping: shapes, by: \.self).values.filter { $0.count > 1 }.map { $0[0] } == [])
    }
  }
}
