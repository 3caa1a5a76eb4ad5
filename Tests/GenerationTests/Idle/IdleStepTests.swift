import ContentModel
import Testing
import World

@testable import Generation

/// What an idle fill does next: sight and bounds in, one step out.
@Suite struct IdleStepTests {
  private static let now = Timestamp(milliseconds: 1_795_167_000_000)

  private func step(
    _ bounds: IdleBounds = Self.bounds(), isStopped: Bool = false, other: String? = nil, madeToday: Int = 0,
    accepted: Int = 0, cost: String = "0"
  ) -> IdleStep {
    IdleStep.next(
      IdleSight(
        now: Self.now, isStopped: isStopped, otherRun: other, madeToday: madeToday, accepted: accepted,
        cost: Money(cost) ?? .zero), bounds)
  }

  private static func bounds(
    daily: Int? = nil, budget: String? = nil, limit: Int? = nil, until: Int64? = nil
  ) -> IdleBounds {
    IdleBounds(
      dailyItems: daily, budget: budget.flatMap { Money($0) }, limit: limit,
      until: until.map { now.advanced(byMilliseconds: $0) }, currency: "EUR")
  }

  @Test func withoutBoundsItFillsInSmallRuns() { #expect(step() == .fill(items: 20)) }

  @Test func aRunTakesNoMoreThanABoundLeaves() {
    #expect(step(Self.bounds(daily: 50), madeToday: 45) == .fill(items: 5))
    #expect(step(Self.bounds(daily: 50, limit: 3), madeToday: 45) == .fill(items: 3))
    #expect(step(Self.bounds(limit: 30), accepted: 5) == .fill(items: 20))
  }

  @Test func itEndsAtABound() {
    #expect(step(Self.bounds(daily: 50), madeToday: 50) == .end(.quota(50)))
    #expect(step(Self.bounds(limit: 3), accepted: 4) == .end(.limit(3)))
    #expect(step(Self.bounds(until: 0)) == .end(.time) && step(Self.bounds(until: 1)) == .fill(items: 20))
    let budget = Self.bounds(budget: "0.5")
    #expect(step(budget, cost: "0.4") == .fill(items: 20))
    #expect(step(budget, cost: "0.5") == .end(.budget(Money("0.5") ?? .zero, currency: "EUR")))
    #expect(step(isStopped: true) == .end(.interrupted))
  }

  /// A bound that is reached ends it even while it waits.
  @Test func itGivesWay() {
    #expect(step(other: "r") == .wait(for: "r"))
    #expect(step(Self.bounds(daily: 1), other: "r", madeToday: 1) == .end(.quota(1)))
    #expect(step(Self.bounds(until: 0), other: "r") == .end(.time))
    #expect(step(isStopped: true, other: "r") == .end(.interrupted))
  }

  @Test func daysBeginAtMidnightUTC() {
    let day: Int64 = 86_400_000
    #expect(IdleBounds.day(of: Timestamp(milliseconds: 3 * day)) == Timestamp(milliseconds: 3 * day))
    #expect(IdleBounds.day(of: Timestamp(milliseconds: 4 * day - 1)) == Timestamp(milliseconds: 3 * day))
  }

  @Test(arguments: [
    (IdleEnd.nothingMissing, "nothing is missing", ExitCode.done),
    (.quota(50), "the day's 50 items are made; the next day begins at 00:00 UTC", .budget),
    (.quota(1), "the day's 1 item is made; the next day begins at 00:00 UTC", .budget),
    (.budget(Money(billionths: 500_000_000), currency: "EUR"), "the budget of 0.50 EUR is used up", .budget),
    (.limit(3), "3 items were to be made", .done), (.time, "its time is over", .partial),
    (.interrupted, "it was interrupted", .interrupted),
    (
      .fruitless(run: "abc"),
      "run abc accepted nothing, and the next one would do the same; `libtool runs show abc` says why", .partial
    ),
    (.rests(run: "abc", reason: "no key", exitCode: .refused), "run abc rests: no key", .refused),
    (.rests(run: "abc", reason: "paused by anna", exitCode: .done), "run abc rests: paused by anna", .partial),
  ])
  func whyItEnds(end: IdleEnd, reason: String, code: ExitCode) {
    #expect(end.reason == reason && end.exitCode == code)
  }

  @Test func aWishOfARunOrOfAll() {
    let all = FillStop()
    let run = FillStop(within: all)
    #expect(!run.isRequested)
    run.request(reason: "gives way")
    #expect(run.isRequested && run.reason == "gives way" && !all.isRequested)
    let next = FillStop(within: all)
    #expect(!next.isRequested)
    all.request()
    #expect(next.isRequested && next.reason == "interrupted")
    #expect(run.reason == "gives way")
  }
}
