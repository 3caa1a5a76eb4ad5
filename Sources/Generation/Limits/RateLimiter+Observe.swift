import Providers
import World

extension RateLimiter {
  /// Milliseconds for which nothing is sent after a refusal that names no time.
  private static let pauseAfterRefusal: Int64 = 1000

  /// Takes in what the headers of an answer say. Costs a write only where they change something for others.
  ///
  /// - Parameter advice: What the answer says of another try; nil for a good answer.
  public func observe(headers: [(String, String)], status: Int, advice: RetryAdvice?, of turn: RateTurn) async throws {
    let now = world.now()
    let report = RateHeaders.read(headers, now: now)
    let hold = Self.hold(status: status, advice: advice, now: now)
    if report == nil, hold == nil { return }
    let correct: @Sendable (inout RateState, Timestamp) -> Bool = { [limits] state, now in
      let before = state.notBefore
      if let hold { state.hold(until: hold) }
      let isCorrected = report.map { state.correct(by: $0, limits: limits, sentAt: turn.sentAt, now: now) } ?? false
      return isCorrected || state.notBefore != before
    }
    // First what is known here, then what is stored: with other processes at work the latter explains more.
    var known = memory.withLock { $0.state }
    known.advance(to: now)
    if !correct(&known, now) { return }
    var stored = try readState()
    stored.advance(to: now)
    if !correct(&stored, now) { return }
    try await change { _ = correct(&$0, $1) }.value
  }

  private static func hold(status: Int, advice: RetryAdvice?, now: Timestamp) -> Timestamp? {
    switch advice {
    case .after(let wait) where status == 429 || status == 503 || status == 529:
      now.advanced(byMilliseconds: wait.wholeMilliseconds)
    case .backOff where status == 429: now.advanced(byMilliseconds: pauseAfterRefusal)
    default: nil
    }
  }
}
