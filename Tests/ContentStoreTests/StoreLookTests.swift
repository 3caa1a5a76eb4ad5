import ContentModel
import SQLiteKit
import Testing
import World

@testable import ContentStore

/// Looks at a store that change nothing.
@Suite struct StoreLookTests {
  let library: Library
  var path: String { library.store.path }

  init() throws { library = try Library() }

  private func connection() throws -> Connection { try Connection(path: path, access: .readWrite, busyTimeout: 20_000) }

  private func integrity(quick: Bool = false) throws -> StoreIntegrity {
    try Store.look(at: path) { try $0.integrity(quick: quick, limit: .seconds(60), uptime: { .zero }) }
  }

  @Test func theFormOfAFreshStore() throws {
    let form = try Store.look(at: path) { try $0.form(path: path) }
    #expect(form.isUpToDate && form.schema == 10 && form.missing.isEmpty)
    #expect(form.sqlite == JournalMode.text(ofVersion: JournalMode.libraryVersion))
    #expect(form.safeJournalMode == JournalMode.safe(withVersion: JournalMode.libraryVersion).rawValue)
  }

  @Test func whatAStoreLacksIsNamed() throws {
    try connection().runScript("DROP TABLE rate_limits; DROP INDEX attempts_by_time")
    let form = try Store.look(at: path) { try $0.form(path: path) }
    #expect(form.missing == ["attempts_by_time", "rate_limits"])
    #expect(!form.isUpToDate)
  }

  @Test func anOlderStoreIsNotMigrated() throws {
    try connection().runScript("PRAGMA user_version = 3")
    for _ in 1...2 {
      let form = try Store.look(at: path) { try $0.form(path: path) }
      #expect(form.schema == 3 && form.knownSchema == 10 && !form.isUpToDate)
    }
  }

  @Test func newerAndForeignStoresAreRefused() throws {
    try connection().runScript("PRAGMA user_version = 99")
    #expect(throws: StoreError.newer(path: path, found: 99, known: 10)) {
      try Store.look(at: path) { try $0.form(path: path) }
    }
    try connection().runScript("PRAGMA application_id = 7")
    #expect(throws: StoreError.foreign(path: path)) { try Store.look(at: path) { try $0.form(path: path) } }
  }

  @Test func nothingIsMadeAndNothingWritten() throws {
    let missing = library.folder.file("other.db")
    #expect(throws: StoreError.missing(path: missing)) { try Store.look(at: missing) { _ in } }
    #expect(throws: StoreError.missing(path: missing)) { try Store.look(at: missing) { _ in } }
    #expect(throws: (any Error).self) {
      try Store.look(at: path) { try $0.connection.run("INSERT INTO actors (name) VALUES ('eve')") }
    }
  }

  @Test func aLockedStoreIsBusy() throws {
    let other = try connection()
    try other.run("BEGIN EXCLUSIVE")
    #expect(throws: StoreError.busy(path: path)) {
      try Store.look(at: path, busyTimeout: 10) { try $0.form(path: path) }
    }
    try other.run("ROLLBACK")
  }

  @Test(arguments: [false, true]) func aWholeStore(quick: Bool) throws {
    #expect(try integrity(quick: quick) == StoreIntegrity())
  }

  @Test func rowsThatReferToNothing() throws {
    // Foreign keys are off on a plain connection.
    try connection().runScript(
      "INSERT INTO items (uuid, kind, section, language, active_version, standing, created_at) VALUES ('u', 'k', 's', 'de', 77, 'machine', 0)"
    )
    let found = try integrity()
    #expect(found.danglingRows == [.init(table: "items", count: 1)])
    #expect(found.damage.isEmpty)
  }

  /// An index that lacks its rows is what the quick look leaves out.
  @Test func anIndexThatDisagrees() throws {
    let connection = try connection()
    try connection.runScript("INSERT INTO actors (name) VALUES ('ada')")
    try connection.runScript(
      """
      PRAGMA writable_schema = 1;
      UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'versions_waiting')
        WHERE name = 'versions_by_run';
      PRAGMA writable_schema = 0;
      """)
    #expect(!(try integrity().damage.isEmpty))
  }

  @Test func aLookThatTakesTooLong() throws {
    let connection = try connection()
    try connection.runScript(
      """
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
      INSERT INTO facts (name, value) SELECT 'fact ' || i, 'value' FROM n
      """)
    // Each question is a minute later than the one before.
    let clock = TestClock()
    let found = try Store.look(at: path) {
      try $0.integrity(
        quick: false, limit: .seconds(30),
        uptime: {
          clock.advance(byMilliseconds: 60_000)
          return .milliseconds(clock.now.milliseconds)
        })
    }
    #expect(found.isBrokenOff)
  }

  @Test func whatIsKeptAndWhatIsUnknown() throws {
    let cent = Money(billionths: 10_000_000)
    let (run, calls) = try library.script { transaction in
      let run = try transaction.sampleRun()
      for _ in 1...2 { _ = try #require(try transaction.sampleCall(ofRun: run, worstCase: cent)) }
      #expect(try transaction.markInFlightUnknown(ofRun: run) == 2)
      let answered = try #require(try transaction.sampleCall(ofRun: run, worstCase: cent))
      try transaction.answer(answered, body: "12345")
      return (try transaction.run(run), try transaction.attempts(ofRun: run).map(\.uuid))
    }
    let (unknown, volume) = try Store.look(at: path) { (try $0.unknownCalls(), try $0.volume()) }
    #expect(
      unknown == [
        UnknownCalls(run: run.uuid, calls: Array(calls[..<2]), reserved: cent + cent, currency: "EUR")
      ])
    #expect(volume.runs == 1 && volume.exchanges == 1 && volume.exchangeBytes == 5)
  }
}
