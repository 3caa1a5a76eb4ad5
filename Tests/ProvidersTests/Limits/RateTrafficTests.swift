import Testing
import World

@testable import Providers

/// What the limiter promises, over simulated minutes of eight processes: no minute above the limit, hardly one below.
@Suite struct RateTrafficTests {
  @Test(arguments: [1, 2, 3, 10, 59, 60, 61, 119, 500, 3000, 6000])
  func requestsUnderSaturation(limit: Int) {
    var traffic = RateTraffic(quota: RateQuota(requests: limit))
    traffic.tasks = 100
    let sent = traffic.run(seconds: 150, seed: UInt64(limit))
    for lateness in [0, 199] as [UInt64] {
      #expect(RateTraffic.fullestMinute(sent, lateness: lateness, seed: 1).requests <= limit)
    }
    #expect(Double(sent.count) >= Double(limit) * 2.5 * 0.98, "\(sent.count)")
  }

  @Test func mixedSizesUnderSaturation() {
    var traffic = RateTraffic(quota: RateQuota(requests: 100_000, tokens: 1_000_000))
    traffic.size = { random in
      let tokens = 100 + Int(random.next() % 8000)
      return (tokens, tokens)
    }
    let sent = traffic.run(seconds: 150, seed: 7)
    #expect(RateTraffic.fullestMinute(sent, lateness: 199, seed: 2).tokens <= 1_000_000)
    let used = sent.reduce(0) { $0 + $1.tokens }
    #expect(Double(used) >= 2_500_000 * 0.98, "\(used)")
  }

  /// Calls that turn out smaller than expected: until then what they may use is kept free, and that is what it costs.
  @Test(arguments: [(30_000, 10, 0.65), (1_000_000, 10, 0.65), (1_000_000, 100, 0.88), (1_000_000, 1000, 0.9)])
  func callsThatUseHalfOfWhatWasExpected(limit: Int, callsAMinute: Int, share: Double) {
    var traffic = RateTraffic(quota: RateQuota(tokens: limit))
    traffic.size = { random in
      let expected = 1 + Int(random.next() % UInt64(limit / callsAMinute))
      return (expected, 1 + Int(random.next() % UInt64(expected)))
    }
    let sent = traffic.run(seconds: 180, seed: UInt64(limit))
    #expect(RateTraffic.fullestMinute(sent, lateness: 199, seed: 3).tokens <= limit)
    let used = sent.reduce(0) { $0 + $1.tokens }
    #expect(Double(used) >= Double(limit) * 3 * share, "\(Double(used) / Double(limit) / 3)")
  }

  /// Rest, bursts and both limits at once, by chance.
  @Test(arguments: 0..<20) func anyTraffic(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let requests = 1 + Int(random.next() % 2000)
    let tokens = 1000 + Int(random.next() % 500_000)
    var traffic = RateTraffic(quota: RateQuota(requests: requests, tokens: tokens))
    traffic.processes = 1 + Int(random.next() % 10)
    traffic.tasks = 1 + Int(random.next() % 40)
    traffic.longestRest = random.next() % 20_000
    traffic.longestWrite = random.next() % 300
    traffic.latency = Int64(random.next() % 30_000)
    let largest = UInt64(1 + Int(random.next() % 6000))
    traffic.size = { random in
      let tokens = Int(random.next() % largest)
      return (tokens, Int(random.next() % UInt64(tokens + 1)))
    }
    let sent = traffic.run(seconds: 200, seed: UInt64(seed))
    let fullest = RateTraffic.fullestMinute(sent, lateness: 199, seed: 4)
    #expect(fullest.requests <= requests)
    #expect(fullest.tokens <= tokens)
    #expect(!sent.isEmpty)
  }

  /// That the measure can fail: a bucket of a whole minute lets two minutes' worth through.
  @Test func aWholeMinuteAtOnceWouldBeSeen() {
    let burst = (0..<60).map { RateTraffic.Sent(at: Int64($0), tokens: 10) }
    let later = (0..<60).map { RateTraffic.Sent(at: 59_000_000 + Int64($0), tokens: 10) }
    let fullest = RateTraffic.fullestMinute(burst + later, lateness: 0, seed: 1)
    #expect(fullest.requests == 120)
    #expect(fullest.tokens == 1200)
  }
}
