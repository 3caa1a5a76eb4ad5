import Foundation
import SQLiteKit
import Testing

/// Stores that cannot be used: what a person reads, to the letter, and that the file stays as it is.
@Suite("A store that cannot be used", .fewAtOnce)
struct RefusedStoreTests {
  /// What lies where the store should.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    /// Puts it there; a good store is there before.
    var make: @Sendable (_ store: String) throws -> Void
    /// What is said, STORE being its path.
    var message: String
    var hint: String

    var testDescription: String { name }
  }

  private static let foreign: (message: String, hint: String) =
    (message: "STORE is not a libtool store", hint: "move that file away, or name another library with --library")
  private static let mend = "check the path, its permissions and the disk"

  private static func cut(_ store: String, to size: Int) throws {
    guard truncate(store, off_t(size)) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
  }

  static let cases: [Case] = [
    Case(
      name: "a newer program's", make: { try Connection(path: $0).runScript("PRAGMA user_version = 99") },
      message: "STORE was made by a newer libtool: its schema is version 99, this program knows up to 10",
      hint: "install the newer libtool, or use the library with the program that made it"),
    Case(
      name: "another program's database",
      make: { store in
        try FileManager.default.removeItem(atPath: store)
        try Connection(path: store).runScript("CREATE TABLE notes (text TEXT)")
      }, message: foreign.message, hint: foreign.hint),
    Case(
      name: "no database at all",
      make: {
        try String(repeating: "section,kind\n", count: 500).write(toFile: $0, atomically: false, encoding: .utf8)
      },
      message: foreign.message, hint: foreign.hint),
    Case(
      name: "a part of a store", make: { try cut($0, to: 100_000) },
      message: "STORE cannot be used: database disk image is malformed", hint: mend),
    Case(
      name: "a folder",
      make: { store in
        try FileManager.default.removeItem(atPath: store)
        try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: false)
      }, message: "STORE cannot be used: unable to open database file (is a directory)", hint: mend),
  ]

  @Test("is refused by every command and left alone", arguments: cases)
  func isRefused(_ expected: Case) async throws {
    let library = try await TestLibrary.synced()
    try expected.make(library.storeFile)
    let before = FileManager.default.contents(atPath: library.storeFile)
    let message = expected.message.replacing("STORE", with: library.storeFile)
    for command in [["coverage"], ["fill", "--section", "passiv"]] {
      let finished = try await library.run(command)
      #expect(finished.end == .code(1), "\(command)")
      #expect(finished.output == "", "\(command)")
      #expect(finished.errors == "error: \(message)\n\(expected.hint)\n", "\(command)")
    }
    let asJSON = try await library.run(["coverage", "--json"])
    #expect(asJSON.end == .code(1))
    #expect(asJSON.errors == "{\"error\":{\"code\":1,\"message\":\"\(message)\",\"hint\":\"\(expected.hint)\"}}\n")
    #expect(FileManager.default.contents(atPath: library.storeFile) == before)
    #expect(try library.callLog.calls == [])
  }

  /// A command waits half a minute for a lock.
  @Test("is said to be locked, with a code of its own", .enabled("takes half a minute: make test-long") { isLong })
  func isLocked() async throws {
    let library = try await TestLibrary.synced()
    let holder = try Connection(path: library.storeFile)
    try holder.run("BEGIN EXCLUSIVE")
    let commands = [
      ["coverage"], ["fill", "--section", "passiv"], ["export", "--all", "--output", library.root + "/x.json"],
    ]
    let waiting = try commands.map { try library.start($0) }
    for process in waiting {
      let finished = try await process.finish()
      #expect(finished.end == .code(6))
      #expect(
        finished.errors
          == "error: \(library.storeFile) is locked by another process\nwait for the other command to end, then try again\n"
      )
    }
    try holder.run("ROLLBACK")
    try await library.succeed(["coverage"])
    #expect(try library.callLog.calls == [])
  }

  // MARK: Folders that cannot be written

  /// Commands, and what they say without a right to write; nil where they need none. ROOT is the library's folder.
  private static func readOnlyCases(_ reason: String) -> [(command: [String], errors: String?)] {
    let permissions = "\ncheck the permissions of the file and of its folder\n"
    let lowercased = reason.lowercased()
    return [
      (["coverage"], nil), (["sync"], nil), (["items", "list"], nil),
      (["fill", "--section", "passiv"], "error: ROOT/library/.runs cannot be used: \(reason)\n\(mend)\n"),
      (
        ["export", "--all", "--output", "ROOT/library/app.json"],
        "error: cannot write ROOT/library/app.json: \(lowercased)" + permissions
      ),
      (
        ["targets", "set", "--section", "passiv", "12"],
        "error: cannot write ROOT/library/targets.csv: \(lowercased)" + permissions
      ),
    ]
  }

  private func check(
    _ library: TestLibrary, _ cases: [(command: [String], errors: String?)], through launcher: [String] = []
  ) async throws {
    let before = try Fingerprint(library)
    for (command, errors) in cases {
      let words = command.map { $0.replacing("ROOT", with: library.root) }
      let finished = try await library.run(words, through: launcher)
      #expect(finished.end == .code(errors == nil ? 0 : 1), "\(command): \(finished.errors)")
      #expect(finished.errors == (errors ?? "").replacing("ROOT", with: library.root), "\(command)")
    }
    #expect(try Fingerprint(library) == before)
    #expect(try library.callLog.calls == [])
  }

  @Test(
    "can be read on a disk that cannot be written, and nothing else",
    .enabled("mounting a file system is not permitted here") { try await SmallDisk.isPermitted() })
  func readOnlyDisk() async throws {
    let disk = try await SmallDisk(kibibytes: 4000)
    let library = try await TestLibrary.synced(on: disk)
    try SampleItems.write(10, to: library.here + "/new.jsonl")
    try await disk.forbidWriting()
    let store = "error: ROOT/library/library.db cannot be used: attempt to write a readonly database\n\(Self.mend)\n"
    try await check(
      library,
      Self.readOnlyCases("Read-only file system") + [
        (["import", "ROOT/new.jsonl"], store), (["deactivate", "--section", "passiv", "--yes"], store),
      ])
    try await disk.allowWriting()
  }

  @Test(
    "can be read in a folder that cannot be written, and nothing else",
    .enabled("root cannot give its rights up here") { try await Unprivileged.isPermitted() })
  func readOnlyFolder() async throws {
    let library = try await TestLibrary.synced()
    #expect(chmod(library.here + "/library", 0o555) == 0)
    try await check(library, Self.readOnlyCases("Permission denied"), through: Unprivileged.launcher)
    #expect(chmod(library.storeFile, 0) == 0)
    let closed = "error: ROOT/library/library.db cannot be used: unable to open database file (permission denied)\n"
    for command in [["coverage"], ["fill", "--section", "passiv"]] {
      let finished = try await library.run(command, through: Unprivileged.launcher)
      #expect(finished.end == .code(1))
      #expect(finished.errors == closed.replacing("ROOT", with: library.root) + "\(Self.mend)\n")
    }
    #expect(chmod(library.here + "/library", 0o755) == 0)
  }

  @Test(
    "is not made in a folder that cannot be written",
    .enabled("root cannot give its rights up here") { try await Unprivileged.isPermitted() })
  func isNotMade() async throws {
    let library = try TestLibrary()
    #expect(chmod(library.here + "/library", 0o555) == 0)
    let finished = try await library.run(["sync"], through: Unprivileged.launcher)
    #expect(finished.end == .code(1))
    #expect(finished.errors == "error: \(library.storeFile) cannot be used: Permission denied\n\(Self.mend)\n")
    #expect(!FileManager.default.fileExists(atPath: library.storeFile))
    #expect(chmod(library.here + "/library", 0o755) == 0)
  }
}

/// Running without the right to go past permissions, which root has.
private enum Unprivileged {
  static let launcher =
    geteuid() == 0 ? ["/usr/bin/setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"] : []

  static func isPermitted() async throws -> Bool {
    guard let program = launcher.first else { return true }
    let folder = try TestLibrary.temporaryFolder()
    let finished = try await ChildProcess(
      program, Array(launcher.dropFirst()) + ["/bin/true"], environment: [:], output: folder + "/out",
      errors: folder + "/err"
    ).wait()
    try FileManager.default.removeItem(atPath: folder)
    return finished == .code(0)
  }
}
