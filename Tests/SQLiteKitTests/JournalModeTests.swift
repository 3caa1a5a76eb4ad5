import Testing

@testable import SQLiteKit

@Suite struct JournalModeTests {
  /// The versions with and without the WAL-reset bug, and those on either side of each border.
  static let versions: [(Int32, JournalMode)] = [
    (3_006_023, .truncate), (3_007_000, .truncate), (3_040_001, .truncate), (3_044_005, .truncate),
    (3_044_006, .wal), (3_044_009, .wal), (3_045_000, .truncate), (3_049_001, .truncate), (3_050_006, .truncate),
    (3_050_007, .wal), (3_050_009, .wal), (3_051_000, .truncate), (3_051_002, .truncate), (3_051_003, .wal),
    (3_052_000, .truncate), (3_052_001, .wal), (3_053_000, .wal), (4_000_000, .wal),
  ]

  @Test(arguments: versions)
  func walOnlyWhereItIsMended(version: Int32, mode: JournalMode) {
    #expect(JournalMode.safe(withVersion: version) == mode)
  }

  @Test(arguments: [(Int32(3_040_001), "3.40.1"), (3_051_003, "3.51.3"), (3_007_000, "3.7.0")])
  func aVersionIsWritten(version: Int32, text: String) { #expect(JournalMode.text(ofVersion: version) == text) }

  @Test func theLibraryTellsItsVersion() throws {
    let connection = try Connection(path: ":memory:")
    let text = try connection.first("SELECT sqlite_version()") { $0.text(0) } ?? ""
    let parts = text.split(separator: ".").compactMap { Int32($0) }
    #expect(JournalMode.libraryVersion == parts[0] * 1_000_000 + parts[1] * 1000 + parts[2])
  }

  @Test(arguments: versions) func aNetworkFileSystemHasNoWAL(version: Int32, mode: JournalMode) {
    #expect(JournalMode.safe(withVersion: version, onNetwork: true) == .truncate)
    #expect(JournalMode.safe(withVersion: version, onNetwork: false) == mode)
  }

  /// Magic numbers of statfs(2): NFS, CIFS, SMB2, FUSE, 9P; then ext4, tmpfs, overlayfs, btrfs, XFS.
  @Test func networkFileSystemsAreKnown() {
    let network: [UInt32] = [0x6969, 0xFF53_4D42, 0xFE53_4D42, 0x6573_5546, 0x0102_1997]
    let local: [UInt32] = [0xEF53, 0x0102_1994, 0x794C_7630, 0x9123_683E, 0x5846_5342]
    #expect(network.allSatisfy { JournalMode.isNetwork(fileSystem: $0) })
    #expect(!local.contains { JournalMode.isNetwork(fileSystem: $0) })
  }

  @Test func aPathIsAskedAbout() {
    #expect(!JournalMode.isOnNetwork(path: "/proc"))
    #expect(JournalMode.isOnNetwork(path: "/proc/there is no such file"))
  }
}
