import ContentModel
import ContentStore
import Generation
import Providers
import Testing
import World

@Suite struct RateLimiterTests {
  let bench: LimiterBench

  init() throws { bench = try LimiterBench() }

  @Test func withoutALimitNothingIsWritten() async throws {
    let store = try bench.store()
    let limiter = try bench.limiter(store: store)
    for _ in 0..<50 {
      let sent = try await bench.send(limiter, tokens: 4000)
      #expect(!sent.turn.isLimited)
      try await limiter.observe(
        headers: [("content-type", "application/json")], status: 200, advice: nil, of: sent.turn)
      limiter.settle(sent.turn, used: 5000)
    }
    try await limiter.finish()
    #expect(store.commits == 0)
    #expect(bench.slept.isEmpty)
    let use = try store.read { [bench] in try $0.rateUse(ofAccount: bench.account, now: LimiterBench.start) }
    #expect(use == nil)
  }

  @Test func callsAreSentAtTheirPace() async throws {
    let limiter = try bench.limiter(requests: 60)
    var moments: [Int64] = []
    for _ in 0..<4 { moments.append(try await bench.send(limiter).at) }
    // The first as soon as both writes before it can be done; then one in 60.2 / 60 seconds.
    #expect(moments[0] <= 40)
    for (earlier, later) in zip(moments, moments.dropFirst()) { #expect((1003...1004).contains(later - earlier)) }
    #expect(bench.slept.allSatisfy { $0 <= .milliseconds(200) })
  }

  @Test func tokensCountAsWellAsRequests() async throws {
    let limiter = try bench.limiter(requests: 6000, tokens: 60_000)
    let first = try await bench.send(limiter, tokens: 6000).at
    let second = try await bench.send(limiter, tokens: 1000).at
    #expect((5000...6200).contains(second - first), "\(second - first)")
  }

  /// Two processes on one store, from the first call on.
  @Test func allProcessesShareALimit() async throws {
    let limiters = try (0..<3).map { _ in try bench.limiter(requests: 60) }
    var moments: [Int64] = []
    for index in 0..<9 { moments.append(try await bench.send(limiters[index % 3]).at) }
    for (earlier, later) in zip(moments, moments.dropFirst()) { #expect((1003...1004).contains(later - earlier)) }
    let use = try limiters[0].use()
    #expect(use == RateUse(requests: 9, tokens: 0, quota: RateQuota(requests: 60)))
    let store = try bench.store()
    let seen = try store.read { [bench] in try $0.rateUse(ofAccount: bench.account, now: bench.world.now()) }
    #expect(seen == use)
  }

  /// A process that dies takes along only what it had booked.
  @Test func aDeadProcessLosesWhatItHadBooked() async throws {
    do {
      let dying = try bench.limiter(requests: 60)
      for _ in 0..<8 { _ = try await dying.turn(tokens: 0, isToRest: { false }) }
    }
    let at = bench.now
    let next = try await bench.send(try bench.limiter(requests: 60)).at - at
    #expect(next <= 1100, "\(next)")
  }

  @Test func aRunThatComesToRestGivesItsTurnBack() async throws {
    let limiter = try bench.limiter(requests: 6)
    _ = try await bench.send(limiter)
    let asked = Tally<Void>()
    let turn = try await limiter.turn(
      tokens: 0,
      isToRest: {
        asked.add(())
        return asked.entries.count > 4
      })
    #expect(turn == nil)
    #expect(bench.now < 1000)
    // At its place in line, not one behind.
    #expect((10_000...10_200).contains(try await bench.send(limiter).at))
    let later = try #require(try await limiter.turn(tokens: 0, isToRest: { false }))
    #expect(try await limiter.depart(later, isToRest: { true }) == nil)
    try await limiter.finish()
    #expect((20_000...20_300).contains(try await bench.send(try bench.limiter(requests: 6)).at))
    #expect(try await limiter.turn(tokens: 0, isToRest: { true }) == nil)
  }

  @Test func aCancelledWaitGivesItsTurnBack() async throws {
    let limiter = try bench.limiter(requests: 6)
    _ = try await bench.send(limiter)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await limiter.turn(tokens: 0, isToRest: { false })
    }
    await #expect(throws: CancellationError.self) { _ = try await task.value }
    #expect((10_000...10_200).contains(try await bench.send(limiter).at))
  }

  /// The reservation took seconds: the call is sent, and counts from then on.
  @Test func aLateCallCountsFromWhenItIsSent() async throws {
    let limiter = try bench.limiter(requests: 1)
    let turn = try #require(try await limiter.turn(tokens: 0, isToRest: { false }))
    bench.pass(.seconds(20))
    let sent = try #require(try await limiter.depart(turn, isToRest: { false }))
    #expect((20_000...20_100).contains(sent.sentAt.milliseconds - LimiterBench.start.milliseconds))
    #expect(try limiter.use().requests == 1)
    let next = try await bench.send(try bench.limiter(requests: 1)).at
    #expect((80_200...81_000).contains(next), "\(next)")
  }

  /// The machine slept: others may have booked for the minute that would be too full now.
  @Test func aCallThatIsFarTooLateGetsAnotherTurn() async throws {
    let limiter = try bench.limiter(requests: 1)
    let turn = try #require(try await limiter.turn(tokens: 0, isToRest: { false }))
    bench.pass(.seconds(59))
    let other = try await bench.send(try bench.limiter(requests: 1)).at
    let sent = try #require(try await limiter.depart(turn, isToRest: { false }))
    #expect(sent.sentAt.milliseconds - LimiterBench.start.milliseconds >= other + 60_000)
    #expect(try limiter.use().requests == 1)
  }

  @Test func tokensAreSettledTogetherWithTheNextBooking() async throws {
    let store = try bench.store()
    let limiter = try bench.limiter(tokens: 60_000, store: store)
    let sent = try await bench.send(limiter, tokens: 6000)
    let commits = store.commits
    limiter.settle(sent.turn, used: 5500)
    #expect(store.commits == commits)
    // Half a second less than without.
    let next = try await bench.send(limiter, tokens: 0).at - sent.at
    #expect((4400...4700).contains(next), "\(next)")
    #expect(store.commits == commits + 1)
    #expect(try limiter.use().tokens == 5500)
  }

  @Test func aLargeDifferenceIsWrittenAtOnce() async throws {
    let store = try bench.store()
    let limiter = try bench.limiter(tokens: 60_000, store: store)
    let sent = try await bench.send(limiter, tokens: 6000)
    limiter.settle(sent.turn, used: 60)
    // In line behind it.
    try await store.write { _ in }
    let other = try bench.limiter(tokens: 60_000)
    #expect(try other.use().tokens == 60)
    #expect(try await bench.send(other, tokens: 100).at - sent.at < 300)
  }

  /// Calls that always use half of what is expected: after some of them, that is what is booked.
  @Test func whatCallsUseIsLearned() async throws {
    let limiter = try bench.limiter(tokens: 600_000)
    for number in 1...25 {
      let before = try limiter.use().tokens
      let sent = try await bench.send(limiter, tokens: 1000)
      let booked = try limiter.use().tokens - before
      // The use of the call before is settled by the same write.
      #expect(booked == (number == 1 ? 1000 : number <= 20 ? 500 : number == 21 ? 0 : 500), "\(number)")
      limiter.settle(sent.turn, used: 500)
    }
  }

  @Test func aCallWhoseUseNobodyKnowsStaysWithWhatWasBooked() async throws {
    let limiter = try bench.limiter(tokens: 600_000)
    let sent = try await bench.send(limiter, tokens: 1000)
    limiter.settle(sent.turn, used: nil)
    try await limiter.finish()
    #expect(try limiter.use().tokens == 1000)
  }
}
