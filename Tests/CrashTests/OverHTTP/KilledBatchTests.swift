import Formats
import Foundation
import SQLiteKit
import Synchronization
import Testing
import World

#if DEBUG

  /// A run of batch jobs whose process is killed at every step of handing over and taking in; the endpoint lives on, and its
  /// synced log judges: no job is created twice, no line is answered twice, lost or booked twice.
  @Suite("A killed batch run", .fewAtOnce)
  struct KilledBatchTests {
    static let steps = [
      "gathered", "intended", "handed_over", "uploaded", "creating", "created", "submitted", "lines_stored",
      "collected",
      "judged", "published", "job_ended",
    ]

    struct Scenario: Sendable, CustomTestStringConvertible {
      var number: Int
      var kills: [(step: String, time: Int)]
      var testDescription: String { "\(number): " + kills.map { "\($0.step):\($0.time)" }.joined(separator: ", ") }
    }

    /// Every step is hit, the gap between create and record most often.
    static let scenarios: [Scenario] = {
      var random = SeededGenerator(seed: 5)
      var scenarios = steps.enumerated().map { Scenario(number: $0.offset, kills: [($0.element, 1)]) }
      // One in six comes too late: its run is over before that step. So 640 are planned for 500 that happen.
      let wanted = isLong ? 640 : 16
      var made = scenarios.count
      while made < wanted {
        let kills = (0..<Int.random(in: 1...3, using: &random)).map { _ in
          Bool.random(using: &random) && Bool.random(using: &random)
            ? (step: "created", time: 1)
            : (step: steps.randomElement(using: &random) ?? "created", time: Int.random(in: 1...2, using: &random))
        }
        scenarios.append(Scenario(number: scenarios.count, kills: kills))
        made += kills.count
      }
      return scenarios
    }()

    private static let faults = ["rule_failure=0.1", "failed_assessment=0.1", "missing_slot=0.05", "server_error=0.05"]

    @Test("is resumed: no second job, no line lost, none booked twice", arguments: scenarios)
    func isResumed(_ scenario: Scenario) async throws {
      let simulator = try await SimulateProcess(
        ["--batch-delay-ms", "300", "--seed", "\(scenario.number)"] + Self.faults.flatMap { ["--fault", $0] })
      let library = try await TestLibrary.synced(
        settings: ["prices.openai/*.batch=0.5", "fill.poll_s=1"],
        calling: simulator.address)
      var command = ["fill", "--section", "passiv", "--mode", "batch"]
      for kill in scenario.kills {
        let end = try await library.run(command, failpoint: "\(kill.step):\(kill.time)").end
        if end != .signal(9) { break }
        Self.count(kill.step)
        command = try library.hasRun() ? ["runs", "resume", "last"] : command
      }
      if try library.isFinished() == false {
        let finished = try await library.run(command)
        #expect(finished.end == .code(0) || finished.end == .code(3), "\(finished.errors)")
      }
      try judge(library, simulator.address.callLog)
      try await simulator.end()
    }

    /// The kills that happened so far: a run may be over before the step at which it was to be killed.
    private static let kills = Mutex((all: 0, betweenCreateAndRecord: 0))

    private static func count(_ step: String) {
      let (all, between) = kills.withLock { kills in
        kills.all += 1
        if step == "created" { kills.betweenCreateAndRecord += 1 }
        return kills
      }
      if isLong, all % 50 == 0 { print("batch runs killed: \(all), between create and record: \(between)") }
    }

    private func judge(_ library: TestLibrary, _ path: String) throws {
      var store = try StoreJudge(library)
      try store.judgeFinished()
      #expect(store.faults == [])
      let log = try BatchLog(path: path)
      #expect(log.created.filter { $0.value != 1 } == [:], "second jobs")
      #expect(log.created["none"] == nil)
      #expect(log.lines.filter { $0.value != 1 } == [:], "lines answered twice")
      let booked = try Dictionary(
        uniqueKeysWithValues: library.connect().all(
          "SELECT uuid, coalesce(cost, 0) FROM attempts WHERE job IS NOT NULL AND state = 'settled'"
        ) { ($0.text(0), $0.integer(1)) })
      // To the billionth: each part of a cost is rounded up.
      for (line, cost) in log.cost {
        #expect(booked[line].map { (0...3).contains($0 - cost) } == true, "\(line): \(cost), \(booked[line] ?? -1)")
      }
      #expect(Set(booked.keys) == Set(log.cost.keys))
    }
  }

#endif
