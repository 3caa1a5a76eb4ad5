import CSQLite

/// How SQLite keeps a transaction whole, chosen by the version of the library that runs.
///
/// SQLite from 3.7.0 to 3.51.2 can lose committed writes or damage a WAL database when two connections write and
/// checkpoint at the same moment (the WAL-reset bug, https://www.sqlite.org/wal.html). It is mended in 3.51.3 and later,
/// the withdrawn 3.52.0 excepted, and in the back-ports 3.50.7 and 3.44.6.
public enum JournalMode: String, Hashable, Sendable {
  case wal
  /// A rollback journal that is emptied at each commit: one directory sync less than deleting it.
  case truncate

  /// The mode that is safe with a version of SQLite, for instance `3_040_001` for 3.40.1.
  public static func safe(withVersion version: Int32) -> JournalMode {
    switch version {
    case 3_052_000: .truncate
    case 3_051_003...: .wal
    case 3_050_007..<3_051_000: .wal
    case 3_044_006..<3_045_000: .wal
    default: .truncate
    }
  }

  /// The version of the SQLite library that runs, as a number.
  public static var libraryVersion: Int32 { sqlite3_libversion_number() }
}
