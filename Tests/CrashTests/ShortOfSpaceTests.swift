import Foundation
import Testing
import World

/// Disks that fill up and files that may not grow, in the middle of whatever is written.
@Suite("Short of space", .fewAtOnce)
struct ShortOfSpaceTests {
  // MARK: Changes of the store

  @Test(
    "a full disk takes a change as a whole, or not at all",
    .enabled("mounting a file system is not permitted here") { try await SmallDisk.isPermitted() },
    arguments: StoreChange.all)
  func changeOnAFullDisk(_ change: StoreChange) async throws {
    let prepared = try await PreparedChange.of(change)
    let disk = try await SmallDisk(kibibytes: 2 * prepared.size.upperBound / 1024 + (isLong ? 40_000 : 4000))
    try await check(change, prepared, .disk(disk))
  }

  @Test("a limit of file sizes takes a change as a whole, or not at all", arguments: StoreChange.all)
  func changeUnderALimit(_ change: StoreChange) async throws {
    try await check(change, try await PreparedChange.of(change), .files)
  }

  private func check(_ change: StoreChange, _ prepared: PreparedChange, _ shortage: Shortage) async throws {
    var random = SeededGenerator(seed: UInt64(prepared.size.upperBound))
    let (small, large) = (prepared.size.lowerBound, prepared.size.upperBound)
    // A rollback journal may be as large as the store was.
    let rooms = [0] + (0..<(isLong ? 10 : 1)).map { _ in Int.random(in: 0...(large + 8192), using: &random) }
    for room in rooms {
      let library = try TestLibrary(like: prepared.library, on: shortage.disk)
      let launcher = try shortage.begin(room: room, size: small)
      let finished = try await library.run(change.command(library.root), through: launcher)
      try shortage.end()
      let found = try Fingerprint(library)
      if finished.end == .code(0) {
        #expect(found == prepared.after, "room for \(room)")
      } else {
        #expect(finished.end == .code(1), "room for \(room)")
        #expect(finished.errors == shortage.message(store: library.root + "/library/library.db"))
        #expect(found == prepared.before, "room for \(room)")
        try await library.succeed(change.command(library.root))
        #expect(try Fingerprint(library) == prepared.after)
      }
      #expect(finished.end != .code(0) || room > 0 || small == large)
      #expect(try StoreJudge(library).faults == [])
    }
  }

  // MARK: Exports

  @Test(
    "a full disk leaves the old export or the new one",
    .enabled("mounting a file system is not permitted here") { try await SmallDisk.isPermitted() },
    arguments: ["json", "xml"])
  func exportOnAFullDisk(format: String) async throws {
    try await checkExport(format, .disk(try await SmallDisk(kibibytes: 8000)))
  }

  @Test("a limit of file sizes leaves the old export or the new one", arguments: ["jsonl"])
  func exportUnderALimit(format: String) async throws { try await checkExport(format, .files) }

  private func checkExport(_ format: String, _ shortage: Shortage) async throws {
    var random = SeededGenerator(seed: 17)
    let library = try await TestLibrary.synced(on: shortage.disk)
    let (seen, file) = ("\(library.here)/out/app.\(format)", "\(library.root)/out/app.\(format)")
    let command = ["export", "--all", "--format", format, "--output", file]
    try await library.succeed(command)
    let old = try #require(FileManager.default.contents(atPath: seen))
    try await library.succeed(["deactivate", "--section", "passiv", "--yes"])
    let other = "out/other.\(format)"
    try await library.succeed(command.dropLast() + ["\(library.root)/\(other)"])
    let size = try #require(FileManager.default.contents(atPath: "\(library.here)/\(other)")).count
    try FileManager.default.removeItem(atPath: "\(library.here)/\(other)")
    let rooms = [0] + (0..<(isLong ? 20 : 2)).map { _ in Int.random(in: 0..<size, using: &random) }
    for room in rooms {
      let launcher = try shortage.begin(room: room, size: 0)
      let finished = try await library.run(command, through: launcher)
      try shortage.end()
      #expect(finished.end == .code(1), "room for \(room)")
      #expect(finished.errors == shortage.message(file: file), "room for \(room)")
      #expect(FileManager.default.contents(atPath: seen) == old)
      let names = try FileManager.default.contentsOfDirectory(atPath: library.here + "/out")
      #expect(names == ["app.\(format)"])
      #expect(try StoreJudge(library).faults == [])
    }
    try await library.succeed(command)
    #expect(FileManager.default.contents(atPath: seen) != old)
    try await library.succeed(["exports", "verify", file])
  }

  // MARK: Fills

  @Test(
    "a full disk stops a fill before it buys what cannot be stored",
    .enabled("mounting a file system is not permitted here") { try await SmallDisk.isPermitted() },
    arguments: isLong ? Array(0..<40) : [0, 1])
  func fillOnAFullDisk(number: Int) async throws {
    try await checkFill(number, .disk(try await SmallDisk(kibibytes: 4000)))
  }

  @Test(
    "a limit of file sizes stops a fill before it buys what cannot be stored", arguments: isLong ? Array(0..<20) : [1])
  func fillUnderALimit(number: Int) async throws { try await checkFill(number, .files) }

  private func checkFill(_ number: Int, _ shortage: Shortage) async throws {
    var random = SeededGenerator(seed: UInt64(number))
    let concurrency = number % 2 == 0 ? 1 : 8
    let library = try await TestLibrary.synced(settings: ["fill.concurrency=\(concurrency)"], on: shortage.disk)
    let fill = ["fill", "--section", "adjektivdeklination_einstieg"]
    // A fill of this section makes the store 180 KiB larger.
    let room = Int.random(in: 0...(160 << 10), using: &random)
    let launcher = try shortage.begin(room: room, size: FileSize.of(library.storeFile))
    let finished = try await library.run(fill, through: launcher)
    try shortage.end()
    #expect(finished.end == .code(1), "room for \(room)")
    let message = shortage.message(store: library.root + "/library/library.db")
    #expect(finished.errors.hasSuffix(message), "\(finished.errors)")
    let judge = try StoreJudge(library)
    #expect(judge.faults == [])
    // What reached the provider and is not booked was on its way when the first write failed.
    let booked = judge.calls["settled", default: []].union(judge.calls["failed", default: []])
    let open = try library.callLog.received.map(\.call).filter { !booked.contains($0) }
    #expect(open.count <= concurrency, "room for \(room)")
    if concurrency == 1 {
      // One after the other: the first that could not be booked was the last that was made.
      #expect(open == open.filter { $0 == (try? library.callLog.received.last?.call) }, "room for \(room)")
    }
    let resumes = try library.hasRun()
    if resumes { #expect(finished.errors.hasPrefix("run ")) }
    try await library.succeed(resumes ? ["runs", "resume", "last"] : fill)
    var last = try StoreJudge(library)
    try last.judgeFinished()
    #expect(last.faults == [])
    let coverage = try await library.json(["coverage"] + fill.dropFirst())
    #expect(coverage["totals"]?["gap"] == 0 && coverage["totals"]?["active"] == coverage["totals"]?["target"])
  }
}
