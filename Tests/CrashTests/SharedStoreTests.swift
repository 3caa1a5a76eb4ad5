import Formats
import Foundation
import Testing

/// Several processes on one store.
@Suite("A store that several use", .fewAtOnce)
struct SharedStoreTests {
  @Test("two fills of one section close its gap exactly", arguments: 0..<(isLong ? 10 : 2))
  func twoFills(_ round: Int) async throws {
    let library = try await TestLibrary.synced(settings: ["providers.simulated.seed=\(round)"])
    let section = ["--section", "adjektivdeklination_einstieg"]
    // The gap is 21: one gets all it asks for, the other what is left.
    let fills = try (0..<2).map { _ in try library.start(["fill", "--limit", "12", "--json"] + section) }
    var wanted: [Int] = []
    var accepted = 0
    for fill in fills {
      let finished = try await fill.finish()
      #expect(finished.end == .code(0), "\(finished.errors)")
      let report = try JSON.parse(finished.output)
      wanted.append(report["wanted"]?.integer ?? 0)
      accepted += report["accepted"]?.integer ?? 0
    }
    #expect(wanted.sorted() == [9, 12])
    let totals = try await library.json(["coverage"] + section)["totals"]
    #expect(totals?["active"] == totals?["target"] && totals?["gap"] == 0)
    #expect(accepted == totals?["machine"]?.integer)
    try expectSound(library)
  }

  @Test("eight fills, and those who read meanwhile, get along")
  func eightFills() async throws {
    let library = try TestLibrary(settings: ["fill.concurrency=4"])
    let each = isLong ? 125 : 8
    if isLong { try raiseTargets(of: library) }
    try await library.succeed(["sync"])
    let fills = try (0..<8).map { _ in
      try library.start(["fill", "--kind", "gap_fill_exercise", "--limit", "\(each)", "--json"])
    }
    // Until the fills end, somebody looks and exports.
    let reading = Task {
      while fills.contains(where: \.isRunning) {
        for command in [["coverage"], ["export", "--all", "--output", library.root + "/app.json"]] {
          try await library.succeed(command)
        }
      }
    }
    var accepted = 0
    for fill in fills {
      let finished = try await fill.finish()
      #expect(finished.end == .code(0), "\(finished.errors)")
      #expect(!finished.errors.contains("locked"))
      let report = try JSON.parse(finished.output)
      #expect(report["wanted"]?.integer == each)
      accepted += report["accepted"]?.integer ?? 0
    }
    try await reading.value
    let coverage = try await library.json(["coverage", "--kind", "gap_fill_exercise"])
    #expect(coverage["totals"]?["machine"]?.integer == accepted)
    #expect(accepted >= 8 * each * 9 / 10)
    for cell in coverage["cells"]?.array ?? [] where cell["machine"]?.integer != 0 {
      #expect((cell["active"]?.integer ?? 0) <= cell["target"]?.integer ?? 0, "\(cell.text)")
      #expect(cell["in_flight"] == 0)
    }
    try expectSound(library)
    if isLong { print("eight fills at once: \(accepted) items of \(8 * each)") }
  }

  private func expectSound(_ library: TestLibrary) throws {
    var judge = try StoreJudge(library)
    try judge.judgeFinished()
    #expect(judge.faults == [])
    #expect(judge.unknown.isEmpty)
  }

  /// Thirty wanted in each cell of exercises: more than a thousand in all.
  private func raiseTargets(of library: TestLibrary) throws {
    let path = library.here + "/library/targets.csv"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
      var fields = line.split(separator: ",", omittingEmptySubsequences: false)
      if fields[0] != "section", fields[1].isEmpty { fields[4] = "40" }
      return fields.joined(separator: ",")
    }
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: false, encoding: .utf8)
  }

  @Test("a run belongs to one process, as long as it lives")
  func aRunHasOneHolder() async throws {
    let library = try TestLibrary(latency: 120_000)
    let holder = try library.start(["fill", "--section", "adjektivdeklination_einstieg"])
    _ = try await holder.when({ library.callLogSize > 0 }) {}
    let run = try #require(try await library.json(["runs", "list"]).array?.first?["run"]?.string?.suffix(8))
    for command in [["runs", "resume", "last"], ["runs", "cancel", "last", "--yes"]] {
      let refused = try await library.run(command)
      #expect(refused.end == .code(6))
      #expect(
        refused.errors == """
          error: run \(run) is being worked on by \(ProcessInfo.processInfo.hostName):\(holder.pid)
          wait for it to end, or stop it with Ctrl-C there

          """)
    }
    holder.send(SIGKILL)
    await holder.wait()
    // Dead, it is anybody's: but only one gets it.
    let resume = ["runs", "resume", "last", "--set", "providers.simulated.latency_ms=15"]
    let both = try (0..<2).map { _ in try library.start(resume) }
    var ends: [ProcessEnd] = []
    for process in both {
      let finished = try await process.finish()
      ends.append(finished.end)
      if finished.end != .code(0) {
        let texts = ["is being worked on by", "is finished: there is nothing to go on with"]
        #expect(texts.contains { finished.errors.contains($0) }, "\(finished.errors)")
      }
    }
    #expect(ends.filter { $0 == .code(0) }.count == 1)
    var judge = try StoreJudge(library)
    try judge.judgeFinished()
    #expect(judge.faults == [])
  }
}
