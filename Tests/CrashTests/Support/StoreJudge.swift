import Formats
import SQLiteKit

/// What the store holds that must never go away again.
struct Acknowledged: Sendable {
  var versions: Set<String>
  var records: Set<String>
  var answers: Set<String>

  init(_ library: TestLibrary) throws {
    let connection = try library.connect()
    func rows(_ sql: String) throws -> Set<String> { Set(try connection.all(sql) { $0.text(0) }) }
    // One state for all three: the library may be in use.
    (versions, records, answers) = try connection.snapshot {
      (
        try rows(
          """
          SELECT i.uuid || ' ' || v.number || ' ' || hex(v.digest) || ' ' || v.body
          FROM versions v JOIN items i ON i.id = v.item
          """),
        try rows(
          "SELECT event || ' ' || item || ' ' || coalesce(old_version, '-') || ' ' || new_version FROM publish_records"),
        try rows("SELECT a.uuid || ' ' || hex(s.body) FROM answers s JOIN attempts a ON a.id = s.attempt")
      )
    }
  }

  /// What is gone from a later state.
  func lost(in later: Acknowledged) -> [String] {
    Array(versions.subtracting(later.versions)) + Array(records.subtracting(later.records))
      + Array(answers.subtracting(later.answers))
  }
}

/// The judge of a store: each fault is a line of text.
struct StoreJudge {
  var faults: [String] = []
  /// Identifiers of the calls by their state in the ledger.
  private(set) var calls: [String: Set<String>] = [:]
  private let log: CallLog
  private let connection: Connection

  /// Looks at a store that nobody uses now, after a crash or at the end.
  ///
  /// - Parameter log: What the provider says; nil: the library's own.
  init(_ library: TestLibrary, log: CallLog? = nil) throws {
    self.log = try log ?? library.callLog
    connection = try library.connect()
    try judgeFile()
    // A process that died before its first commit leaves an empty file.
    if try connection.pragma("user_version") == 0 { return }
    try connection.forEach(
      // What a person says of a call is no answer of the provider; of some calls it is certain that none was sent. Lines of
      // batch jobs have a log of their own.
      """
      SELECT CASE WHEN finish_reason = 'settled by hand' THEN 'by hand'
        WHEN state = 'failed' AND error LIKE '% cannot be reached: %' THEN 'not sent' ELSE state END, uuid FROM attempts WHERE job IS NULL
      """
    ) { calls[$0.text(0), default: []].insert($0.text(1)) }
    try judgeItems()
    try judgeLog()
    try judgeMoney()
    judgeCalls()
  }

  /// The calls that were in flight when the process died.
  var inFlight: Set<String> { calls["reserved"] ?? [] }
  var unknown: Set<String> { calls["unknown"] ?? [] }
  /// How many of the faults say that something is there twice.
  var doubled: Int { faults.count { fault in Self.doubles.contains { fault.hasPrefix($0) } } }
  private static let doubles = ["draft with two versions", "item with two drafts", "two items of one body"]
  /// Calls that reached the provider and have no booked outcome.
  var extra: Set<String> { log.calls.intersection(unknown) }

  /// What must be true beside it once a run has finished.
  mutating func judgeFinished() throws {
    expectNone("attempt left open", "SELECT uuid FROM attempts WHERE state IN ('reserved', 'answered')")
    expectNone("run that is not finished", "SELECT status || ' ' || reason FROM runs WHERE status <> 'finished'")
    expectNone("draft left open", "SELECT ordinal || ' ' || state FROM drafts WHERE state LIKE 'pending%'")
    expectNone(
      "completed draft without its version",
      "SELECT ordinal FROM drafts d WHERE state = 'completed' AND NOT EXISTS (SELECT 1 FROM versions WHERE draft = d.id)"
    )
  }

  private mutating func judgeFile() throws {
    expectNone("integrity", "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'")
    expectNone("foreign key", "SELECT \"table\" || ' ' || rowid FROM pragma_foreign_key_check")
  }

  private mutating func judgeItems() throws {
    expectNone(
      "draft with two versions", "SELECT draft FROM versions WHERE draft IS NOT NULL GROUP BY 1 HAVING count(*) > 1")
    expectNone("item with two drafts", "SELECT item FROM drafts WHERE item IS NOT NULL GROUP BY 1 HAVING count(*) > 1")
    expectNone(
      "two items of one body", "SELECT hex(digest) FROM versions GROUP BY digest HAVING count(DISTINCT item) > 1")
    expectNone(
      "draft of two calls at once",
      """
      SELECT draft FROM attempt_drafts x JOIN attempts a ON a.id = x.attempt WHERE a.state IN ('reserved', 'answered')
      GROUP BY 1 HAVING count(*) > 1
      """)
    expectNone(
      "version of a draft that is not completed",
      "SELECT d.ordinal FROM versions v JOIN drafts d ON d.id = v.draft WHERE d.state <> 'completed' OR d.item <> v.item"
    )
    expectNone(
      "draft replaced twice",
      "SELECT replaces FROM drafts WHERE replaces IS NOT NULL GROUP BY run, replaces HAVING count(*) > 1")
  }

  private mutating func judgeLog() throws {
    expectNone(
      "log that does not fold to what is active",
      """
      SELECT id FROM items i WHERE active_version IS NOT
        (SELECT new_version FROM publish_records WHERE item = i.id ORDER BY event DESC LIMIT 1)
      """)
    expectNone(
      "log with a break",
      """
      SELECT item FROM (SELECT item, old_version,
        lag(new_version) OVER (PARTITION BY item ORDER BY event) AS before FROM publish_records)
      WHERE old_version IS NOT before
      """)
  }

  private mutating func judgeMoney() throws {
    expectNone(
      "reservations that do not add up",
      """
      SELECT id FROM runs r WHERE reserved <> (SELECT coalesce(sum(reserved), 0) FROM attempts
        WHERE run = r.id AND state IN ('reserved', 'answered', 'unknown'))
      """)
    expectNone(
      "spendings that do not add up",
      """
      SELECT id FROM runs r WHERE spent <> (SELECT coalesce(sum(cost), 0) FROM attempts
        WHERE run = r.id AND state IN ('settled', 'failed'))
      """)
    expectNone("budget exceeded", "SELECT id FROM runs WHERE reserved + spent > budget")
    expectNone(
      "drafts that cost more than their call",
      """
      SELECT a.uuid FROM attempts a WHERE coalesce(cost, 0) <
        (SELECT coalesce(sum(cost), 0) FROM attempt_drafts WHERE attempt = a.id)
      """)
  }

  private mutating func judgeCalls() {
    let known = calls.filter { !["unknown", "reserved", "by hand", "not sent"].contains($0.key) }.values.reduce(
      into: Set()
    ) {
      $0.formUnion($1)
    }
    let all = calls.values.reduce(into: Set()) { $0.formUnion($1) }
    expect("call that the ledger does not know", log.calls.subtracting(all))
    expect("call that was sent and booked as not sent", log.calls.intersection(calls["not sent"] ?? []))
    // Whoever was paid for an answer may have it in the bill: that is spent, or nobody knows.
    let spent = (calls["settled"] ?? []).union(calls["by hand"] ?? [])
    let open = (calls["reserved"] ?? []).union(calls["answered"] ?? []).union(unknown)
    expect("paid call that is booked as free", Set(log.paid.keys).subtracting(spent).subtracting(open))
    expect("booked call that the provider never answered", known.subtracting(log.answered.keys))
    if log.calls.count != log.received.count { faults.append("a call was sent twice under one identifier") }
  }

  private mutating func expect(_ what: String, _ found: Set<String>) {
    for name in found.sorted().prefix(3) { faults.append("\(what): \(name)") }
  }

  private mutating func expectNone(_ what: String, _ sql: String) {
    do {
      for value in try connection.all(sql, make: { $0.optionalText(0) ?? "" }).prefix(3) {
        faults.append("\(what): \(value)")
      }
    } catch {
      faults.append("\(what): \(error)")
    }
  }
}
