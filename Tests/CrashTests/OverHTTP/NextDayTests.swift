import Formats
import Foundation
import SQLiteKit
import Testing

#if DEBUG

  /// Runs that a day's budget stops, and that go on by the clock of the next.
  @Suite("A run that the day's budget stops", .fewAtOnce) struct NextDayTests {
    private static let day = 86_400
    /// The budgets are about half of what the run costs; a batch job costs half.
    @Test("is resumed the day after, as often as it takes", arguments: [("live", "0.012"), ("batch", "0.006")])
    func goesOn(_ mode: String, budget: String) async throws {
      let simulator = try await SimulateProcess(["--batch-delay-ms", "100", "--latency-ms", "5"])
      let library = try await TestLibrary.synced(
        settings: ["prices.openai/*.batch=0.5", "fill.poll_s=1", "budgets.day=\(budget)"], calling: simulator.address)
      let section = ["--section", "adjektivdeklination_einstieg", "--batch-size", "2", "--mode", mode]
      var finished = try await library.run(["fill", "--json"] + section)
      var days = 0
      while finished.end == .code(5), days < 20 {
        let report = try JSON.parse(finished.output)
        let reason = report["reason"]?.string ?? ""
        #expect(report["status"] == "paused")
        #expect(reason.hasPrefix("the day's budget of \(budget) EUR does not hold another call: "), "\(reason)")
        #expect(reason.contains("; it is renewed at ") && reason.hasSuffix(" 00:00 UTC"), "\(reason)")
        // The same day there is nothing more to be had, unless a text happens to be shorter than all that were tried.
        let before = try Self.sent(library)
        let again = try await library.run(
          ["runs", "resume", "last", "--mode", mode, "--json"], clock: days * Self.day)
        let after = try Self.sent(library)
        #expect(again.end == .code(5) && after - before <= 2)
        days += 1
        finished = try await library.run(
          ["runs", "resume", "last", "--mode", mode, "--json"], clock: days * Self.day)
        #expect(try Self.sent(library) > before)
      }
      #expect(finished.end == .code(0), "\(finished.errors)")
      #expect(days >= 1)
      let limit = try #require(Double(budget)) * 1_000_000_000
      let spent = try library.connect().all("SELECT spent FROM spending ORDER BY day") { $0.integer(0) }
      #expect(spent.count == days + 1 && spent.allSatisfy { 0 < $0 && Double($0) <= limit }, "\(spent)")
      var judge = try StoreJudge(library)
      try judge.judgeFinished()
      #expect(judge.faults == [] && judge.unknown == [])
      let log = try BatchLog(path: library.callLogFile)
      #expect(log.created.values.allSatisfy { $0 == 1 }, "second jobs")
      #expect(log.lines.values.allSatisfy { $0 == 1 }, "lines answered twice")
      try await simulator.end()
    }

    /// Calls and lines that the endpoint has answered.
    private static func sent(_ library: TestLibrary) throws -> Int {
      try library.callLog.paid.count + BatchLog(path: library.callLogFile).lines.count
    }

    /// It fills by priority, lets another run go first, and goes on until the day's budget is out; the idle fill of the next day
    /// goes on with the run that it left.
    @Test("is an idle fill, which has given way to another run before") func idleFill() async throws {
      let endpoint = try SimulatedEndpoint { $0.latencyMilliseconds = 200 }
      let library = try await TestLibrary.synced(
        settings: ["budgets.day=0.03", "fill.concurrency=1", "kinds.gap_fill_exercise.batch_size=1"],
        calling: endpoint.address)
      let idle = try library.start(["fill", "--idle", "--level", "B2", "--json"])
      _ = try await idle.when({ endpoint.simulator.tally.received >= 2 }) {}
      // The other one begins, and is held in the midst of it for as long as the idle one needs to hear of it.
      let gate = try Gate("sent:1", in: library)
      let other = try library.start(
        ["fill", "--section", "adjektivdeklination_einstieg", "--limit", "2", "--json"], failpoint: gate.failpoint)
      try #require(try await gate.isReached(by: other))
      let name = try #require(
        try library.connect().first("SELECT uuid FROM runs ORDER BY id DESC LIMIT 1") { String($0.text(0).suffix(8)) })
      _ = try await idle.when({ Self.reason(library) == "idle fill: gives way to run \(name)" }) {}
      #expect(Self.reason(library) == "idle fill: gives way to run \(name)")
      let calls = try Self.calls(library)
      gate.open()
      let finished = try await other.finish()
      #expect(finished.end == .code(0), "\(finished.errors)")
      #expect(try JSON.parse(finished.output)["accepted"] == 2)
      // Until the last call of the other one, the idle one sent nothing.
      let order = Array(try Self.calls(library).dropFirst(calls.count))
      let last = try #require(order.lastIndex(of: 2))
      #expect(order[...last].allSatisfy { $0 == 2 }, "\(order)")

      let end = try await idle.finish()
      #expect(end.end == .code(5), "\(end.errors)")
      let report = try JSON.parse(end.output)
      #expect(report["gave_way"] == 1)
      let text = report["reason"]?.string ?? ""
      #expect(text.contains(" rests: the day's budget of 0.03 EUR does not hold another call: "), "\(text)")
      let spent = try library.connect().all("SELECT reserved + spent FROM spending") { $0.integer(0) }
      #expect(spent.count == 1 && spent[0] <= 30_000_000, "\(spent)")

      let left = try #require(report["runs"]?.array?.last)
      let next = try await library.run(["fill", "--idle", "--level", "B2", "--json"], clock: Self.day)
      #expect(next.end == .code(5) || next.end == .code(0), "\(next.errors)")
      #expect(try JSON.parse(next.output)["runs"]?.array?.first == left)
      let judge = try StoreJudge(library)
      #expect(judge.faults == [] && judge.unknown == [])
    }

    /// Why the first run rests.
    private static func reason(_ library: TestLibrary) -> String? {
      // The store is busy now and then: whoever asks asks again.
      try? library.connect().first("SELECT reason FROM runs WHERE id = 1") { $0.text(0) }
    }

    /// The runs of all calls, in their order.
    private static func calls(_ library: TestLibrary) throws -> [Int] {
      try library.connect().all("SELECT run FROM attempts ORDER BY id") { $0.int(0) }
    }
  }

#endif
