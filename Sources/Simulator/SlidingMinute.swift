/// The limits of requests and tokens a minute, kept exactly: in no 60 seconds, wherever they begin, is more let through.
///
/// Pure: times are durations of any clock that never goes back. Adding is constant on average, looking is linear in what
/// has come since the last look.
struct SlidingMinute: Sendable {
  static let window = Duration.seconds(60)

  /// What a call that is refused is told.
  struct Refusal: Hashable, Sendable {
    enum Limit: String, Sendable { case requests, tokens }
    var limit: Limit
    /// How long until it would be let through; nil where it never is, because it alone is larger than the limit.
    var wait: Duration?
    var used: Int
    var wanted: Int
    var most: Int
  }

  private struct Entry: Sendable {
    var time: Duration
    var tokens: Int
  }

  let requestLimit: Int?
  let tokenLimit: Int?
  private var entries: [Entry] = []
  /// The first entry that still counts.
  private var first = 0
  private var tokens = 0

  init(requestLimit: Int?, tokenLimit: Int?) {
    self.requestLimit = requestLimit
    self.tokenLimit = tokenLimit
  }

  /// Lets a call through, or says why not; a call that is refused does not count.
  ///
  /// - Parameter wanted: its tokens of input and output.
  mutating func admit(tokens wanted: Int, now: Duration) -> Refusal? {
    if let refusal = refusal(tokens: wanted, now: now) { return refusal }
    entries.append(Entry(time: now, tokens: wanted))
    tokens += wanted
    return nil
  }

  /// Why a call would not be let through now; nil where it would.
  mutating func refusal(tokens wanted: Int, now: Duration) -> Refusal? {
    forget(before: now)
    let requests = entries.count - first
    if let limit = requestLimit, requests >= limit {
      // The entry whose going makes room.
      let wait = limit == 0 ? nil : entries[entries.count - limit].time + Self.window - now
      return Refusal(limit: .requests, wait: wait, used: requests, wanted: 1, most: limit)
    }
    if let limit = tokenLimit, tokens + wanted > limit {
      return Refusal(limit: .tokens, wait: wait(for: wanted, limit, now), used: tokens, wanted: wanted, most: limit)
    }
    return nil
  }

  /// The standing of one limit, for the headers.
  struct Standing: Hashable, Sendable {
    var limit: Int
    var remaining: Int
    /// Until all of it is there again.
    var reset: Duration
  }

  /// How the limits of requests and of tokens stand; nil for one that there is not.
  mutating func standing(now: Duration) -> (requests: Standing?, tokens: Standing?) {
    forget(before: now)
    let reset = entries.count == first ? .zero : (entries.last?.time ?? now) + Self.window - now
    return (
      requestLimit.map { Standing(limit: $0, remaining: max(0, $0 - (entries.count - first)), reset: reset) },
      tokenLimit.map { Standing(limit: $0, remaining: max(0, $0 - tokens), reset: reset) }
    )
  }

  private func wait(for wanted: Int, _ limit: Int, _ now: Duration) -> Duration? {
    guard wanted <= limit else { return nil }
    var rest = tokens
    for entry in entries[first...] {
      rest -= entry.tokens
      if rest + wanted <= limit { return entry.time + Self.window - now }
    }
    return .zero
  }

  private mutating func forget(before now: Duration) {
    while first < entries.count, entries[first].time + Self.window <= now {
      tokens -= entries[first].tokens
      first += 1
    }
    if first > 1024, first * 2 > entries.count {
      entries.removeFirst(first)
      first = 0
    }
  }
}
