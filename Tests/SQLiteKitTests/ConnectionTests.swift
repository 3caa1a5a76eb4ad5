import SQLiteKit
import Testing

@Suite struct ConnectionTests {
  let folder: TemporaryFolder
  let connection: Connection

  init() throws {
    folder = try TemporaryFolder()
    connection = try Connection(path: folder.file("rows.db"))
    try connection.runScript(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER NOT NULL) STRICT; INSERT INTO t (v) VALUES (10), (20), (30)")
  }

  private struct Stop: Error {}

  @Test func rowsComeInOrder() throws {
    #expect(try connection.all("SELECT v FROM t ORDER BY v DESC") { $0.int(0) } == [30, 20, 10])
    #expect(try connection.all("SELECT v FROM t WHERE v > $1 AND v < $2", [10, 30]) { $0.int(0) } == [20])
  }

  @Test func firstIsNilWithoutARow() throws {
    #expect(try connection.first("SELECT v FROM t WHERE id = $1", 99) { $0.int(0) } == nil)
    #expect(try connection.first("SELECT v FROM t ORDER BY id") { $0.int(0) } == 10)
  }

  @Test func aClosureThatThrowsEndsTheRows() throws {
    var seen: [Int] = []
    #expect(throws: Stop.self) {
      try connection.forEach("SELECT v FROM t ORDER BY id") { row in
        seen.append(row.int(0))
        if seen.count == 2 { throw Stop() }
      }
    }
    #expect(seen == [10, 20])
    // The statement was reset: nothing holds the table, and it starts from the beginning.
    try connection.runScript("DROP TABLE t")
  }

  @Test func aStatementForgetsWhatWasBound() throws {
    #expect(try connection.first("SELECT v FROM t WHERE id = $1", 2) { $0.int(0) } == 20)
    #expect(try connection.first("SELECT v FROM t WHERE id = $1", Int?.none) { $0.int(0) } == nil)
    #expect(try connection.first("SELECT v FROM t WHERE id = $1", 3) { $0.int(0) } == 30)
  }

  @Test func theSameStatementCanRunInsideItsOwnRows() throws {
    let sql = "SELECT v FROM t WHERE v >= $1 ORDER BY id"
    var pairs: [[Int]] = []
    try connection.forEach(sql, 20) { outer in
      let from = outer.int(0)
      try connection.forEach(sql, from) { pairs.append([outer.int(0), $0.int(0)]) }
    }
    #expect(pairs == [[20, 20], [20, 30], [30, 30]])
  }

  @Test func changesAndRowIDsAreThoseOfTheLastStatement() throws {
    try connection.run("UPDATE t SET v = v + 1 WHERE id >= $1", 2)
    #expect(connection.changes == 2)
    try connection.run("UPDATE t SET v = v WHERE id = 99")
    #expect(connection.changes == 0)
    try connection.run("INSERT INTO t (id, v) VALUES ($1, $2)", 41, 1)
    #expect(connection.lastInsertedRowID == 41)
  }

  @Test func aStatementSurvivesAChangeOfTheSchema() throws {
    #expect(try connection.all("SELECT * FROM t") { $0.int(1) }.count == 3)
    try connection.runScript("ALTER TABLE t ADD COLUMN w INTEGER NOT NULL DEFAULT 5")
    #expect(try connection.first("SELECT * FROM t") { $0.int(2) } == 5)
  }

  /// A parameter used twice is bound once, and counts once.
  @Test func parametersMayRepeat() throws {
    #expect(try connection.all("SELECT v FROM t WHERE v = $1 OR v = $1 + $2", 10, 20) { $0.int(0) } == [10, 30])
  }

  /// SQLite counts parameters as they come, whatever their digits say: `$2` before `$1` would bind the wrong values.
  @Test func parametersOutOfOrderTrap() async {
    await #expect(processExitsWith: .failure) {
      try Connection(path: ":memory:").run("SELECT $2, $1", 1, 2)
    }
  }

  @Test func aSecondStatementTraps() async {
    await #expect(processExitsWith: .failure) { try Connection(path: ":memory:").run("SELECT 1; SELECT 2") }
  }

  @Test func aMissingValueTraps() async {
    await #expect(processExitsWith: .failure) { try Connection(path: ":memory:").run("SELECT $1, $2", 1) }
  }

  @Test func aStatementIsBrokenOffWhenItIsTime() throws {
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    var questions = 0
    let error = #expect(throws: SQLiteError.self) {
      try connection.interrupting(when: {
        questions += 1
        return questions == 3
      }) { try connection.run(endless) }
    }
    #expect(error?.isInterrupted == true && questions == 3)
    // Afterwards nobody is asked any more.
    #expect(try connection.first("SELECT count(*) FROM t") { $0.int(0) } == 3)
    #expect(questions == 3)
  }
}
