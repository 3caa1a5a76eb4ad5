import CSQLite

#if canImport(Glibc)
  import Glibc
#endif

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

  /// The mode that is safe with a version of SQLite for a file: WAL shares memory between its processes, which a network
  /// file system does not (https://www.sqlite.org/wal.html).
  public static func safe(withVersion version: Int32, onNetwork: Bool) -> JournalMode {
    onNetwork ? .truncate : safe(withVersion: version)
  }

  /// Whether a file lies on a network file system; a file that cannot be asked about counts as one.
  public static func isOnNetwork(path: String) -> Bool {
    var status = statfs()
    guard statfs(path, &status) == 0 else { return true }
    return isNetwork(fileSystem: UInt32(truncatingIfNeeded: status.f_type))
  }

  /// Whether a file system, by the magic number of statfs(2), is shared over a network, or may be: FUSE carries sshfs.
  static func isNetwork(fileSystem: UInt32) -> Bool {
    let network: Set<UInt32> = [
      0x6969,  // NFS
      0x517B, 0xFF53_4D42, 0xFE53_4D42,  // SMB, CIFS, SMB2
      0x5346_414F, 0x6B41_4653,  // AFS
      0x00C3_6400, 0x0BD0_0BD0, 0x4750_4653, 0x0116_1970, 0x7461_636F,  // Ceph, Lustre, GPFS, GFS2, OCFS2
      0x0102_1997, 0x7375_7245, 0x6573_5546,  // 9P, Coda, FUSE
    ]
    return network.contains(fileSystem)
  }

  /// A version as SQLite writes it: `3.40.1` for 3_040_001.
  public static func text(ofVersion version: Int32) -> String {
    "\(version / 1_000_000).\(version / 1000 % 1000).\(version % 1000)"
  }

  /// The version of the SQLite library that runs, as a number.
  public static var libraryVersion: Int32 { sqlite3_libversion_number() }
}
