import SQLiteKit

/// What a store's file says of itself, and what SQLite can do for it where it lies.
public struct StoreForm: Hashable, Sendable {
  /// The version of its schema; 0 for an empty file.
  public var schema: Int
  /// The version that this program makes.
  public var knownSchema: Int
  /// Tables and indexes of that version which the file lacks, though it says that it has it; sorted.
  public var missing: [String]
  /// The journal mode that the file is in: `wal`, or that of a fresh connection, `delete`.
  public var journalMode: String
  /// The version of the SQLite that runs: `3.40.1`.
  public var sqlite: String
  /// Whether WAL is unsafe with that version, see `JournalMode`.
  public var hasWALResetBug: Bool
  /// Whether the file lies on a network file system.
  public var isOnNetwork: Bool

  public init(
    schema: Int, knownSchema: Int, missing: [String] = [], journalMode: String, sqlite: String, hasWALResetBug: Bool,
    isOnNetwork: Bool
  ) {
    self.schema = schema
    self.knownSchema = knownSchema
    self.missing = missing
    self.journalMode = journalMode
    self.sqlite = sqlite
    self.hasWALResetBug = hasWALResetBug
    self.isOnNetwork = isOnNetwork
  }

  /// Whether the tables are those that this program's statements are written for.
  public var isUpToDate: Bool { schema == knownSchema && missing.isEmpty }
  /// The journal mode that a store which is opened works in.
  public var safeJournalMode: String { (hasWALResetBug || isOnNetwork ? JournalMode.truncate : .wal).rawValue }
}

extension StoreReader {
  /// What the file says of itself.
  ///
  /// - Parameter path: The file.
  /// - Throws: `SchemaMismatch` where it is another program's, or a newer one's.
  public func form(path: String) throws -> StoreForm {
    let known = Schema.migrations.last?.version ?? 0
    let found = Int(try connection.pragma("user_version"))
    let owner = try connection.pragma("application_id")
    let isEmpty = try connection.first("SELECT count(*) FROM sqlite_schema") { $0.int(0) } == 0
    if owner != Schema.applicationID, owner != 0 || !isEmpty { throw SchemaMismatch.foreign(applicationID: owner) }
    if found > known { throw SchemaMismatch.newer(found: found, known: known) }
    let version = JournalMode.libraryVersion
    return StoreForm(
      schema: found, knownSchema: known, missing: found == known ? try missing() : [],
      journalMode: try connection.first("PRAGMA journal_mode") { $0.text(0) } ?? "unknown",
      sqlite: JournalMode.text(ofVersion: version), hasWALResetBug: JournalMode.safe(withVersion: version) != .wal,
      isOnNetwork: JournalMode.isOnNetwork(path: path))
  }

  /// What a fresh store has and this one lacks.
  private func missing() throws -> [String] {
    let fresh = try Connection(path: ":memory:")
    try fresh.migrate(to: Schema.migrations, applicationID: Schema.applicationID)
    func names(_ connection: Connection) throws -> Set<String> {
      // What SQLite makes by itself follows from the rest.
      Set(try connection.all("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'") { $0.text(0) })
    }
    return try names(fresh).subtracting(names(connection)).sorted()
  }
}
