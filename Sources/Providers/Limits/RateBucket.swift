/// A bucket of requests or tokens that fills steadily, kept as one number: the moment at which it will be full again.
///
/// This is the generic cell rate algorithm in its form of virtual scheduling (ITU-T I.371, annex A): what is taken moves that
/// moment on, and a call may be sent as soon as it is no further ahead than the bucket is large. So a call is told when
/// it may be sent, and nobody has to look again.
///
/// The bucket holds a second's worth, `b = max(1, limit / 60)`, and gains `limit - b + 1` in each `span`, which is a minute
/// and what calls may be late by on their way. In any span, open at one end, at most `b + (limit - b + 1) - 1 = limit`
/// are let through, if none is larger than the bucket. A larger one needs a full bucket and is paid off before the next;
/// that the minute is kept all the same is the matter of `RateMinute`.
///
/// Moments are microseconds since 1970-01-01T00:00:00Z: at a million tokens a minute a token takes 60 of them.
public struct RateBucket: Hashable, Sendable {
  /// When it is full again, if nothing more is taken; in the past where it is full.
  public var fullAt: Int64

  /// A full bucket.
  public init(fullAt: Int64 = 0) { self.fullAt = fullAt }

  /// A minute, and the most by which one call may be later on its way than another: in milliseconds.
  static let span: Int64 = 60_200

  /// What is asked for at most, so that no number overflows: 2^36.
  private static let mostAmount = 1 << 36

  /// The earliest moment at which an amount may be taken. More than the whole limit counts as the whole limit.
  func moment(for amount: Int, limit: Int, now: Int64) -> Int64 {
    let size = Self.size(limit)
    return max(now, fullAt + min(size, Self.time(for: amount, limit: limit)) - size)
  }

  /// Takes an amount at a moment, which is the one of `moment(for:limit:now:)` or later.
  mutating func take(_ amount: Int, limit: Int, at moment: Int64) {
    fullAt = max(fullAt, moment) + Self.time(for: amount, limit: limit)
  }

  /// Takes more afterwards, or puts back: what a call needed less what was taken for it.
  mutating func correct(by amount: Int, limit: Int) {
    let time = Self.time(for: abs(amount), limit: limit)
    fullAt += amount < 0 ? -time : time
  }

  /// What the full bucket holds.
  static func capacity(_ limit: Int) -> Int { max(1, limit / 60) }

  /// The time in which the empty bucket becomes full.
  private static func size(_ limit: Int) -> Int64 { time(for: capacity(limit), limit: limit) }

  /// The time in which an amount flows in, rounded down: what is taken one by one shall not be more than the whole.
  private static func time(for amount: Int, limit: Int) -> Int64 {
    Int64(max(0, min(amount, limit, mostAmount))) * span * 1000 / Int64(limit - capacity(limit) + 1)
  }
}
