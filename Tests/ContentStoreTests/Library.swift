import ContentModel
import SQLiteKit
import Synchronization
import World

@testable import ContentStore

/// A fresh store in a fresh folder, with a clock that stands until it is moved. A suite keeps it as a property.
final class Library: Sendable {
  let folder: TemporaryFolder
  let clock: TestClock
  let store: Store

  init(actor: String = "ada") throws {
    folder = try TemporaryFolder()
    clock = TestClock()
    store = try Store.open(
      path: folder.file("library.db"), create: true, actor: actor, world: .test(clock), busyTimeout: 20_000)
  }

  /// A further opening of the same file, as another process would make it.
  func reopened(actor: String = "ada", busyTimeout: Int32 = 20_000, groupWindow: Int = 0) throws -> Store {
    try Store.open(
      path: store.path, create: false, actor: actor, world: .test(clock), busyTimeout: busyTimeout,
      groupWindow: groupWindow)
  }

  @discardableResult
  func write<Result: Sendable>(
    _ body: @escaping @Sendable (StoreTransaction) throws -> Result
  ) async throws -> Result {
    try await store.write(body)
  }

  /// One transaction in the test's own task, so that what is expected inside belongs to the test.
  @discardableResult
  func script<Result>(_ body: (StoreTransaction) throws -> Result) throws -> Result {
    let connection = try Connection(path: store.path, access: .readWrite, busyTimeout: 20_000)
    try connection.run("PRAGMA foreign_keys = ON")
    return try connection.transaction {
      try body(StoreTransaction(connection: connection, world: store.world, actorName: store.actor))
    }
  }

  func read<Result: Sendable>(_ body: @Sendable (StoreReader) throws -> Result) throws -> Result {
    try store.read(body)
  }
}

/// A clock that tests move.
final class TestClock: Sendable {
  private let time: Mutex<Timestamp>

  init(_ start: Int64 = 1_795_000_000_000) { time = Mutex(Timestamp(milliseconds: start)) }

  var now: Timestamp { time.withLock { $0 } }
  func advance(byMilliseconds delta: Int64) { time.withLock { $0 = $0.advanced(byMilliseconds: delta) } }
}

extension World {
  /// A world with a clock of the test's, and random bits that are the same at each run of the test.
  static func test(_ clock: TestClock, seed: UInt64 = 1, host: String = "desk") -> World {
    let generator = RandomBits(seed: seed)
    return World(
      now: { clock.now }, uptime: { .zero }, randomBits: { generator.next() },
      sleep: { _ in throw CancellationError() }, environment: [:], processID: 42, hostName: host, userName: "ada",
      bootID: "boot")
  }
}

private final class RandomBits: Sendable {
  private let generator: Mutex<SeededGenerator>

  init(seed: UInt64) { generator = Mutex(SeededGenerator(seed: seed)) }

  func next() -> UInt64 { generator.withLock { $0.next() } }
}
