import CSQLite

#if canImport(Glibc)
  import Glibc
#endif

/// What SQLite refused, with the statement but never the bound values: these may be content or secrets.
public struct SQLiteError: Error, Hashable, Sendable {
  /// The extended result code, for instance 2067 for a broken uniqueness.
  /// Source: https://www.sqlite.org/rescode.html
  public var code: Int32
  /// SQLite's own words.
  public var message: String
  /// The statement, where there is one.
  public var sql: String?
  /// `errno` of what the system refused, where it was the system; 0 else.
  public var systemCode: Int32

  public init(code: Int32, message: String, sql: String? = nil, systemCode: Int32 = 0) {
    self.code = code
    self.message = message
    self.sql = sql
    self.systemCode = systemCode
  }

  /// What a connection says of its last call.
  init(of connection: OpaquePointer, sql: String? = nil) {
    self.init(
      code: sqlite3_extended_errcode(connection), message: String(cString: sqlite3_errmsg(connection)), sql: sql)
    // Else it would be what some earlier call met.
    guard [SQLITE_IOERR, SQLITE_CANTOPEN].contains(primaryCode) else { return }
    systemCode = sqlite3_system_errno(connection)
    // A COMMIT does not note it; the file that it wrote to does.
    if systemCode == 0 { sqlite3_file_control(connection, "main", SQLITE_FCNTL_LAST_ERRNO, &systemCode) }
  }

  /// The low eight bits of the code: the kind of trouble.
  public var primaryCode: Int32 { code & 0xFF }
  /// Whether another connection holds the lock that was wanted.
  public var isBusy: Bool { primaryCode == SQLITE_BUSY || primaryCode == SQLITE_LOCKED }
  /// Whether the file is no database. A damaged one says SQLITE_CORRUPT, and is a database all the same.
  public var isForeignFile: Bool { primaryCode == SQLITE_NOTADB }
  /// Whether the disk, or the owner's share of it, is full.
  public var isFull: Bool { primaryCode == SQLITE_FULL || systemCode == ENOSPC || systemCode == EDQUOT }
  /// Whether the file has reached the largest size that the process may write, or the file system can hold.
  public var isTooLarge: Bool { systemCode == EFBIG }
  /// Whether the statement was broken off because somebody wished so.
  public var isInterrupted: Bool { primaryCode == SQLITE_INTERRUPT }
  /// Whether pages or records of the file are damaged.
  public var isDamage: Bool { primaryCode == SQLITE_CORRUPT }
  /// Whether a constraint (uniqueness, foreign key, check) was broken.
  public var isConstraint: Bool { primaryCode == SQLITE_CONSTRAINT }
}

extension SQLiteError: CustomStringConvertible {
  public var description: String {
    "SQLite error \(code): \(message)" + (sql.map { " in: \($0)" } ?? "")
  }
}
