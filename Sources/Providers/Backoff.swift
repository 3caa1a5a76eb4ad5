/// The wait before a call is repeated: capped exponential backoff with full jitter.
///
/// `delay = random in [0, min(cap, base x 2^(attempt - 1)))`, after Marc Brooker, "Exponential Backoff and Jitter",
/// AWS Architecture Blog, 2015. Full jitter spreads the callers that failed together over the whole window, so that they
/// do not come back together. With the defaults, 0.5 s and 8 s:
///
/// | failed attempts | 1 | 2 | 3 | 4 | 5 and more |
/// |---|---|---|---|---|---|
/// | longest wait | 0.5 s | 1 s | 2 s | 4 s | 8 s |
/// | mean wait | 0.25 s | 0.5 s | 1 s | 2 s | 4 s |
public struct Backoff: Hashable, Sendable {
  /// The longest wait after the first failure.
  public var base: Duration
  /// The longest wait of all.
  public var cap: Duration

  public init(base: Duration = .milliseconds(500), cap: Duration = .seconds(8)) {
    self.base = base
    self.cap = cap
  }

  /// The longest wait after a number of failed attempts, 1 or more.
  public func ceiling(attempt: Int) -> Duration {
    let doublings = min(max(0, attempt - 1), 20)
    return min(cap, base * (1 << doublings))
  }

  /// The wait after a number of failed attempts, 1 or more, from 64 random bits.
  public func delay(attempt: Int, random: UInt64) -> Duration {
    // The upper 53 bits make an evenly spread fraction in [0, 1).
    ceiling(attempt: attempt) * (Double(random >> 11) * 0x1p-53)
  }
}
