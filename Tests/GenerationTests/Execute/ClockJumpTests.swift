import ContentModel
import ContentStore
import Formats
import Generation
import Testing
import World

/// A run during which somebody sets the clock: by a day ahead, as after a flat battery, or back by an hour. The clock begins at
/// 2026-11-20T09:30:00Z.
@Suite struct ClockJumpTests {
  struct Jump: Sendable, CustomTestStringConvertible {
    /// After which call, from 1, and by how much.
    var afterCall: [Int: Duration]
    var testDescription: String {
      afterCall.sorted { $0.key < $1.key }.map { "\($0.value) at call \($0.key)" }.joined(separator: ", ")
    }
  }

  private static let day = Duration.seconds(86_400)
  private static let hour = Duration.seconds(3600)

  static let jumps: [Jump] = {
    var jumps: [Jump] = []
    for call in [1, 6] {
      for duration in [day, -hour, -day] { jumps.append(Jump(afterCall: [call: duration])) }
    }
    jumps.append(Jump(afterCall: [2: day, 5: -day]))
    jumps.append(Jump(afterCall: [2: -hour, 3: -hour, 6: day]))
    return jumps
  }()

  private static let targets = ["passiv,,,de,12,1", "relativsaetze,,,de,8,2"]
  private static let settings = [
    "providers.simulated.latency_ms=2000", "providers.simulated.rule_failure=0.2", "fill.concurrency=1",
  ]

  /// What there is to compare of two runs.
  private struct Outcome: Equatable {
    var accepted: Int
    var calls: String
    var cost: Money
    var took: Duration
    var secondsPerCall: Double?
    /// Of all texts.
    var digest: [UInt8]
  }

  private static func outcome(_ jump: Jump) async throws -> Outcome {
    let bench = try await FillBench(targets: targets, settings: settings)
    let second = try await bench.opened()
    let filled = try await bench.fill(
      wrapping: { base in
        ScriptedProvider(base) { request, number, base in
          let answer = try await base.send(request)
          if let duration = jump.afterCall[number] {
            bench.time.setWall(by: duration)
            // The run lives, and its gap is nobody else's: its lock says so.
            #expect(try second.context().plan(Selection(), limit: nil).slots.isEmpty)
          }
          return answer
        }
      })
    #expect(filled.end.status == .finished && filled.end.exitCode == .done)
    try FillJudge.judge(filled, bench)
    // The log is one line of states, each after the one before, whatever times stand beside them.
    let events = try bench.store.read { try $0.events(limit: 1000) }
    #expect(events.map(\.id) == events.map(\.id).sorted(by: >) && events.allSatisfy { $0.id > 0 })
    #expect(
      try bench.rows(
        """
        SELECT id FROM items i WHERE active_version IS NOT
          (SELECT new_version FROM publish_records WHERE item = i.id ORDER BY event DESC LIMIT 1)
        """) == [])
    #expect(try bench.rows("SELECT uuid FROM attempts WHERE ended_at < sent_at") == [])
    // What a day has cost is what its calls have: each is booked on the day on which it was reserved.
    #expect(
      try bench.rows(
        """
        SELECT day || ' ' || spent FROM spending WHERE (reserved, spent) <>
          (0, (SELECT sum(cost) FROM attempts WHERE sent_at / 86400000 = day))
        """) == [])
    return Outcome(
      accepted: filled.figures.accepted, calls: filled.calls, cost: filled.run.spent, took: filled.took,
      secondsPerCall: try bench.store.read {
        try $0.secondsPerCall(provider: "simulated", model: "simulated-1")
      }, digest: SHA256.digest(of: Array(try bench.rows("SELECT body FROM versions ORDER BY body").joined().utf8)))
  }

  private static let calm = Task { try await outcome(Jump(afterCall: [:])) }

  @Test(arguments: jumps) func nothingComesOfIt(jump: Jump) async throws {
    let calm = try await Self.calm.value
    let outcome = try await Self.outcome(jump)
    #expect(outcome == calm)
    #expect(calm.accepted == 20 && (1.9...2.1).contains(calm.secondsPerCall ?? 0))
  }

  /// The day's budget is that of the clock's day: a new one after a day, and the same one after a day and back.
  @Test(arguments: jumps) func theBudgetOfADayIsKept(jump: Jump) async throws {
    let limit = try #require(Money("0.013"))
    let bench = try await FillBench(targets: Self.targets, settings: Self.settings + ["budgets.day=0.013"])
    let filled = try await bench.fill(
      wrapping: { base in
        ScriptedProvider(base) { request, number, base in
          let answer = try await base.send(request)
          if let duration = jump.afterCall[number] { bench.time.setWall(by: duration) }
          return answer
        }
      })
    try FillJudge.judge(filled, bench)
    let days = try bench.rows("SELECT spent FROM spending ORDER BY day").compactMap { Int64($0) }
    #expect(days.allSatisfy { $0 <= limit.billionths } && days.reduce(0, +) == filled.run.spent.billionths)
    #expect(filled.end.exitCode == .budget || filled.figures.accepted == 20)
    // The run does not wait for a day that is over.
    let wall = bench.world.now()
    if filled.end.exitCode == .budget {
      let renewal = BudgetPeriod.day.end(after: wall)
      #expect(filled.end.reason.hasSuffix("it is renewed at \(renewal.shortDescription) UTC"))
      // The day after a day that the clock has seen twice may be one of them.
      bench.time.setWall(by: .milliseconds(renewal.milliseconds - wall.milliseconds) + Self.day)
      let resumed = try await bench.resume()
      #expect(resumed.run.spent > filled.run.spent && resumed.figures.accepted > filled.figures.accepted)
      try FillJudge.judge(resumed, bench)
    }
  }
}

private prefix func - (duration: Duration) -> Duration { .zero - duration }
