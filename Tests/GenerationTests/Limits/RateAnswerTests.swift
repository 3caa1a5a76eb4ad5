import ContentModel
import ContentStore
import Generation
import Providers
import Testing
import World

/// What answers change for all who share an account.
@Suite struct RateAnswerTests {
  let bench: LimiterBench

  init() throws { bench = try LimiterBench() }

  private func headers(limit: Int, remaining: Int, reset: String = "60s") -> [(String, String)] {
    [
      ("x-ratelimit-limit-requests", "\(limit)"), ("x-ratelimit-remaining-requests", "\(remaining)"),
      ("x-ratelimit-reset-requests", reset),
    ]
  }

  private func refusal(_ body: () async throws -> Void) async -> ProviderError? {
    do {
      try await body()
      return nil
    } catch {
      return error as? ProviderError
    }
  }

  @Test func aLimitIsLearnedFromTheHeadersAndSharedAtOnce() async throws {
    let limiter = try bench.limiter()
    let other = try bench.limiter()
    let sent = try await bench.send(limiter)
    try await limiter.observe(headers: headers(limit: 60, remaining: 59), status: 200, advice: nil, of: sent.turn)
    #expect(limiter.quota == RateQuota(requests: 60))
    #expect(try bench.limiter().quota == RateQuota(requests: 60))
    // Another process that had no limit hears of it within half a second.
    bench.pass(.milliseconds(600))
    _ = try await bench.send(other)
    #expect(other.quota == RateQuota(requests: 60))
    let turn = try await bench.send(other).turn
    #expect(turn.isLimited)
  }

  @Test func headersThatSayNothingNewCostNoWrite() async throws {
    let store = try bench.store()
    let limiter = try bench.limiter(requests: 600, store: store)
    var commits = 0
    for number in 1...20 {
      let sent = try await bench.send(limiter)
      if number == 2 { commits = store.commits }
      try await limiter.observe(
        headers: headers(limit: 600, remaining: 600 - number), status: 200, advice: nil, of: sent.turn)
    }
    // One a booking.
    #expect(store.commits == commits + 18)
  }

  @Test func whatOthersUseDelaysEverybody() async throws {
    let limiter = try bench.limiter(requests: 600)
    let sent = try await bench.send(limiter)
    try await limiter.observe(
      headers: headers(limit: 600, remaining: 0, reset: "5s"), status: 200, advice: nil, of: sent.turn)
    let next = try await bench.send(try bench.limiter(requests: 600)).at
    #expect((5000...6500).contains(next), "\(next)")
  }

  /// Retry-After holds all: those that book later, those that stand in line already, and those without a limit.
  @Test(arguments: [600, nil]) func nobodySendsBeforeTheProvidersMoment(limit: Int?) async throws {
    let limiter = try bench.limiter(requests: limit)
    let other = try bench.limiter(requests: limit)
    let free = try bench.limiter()
    let sent = try await bench.send(limiter).turn
    let inLine = try #require(try await other.turn(tokens: 0, isToRest: { false }))
    try await limiter.observe(headers: [], status: 429, advice: .after(.seconds(20)), of: sent)
    let until = bench.now + 20_000
    // What is known of others is a tenth of a second old at most, half a second without a limit.
    bench.pass(limit == nil ? .milliseconds(501) : .milliseconds(101))
    _ = try #require(try await other.depart(inLine, isToRest: { false }))
    #expect((until...until + 500).contains(bench.now), "\(bench.now)")
    #expect(try await bench.send(free).at >= until)
    #expect(try await bench.send(limiter).at >= until)
  }

  @Test(arguments: [
    (429, RetryAdvice.backOff, true), (429, .after(.seconds(3)), true), (503, .after(.seconds(3)), true),
    (429, .never, false), (503, .backOff, false), (500, .after(.seconds(3)), false),
  ])
  func whichAnswersHoldEverybody(status: Int, advice: RetryAdvice, holds: Bool) async throws {
    let limiter = try bench.limiter(requests: 600)
    let sent = try await bench.send(limiter).turn
    try await limiter.observe(headers: [], status: status, advice: advice, of: sent)
    #expect((try limiter.use().heldUntil != nil) == holds)
  }

  /// A wait for which nobody has patience is an error that pauses the run; a person can resume it later.
  @Test(arguments: [600, nil]) func aWaitOfHoursIsAnError(limit: Int?) async throws {
    let limiter = try bench.limiter(requests: limit)
    let sent = try await bench.send(limiter).turn
    try await limiter.observe(headers: [], status: 429, advice: .after(.seconds(10_800)), of: sent)
    let error = await refusal { [bench] in _ = try await bench.send(try bench.limiter(requests: limit)) }
    #expect(error?.message == "openai asks for fewer calls")
    #expect(error?.hint == "lower the provider's requests per minute in the settings, or resume the run later")
    guard case .after(let wait) = error?.advice else {
      Issue.record("\(String(describing: error?.advice))")
      return
    }
    #expect(wait > .seconds(10_700))
    bench.pass(.seconds(10_801))
    _ = try await bench.send(try bench.limiter(requests: limit))
  }

  /// A call in line that hears of such a wait is not sent, and takes up no room.
  @Test func aTurnThatCannotBeTakenIsGivenBack() async throws {
    let limiter = try bench.limiter(requests: 600)
    let other = try bench.limiter(requests: 600)
    let sent = try await bench.send(limiter).turn
    let inLine = try #require(try await other.turn(tokens: 0, isToRest: { false }))
    try await limiter.observe(headers: [], status: 429, advice: .after(.seconds(10_800)), of: sent)
    bench.pass(.milliseconds(101))
    let error = await refusal { _ = try await other.depart(inLine, isToRest: { false }) }
    #expect(error?.kind == .rateLimited)
    try await other.finish()
    #expect(try other.use().requests == 1)
  }
}
