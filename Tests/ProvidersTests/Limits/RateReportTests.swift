import Testing
import World

@testable import Providers

/// What the headers of answers change.
@Suite struct RateReportTests {
  static let start = Timestamp(milliseconds: 1_795_167_000_000)
  var state = RateState(now: start)

  static func at(_ milliseconds: Int64) -> Timestamp { start.advanced(byMilliseconds: milliseconds) }

  mutating func book(_ count: Int, tokens: Int = 0, _ limits: RateLimits, at milliseconds: Int64 = 0) -> Int64 {
    var last: Int64 = 0
    for _ in 0..<count {
      state.advance(to: Self.at(milliseconds))
      let quota = limits.effective(provider: state.provider)
      let booking = state.book(tokens: tokens, quota: quota, earliest: Self.at(milliseconds))
      last = booking.moment.milliseconds - Self.start.milliseconds
    }
    return last
  }

  mutating func correct(
    _ requests: RateReport.Part = .init(), tokens: RateReport.Part = .init(), _ limits: RateLimits, sent: Int64 = 0,
    now: Int64 = 100
  ) -> Bool {
    state.advance(to: Self.at(now))
    return state.correct(
      by: RateReport(requests: requests, tokens: tokens), limits: limits, sentAt: Self.at(sent), now: Self.at(now))
  }

  @Test mutating func aLowerLimitIsTakenOverAtOnceAHigherOneNever() {
    let limits = RateLimits(requestsPerMinute: 600)
    let lower = correct(.init(limit: 60), limits)
    #expect(lower)
    #expect(limits.effective(provider: state.provider).requests == 60)
    #expect(book(2, limits) == 1004)
    let higher = correct(.init(limit: 9000), limits)
    #expect(higher)
    #expect(limits.effective(provider: state.provider).requests == 600)
    let same = correct(.init(limit: 9000), limits)
    #expect(!same)
  }

  @Test mutating func withoutASettingTheProvidersLimitCounts() {
    let limits = RateLimits(keptBack: 0.5)
    _ = correct(.init(limit: 120), tokens: .init(limit: 5000), limits)
    #expect(limits.effective(provider: state.provider) == RateQuota(requests: 60, tokens: 2500))
  }

  /// A limit of a day under the name of a minute's.
  @Test mutating func whatTakesLongerThanAMinuteIsNoMinutesLimit() {
    let limits = RateLimits(requestsPerMinute: 600)
    let changed = correct(.init(limit: 50, remaining: 1, reset: .seconds(3600)), limits)
    #expect(!changed)
  }

  @Test mutating func lessThanOursCanExplainIsBookedOnce() {
    let limits = RateLimits(requestsPerMinute: 6000)
    _ = book(100, limits)
    // 100 of ours, so 5,900 would be left; somebody else has used 5,000.
    let first = correct(.init(limit: 6000, remaining: 900), limits)
    #expect(first)
    #expect(state.minute.slots.map(\.requests) == [5100])
    for remaining in [900, 905, 895] {
      let again = correct(.init(limit: 6000, remaining: remaining), limits)
      #expect(!again, "\(remaining)")
    }
    // The 900 that are left go out at their pace, the next only when the others' have come back.
    #expect(book(900, limits, at: 100) < 10_000)
    #expect((59_000...61_500).contains(book(1, limits, at: 100)))
  }

  @Test mutating func nothingLeftUntilTheReset() {
    let limits = RateLimits(requestsPerMinute: 6000)
    _ = correct(.init(limit: 6000, remaining: 0, reset: .seconds(5)), limits)
    let next = book(1, limits, at: 100)
    #expect((5100...5900).contains(next), "\(next)")
  }

  /// The server has not yet seen what was sent a moment ago: more remains than by our books.
  @Test mutating func callsInFlightAreNobodyElses() {
    let limits = RateLimits(requestsPerMinute: 600, tokensPerMinute: 10_000)
    _ = book(10, tokens: 100, limits)
    state.provider.requests = 600
    // Counted after the first, after some, after all.
    for left in [(599, 9900), (595, 9500), (590, 9000)] {
      let changed = correct(
        .init(limit: 600, remaining: left.0), tokens: .init(remaining: left.1), limits, now: 10_000)
      #expect(!changed)
    }
  }

  /// A server that counts the sent minute says less and less under full load, without anybody else.
  @Test mutating func ourOwnFullMinuteIsNoCorrection() {
    let limits = RateLimits(requestsPerMinute: 600)
    var moments: [Int64] = []
    for _ in 0..<1200 { moments.append(book(1, limits, at: moments.last ?? 0)) }
    for (index, moment) in moments.enumerated() where index % 23 == 0 {
      let counted = moments[...index].count { $0 > moment - 60_000 }
      var copy = self
      copy.state = RateState(now: Self.start)
      copy.state.provider.requests = 600
      for sent in moments[...index] { copy.state.minute.add(requests: 1, tokens: 0, at: Self.at(sent)) }
      let changed = copy.correct(
        .init(limit: 600, remaining: 600 - counted, reset: .seconds(60)), limits, sent: moment, now: moment + 500)
      #expect(!changed, "\(index): \(counted)")
    }
  }

  /// The share kept back is what others may use: only what they use beyond it delays.
  @Test mutating func othersMayUseWhatIsKeptBack() {
    let limits = RateLimits(requestsPerMinute: 1000, keptBack: 0.2)
    _ = book(100, limits)
    _ = correct(.init(limit: 1000, remaining: 700), limits, now: 10_000)
    #expect(state.minute.slots.reduce(0) { $0 + $1.requests } == 100)
    _ = correct(.init(limit: 1000, remaining: 600), limits, now: 10_000)
    #expect(state.minute.slots.reduce(0) { $0 + $1.requests } == 200)
  }

  @Test mutating func anAnswerThatTookMinutesSaysNothingOfNow() {
    let limits = RateLimits(requestsPerMinute: 600)
    _ = correct(.init(limit: 600), limits, now: 120_000)
    let changed = correct(.init(limit: 600, remaining: 3), limits, sent: 0, now: 120_000)
    #expect(!changed)
  }
}
