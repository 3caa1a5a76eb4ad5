import Formats
import SQLiteKit
import Testing

/// A batch job that the provider does not have any more, with results or without: what it cost nobody knows, and it is in
/// nobody's way.
@Suite("A batch job that is lost", .fewAtOnce) struct LostJobTests {
  private let command = ["fill", "--section", "passiv", "--limit", "4", "--batch-size", "1", "--mode", "batch"]

  /// A run that waits for a job of an endpoint which then forgets everything.
  private func forgotten() async throws -> (library: TestLibrary, simulator: SimulateProcess) {
    let first = try await SimulateProcess(["--batch-delay-ms", "600000"])
    let library = try await TestLibrary.synced(
      settings: ["prices.openai/*.batch=0.5", "fill.poll_s=1"], calling: first.address)
    #expect(try await library.run(command + ["--detach"]).end == .code(0))
    try await first.end()
    let port = try #require(first.address.baseURL.split(separator: "/").dropFirst().first?.split(separator: ":").last)
    return (library, try await SimulateProcess(["--port", String(port)]))
  }

  private func ledger(_ library: TestLibrary) throws -> String {
    try library.connect().all("SELECT count(*) || ' ' || state FROM attempts GROUP BY state ORDER BY state") {
      $0.text(0)
    }
    .joined(separator: ", ")
  }

  private func reserved(_ library: TestLibrary) throws -> Int64? {
    try library.connect().first("SELECT reserved FROM runs") { $0.integer(0) }
  }

  @Test("pauses the run, its calls are unknown, and the run goes on once they are settled")
  func pauses() async throws {
    let (library, simulator) = try await forgotten()
    let held = try reserved(library)
    let resumed = try await library.run(["runs", "resume", "last", "--json"])
    let report = try JSON.parse(resumed.output)
    #expect(resumed.end == .code(1) && report["status"]?.string == "paused")
    #expect(report["reason"]?.string?.hasPrefix("openai no longer has the results of the batch job batch_") == true)
    #expect(try ledger(library) == "4 unknown" && reserved(library) == held)
    #expect(try await library.run(["runs", "settle", "last", "--all", "--release"]).end == .code(0))
    #expect(try ledger(library) == "4 settled" && reserved(library) == 0)
    let finished = try JSON.parse(try await library.run(["runs", "resume", "last", "--json"]).output)
    #expect(finished["status"]?.string == "finished" && finished["accepted"]?.integer == 4)
    #expect(try StoreJudge(library).faults == [])
    try await simulator.end()
  }

  @Test("keeps nobody from giving the run up") func isGivenUp() async throws {
    let (library, simulator) = try await forgotten()
    #expect(try await library.run(["runs", "cancel", "last", "--yes"]).end == .code(0))
    #expect(try ledger(library) == "4 unknown")
    let open = try library.connect().first("SELECT count(*) FROM drafts WHERE state LIKE 'pending%'") { $0.int(0) }
    #expect(open == 0)
    try await simulator.end()
  }

  /// While it checks a file, a provider has counted no lines: of a job that is cancelled then none was worked on.
  @Test("costs nothing where it was cancelled before it was begun") func neverBegun() async throws {
    let simulator = try await SimulateProcess(["--batch-delay-ms", "600000"])
    let library = try await TestLibrary.synced(
      settings: ["prices.openai/*.batch=0.5", "fill.poll_s=1"], calling: simulator.address)
    #expect(try await library.run(command + ["--detach"]).end == .code(0))
    #expect(try await library.run(["runs", "cancel", "last", "--yes"]).end == .code(0))
    #expect(try ledger(library) == "4 failed" && reserved(library) == 0)
    #expect(try BatchLog(path: simulator.address.callLog).cost.isEmpty)
    try await simulator.end()
  }
}
