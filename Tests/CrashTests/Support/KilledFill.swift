import Formats
import Foundation
import Testing

/// A fill that is killed as a scenario says, and resumed until it is let live.
struct KilledFill {
  var scenario: KillScenario
  var library: TestLibrary
  var figures: Figures

  /// Kills, resumes, and judges after each.
  func judge() async throws {
    var command = ["fill"] + scenario.selection + (scenario.budget.map { ["--budget", $0] } ?? [])
    var acknowledged: Acknowledged?
    var lost: Set<String> = []
    for kill in scenario.kills {
      var before: Acknowledged?
      let end = try await run(command, kill, before: &before)
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
      // One call for each eight places is reserved before there is room for it, and may be sent before the answer that made
      // room is stored.
      #expect(judge.inFlight.count <= scenario.concurrency * 9 / 8, "after \(kill)")
      let reached = judge.inFlight.intersection(try library.callLog.calls)
      // Not more than what was in flight is paid again, and what was lost before stays listed.
      #expect(judge.unknown.isSuperset(of: lost), "after \(kill)")
      lost = judge.unknown.union(reached)
      figures.add(extra: reached.count, lost: gone.count, doubled: judge.doubled)
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
    figures.add(unsent: judge.unknown.subtracting(try library.callLog.calls).count)
    try await expectClosed()
    try await settle(judge.unknown)
  }

  /// Runs a command until it is killed, or has ended before.
  private func run(
    _ command: [String], _ kill: KillMoment, before: inout Acknowledged?
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

  private func expectClosed() async throws {
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
  private func settle(_ unknown: Set<String>) async throws {
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
