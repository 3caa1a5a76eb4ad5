import Formats
import Foundation
import SQLiteKit
import Testing

/// Several processes on one library, calling one endpoint.
@Suite("Fills that share a library and an endpoint", .fewAtOnce) struct SharedEndpointTests {
  @Test("close the gap of one section exactly, within the endpoint's limits", arguments: 0..<(isLong ? 10 : 2))
  func oneSection(_ round: Int) async throws {
    // Room for all calls, if none is made twice: the simulator counts exactly.
    let endpoint = try SimulatedEndpoint {
      $0.seed = UInt64(round)
      $0.latencyMilliseconds = 20
      $0.requestsPerMinute = 100
    }
    let library = try await TestLibrary.synced(
      settings: ["providers.openai.requests_per_minute=100"], calling: endpoint.address)
    let section = ["--section", "adjektivdeklination_einstieg"]
    // The gap is 21: one gets all it asks for, the other what is left.
    let fills = try (0..<2).map { _ in try library.start(["fill", "--limit", "12", "--json"] + section) }
    var wanted: [Int] = []
    for fill in fills {
      let finished = try await fill.finish()
      #expect(finished.end == .code(0), "\(finished.errors)")
      wanted.append(try JSON.parse(finished.output)["wanted"]?.integer ?? 0)
    }
    #expect(wanted.sorted() == [9, 12])
    let totals = try await library.json(["coverage"] + section)["totals"]
    #expect(totals?["active"] == totals?["target"] && totals?["gap"] == 0 && totals?["machine"] == 21)
    #expect(endpoint.simulator.tally.statuses.keys.sorted() == [200])
    var judge = try StoreJudge(library)
    try judge.judgeFinished()
    #expect(judge.faults == [])
    #expect(judge.unknown.isEmpty)
  }

  /// Both want many more calls than the limit lets them make; after some they are stopped. Forty calls under a limit of thirty
  /// a minute take longer than that minute, whose every call the simulator has counted.
  @Test("get equal shares of a small limit", arguments: isLong ? [600, 30] : [600])
  func equalShares(limit: Int) async throws {
    let endpoint = try SimulatedEndpoint {
      $0.latencyMilliseconds = 20
      $0.requestsPerMinute = limit
    }
    let library = try await TestLibrary.synced(
      settings: ["providers.openai.requests_per_minute=\(limit)", "kinds.gap_fill_exercise.batch_size=1"],
      calling: endpoint.address)
    let fills = try ["B1", "B2"].map { try library.start(["fill", "--level", $0, "--json"]) }
    _ = try await fills[0].when({ endpoint.simulator.tally.received >= 40 }) {}
    for fill in fills { fill.send(SIGINT) }
    for fill in fills { #expect(try await fill.finish().end == .code(130)) }
    #expect(endpoint.simulator.tally.received >= 40)
    #expect(endpoint.simulator.tally.statuses.keys.sorted() == [200])
    let calls = try library.connect().all("SELECT count(*) FROM attempts GROUP BY run") { $0.int(0) }
    #expect(calls.count == 2 && calls.allSatisfy { $0 >= 12 }, "\(calls)")
    #expect(try StoreJudge(library).faults == [])
  }
}
