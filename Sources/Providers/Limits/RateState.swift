import World

/// Everything that the processes that use one account of a provider share of its limits. Pure: whoever stores it sees to it
/// that one at a time changes it.
public struct RateState: Hashable, Sendable {
  public var requests: RateBucket
  public var tokens: RateBucket
  /// What was sent in the last minutes.
  public var minute: RateMinute
  /// The provider's own limits, as its headers said last.
  public var provider: RateQuota
  /// Nothing is sent before this moment: the provider asked for it.
  public var notBefore: Timestamp
  /// When it was changed last.
  public var changedAt: Timestamp

  /// Full buckets, nothing known.
  public init(now: Timestamp) {
    requests = RateBucket()
    tokens = RateBucket()
    minute = RateMinute()
    provider = RateQuota()
    notBefore = Timestamp(milliseconds: 0)
    changedAt = now
  }

  public init(
    requests: RateBucket, tokens: RateBucket, minute: RateMinute, provider: RateQuota, notBefore: Timestamp,
    changedAt: Timestamp
  ) {
    self.requests = requests
    self.tokens = tokens
    self.minute = minute
    self.provider = provider
    self.notBefore = notBefore
    self.changedAt = changedAt
  }

  /// A clock that went back by more milliseconds than this was set; by less, two processes only read it in turn.
  private static let unrest: Int64 = 1000

  /// Lets time pass until now. Call it before anything else.
  ///
  /// Where the clock was set back, everything moves back with it: waits stay as long as they were. A clock that was set
  /// forward cannot be told from hours of rest: it fills the buckets, and they hold no more than a second's worth.
  public mutating func advance(to now: Timestamp) {
    let back = changedAt.milliseconds - now.milliseconds
    if back > Self.unrest {
      let slots = back / RateMinute.milliseconds(ofSlots: 1)
      let milliseconds = RateMinute.milliseconds(ofSlots: slots)
      minute.shift(bySlots: -slots)
      requests.fullAt -= milliseconds * 1000
      tokens.fullAt -= milliseconds * 1000
      if notBefore > now { notBefore = notBefore.advanced(byMilliseconds: -milliseconds) }
      changedAt = now
    }
    changedAt = max(changedAt, now)
    minute.forget(before: now)
  }

  /// Books one request and its tokens, and says when it may be sent.
  ///
  /// Bookings are served in the order in which they are made. Linear in the slots of a minute.
  /// - Parameters:
  ///   - tokens: What the call is expected to use, input and output. More than a minute's worth counts as a minute's worth.
  ///   - earliest: The first moment at which the caller can be ready.
  public mutating func book(tokens amount: Int, quota: RateQuota, earliest: Timestamp) -> RateBooking {
    let amount = max(0, amount)
    let from = max(earliest, notBefore)
    var moment = from.milliseconds * 1000
    if let limit = quota.requests { moment = max(moment, requests.moment(for: 1, limit: limit, now: moment)) }
    if let limit = quota.tokens { moment = max(moment, tokens.moment(for: amount, limit: limit, now: moment)) }
    let paced = Timestamp(milliseconds: (moment + 999) / 1000)
    let due = minute.moment(for: (1, amount), quota: quota, from: paced)
    // In microseconds as long as the minute does not object: rounding would cost a part of each turn.
    let taken = due == paced ? moment : due.milliseconds * 1000
    if let limit = quota.requests { requests.take(1, limit: limit, at: taken) }
    if let limit = quota.tokens { tokens.take(amount, limit: limit, at: taken) }
    minute.add(requests: 1, tokens: amount, at: due)
    return RateBooking(moment: due, tokens: amount)
  }

  /// Takes in what calls really used.
  public mutating func settle(_ settlements: [RateSettlement], quota: RateQuota) {
    for settlement in settlements {
      if let limit = quota.requests, settlement.requests != 0 {
        requests.correct(by: settlement.requests, limit: limit)
      }
      if let limit = quota.tokens, settlement.tokens != 0 { tokens.correct(by: settlement.tokens, limit: limit) }
      minute.add(requests: settlement.requests, tokens: settlement.tokens, at: settlement.moment)
    }
  }

  /// Sends nothing before a moment. An earlier one than known changes nothing.
  public mutating func hold(until moment: Timestamp) { notBefore = max(notBefore, moment) }

  /// What was sent in the last minute.
  public func use(quota: RateQuota, now: Timestamp) -> RateUse {
    let sent = minute.sent(before: now)
    return RateUse(
      requests: sent.requests, tokens: sent.tokens, quota: quota,
      heldUntil: notBefore > now ? notBefore : nil)
  }
}
