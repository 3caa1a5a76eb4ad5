import Testing
import World

@testable import Providers

@Suite struct RateEstimateTests {
  private static func estimate(_ uses: [Int]) -> RateEstimate {
    var estimate = RateEstimate()
    for used in uses { estimate.note(expected: 1000, used: used) }
    return estimate
  }

  @Test func aFewCallsProveNothing() {
    #expect(Self.estimate([Int](repeating: 500, count: 19)).tokens(expected: 800, inFlight: 9) == 800)
    #expect(Self.estimate([Int](repeating: 500, count: 20)).tokens(expected: 800, inFlight: 9) == 400)
  }

  @Test func neverMoreThanExpected() {
    #expect(Self.estimate([Int](repeating: 3000, count: 50)).tokens(expected: 800, inFlight: 9) == 800)
    #expect(Self.estimate([Int](repeating: 0, count: 50)).tokens(expected: 800, inFlight: 9) == 0)
    #expect(Self.estimate([Int](repeating: 500, count: 50)).tokens(expected: 0, inFlight: 9) == 0)
  }

  /// Shares of 0.4 and 0.6 in turn: the mean is 0.5, the coefficient of variation 0.2.
  @Test(arguments: [(1, 800), (9, 600), (36, 550), (3600, 505)]) func theMoreInFlightTheLessIsAdded(
    inFlight: Int, booked: Int
  ) {
    let estimate = Self.estimate((0..<400).map { $0 % 2 == 0 ? 400 : 600 })
    #expect(abs(estimate.tokens(expected: 1000, inFlight: inFlight) - booked) <= 4)
  }

  @Test func callsThatExpectNothingTeachNothing() {
    var estimate = RateEstimate()
    for _ in 0..<50 { estimate.note(expected: 0, used: 10) }
    #expect(estimate.tokens(expected: 800, inFlight: 9) == 800)
  }

  /// Calls that use anything between 5 and 100 % of what was expected, on their way for as long as 16 seconds: more is sent
  /// than without learning, and no minute is too full.
  @Test(arguments: [300, 600]) func learningFillsTheMinuteAndNotMore(callsAMinute: Int) {
    let limit = 1_000_000
    var used: [Int] = []
    for learns in [false, true] {
      var traffic = RateTraffic(quota: RateQuota(tokens: limit))
      traffic.learns = learns
      traffic.latency = 1000 + Int64(callsAMinute) * 15
      traffic.size = { random in
        let expected = 1 + Int(random.next() % UInt64(2 * limit / callsAMinute))
        return (expected, 1 + Int(Double(expected) * (0.05 + 0.95 * Double(random.next() % 1000) / 1000)))
      }
      let sent = traffic.run(seconds: 180, seed: 5)
      #expect(RateTraffic.fullestMinute(sent, lateness: 199, seed: 3).tokens <= limit)
      used.append(sent.reduce(0) { $0 + $1.tokens })
    }
    #expect(Double(used[1]) > Double(used[0]) * 1.02, "\(used)")
  }
}
