import SQLiteKit
import Testing

@Suite struct SQLiteErrorTests {
  let folder: TemporaryFolder
  let connection: Connection

  init() throws {
    folder = try TemporaryFolder()
    connection = try Connection(path: folder.file("errors.db"))
    try connection.runScript(
      """
      PRAGMA foreign_keys = ON;
      CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
      CREATE TABLE child (parent INTEGER REFERENCES parent, size INTEGER CHECK (size > 0)) STRICT;
      INSERT INTO parent (name) VALUES ('sentinel-value');
      """)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var sql: String
    var value: SQLiteValue
    var code: Int32
    var message: String
    var isConstraint = true
    var testDescription: String { sql }
  }

  static let cases = [
    Case(
      sql: "INSERT INTO parent (name) VALUES ($1)", value: .text("sentinel-value"), code: 2067,
      message: "UNIQUE constraint failed: parent.name"),
    Case(
      sql: "INSERT INTO parent (name) VALUES ($1)", value: .null, code: 1299,
      message: "NOT NULL constraint failed: parent.name"),
    Case(
      sql: "INSERT INTO child (parent) VALUES ($1)", value: .integer(4711), code: 787,
      message: "FOREIGN KEY constraint failed"),
    Case(
      sql: "INSERT INTO child (size) VALUES ($1)", value: .integer(-4711), code: 275,
      message: "CHECK constraint failed: size > 0"),
    Case(
      sql: "INSERT INTO child (size) VALUES ($1)", value: .text("sentinel-value"), code: 3091,
      message: "cannot store TEXT value in INTEGER column child.size"),
    Case(
      sql: "SELECT absent FROM parent WHERE name = $1", value: .text("sentinel-value"), code: 1,
      message: "no such column: absent", isConstraint: false),
    Case(
      sql: "SELEKT $1", value: .text("sentinel-value"), code: 1, message: "near \"SELEKT\": syntax error",
      isConstraint: false),
  ]

  @Test(arguments: cases) func carriesCodeAndStatementButNoValue(_ expected: Case) throws {
    let error = try #require(throws: SQLiteError.self) { try connection.run(expected.sql, expected.value) }
    #expect(error == SQLiteError(code: expected.code, message: expected.message, sql: expected.sql))
    #expect(error.isConstraint == expected.isConstraint)
    #expect(!error.isBusy && !error.isFull && !error.isForeignFile)
    #expect(!"\(error)".contains("sentinel-value") && !"\(error)".contains("4711"))
    // The connection goes on working.
    #expect(try connection.first("SELECT count(*) FROM parent") { $0.int(0) } == 1)
  }

  @Test func isDescribedWithItsStatement() {
    let error = SQLiteError(code: 2067, message: "UNIQUE constraint failed: t.a", sql: "INSERT INTO t VALUES ($1)")
    #expect("\(error)" == "SQLite error 2067: UNIQUE constraint failed: t.a in: INSERT INTO t VALUES ($1)")
    #expect("\(SQLiteError(code: 14, message: "unable to open"))" == "SQLite error 14: unable to open")
  }

  @Test func aScriptStopsAtItsFirstError() throws {
    let error = try #require(throws: SQLiteError.self) {
      try connection.runScript("DELETE FROM parent; DELETE FROM nowhere; DELETE FROM child")
    }
    #expect(error.message == "no such table: nowhere")
  }

  @Test func aFullFileIsSaidSo() throws {
    try connection.runScript("CREATE TABLE big (b BLOB) STRICT; PRAGMA max_page_count = 20")
    let error = try #require(throws: SQLiteError.self) {
      try connection.run("INSERT INTO big (b) VALUES (zeroblob(1000000))")
    }
    #expect(error.isFull)
    #expect(try connection.first("PRAGMA integrity_check") { $0.text(0) } == "ok")
  }

  @Test(arguments: [Connection.Access.readOnly, .readWrite]) func aMissingFileIsNotMade(_ access: Connection.Access)
    throws
  {
    let path = folder.file("missing.db")
    let error = try #require(throws: SQLiteError.self) { _ = try Connection(path: path, access: access) }
    #expect(error == SQLiteError(code: 14, message: "unable to open database file", systemCode: 2))
    #expect(throws: SQLiteError.self) { try Connection(path: path, access: .readOnly) }
  }

  @Test func aReadOnlyConnectionRefusesWrites() throws {
    let reading = try Connection(path: folder.file("errors.db"), access: .readOnly)
    #expect(try reading.first("SELECT name FROM parent") { $0.text(0) } == "sentinel-value")
    let error = try #require(throws: SQLiteError.self) { try reading.run("DELETE FROM parent") }
    #expect(error.primaryCode == 8)
    #expect(error.message == "attempt to write a readonly database")
  }

  @Test func saysWhatTheSystemRefused() throws {
    let absent = #expect(throws: SQLiteError.self) {
      try Connection(path: folder.file("absent/errors.db"), access: .readWrite)
    }
    #expect(absent?.primaryCode == 14 && absent?.systemCode == 2)
    let other = #expect(throws: SQLiteError.self) { try Connection(path: folder.path, access: .readWrite) }
    #expect(other?.primaryCode == 14 && other?.systemCode == 21)
    // What SQLite refuses itself has no such number, though an earlier call of the connection had one.
    let refused = #expect(throws: SQLiteError.self) { try connection.run("SELEKT") }
    #expect(refused?.systemCode == 0)
  }
}
