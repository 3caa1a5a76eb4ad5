import World

/// What the rate headers of one answer say.
public struct RateReport: Hashable, Sendable {
  /// Of requests or of tokens.
  public struct Part: Hashable, Sendable {
    /// The most in a minute, 1 or more.
    public var limit: Int?
    /// What is left, 0 or more.
    public var remaining: Int?
    /// The time until the whole limit is there again.
    public var reset: Duration?

    public init(limit: Int? = nil, remaining: Int? = nil, reset: Duration? = nil) {
      self.limit = limit
      self.remaining = remaining
      self.reset = reset
    }

    /// Whether it can speak of a minute. Some providers send their limit of a day under the same name; what takes longer
    /// than a minute to come back is such a one.
    var isOfAMinute: Bool { reset.map { $0 <= .seconds(60) } ?? true }
  }

  public var requests: Part
  public var tokens: Part

  public init(requests: Part = Part(), tokens: Part = Part()) {
    self.requests = requests
    self.tokens = tokens
  }
}

extension RateState {
  /// Takes in what the headers of an answer say.
  ///
  /// A limit is taken over as the provider's; it counts where it is lower than the settings' or these name none. Where less
  /// remains than our own calls can explain, somebody else used the account: the difference is booked like a call of ours,
  /// until it has come back. Being booked, it explains the next answer, so that no difference is booked twice.
  ///
  /// Of our own calls, all count that the server may have seen: those sent in the span before the call until now. So calls
  /// in flight are never taken for somebody else's.
  /// - Parameter sentAt: When the call was sent: what remains was counted at that moment or later.
  /// - Returns: Whether anything changed.
  public mutating func correct(by report: RateReport, limits: RateLimits, sentAt: Timestamp, now: Timestamp) -> Bool {
    let before = (provider, minute)
    if report.requests.isOfAMinute, let limit = report.requests.limit { provider.requests = limit }
    if report.tokens.isOfAMinute, let limit = report.tokens.limit { provider.tokens = limit }
    let quota = limits.effective(provider: provider)
    // What an answer says that took more than a minute is over.
    guard now.milliseconds - sentAt.milliseconds <= 60_000 else { return before != (provider, minute) }
    let own = minute.sum(ofSpanEndingAt: min(sentAt, now), upTo: now)
    let requests = Self.foreign(report.requests, limit: quota.requests, own: own.requests)
    minute.add(requests: requests, tokens: 0, at: Self.moment(report.requests, now))
    let tokens = Self.foreign(report.tokens, limit: quota.tokens, own: own.tokens)
    minute.add(requests: 0, tokens: tokens, at: Self.moment(report.tokens, now))
    return before != (provider, minute)
  }

  /// What others have used beyond the share that is left to them; nothing where it is too little to speak of.
  private static func foreign(_ part: RateReport.Part, limit: Int?, own: Int) -> Int {
    guard part.isOfAMinute, let limit, let remaining = part.remaining else { return 0 }
    let difference = limit - own - remaining
    return difference > min(limit / 100, remaining / 2) ? difference : 0
  }

  /// The moment from which it has to be counted, to be over when the provider says.
  private static func moment(_ part: RateReport.Part, _ now: Timestamp) -> Timestamp {
    let reset = part.reset.map { $0 / .milliseconds(1) } ?? 60_000
    return now.advanced(byMilliseconds: Int64(min(60_000, max(0, reset)).rounded(.up)) - 60_000)
  }
}
