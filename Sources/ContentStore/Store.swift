import SQLiteKit
import Synchronization
import World

#if canImport(Glibc)
  import Glibc
#endif

/// The embedded store of a library: one SQLite file, one writer with group commit, one reader.
public final class Store: Sendable {
  /// The file.
  public let path: String
  /// Clock and randomness for times and identifiers.
  public let world: World
  /// The name of the person or program that acts: every event, run and version records it.
  public let actor: String

  private let writer: GroupCommitWriter
  private let reader: Mutex<Connection>

  /// Opens the store of a library, bringing its schema up to date.
  ///
  /// - Parameters:
  ///   - path: The file `library.db`.
  ///   - create: Whether to make it where it is missing; a new file is readable by its owner only (0600).
  ///   - busyTimeout: Milliseconds to wait for another process's lock.
  ///   - groupWindow: Milliseconds for which a write waits for others to share its sync.
  public static func open(
    path: String, create: Bool, actor: String, world: World, busyTimeout: Int32 = 30_000, groupWindow: Int = 0
  ) throws -> Store {
    if access(path, F_OK) != 0 {
      guard create else { throw StoreError.missing(path: path) }
      try makeFile(path)
    }
    do {
      let writing = try Connection(path: path, access: .readWrite, busyTimeout: busyTimeout)
      // First of all: a journal mode is written into the file, and this one may be somebody else's.
      _ = try writing.isMigrated(to: Schema.migrations, applicationID: Schema.applicationID)
      try configure(writing, path)
      // What savepoints keep of the pages that a write changes: in a file it would be most of what a fill writes.
      try writing.run("PRAGMA temp_store = MEMORY")
      try writing.migrate(to: Schema.migrations, applicationID: Schema.applicationID)
      let reading = try Connection(path: path, access: .readWrite, busyTimeout: busyTimeout)
      try configure(reading, path)
      try reading.run("PRAGMA query_only = 1")
      return Store(
        path: path, actor: actor, world: world, writing: GroupCommitWriter(writing, window: groupWindow),
        reading: reading)
    } catch {
      throw StoreError.explaining(error, path: path)
    }
  }

  private init(path: String, actor: String, world: World, writing: GroupCommitWriter, reading: sending Connection) {
    self.path = path
    self.actor = actor
    self.world = world
    writer = writing
    reader = Mutex(reading)
  }

  /// How many transactions this process has committed.
  public var commits: Int { writer.commits }

  /// Throws what the first refused write of this process met, such as a full disk; nothing while all were stored.
  ///
  /// For what must not be begun when its outcome may not be stored. Asked within a write, it knows of every write before.
  public func checkIsTakingWrites() throws {
    if let refusal = writer.refusal { throw StoreError.explaining(refusal, path: path) }
  }

  /// Reads one consistent state. Keep it short: with a rollback journal a reader holds up the writers.
  public func read<Result: Sendable>(_ body: @Sendable (StoreReader) throws -> Result) throws -> Result {
    do {
      return try reader.withLock { connection in
        try connection.snapshot { try body(StoreReader(connection: connection)) }
      }
    } catch {
      throw StoreError.explaining(error, path: path)
    }
  }

  /// Writes, together with what others write at the same moment; returns when it is durable.
  public func write<Result: Sendable>(
    _ body: @escaping @Sendable (StoreTransaction) throws -> Result
  ) async throws -> Result {
    try await submit(body).value
  }

  /// Puts a write in line, without waiting for it. Writes happen in the order in which they were submitted.
  ///
  /// - Parameter isUrgent: Whether somebody waits for it; else it may take up to 25 group windows until it is durable.
  public func submit<Result: Sendable>(
    isUrgent: Bool = true, _ body: @escaping @Sendable (StoreTransaction) throws -> Result
  ) -> StoreWrite<Result> {
    StoreWrite(
      path: path,
      pending: writer.submit(isUrgent: isUrgent) { [world, actor] connection in
        try body(StoreTransaction(connection: connection, world: world, actorName: actor))
      })
  }

  /// Writes what is left and closes the file.
  public func close() async { await writer.close() }

  private static func configure(_ connection: Connection, _ path: String) throws {
    let mode = JournalMode.safe(
      withVersion: JournalMode.libraryVersion, onNetwork: JournalMode.isOnNetwork(path: path))
    var current = try connection.first("PRAGMA journal_mode") { $0.text(0) }
    if current != mode.rawValue {
      current = try connection.first("PRAGMA journal_mode = \(mode.rawValue)") { $0.text(0) }
    }
    // SQLite keeps the old mode without an error where it cannot change it.
    guard current == mode.rawValue else {
      throw StoreError.unusable(path: path, reason: "its journal mode stays \(current ?? "unknown")")
    }
    try connection.run("PRAGMA synchronous = FULL")
    try connection.run("PRAGMA foreign_keys = ON")
    try connection.run("PRAGMA cache_size = -4000")
  }

  private static func makeFile(_ path: String) throws {
    let descriptor = Glibc.open(path, O_CREAT | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError.unusable(path: path, reason: String(cString: strerror(errno)))
    }
    Glibc.close(descriptor)
  }
}

/// A write of the store that is in line.
public struct StoreWrite<Value: Sendable>: Sendable {
  let path: String
  let pending: PendingWrite<Value>

  /// Waits until the write is durable; throws what made it fail.
  public var value: Value {
    get async throws {
      do { return try await pending.value } catch { throw StoreError.explaining(error, path: path) }
    }
  }
}
