import SQLiteKit

/// Whether a store's file is whole.
public struct StoreIntegrity: Hashable, Sendable {
  /// What SQLite finds wrong with pages, records and indexes, at most a hundred.
  public var damage: [String] = []
  /// Rows that refer to rows which are not there, by table, in the order of the tables.
  public var danglingRows: [Dangling] = []
  /// Whether the time was up before everything was looked at.
  public var isBrokenOff = false
  /// How long it took.
  public var duration = Duration.zero

  /// Rows of a table that refer to nothing.
  public struct Dangling: Hashable, Sendable {
    public var table: String
    public var count: Int

    public init(table: String, count: Int) {
      self.table = table
      self.count = count
    }
  }

  public init() {}
}

extension StoreReader {
  /// Looks at the whole file: `PRAGMA integrity_check`, or the quicker `quick_check`, which leaves out whether indexes agree
  /// with their tables, and `PRAGMA foreign_key_check`. With a rollback journal writers wait meanwhile.
  ///
  /// - Parameters:
  ///   - limit: The time after which it is broken off.
  ///   - uptime: A clock that never goes back.
  public func integrity(quick: Bool, limit: Duration, uptime: @Sendable () -> Duration) throws -> StoreIntegrity {
    var integrity = StoreIntegrity()
    let began = uptime()
    do {
      try connection.interrupting(when: { uptime() - began > limit }) {
        try connection.forEach(quick ? "PRAGMA quick_check" : "PRAGMA integrity_check") { row in
          if row.text(0) != "ok" { integrity.damage.append(row.text(0)) }
        }
        var counts: [(table: String, count: Int)] = []
        try connection.forEach("PRAGMA foreign_key_check") { row in
          let table = row.text(0)
          if counts.last?.table == table { counts[counts.count - 1].count += 1 } else { counts.append((table, 1)) }
        }
        integrity.danglingRows = counts.map { StoreIntegrity.Dangling(table: $0.table, count: $0.count) }
      }
    } catch let error as SQLiteError where error.isInterrupted {
      integrity.isBrokenOff = true
    } catch let error as SQLiteError where error.isDamage {
      // So damaged that the look itself fails.
      integrity.damage.append(error.message)
    }
    integrity.duration = uptime() - began
    return integrity
  }
}
