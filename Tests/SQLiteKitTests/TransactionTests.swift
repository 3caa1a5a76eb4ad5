import SQLiteKit
import Testing

@Suite struct TransactionTests {
  let folder: TemporaryFolder
  let connection: Connection

  init() throws {
    folder = try TemporaryFolder()
    connection = try Connection(path: folder.file("transactions.db"))
    try connection.runScript("CREATE TABLE t (v INTEGER NOT NULL UNIQUE) STRICT")
  }

  private struct Stop: Error {}

  private func add(_ value: Int) throws { try connection.run("INSERT INTO t (v) VALUES ($1)", value) }
  private func values() throws -> [Int] { try connection.all("SELECT v FROM t ORDER BY v") { $0.int(0) } }

  @Test func aTransactionStaysOrGoesAsAWhole() throws {
    let result = try connection.transaction {
      try add(1)
      try add(2)
      return "done"
    }
    #expect(result == "done")
    #expect(throws: Stop.self) {
      try connection.transaction {
        try add(3)
        throw Stop()
      }
    }
    #expect(throws: SQLiteError.self) {
      try connection.transaction {
        try add(4)
        try add(1)
      }
    }
    #expect(!connection.isInTransaction)
    #expect(try values() == [1, 2])
  }

  @Test func aTransactionInATransactionIsRefusedAndTakesTheOuterOneBack() throws {
    let error = try #require(throws: SQLiteError.self) {
      try connection.transaction {
        try add(1)
        try connection.transaction { try add(2) }
      }
    }
    #expect(error.message == "cannot start a transaction within a transaction")
    #expect(try values() == [])
    #expect(!connection.isInTransaction)
  }

  @Test func aSavepointTakesBackItsOwnPartOnly() throws {
    try connection.transaction {
      try add(1)
      #expect(throws: Stop.self) {
        try connection.savepoint {
          try add(2)
          throw Stop()
        }
      }
      try connection.savepoint { try add(3) }
    }
    #expect(try values() == [1, 3])
  }

  @Test func savepointsNest() throws {
    try connection.transaction {
      try connection.savepoint {
        try add(1)
        #expect(throws: Stop.self) {
          try connection.savepoint {
            try add(2)
            try connection.savepoint { try add(3) }
            throw Stop()
          }
        }
        try add(4)
      }
      #expect(connection.isInTransaction)
    }
    #expect(try values() == [1, 4])
  }

  @Test func anOuterSavepointTakesInnerOnesAlong() throws {
    try connection.transaction {
      #expect(throws: Stop.self) {
        try connection.savepoint {
          try connection.savepoint { try add(1) }
          throw Stop()
        }
      }
      try add(2)
    }
    #expect(try values() == [2])
  }

  /// What a closure does to a transaction behind its back must not pass for success.
  @Test func aTransactionEndedInsideASavepointIsAnError() throws {
    #expect(throws: SQLiteError.self) {
      try connection.transaction {
        try connection.savepoint {
          try add(1)
          try connection.run("ROLLBACK")
        }
      }
    }
    #expect(!connection.isInTransaction)
    #expect(try values() == [])
  }

  @Test func aSnapshotSeesOneStateAndHoldsUpTheCommit() throws {
    let other = try Connection(path: folder.file("transactions.db"), busyTimeout: 10)
    try add(1)
    try connection.snapshot {
      #expect(try values() == [1])
      // With a rollback journal a writer cannot commit under a reader: this is why reads are short.
      let error = try #require(throws: SQLiteError.self) {
        try other.transaction { try other.run("INSERT INTO t (v) VALUES (2)") }
      }
      #expect(error.isBusy)
      #expect(!other.isInTransaction)
      #expect(try values() == [1])
    }
    try other.transaction { try other.run("INSERT INTO t (v) VALUES (2)") }
    #expect(try values() == [1, 2])
  }
}
