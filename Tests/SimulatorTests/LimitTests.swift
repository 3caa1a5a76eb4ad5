import Formats
import Providers
import RawHTTP
import Synchronization
import Testing
import World

@testable import Simulator

@Suite struct LimitTests {
  /// Whatever comes when: no 60 seconds hold more than the limits, and what is told to wait is let through after it.
  @Test(arguments: 1...20) func noMinuteHoldsMore(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var minute = SlidingMinute(requestLimit: 20, tokenLimit: 5000)
    var now = Duration.zero
    var admitted: [(time: Duration, tokens: Int)] = []
    for _ in 0..<3000 {
      now += .milliseconds(Int.random(in: 0...2500, using: &random))
      let tokens = Int.random(in: 1...700, using: &random)
      if let refusal = minute.admit(tokens: tokens, now: now) {
        var later = minute
        let wait = refusal.wait ?? .zero
        #expect(wait > .zero)
        // Not a moment too late: just before, it is still refused.
        #expect(later.refusal(tokens: tokens, now: now + wait - .nanoseconds(1)) != nil)
        let second = later.refusal(tokens: tokens, now: now + wait)
        #expect(second == nil || second?.limit != refusal.limit)
      } else {
        admitted.append((now, tokens))
      }
    }
    for (index, call) in admitted.enumerated() {
      let within = admitted[index...].prefix { $0.time < call.time + .seconds(60) }
      #expect(within.count <= 20)
      #expect(within.reduce(0) { $0 + $1.tokens } <= 5000)
    }
    #expect(admitted.count > 300)
  }

  @Test func standingTellsWhatIsLeft() {
    var minute = SlidingMinute(requestLimit: 3, tokenLimit: nil)
    #expect(minute.standing(now: .seconds(1)).requests == .init(limit: 3, remaining: 3, reset: .zero))
    #expect(minute.admit(tokens: 9, now: .seconds(1)) == nil)
    #expect(minute.admit(tokens: 9, now: .seconds(11)) == nil)
    #expect(minute.standing(now: .seconds(21)).requests == .init(limit: 3, remaining: 1, reset: .seconds(50)))
    #expect(minute.standing(now: .seconds(61)).requests == .init(limit: 3, remaining: 2, reset: .seconds(10)))
    #expect(minute.standing(now: .seconds(71)).requests == .init(limit: 3, remaining: 3, reset: .zero))
    #expect(minute.standing(now: .seconds(71)).tokens == nil)
  }

  @Test(arguments: [
    (Duration.zero, "0ms"), (.milliseconds(12), "12ms"), (.microseconds(999_100), "1s"), (.milliseconds(1500), "1.5s"),
    (.seconds(59), "59s"), (.seconds(360), "6m0s"), (.milliseconds(61_020), "1m1.02s"),
  ]) func durationsAreOpenAIs(duration: Duration, text: String) {
    #expect(RateHeaders.duration(duration) == text)
  }

  @Test func refusalsSayWhenAndHeadersAreTrue() async throws {
    let clock = Mutex(Duration.seconds(100))
    var world = World.live(environment: [:])
    world.uptime = { clock.withLock { $0 } }
    let endpoint = try Endpoint(world: world) {
      $0.requestsPerMinute = 2
      $0.tokensPerMinute = 1000
    }
    let first = try await endpoint.complete(Chat.other())
    #expect(first.header("x-ratelimit-limit-requests") == "2")
    #expect(first.header("x-ratelimit-remaining-requests") == "1")
    #expect(first.header("x-ratelimit-reset-requests") == "1m0s")
    let used = first.json["usage"]?["total_tokens"]?.integer ?? 0
    #expect(first.header("x-ratelimit-remaining-tokens") == "\(1000 - used)")
    clock.withLock { $0 += .milliseconds(10_500) }
    _ = try await endpoint.complete(Chat.other())
    let third = try await endpoint.complete(Chat.other())
    #expect(third.status == 429 && third.error?["code"] == "rate_limit_exceeded" && third.error?["type"] == "requests")
    #expect(third.header("Retry-After") == "50" && third.header("retry-after-ms") == "49500")
    #expect(third.header("x-ratelimit-remaining-requests") == "0")
    #expect(
      third.error?["message"]
        == "Rate limit reached for simulated-1 on requests per min (RPM): Limit 2, Used 2, Requested 1. Please try again in 49.5s. (simulated)"
    )
    clock.withLock { $0 += .milliseconds(49_499) }
    #expect(try await endpoint.complete(Chat.other()).status == 429)
    clock.withLock { $0 += .milliseconds(1) }
    #expect(try await endpoint.complete(Chat.other()).status == 200)
  }

  @Test func aCallThatNeverFitsIsToldSo() async throws {
    let endpoint = try Endpoint { $0.tokensPerMinute = 20 }
    let reply = try await endpoint.complete(Chat.notes())
    #expect(reply.status == 429 && reply.header("x-should-retry") == "false" && reply.header("Retry-After") == nil)
    #expect(reply.error?["type"] == "tokens")
    #expect(reply.error?["message"]?.string?.hasPrefix("Request too large for simulated-1") == true)
  }

  /// Many at once: as many as the limit are let through, exactly.
  @Test func manyAtOnceShareTheLimit() async throws {
    let endpoint = try Endpoint { $0.requestsPerMinute = 25 }
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<60 { group.addTask { try await endpoint.complete(Chat.other()).status } }
      return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    #expect(statuses == [200: 25, 429: 35])
  }
}
