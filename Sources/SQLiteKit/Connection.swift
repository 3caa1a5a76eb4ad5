import CSQLite

/// One connection to a database. Not `Sendable`: its owner sees to it that one thread at a time uses it.
public final class Connection {
  /// How a connection opens its file.
  public enum Access: Sendable {
    /// An existing file, for reading.
    case readOnly
    /// An existing file.
    case readWrite
    /// A new file where there is none.
    case create
  }

  private let handle: OpaquePointer
  /// By their text; for tests to see what is really run.
  private(set) var statements: [String: Statement] = [:]

  /// Opens a database.
  ///
  /// - Parameters:
  ///   - path: The file, or `:memory:`.
  ///   - busyTimeout: Milliseconds for which a statement waits for another connection's lock.
  public init(path: String, access: Access = .create, busyTimeout: Int32 = 30_000) throws(SQLiteError) {
    let flags =
      switch access {
      case .readOnly: SQLITE_OPEN_READONLY
      case .readWrite: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    Self.countNoMemory
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    guard code == SQLITE_OK, let handle else {
      let error = handle.map { SQLiteError(of: $0) } ?? SQLiteError(code: code, message: "out of memory")
      sqlite3_close_v2(handle)
      throw error
    }
    self.handle = handle
    sqlite3_busy_timeout(handle, busyTimeout)
  }

  /// Counting memory takes a lock for each piece of it, and nobody asks for the count. It can be switched off before the
  /// library's first use only; where somebody was faster, it only stays slower.
  private static let countNoMemory: Void = { _ = csqlite_config_memstatus(0) }()

  deinit {
    statements.removeAll()
    sqlite3_close_v2(handle)
  }

  /// Runs one statement that returns no rows.
  public func run(_ sql: String, _ values: any SQLiteBindable...) throws(SQLiteError) {
    try run(sql, values)
  }

  /// Runs one statement that returns no rows.
  public func run(_ sql: String, _ values: [any SQLiteBindable]) throws(SQLiteError) {
    let statement = try cachedStatement(sql)
    defer { statement.reset() }
    try statement.bind(values)
    while try statement.step() {}
  }

  /// Runs one statement and hands each row to a closure, in order, until it throws.
  ///
  /// The same statement must not be run again inside the closure.
  public func forEach(
    _ sql: String, _ values: any SQLiteBindable..., row body: (borrowing Row) throws -> Void
  ) throws {
    try forEach(sql, values, row: body)
  }

  /// Runs one statement and hands each row to a closure, in order, until it throws.
  public func forEach(_ sql: String, _ values: [any SQLiteBindable], row body: (borrowing Row) throws -> Void) throws {
    let statement = try cachedStatement(sql)
    defer { statement.reset() }
    try statement.bind(values)
    while try statement.step() { try body(Row(statement.handle)) }
  }

  /// The rows of a statement, each made into a value.
  public func all<Value>(
    _ sql: String, _ values: any SQLiteBindable..., make: (borrowing Row) throws -> Value
  ) throws -> [Value] {
    var result: [Value] = []
    try forEach(sql, values) { result.append(try make($0)) }
    return result
  }

  /// The rows of a statement, each made into a value.
  public func all<Value>(
    _ sql: String, _ values: [any SQLiteBindable], make: (borrowing Row) throws -> Value
  ) throws -> [Value] {
    var result: [Value] = []
    try forEach(sql, values) { result.append(try make($0)) }
    return result
  }

  /// The first row of a statement made into a value, or nil where there is none.
  public func first<Value>(
    _ sql: String, _ values: any SQLiteBindable..., make: (borrowing Row) throws -> Value
  ) throws -> Value? {
    let statement = try cachedStatement(sql)
    defer { statement.reset() }
    try statement.bind(values)
    return try statement.step() ? try make(Row(statement.handle)) : nil
  }

  /// Runs several statements without parameters, such as a migration.
  public func runScript(_ sql: String) throws(SQLiteError) {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
      throw SQLiteError(of: handle, sql: sql)
    }
  }

  /// The row id that the last INSERT made.
  public var lastInsertedRowID: Int64 { sqlite3_last_insert_rowid(handle) }

  /// How many rows the last INSERT, UPDATE or DELETE touched.
  public var changes: Int { Int(sqlite3_changes64(handle)) }

  /// Whether a transaction is open.
  public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Runs a closure in one `BEGIN IMMEDIATE` transaction: a read that leads to a write must hold the write lock from
  /// its start, or two processes that do so at once end in a busy error that waiting cannot cure.
  public func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    try transaction(begunBy: "BEGIN IMMEDIATE", body)
  }

  /// Runs a closure in one deferred transaction, so that all its reads see one state.
  public func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
    try transaction(begunBy: "BEGIN DEFERRED", body)
  }

  private func transaction<Result>(begunBy begin: String, _ body: () throws -> Result) throws -> Result {
    try run(begin)
    do {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      try rollBack(after: error)
      throw error
    }
  }

  /// Runs a closure in a savepoint of the open transaction: what it did is taken back when it throws.
  public func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
    try run("SAVEPOINT part")
    do {
      let result = try body()
      try run("RELEASE part")
      return result
    } catch {
      // A disk error ends the whole transaction by itself; then there is no savepoint to go back to.
      if isInTransaction {
        try run("ROLLBACK TO part")
        try run("RELEASE part")
      }
      throw error
    }
  }

  /// Ends an open transaction after an error. SQLite may have ended it itself (full disk, I/O error).
  public func rollBack(after _: any Error) throws(SQLiteError) {
    if isInTransaction { try run("ROLLBACK") }
  }

  /// Runs a closure whose statements end with an error (`SQLiteError.isInterrupted`) once `isOver` says so. It is asked about
  /// every hundred thousand steps of a statement; what SQLite does within one step is not broken off.
  public func interrupting<Result>(when isOver: () -> Bool, _ body: () throws -> Result) throws -> Result {
    try withoutActuallyEscaping(isOver) { isOver in
      let question = InterruptQuestion(isOver: isOver)
      sqlite3_progress_handler(
        handle, 100_000,
        { context in
          guard let context else { return 0 }
          return Unmanaged<InterruptQuestion>.fromOpaque(context).takeUnretainedValue().isOver() ? 1 : 0
        }, Unmanaged.passUnretained(question).toOpaque())
      defer { sqlite3_progress_handler(handle, 0, nil, nil) }
      return try withExtendedLifetime(question) { try body() }
    }
  }

  private func cachedStatement(_ sql: String) throws(SQLiteError) -> Statement {
    if let statement = statements[sql], sqlite3_stmt_busy(statement.handle) == 0 { return statement }
    let statement = try Statement(sql, on: handle)
    statements[sql] = statement
    return statement
  }
}

/// A closure where C can hold it.
private final class InterruptQuestion {
  let isOver: () -> Bool

  init(isOver: @escaping () -> Bool) { self.isOver = isOver }
}
