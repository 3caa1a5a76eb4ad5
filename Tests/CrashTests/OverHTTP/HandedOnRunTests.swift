import Formats
import Foundation
import SQLiteKit
import Testing

#if DEBUG

  /// One run in all its lives: begun live, paused by another process, gone on with as batch jobs, paused again, printed as a state
  /// document, adopted in another library, and finished there. The endpoint has one log for all of it.
  @Suite("A run that is handed on", .fewAtOnce) struct HandedOnRunTests {
    private static let section = ["--section", "adjektivdeklination_einstieg"]
    private static let settings = [
      "prices.openai/*.batch=0.5", "fill.poll_s=1", "fill.concurrency=1", "kinds.gap_fill_exercise.batch_size=2",
    ]

    @Test("is finished elsewhere, and each paid call is counted once") func allItsLives() async throws {
      let simulator = try await SimulateProcess([
        "--latency-ms", "150", "--batch-delay-ms", "100", "--fault", "rule_failure=0.3", "--fault",
        "failed_assessment=0.2",
      ])
      let first = try await TestLibrary.synced(settings: Self.settings, calling: simulator.address)

      // Live, until somebody else pauses it: while its fourth answer waits, it makes no other call.
      let gate = try Gate("sent:4", in: first)
      let fill = try first.start(["fill", "--json"] + Self.section, failpoint: gate.failpoint)
      try #require(try await gate.isReached(by: fill))
      try await first.succeed(["runs", "pause", "last", "--wait", "0"])
      gate.open()
      let paused = try await fill.finish()
      #expect(paused.end == .code(130), "\(paused.errors)")
      let live = try JSON.parse(paused.output)
      #expect(live["status"] == "paused" && live["reason"] == "paused by test")
      #expect(live["batch_jobs"] == 0 && live["calls"]?.integer ?? 0 >= 4)

      // As batch jobs, until it is paused between two of them.
      var batch = try await takesInOneJob(first)
      // What the live run left may fill more than one job: with all of them taken in it is paused.
      for _ in 0..<4 where batch["status"] == "waiting" { batch = try await takesInOneJob(first) }
      #expect(batch["status"] == "paused" && batch["reason"] == "paused by test", "\(batch)")
      #expect(batch["batch_jobs"]?.integer ?? 0 >= 1 && batch["run"] == live["run"])

      // In another library.
      let state = try await first.succeed(["runs", "state", "last"]).output
      let document = try JSON.parse(state)
      let states = batch["states"]
      #expect(document["stats"]?["completed"] == states?["completed"] && states?["completed"]?.integer ?? 0 > 0)
      let open = ["pending_generation", "pending_assessment", "pending_regeneration"].map {
        document["stats"]?[$0]?.integer ?? 0
      }
      #expect(open.reduce(0, +) > 0, "\(open)")
      let second = try await TestLibrary.synced(settings: Self.settings, calling: simulator.address)
      let file = second.logs + "/run.json"
      try state.write(toFile: file, atomically: false, encoding: .utf8)
      let adopted = try await second.json(["runs", "adopt", file])
      #expect(adopted["run"] == live["run"] && adopted["states"] == states && adopted["renamed"] == [])
      let finished = try await second.json(["runs", "resume", "last"])
      #expect(finished["status"] == "finished" && finished["accepted"] == live["wanted"])
      let totals = try await second.json(["coverage"] + Self.section)["totals"]
      #expect(totals?["gap"] == 0 && totals?["in_flight"] ?? 0 == 0)
      // What the first library holds of it is the same in the second, under the same names.
      #expect(try Self.items(second).isSuperset(of: Self.items(first)))

      try judge(first, second, simulator)
      try await simulator.end()
    }

    /// Resumes the run as one of batch jobs, and pauses it as soon as it has taken in one of them: no further one is handed over.
    private func takesInOneJob(_ library: TestLibrary) async throws -> JSON {
      let gate = try Gate("job_ended:1", in: library)
      let resumed = try library.start(
        ["runs", "resume", "last", "--mode", "batch", "--json"], failpoint: gate.failpoint)
      try #require(try await gate.isReached(by: resumed))
      try await library.succeed(["runs", "pause", "last", "--wait", "0"])
      gate.open()
      let rested = try await resumed.finish()
      #expect(rested.end == .code(130), "\(rested.errors)")
      return try JSON.parse(rested.output)
    }

    /// Uuids and bodies of what runs have made.
    private static func items(_ library: TestLibrary) throws -> Set<String> {
      Set(
        try library.connect().all(
          "SELECT i.uuid || ' ' || v.body FROM versions v JOIN items i ON i.id = v.item WHERE v.origin = 'run'"
        ) { $0.text(0) })
    }

    /// Each call and line that the endpoint was paid for is in one of the two ledgers, once, at what it cost.
    private func judge(_ first: TestLibrary, _ second: TestLibrary, _ simulator: SimulateProcess) throws {
      var booked: [String: [Int64]] = [:]
      for library in [first, second] {
        let ledger = try library.connect().all("SELECT uuid, state, coalesce(cost, 0) FROM attempts") {
          (call: $0.text(0), state: $0.text(1), cost: $0.integer(2))
        }
        #expect(ledger.allSatisfy { $0.state == "settled" || $0.state == "failed" }, "left open")
        for line in ledger where line.state == "settled" { booked[line.call, default: []].append(line.cost) }
        let spent = try library.connect().first("SELECT spent - reserved FROM runs") { $0.integer(0) }
        #expect(spent == ledger.reduce(0) { $0 + $1.cost })
      }
      let calls = try first.callLog
      let lines = try BatchLog(path: simulator.address.callLog)
      var paid = calls.paid.mapValues(\.cost)
      paid.merge(lines.cost) { first, _ in first }
      #expect(calls.calls.count == calls.received.count && lines.lines.values.allSatisfy { $0 == 1 })
      #expect(lines.created.values.allSatisfy { $0 == 1 })
      #expect(Set(booked.keys) == Set(paid.keys))
      for (call, costs) in booked {
        // To the billionth: each part of a cost is rounded up.
        #expect(costs.count == 1 && paid[call].map { (0...3).contains(costs[0] - $0) } == true, "\(call): \(costs)")
      }
    }
  }

#endif
