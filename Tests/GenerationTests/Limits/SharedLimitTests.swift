import ContentStore
import Generation
import Providers
import Testing
import World

#if canImport(Glibc)
  import Glibc
#endif

/// Many calls at once, in real time, through several connections to one file.
@Suite(.serialized) struct SharedLimitTests {
  private struct Sent: Sendable {
    var run: Int
    var at: Duration
  }

  @Test func runsOfAnyWidthShareALimitEqually() async throws {
    let bench = try LimiterBench()
    let world = World.live(environment: [:])
    let start = world.uptime()
    let sent = Tally<Sent>()
    // 200 a second.
    let limit = 12_000
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (run, width) in [10, 24, 64].enumerated() {
        let limiter = try bench.limiter(requests: limit, store: try bench.store(world))
        for _ in 0..<width {
          group.addTask {
            while sent.entries.count < 500 {
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
    // A second's worth at any time, what flows in since, and what a call may be late by.
    for (index, moment) in moments.enumerated() {
      #expect(Double(index + 1) <= 200 + 200 * ((moment - first) / .seconds(1) + 0.2) + 1)
    }
    // Once all are at work.
    let runs = sent.entries[100..<500].map(\.run)
    let shares = (0..<3).map { run in runs.count { $0 == run } }
    #expect(shares.allSatisfy { (90...200).contains($0) }, "\(shares)")
  }

  /// Four processes; two of them are killed in the middle, with calls in line.
  @Test func processesThatDieDoNotStopTheOthers() async throws {
    let bench = try LimiterBench()
    let path = try bench.store(.live(environment: [:])).path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<2 { group.addTask { await Self.expectExit(path, number) } }
      for number in 2..<4 { group.addTask { await Self.expectDeath(path, number) } }
      try await group.waitForAll()
    }
    let store = try bench.store()
    let sent = try store.read { reader in
      try (0..<4).map { number in
        try (0..<60).compactMap { try reader.fact("\(number) sent \($0)").flatMap { Int64($0) } }
      }
    }
    #expect(sent.map(\.count) == [60, 60, 20, 20])
    let moments = sent.flatMap(\.self).sorted()
    let first = try #require(moments.first)
    // 50 a second: a second's worth at any time, what flows in since, and what a call may be late by.
    for (index, moment) in moments.enumerated() {
      #expect(Double(index + 1) <= 50 + 50 * (Double(moment - first) / 1000 + 0.2) + 1)
    }
  }

  private static func expectExit(_ path: String, _ number: Int) async {
    await #expect(processExitsWith: .success) {
      [path = path as String, number = number as Int] in
      try await SharedLimitTests.send(60, path, number)
    }
  }

  private static func expectDeath(_ path: String, _ number: Int) async {
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = path as String, number = number as Int] in
      try await SharedLimitTests.send(20, path, number)
      let store = try Store.open(path: path, create: false, actor: "ada", world: .live(environment: [:]))
      let limiter = try SharedLimitTests.limiter(store)
      for _ in 0..<8 { _ = try await limiter.turn(tokens: 0, isToRest: { false }) }
      kill(getpid(), SIGKILL)
    }
  }

  private static func limiter(_ store: Store) throws -> RateLimiter {
    try RateLimiter(
      account: "openai", provider: "openai", limits: RateLimits(requestsPerMinute: 3000), store: store)
  }

  /// Sends so many calls, and writes down when.
  private static func send(_ count: Int, _ path: String, _ number: Int) async throws {
    let world = World.live(environment: [:])
    let store = try Store.open(path: path, create: false, actor: "ada", world: world)
    let limiter = try limiter(store)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<count {
        group.addTask {
          guard let turn = try await limiter.turn(tokens: 0, isToRest: { false }),
            try await limiter.depart(turn, isToRest: { false }) != nil
          else { return }
          let now = world.now().milliseconds
          try await store.write { try $0.setFact("\(number) sent \(index)", "\(now)") }
        }
      }
      try await group.waitForAll()
    }
  }
}
