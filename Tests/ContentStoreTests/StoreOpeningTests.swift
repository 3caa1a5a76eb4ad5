import ContentStore
import Foundation
import SQLiteKit
import Testing
import World

@Suite struct StoreOpeningTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("library.db")
  }

  private func open(create: Bool = true, busyTimeout: Int32 = 20_000) throws -> Store {
    try Store.open(
      path: path, create: create, actor: "ada", world: .test(TestClock()), busyTimeout: busyTimeout)
  }

  private func permissions(_ path: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func aNewStoreIsItsOwnersOnly() async throws {
    let former = umask(0)
    defer { umask(former) }
    let store = try open()
    #expect(try permissions(path) == 0o600)
    let folder = folder.path
    // In the middle of a write its journal is there, and holds content too.
    let files = try await store.write { transaction in
      try transaction.setFact("a", "b")
      return try FileManager.default.contentsOfDirectory(atPath: folder)
    }
    #expect(files.count > 1)
    for file in files { #expect(try permissions(folder + "/" + file) == 0o600, "\(file)") }
  }

  @Test func aMissingStoreIsNotMadeUnasked() throws {
    #expect(throws: StoreError.missing(path: path)) { try open(create: false) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test func aMissingFolderIsSaidSo() throws {
    let path = folder.file("absent/library.db")
    #expect(throws: StoreError.unusable(path: path, reason: "No such file or directory")) {
      try Store.open(path: path, create: true, actor: "ada", world: .test(TestClock()))
    }
  }

  @Test func aStoreIsFoundAgain() async throws {
    try await open().write { try $0.setFact("digest", "abc") }
    #expect(try open(create: false).read { try $0.fact("digest") } == "abc")
  }

  @Test func anEmptyFileIsMadeAStore() throws {
    // What a crash between the making of the file and its first commit leaves.
    #expect(FileManager.default.createFile(atPath: path, contents: Data()))
    #expect(try open(create: false).read { try $0.lastEvent() } == 0)
  }

  @Test func settingsOfTheConnectionAreTheSafeOnes() async throws {
    let store = try open()
    let mode = JournalMode.safe(
      withVersion: JournalMode.libraryVersion, onNetwork: JournalMode.isOnNetwork(path: path)
    ).rawValue
    let writing = try await store.write { try Self.settings($0.connection) }
    #expect(writing == [mode, "2", "1", "0"])
    #expect(try store.read { try Self.settings($0.connection) } == [mode, "2", "1", "1"])
    #expect(try open().read { try $0.connection.pragma("application_id") } == 0x6C74_6F6F)
  }

  private static func settings(_ connection: Connection) throws -> [String] {
    try ["journal_mode", "synchronous", "foreign_keys", "query_only"].map { name in
      try connection.first("PRAGMA \(name)") { $0.text(0) } ?? ""
    }
  }

  @Test func theReaderCannotWrite() async throws {
    let store = try open()
    let error = try #require(throws: StoreError.self) {
      try store.read { try $0.connection.run("DELETE FROM facts") }
    }
    #expect(error == .unusable(path: path, reason: "attempt to write a readonly database"))
  }

  @Test func aNewerStoreIsRefusedAndLeftAlone() throws {
    _ = try open()
    try Connection(path: path).runScript("PRAGMA user_version = 99")
    let before = FileManager.default.contents(atPath: path)
    #expect(throws: StoreError.newer(path: path, found: 99, known: 10)) { try open() }
    #expect(FileManager.default.contents(atPath: path) == before)
  }

  @Test func aTextFileIsRefusedAndLeftAlone() throws {
    let text = String(repeating: "section,kind,level,title,points\n", count: 50)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    #expect(throws: StoreError.foreign(path: path)) { try open() }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  /// Looking must not change somebody else's file, its journal mode included.
  @Test(arguments: ["delete", "wal"]) func anotherDatabaseIsRefusedAndLeftAlone(mode: String) throws {
    try Connection(path: path).runScript("PRAGMA journal_mode = \(mode); CREATE TABLE notes (text TEXT)")
    let before = FileManager.default.contents(atPath: path)
    #expect(throws: StoreError.foreign(path: path)) { try open() }
    #expect(FileManager.default.contents(atPath: path) == before)
  }

  @Test func aDamagedStoreIsNotCalledSomebodyElses() async throws {
    try await open().write { transaction in
      for number in 0..<200 { try transaction.setFact("fact \(number)", String(repeating: "x", count: 200)) }
    }
    var bytes = try #require(FileManager.default.contents(atPath: path))
    // The first page stays: the file is known for a store, and what it holds is not readable.
    bytes.replaceSubrange(4096..<bytes.count, with: Data(repeating: 0xFF, count: bytes.count - 4096))
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(throws: StoreError.unusable(path: path, reason: "database disk image is malformed")) {
      try open().read { try $0.fact("fact 7") }
    }
  }

  @Test func aLockedStoreIsBusyForReaderWriterAndOpening() async throws {
    let store = try open(busyTimeout: 20)
    let holder = try Connection(path: path)
    try holder.run("BEGIN EXCLUSIVE")
    #expect(throws: StoreError.busy(path: path)) { try open(busyTimeout: 20) }
    #expect(throws: StoreError.busy(path: path)) { try store.read { try $0.fact("a") } }
    await #expect(throws: StoreError.busy(path: path)) { try await store.write { try $0.setFact("a", "b") } }
    try holder.run("ROLLBACK")
    try await store.write { try $0.setFact("a", "b") }
    #expect(try store.read { try $0.fact("a") } == "b")
  }

  @Test func manyAtOnceOpenAFreshStore() async throws {
    let path = path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<6 {
        group.addTask {
          let store = try Store.open(path: path, create: true, actor: "ada", world: .test(TestClock()))
          try await store.write { try $0.setFact("opened by \(number)", "yes") }
        }
      }
      try await group.waitForAll()
    }
    #expect(try open().read { try $0.connection.first("SELECT count(*) FROM facts") { $0.int(0) } } == 6)
  }

  @Test func aWriteThatThrowsLeavesNothing() async throws {
    struct Stop: Error {}
    let store = try open()
    await #expect(throws: Stop.self) {
      try await store.write { transaction in
        try transaction.setFact("a", "b")
        throw Stop()
      }
    }
    #expect(try store.read { try $0.fact("a") } == nil)
  }

  @Test func aFullDiskIsSaidSo() async throws {
    let store = try open()
    await #expect(throws: StoreError.full(path: path)) {
      try await store.write { transaction in
        try transaction.connection.forEach("PRAGMA max_page_count = 1") { _ in }
        try transaction.setFact("large", String(repeating: "x", count: 2_000_000))
      }
    }
    #expect(try store.read { try $0.fact("large") } == nil)
  }

  /// Before the one who asked for a write hears that it was refused, whatever comes after it can know.
  @Test func aRefusedWriteIsKnownToThoseAfterIt() async throws {
    let store = try open()
    try store.checkIsTakingWrites()
    // In a transaction of its own: it would be refused with the other.
    try await store.write { _ in try store.checkIsTakingWrites() }
    let full = store.submit { transaction in
      try transaction.connection.forEach("PRAGMA max_page_count = 1") { _ in }
      try transaction.setFact("large", String(repeating: "x", count: 2_000_000))
    }
    let after = store.submit { _ in try store.checkIsTakingWrites() }
    await #expect(throws: StoreError.full(path: path)) { try await after.value }
    await #expect(throws: StoreError.full(path: path)) { try await full.value }
    #expect(throws: StoreError.full(path: path)) { try store.checkIsTakingWrites() }
  }

  @Test func whatABodyThrowsIsNoRefusal() async throws {
    struct Stop: Error {}
    let store = try open()
    await #expect(throws: Stop.self) { try await store.write { _ in throw Stop() } }
    await #expect(throws: SQLiteError.self) {
      try await store.write { try $0.connection.run("INSERT INTO facts (name, value) VALUES ('a', NULL)") }
    }
    try store.checkIsTakingWrites()
  }

  @Test func aClosedStoreTakesNoWrites() async throws {
    let store = try open()
    let last = store.submit { try $0.setFact("last", "yes") }
    await store.close()
    try await last.value
    #expect(try store.read { try $0.fact("last") } == "yes")
    await #expect(throws: WriterClosed.self) { try await store.write { try $0.setFact("later", "no") } }
  }
}
