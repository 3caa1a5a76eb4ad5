import Foundation
import SQLiteKit
import Testing

@Suite struct MigrationTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("migrated.db")
  }

  private static let mark: Int64 = 0x6C74_6F6F
  private static let first = Migration(
    version: 1, sql: "CREATE TABLE a (v INTEGER) STRICT; INSERT INTO a VALUES (1)")
  private static let second = Migration(version: 2, sql: "ALTER TABLE a ADD COLUMN w INTEGER NOT NULL DEFAULT 7")

  private func open(_ access: Connection.Access = .create) throws -> Connection {
    try Connection(path: path, access: access)
  }

  @Test func aNewFileGetsAllSteps() throws {
    let connection = try open()
    try connection.migrate(to: [Self.first, Self.second], applicationID: Self.mark)
    #expect(try connection.pragma("user_version") == 2)
    #expect(try connection.pragma("application_id") == Self.mark)
    #expect(try connection.all("SELECT v, w FROM a") { [$0.int(0), $0.int(1)] } == [[1, 7]])
  }

  @Test func anOlderFileGetsTheMissingSteps() throws {
    try open().migrate(to: [Self.first], applicationID: Self.mark)
    try open().run("INSERT INTO a VALUES (2)")
    let connection = try open()
    try connection.migrate(to: [Self.first, Self.second], applicationID: Self.mark)
    #expect(try connection.all("SELECT v, w FROM a ORDER BY v") { [$0.int(0), $0.int(1)] } == [[1, 7], [2, 7]])
  }

  @Test func nothingIsWrittenWhereAllIsThere() throws {
    try open().migrate(to: [Self.first], applicationID: Self.mark)
    let before = FileManager.default.contents(atPath: path)
    try open().migrate(to: [Self.first], applicationID: Self.mark)
    // A connection that cannot write gets through as well.
    try open(.readOnly).migrate(to: [Self.first], applicationID: Self.mark)
    #expect(FileManager.default.contents(atPath: path) == before)
  }

  @Test func aFailingStepLeavesTheFileAsItWas() throws {
    try open().migrate(to: [Self.first], applicationID: Self.mark)
    let connection = try open()
    let broken = Migration(version: 3, sql: "CREATE TABLE b (v INTEGER); CREATE TABLE a (v INTEGER)")
    let error = try #require(throws: SQLiteError.self) {
      try connection.migrate(to: [Self.first, Self.second, broken], applicationID: Self.mark)
    }
    #expect(error.message == "table a already exists")
    #expect(try connection.pragma("user_version") == 1)
    #expect(try connection.all("SELECT name FROM sqlite_schema") { $0.text(0) } == ["a"])
    #expect(try connection.all("SELECT * FROM a") { $0.int(1) } == [0])
  }

  @Test func aNewerFileIsRefused() throws {
    try open().migrate(to: [Self.first, Self.second], applicationID: Self.mark)
    #expect(throws: SchemaMismatch.newer(found: 2, known: 1)) {
      try open().migrate(to: [Self.first], applicationID: Self.mark)
    }
  }

  @Test(arguments: ["PRAGMA application_id = 42", "PRAGMA application_id = 42; CREATE TABLE x (v)"])
  func anotherProgramsFileIsRefused(script: String) throws {
    try open().runScript(script)
    let before = FileManager.default.contents(atPath: path)
    #expect(throws: SchemaMismatch.foreign(applicationID: 42)) {
      try open().migrate(to: [Self.first], applicationID: Self.mark)
    }
    #expect(FileManager.default.contents(atPath: path) == before)
  }

  @Test func aDatabaseWithoutAMarkIsRefusedUnlessItIsEmpty() throws {
    try open().runScript("CREATE TABLE x (v)")
    #expect(throws: SchemaMismatch.foreign(applicationID: 0)) {
      try open().migrate(to: [Self.first], applicationID: Self.mark)
    }
    try open().runScript("DROP TABLE x")
    try open().migrate(to: [Self.first], applicationID: Self.mark)
    #expect(try open().pragma("user_version") == 1)
  }

  @Test func aTextFileIsNoDatabase() throws {
    let text = "section,kind,level\n" + String(repeating: "passiv,gap_fill_exercise,B2\n", count: 100)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    let error = try #require(throws: SQLiteError.self) {
      try open().migrate(to: [Self.first], applicationID: Self.mark)
    }
    #expect(error.isForeignFile)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  /// Two that begin at once on a file that is not there yet: one makes the schema, and the other must not take the
  /// half that it sees of it for somebody else's file.
  @Test func manyAtOnceMakeOneSchema() async throws {
    for round in 0..<80 {
      let path = folder.file("round-\(round).db")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          group.addTask {
            let connection = try Connection(path: path)
            try connection.migrate(to: [Self.first, Self.second], applicationID: Self.mark)
            #expect(try connection.all("SELECT w FROM a") { $0.int(0) } == [7])
          }
        }
        try await group.waitForAll()
      }
    }
  }
}
