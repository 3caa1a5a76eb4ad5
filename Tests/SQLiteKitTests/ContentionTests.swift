import SQLiteKit
import Testing

/// Two and more connections on one file.
@Suite struct ContentionTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("shared.db")
    try Connection(path: path).runScript(
      "CREATE TABLE counter (n INTEGER NOT NULL) STRICT; INSERT INTO counter VALUES (0)")
  }

  @Test func aLockedFileIsBusyOnceThePatienceIsOver() throws {
    let holder = try Connection(path: path)
    let waiting = try Connection(path: path, busyTimeout: 40)
    try holder.transaction {
      try holder.run("UPDATE counter SET n = 1")
      let start = ContinuousClock.now
      let error = try #require(throws: SQLiteError.self) { try waiting.transaction {} }
      #expect(error.isBusy)
      #expect(error.primaryCode == 5)
      #expect(error.message == "database is locked")
      // SQLite sleeps in steps and gives up before the step that would pass the limit.
      #expect(ContinuousClock.now - start >= .milliseconds(20))
    }
    try waiting.transaction { try waiting.run("UPDATE counter SET n = n + 1") }
    #expect(try holder.first("SELECT n FROM counter") { $0.int(0) } == 2)
  }

  @Test func aWriterWaitsForTheOther() async throws {
    let path = path
    let (locked, signal) = AsyncStream.makeStream(of: Void.self)
    async let first: Void = Task.detached {
      let holder = try Connection(path: path)
      try holder.run("BEGIN IMMEDIATE")
      signal.finish()
      try await Task.sleep(for: .milliseconds(30))
      try holder.run("UPDATE counter SET n = n + 1")
      try holder.run("COMMIT")
    }.value
    for await _ in locked {}
    let waiting = try Connection(path: path, busyTimeout: 10_000)
    try waiting.transaction { try waiting.run("UPDATE counter SET n = n * 10") }
    try await first
    #expect(try waiting.first("SELECT n FROM counter") { $0.int(0) } == 10)
  }

  /// A deferred transaction would fail here with a busy error that waiting cannot cure.
  @Test func readThenWriteAtOnceLosesNothing() async throws {
    let path = path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let connection = try Connection(path: path)
          for _ in 0..<10 {
            try connection.transaction {
              let n = try connection.first("SELECT n FROM counter") { $0.int(0) } ?? 0
              try connection.run("UPDATE counter SET n = $1", n + 1)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try Connection(path: path).first("SELECT n FROM counter") { $0.int(0) } == 40)
  }
}
