import Testing
import World

@testable import Providers

@Suite struct RateStateTests {
  static let start = Timestamp(milliseconds: 1_795_167_000_000)
  var state = RateState(now: start)

  /// Milliseconds after the start at which calls are booked, one after the other at once.
  mutating func book(
    _ count: Int, tokens: Int = 0, _ quota: RateQuota, at milliseconds: Int64 = 0
  ) -> [Int64] {
    (0..<count).map { _ in
      let now = Self.start.advanced(byMilliseconds: milliseconds)
      state.advance(to: now)
      return state.book(tokens: tokens, quota: quota, earliest: now).moment.milliseconds - Self.start.milliseconds
    }
  }

  @Test mutating func aSecondsWorthAtOnceThenOneByOne() {
    let moments = book(53, RateQuota(requests: 3000))
    #expect(moments.prefix(50).allSatisfy { $0 == 0 })
    #expect(moments.suffix(3) == [21, 41, 62])
  }

  @Test mutating func oneAMinute() {
    #expect(book(3, RateQuota(requests: 1)) == [0, 60_700, 121_200])
  }

  @Test mutating func withoutALimitNothingWaits() {
    #expect(book(100, tokens: 5000, RateQuota()) == [Int64](repeating: 0, count: 100))
    #expect(
      state.use(quota: RateQuota(), now: Self.start) == RateUse(requests: 100, tokens: 500_000, quota: RateQuota()))
  }

  /// A call that no minute holds gets a minute of its own, and the next ones come after it.
  @Test mutating func aCallLargerThanAMinuteDoesNotWaitForEver() {
    let quota = RateQuota(tokens: 6000)
    #expect(book(1, tokens: 100, quota) == [0])
    let large = book(1, tokens: 1_000_000, quota)[0]
    #expect((60_000...61_000).contains(large))
    let next = book(1, tokens: 100, quota)[0] - large
    #expect((60_000...62_000).contains(next))
  }

  @Test mutating func aFirstLargeCallDoesNotWait() {
    #expect(book(1, tokens: 6000, RateQuota(tokens: 6000)) == [0])
  }

  @Test mutating func whatIsGivenBackCanBeUsedAgain() {
    let quota = RateQuota(requests: 60, tokens: 6000)
    let first = state.book(tokens: 3000, quota: quota, earliest: Self.start)
    state.settle([first.settlement(used: 90)], quota: quota)
    #expect(state.minute.sent(before: Self.start).tokens == 90)
    state.settle([RateBooking(moment: first.moment, tokens: 90).returned], quota: quota)
    #expect(state.minute.sent(before: Self.start) == (0, 0))
    #expect(book(1, tokens: 100, quota)[0] <= 1)
  }

  @Test mutating func whatWasUsedBeyondDelaysTheNext() {
    let quota = RateQuota(tokens: 6000)
    let first = state.book(tokens: 100, quota: quota, earliest: Self.start)
    state.settle([first.settlement(used: 3100)], quota: quota)
    let next = book(1, tokens: 100, quota)[0]
    #expect((30_000...33_000).contains(next))
  }

  @Test mutating func nothingIsSentBeforeTheProvidersMoment() {
    state.hold(until: Self.start.advanced(byMilliseconds: 7000))
    state.hold(until: Self.start.advanced(byMilliseconds: 3000))
    #expect(state.use(quota: RateQuota(), now: Self.start).heldUntil?.milliseconds == Self.start.milliseconds + 7000)
    #expect(book(2, RateQuota(requests: 60)) == [7000, 8004])
    #expect(book(1, RateQuota(requests: 60), at: 20_000) == [20_000])
    #expect(state.use(quota: RateQuota(), now: Self.start.advanced(byMilliseconds: 7000)).heldUntil == nil)
  }

  /// The clock is set back by an hour: what was waited for is waited for as long as before, not an hour longer.
  @Test mutating func aClockThatGoesBackTakesEverythingAlong() {
    let quota = RateQuota(requests: 60, tokens: 6000)
    _ = book(10, tokens: 100, quota)
    state.hold(until: Self.start.advanced(byMilliseconds: 20_000))
    let hour: Int64 = 3_600_000
    let next = book(1, tokens: 100, quota, at: -hour)[0] + hour
    #expect((19_000...20_500).contains(next), "\(next)")
    let sent = state.minute.sent(before: Self.start.advanced(byMilliseconds: 10_000 - hour))
    #expect(sent.requests >= 9)
    // And then the hour passes.
    #expect(book(1, tokens: 100, quota, at: 0) == [0])
  }

  /// The clock jumps an hour ahead: a second's worth is there at once, not an hour's.
  @Test mutating func aClockThatJumpsAheadBringsASecondsWorth() {
    let quota = RateQuota(requests: 600)
    _ = book(10, quota)
    let moments = book(12, quota, at: 3_600_000).map { $0 - 3_600_000 }
    #expect(moments.prefix(10).allSatisfy { $0 == 0 })
    #expect(moments[10] > 90)
  }

  @Test mutating func useIsThatOfSixtySeconds() {
    _ = book(2, tokens: 10, RateQuota())
    _ = book(3, tokens: 10, RateQuota(), at: 30_000)
    func requests(_ milliseconds: Int64) -> Int {
      state.use(quota: RateQuota(), now: Self.start.advanced(byMilliseconds: milliseconds)).requests
    }
    #expect([0, 30_000, 59_999, 60_000, 89_999, 90_000].map(requests) == [2, 5, 5, 3, 3, 0])
  }

  @Test mutating func theMinuteDoesNotGrow() {
    for second in 0..<600 { _ = book(1, RateQuota(requests: 6000), at: Int64(second) * 500) }
    #expect(state.minute.slots.count <= 302)
  }
}
