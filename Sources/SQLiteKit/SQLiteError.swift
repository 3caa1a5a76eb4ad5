import CSQLite

/// What SQLite refused, with the statement but never the bound values: these may be content or secrets.
public struct SQLiteError: Error, Hashable, Sendable {
  /// The extended result code, for instance 2067 for a broken uniqueness.
  /// Source: https://www.sqlite.org/rescode.html
  public var code: Int32
  /// SQLite's own words.
  public var message: String
  /// The statement, where there is one.
  public var sql: String?

  public init(code: Int32, message: String, sql: String? = nil) {
    self.code = code
    self.message = message
    self.sql = sql
  }

  /// The low eight bits of the code: the kind of trouble.
  public var primaryCode: Int32 { code & 0xFF }
  /// Whether another connection holds the lock that was wanted.
  public var isBusy: Bool { primaryCode == SQLITE_BUSY || primaryCode == SQLITE_LOCKED }
  /// Whether the file is no database. A damaged one says SQLITE_CORRUPT, and is a database all the same.
  public var isForeignFile: Bool { primaryCode == SQLITE_NOTADB }
  /// Whether the disk is full.
  public var isFull: Bool { primaryCode == SQLITE_FULL }
  /// Whether a constraint (uniqueness, foreign key, check) was broken.
  public var isConstraint: Bool { primaryCode == SQLITE_CONSTRAINT }
}

extension SQLiteError: CustomStringConvertible {
  public var description: String {
    "SQLite error \(code): \(message)" + (sql.map { " in: \($0)" } ?? "")
  }
}
