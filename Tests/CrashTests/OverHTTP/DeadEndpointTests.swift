import Formats
import Foundation
import SQLiteKit
import Testing

/// An endpoint that fails every call, and a fill that wants very much of it.
@Suite("A dead endpoint", .fewAtOnce) struct DeadEndpointTests {
  @Test(
    "costs a fill of 10,000 drafts at most twenty calls, and a resumption one to find out",
    arguments: isLong ? [1, 8, 64] : [8])
  func costsLittle(concurrency: Int) async throws {
    let endpoint = try SimulatedEndpoint { $0.latencyMilliseconds = 5 }
    await endpoint.set(["server_error": 1])
    let library = try TestLibrary(settings: ["fill.concurrency=\(concurrency)"], calling: endpoint.address)
    try "section,topic,sku,language,target,priority\npassiv,,,de,20000,1\n".write(
      toFile: library.here + "/library/targets.csv", atomically: false, encoding: .utf8)
    try await library.succeed(["sync"])

    let filled = try await library.run(["fill", "--limit", "10000", "--json"])
    #expect(filled.end == .code(1))
    let report = try JSON.parse(filled.output)
    #expect(report["wanted"] == 10_000 && report["drafted"] == 10_000)
    #expect(report["status"] == "paused" && report["cost"] == 0 && report["reserved"] == 0)
    let reason = report["reason"]?.string ?? ""
    #expect(
      reason.contains(
        #/^\d\d? calls failed one after the other, the last: openai failed \(HTTP 50[03]\): .* \(simulated\)$/#),
      "\(reason)")
    #expect((10...20).contains(endpoint.simulator.tally.received))

    // It is still dead: that is found out by one call, tried as often as any.
    let calls = endpoint.simulator.tally.received
    let stillDead = try await library.run(["runs", "resume", "last"])
    #expect(stillDead.end == .code(1))
    #expect((1...3).contains(endpoint.simulator.tally.received - calls))

    // It lives: one call finds out, then all others go.
    await endpoint.heal()
    let before = try Events(library).all.count
    let process = try library.start(["runs", "resume", "last"])
    _ = try await process.when({ endpoint.simulator.tally.received >= 12 }) { process.send(SIGINT) }
    let resumed = try await process.finish()
    #expect(resumed.end == .code(130), "\(resumed.errors)")
    let events = try Events(library).all.dropFirst(before)
    #expect(Array(events.prefix(2)) == ["received", "answered"])
    // One after the other, calls are tried as often as calls may be before the run rests, and count against their drafts.
    let blamed = try library.connect().all("SELECT asked FROM drafts WHERE asked > 1 OR state = 'dropped'") {
      $0.int(0)
    }
    #expect(concurrency == 1 ? blamed.allSatisfy { $0 == 2 } && blamed.count <= 15 : blamed == [])
    let judge = try StoreJudge(library)
    #expect(judge.faults == [])
    #expect(judge.unknown.isEmpty && judge.inFlight.isEmpty)
  }

  /// What the endpoint's log says of calls, in order.
  private struct Events {
    var all: [String]

    init(_ library: TestLibrary) throws {
      all = try String(contentsOfFile: library.callLogFile, encoding: .utf8).split(separator: "\n").map {
        try JSON.parse(String($0))["event"]?.string ?? ""
      }
    }
  }
}
