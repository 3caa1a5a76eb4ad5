import ContentStore
import Generation
import Providers
import Testing
import World

/// Many calls at once, in real time, through several connections to one file.
@Suite struct SharedLimitTests {
  private struct Sent: Sendable {
    var run: Int
    var at: Duration
  }

  @Test func runsOfAnyWidthShareALimitEqually() async throws {
    let bench = try LimiterBench()
    let world = World.live(environment: [:])
    let start = world.uptime()
    let sent = Tally<Sent>()
    // 200 a second: 100 at once would be a bucket of half a second.
    let limit = 12_000
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (run, width) in [10, 24, 64].enumerated() {
        let limiter = try bench.limiter(requests: limit, store: try bench.store(world))
        for _ in 0..<width {
          group.addTask {
            while world.uptime() - start < .seconds(2) {
              guard let turn = try await limiter.turn(tokens: 0, isToRest: { false }),
                try await limiter.depart(turn, isToRest: { false }) != nil
              else { return }
              sent.add(Sent(run: run, at: world.uptime() - start))
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let moments = sent.entries.map(\.at).sorted()
    let first = try #require(moments.first)
    let last = try #require(moments.last)
    // A second's worth and what flows in since, with what a call may be late by.
    let most = 200 + 200 * ((last - first) / .seconds(1) + 0.2)
    #expect(Double(moments.count) <= most, "\(moments.count)")
    #expect(Double(moments.count) >= most / 2, "\(moments.count)")
    let shares = (0..<3).map { run in sent.entries.count { $0.run == run } }
    #expect(Double(shares.min() ?? 0) >= Double(shares.max() ?? 0) / 2, "\(shares)")
  }
}
