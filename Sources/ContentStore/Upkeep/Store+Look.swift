import ContentModel
import SQLiteKit

#if canImport(Glibc)
  import Glibc
#endif

extension Store {
  /// Reads one consistent state of a store as it lies there: none is made, no schema is brought up to date, no journal mode
  /// set. For upkeep; everybody else opens the store.
  ///
  /// - Parameters:
  ///   - busyTimeout: Milliseconds to wait for another process's lock.
  ///   - body: May not rely on the schema before it has asked for it.
  /// - Throws: `StoreDamage`, `StoreError`, and what the closure throws.
  public static func look<Result>(
    at path: String, busyTimeout: Int32 = 5000, _ body: (StoreReader) throws -> Result
  ) throws -> Result {
    guard access(path, F_OK) == 0 else { throw StoreError.missing(path: path) }
    do {
      // Not for reading only: what a process that died left in the journal has to be rolled back first.
      let connection = try Connection(path: path, access: .readWrite, busyTimeout: busyTimeout)
      try connection.run("PRAGMA query_only = 1")
      return try connection.snapshot { try body(StoreReader(connection: connection)) }
    } catch let error as SQLiteError where error.isDamage {
      throw StoreDamage(path: path, reason: error.message)
    } catch {
      throw StoreError.explaining(error, path: path)
    }
  }
}

/// A store whose pages or records are damaged, so that it cannot be looked at.
public struct StoreDamage: Failure, Hashable {
  public var path: String
  /// SQLite's words.
  public var reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  public var message: String { "\(path) is damaged: \(reason)" }
  public var hint: String? { Self.mend }
  /// What helps with any damage.
  public static let mend =
    "put a backup in its place; keep the damaged file, `sqlite3 library.db .recover` may save more"
}
