/// One step of a database's schema. Steps are only ever added.
public struct Migration: Sendable {
  /// 1, 2, 3, …: `user_version` after the step.
  public var version: Int
  public var sql: String

  public init(version: Int, sql: String) {
    self.version = version
    self.sql = sql
  }
}

/// Why a file cannot be used as this program's database.
public enum SchemaMismatch: Error, Hashable, Sendable {
  /// The file belongs to another program.
  case foreign(applicationID: Int64)
  /// A newer version of this program made it.
  case newer(found: Int, known: Int)
}

extension Connection {
  /// Brings the schema up to the last of the migrations, all in one transaction. Nothing is written when it is there.
  ///
  /// - Parameter applicationID: Marks the file as this program's (`PRAGMA application_id`).
  public func migrate(to migrations: [Migration], applicationID: Int64) throws {
    if try isMigrated(to: migrations, applicationID: applicationID) { return }
    try transaction {
      // Another process may have migrated it while this one waited for the lock.
      if try isUpToDate(to: migrations, applicationID: applicationID) { return }
      let current = try pragma("user_version")
      for migration in migrations where migration.version > current { try runScript(migration.sql) }
      try runScript("PRAGMA application_id = \(applicationID)")
      try runScript("PRAGMA user_version = \(migrations.last?.version ?? 0)")
    }
  }

  /// The value of a pragma that holds a number.
  public func pragma(_ name: String) throws -> Int64 { try first("PRAGMA \(name)") { $0.integer(0) } ?? 0 }

  /// Whether the schema is at the last of the migrations. Writes nothing.
  ///
  /// - Throws: `SchemaMismatch` for a file that is not this program's, or is a newer one's.
  public func isMigrated(to migrations: [Migration], applicationID: Int64) throws -> Bool {
    // One state for all that is looked at: else another process's commit in between makes a half of its work visible.
    try snapshot { try isUpToDate(to: migrations, applicationID: applicationID) }
  }

  private func isUpToDate(to migrations: [Migration], applicationID: Int64) throws -> Bool {
    let known = migrations.last?.version ?? 0
    let found = Int(try pragma("user_version"))
    let owner = try pragma("application_id")
    if owner != applicationID {
      let isEmpty = try first("SELECT count(*) FROM sqlite_schema") { $0.int(0) } == 0
      if owner != 0 || !isEmpty { throw SchemaMismatch.foreign(applicationID: owner) }
      return false
    }
    if found > known { throw SchemaMismatch.newer(found: found, known: known) }
    return found == known
  }
}
