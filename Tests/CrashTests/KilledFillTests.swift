import Formats
import Foundation
import Testing
import World

#if DEBUG

  /// A fill whose process is killed, again and again, until it is let live.
  @Suite("A killed fill", .fewAtOnce, .reportsFigures(kills: isLong ? 200 : 10))
  struct KilledFillTests {
    /// Where a process is killed.
    enum Kill: Hashable, Sendable, CustomStringConvertible {
      /// At a named step, at the n-th time.
      case step(String, Int)
      /// When the provider's log has grown by so many bytes, and microseconds later.
      case moment(bytes: Int, microseconds: Int)

      var description: String {
        switch self {
        case .step(let name, let time): "\(name):\(time)"
        case .moment(let bytes, let delay): "after \(bytes) bytes + \(delay) µs"
        }
      }
    }

    /// One library and what is done to it.
    struct Scenario: Sendable, CustomTestStringConvertible {
      var number: Int
      var selection: [String]
      var concurrency: Int
      var budget: String?
      /// The first one hits the fill, the others its resumptions.
      var kills: [Kill]

      var testDescription: String {
        "\(number): \(selection[1]), \(concurrency) at once\(budget.map { ", budget \($0)" } ?? ""), "
          + kills.map(\.description).joined(separator: ", ")
      }

      /// Scenarios with so many kills or a few more.
      static func make(kills count: Int) -> [Scenario] {
        var random = SeededGenerator(seed: 2_026)
        var scenarios: [Scenario] = []
        var made = 0
        let steps = ["reserved", "sent", "answered", "judged", "published"]
        while made < count {
          let number = scenarios.count
          let selections = [
            ["--section", "adjektivdeklination_einstieg"], ["--section", "adjektivdeklination_einstieg"],
            ["--level", "C1"], ["--kind", "micro_lesson"],
          ]
          // Every step early and late, then moments; a resumption is hit in one of two.
          let first =
            number < 2 * steps.count
            ? Kill.step(steps[number / 2], number % 2 == 0 ? 1 + number / 4 : Int.random(in: 4...9, using: &random))
            : .moment(
              bytes: Int.random(in: 0...6000, using: &random), microseconds: Int.random(in: 0...20_000, using: &random))
          var kills = [first]
          while kills.count < 4, Int.random(in: 0...2, using: &random) == 0 {
            kills.append(
              Bool.random(using: &random)
                ? .step(steps.randomElement(using: &random) ?? "sent", Int.random(in: 1...3, using: &random))
                : .moment(
                  bytes: Int.random(in: 200...2000, using: &random),
                  microseconds: Int.random(in: 0...20_000, using: &random)))
          }
          scenarios.append(
            Scenario(
              number: number, selection: selections[Int.random(in: 0..<selections.count, using: &random)],
              concurrency: [1, 4, 8, 16].randomElement(using: &random) ?? 8,
              budget: Bool.random(using: &random) ? "2.00" : nil, kills: kills))
          made += kills.count
        }
        return scenarios
      }
    }

    @Test(
      "is resumed: nothing lost, nothing doubled, calls in flight listed",
      arguments: Scenario.make(kills: isLong ? 280 : 20))
    func isResumed(_ scenario: Scenario) async throws {
      let library = try TestLibrary(settings: ["fill.concurrency=\(scenario.concurrency)"])
      var command = ["fill"] + scenario.selection + (scenario.budget.map { ["--budget", $0] } ?? [])
      var acknowledged: Acknowledged?
      var lost: Set<String> = []
      for kill in scenario.kills {
        var before: Acknowledged?
        let end = try await run(command, kill, in: library, before: &before)
        if end != .signal(9) {
          #expect(end == .code(0), "\(kill)")
          break
        }
        let after = try Acknowledged(library)
        let gone = [acknowledged, before].compactMap { $0?.lost(in: after) }.flatMap(\.self)
        #expect(gone == [], "after \(kill)")
        acknowledged = after
        let judge = try StoreJudge(library)
        #expect(judge.faults == [], "after \(kill)")
        #expect(judge.inFlight.count <= scenario.concurrency, "after \(kill)")
        // Not more than what was in flight is paid again, and what was lost before stays listed.
        #expect(judge.unknown.isSuperset(of: lost), "after \(kill)")
        lost = judge.unknown.union(judge.inFlight)
        Figures.shared.add(
          extra: judge.inFlight.intersection(try library.callLog.calls).count, lost: gone.count, doubled: judge.doubled)
        command = try library.hasRun() ? ["runs", "resume", "last"] : command
      }
      if try library.isFinished() == false {
        let finished = try await library.run(command + ["--json"])
        #expect(finished.end == .code(0), "\(finished.errors)")
      }
      var judge = try StoreJudge(library)
      try judge.judgeFinished()
      #expect(judge.faults == [])
      #expect(judge.unknown.isSuperset(of: lost))
      #expect(acknowledged?.lost(in: try Acknowledged(library)) ?? [] == [])
      try await expectClosed(scenario, in: library)
      try await settle(judge.unknown, in: library)
    }

    /// Runs a command until it is killed, or has ended before.
    private func run(
      _ command: [String], _ kill: Kill, in library: TestLibrary, before: inout Acknowledged?
    ) async throws -> ProcessEnd {
      switch kill {
      case .step(let name, let time): return try await library.run(command, failpoint: "\(name):\(time)").end
      case .moment(let bytes, let microseconds):
        let present = library.callLogSize
        let process = try library.start(command)
        before =
          try await process.when({ library.callLogSize >= present + bytes }) {
            // What is in the store now was acknowledged before the kill.
            let acknowledged = try library.hasRun() ? Acknowledged(library) : nil
            usleep(UInt32(microseconds))
            process.send(9)
            return acknowledged
          } ?? nil
        return await process.wait()
      }
    }

    private func expectClosed(_ scenario: Scenario, in library: TestLibrary) async throws {
      let coverage = try await library.json(["coverage"] + scenario.selection)
      for cell in coverage["cells"]?.array ?? [] where cell["floor"]?.bool != true {
        let present = (cell["active"]?.integer ?? 0) + (cell["in_review"]?.integer ?? 0)
        // A few cells of the sample begin with more than they want.
        #expect(
          present == cell["target"]?.integer || cell["status"]?.string == "over" && cell["machine"]?.integer == 0,
          "\(cell.text)")
        #expect(cell["gap"] == 0 && cell["in_flight"] == 0, "\(cell.text)")
      }
    }

    /// Every unknown call is let go, and with the last one the run holds no money back.
    private func settle(_ unknown: Set<String>, in library: TestLibrary) async throws {
      let shown = try await library.json(["runs", "show", "last"])
      #expect(shown["unknown_calls"]?.integer == unknown.count)
      var rest: JSON?
      for (number, call) in unknown.sorted().enumerated() {
        rest = try await library.json(
          ["runs", "settle", "last", call] + (number == 0 ? ["--cost", "0.000001"] : ["--release"]))
      }
      if let rest { #expect(rest["reserved"] == 0 && rest["unknown_calls"] == 0) }
      let faults = try StoreJudge(library).faults
      #expect(faults == [])
    }
  }

#endif
