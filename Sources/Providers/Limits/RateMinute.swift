import World

/// What was sent in the last minutes, in slots of half a second, calls that will be sent soon included.
///
/// It has the last word over the buckets: whatever is put back into them, however large a call is and whatever others have
/// used, no span of a minute holds more than the limit. A slot counts until its end is a span ago, so that it errs by half
/// a second to the safe side.
public struct RateMinute: Hashable, Sendable {
  /// What was sent within half a second.
  public struct Slot: Hashable, Sendable {
    /// Half seconds since 1970-01-01T00:00:00Z.
    public var number: Int64
    /// Others' requests included, as far as the provider told of them.
    public var requests: Int
    public var tokens: Int

    public init(number: Int64, requests: Int, tokens: Int) {
      self.number = number
      self.requests = requests
      self.tokens = tokens
    }
  }

  /// In the order of time, none twice.
  public private(set) var slots: [Slot]

  /// - Parameter slots: In the order of time, none twice.
  public init(slots: [Slot] = []) { self.slots = slots }

  /// Milliseconds a slot.
  private static let length: Int64 = 500
  /// Milliseconds for which a slot is kept: answers that come late speak of the minute before they were sent.
  private static let memory: Int64 = 150_000

  static func slot(of moment: Timestamp) -> Int64 {
    // Floored, also before 1970.
    let (quotient, rest) = moment.milliseconds.quotientAndRemainder(dividingBy: length)
    return rest < 0 ? quotient - 1 : quotient
  }

  private static func end(of slot: Int64) -> Int64 { (slot + 1) * length }

  /// Adds what is sent at a moment; negative amounts take away. No slot goes below nothing.
  mutating func add(requests: Int, tokens: Int, at moment: Timestamp) {
    let number = Self.slot(of: moment)
    var index = slots.endIndex
    while index > 0, slots[index - 1].number >= number { index -= 1 }
    if index == slots.endIndex || slots[index].number != number {
      if requests <= 0, tokens <= 0 { return }
      slots.insert(Slot(number: number, requests: 0, tokens: 0), at: index)
    }
    slots[index].requests = max(0, slots[index].requests + requests)
    slots[index].tokens = max(0, slots[index].tokens + tokens)
  }

  /// What a span that ends at a moment holds, together with all that comes after, up to a last moment.
  func sum(ofSpanEndingAt moment: Timestamp, upTo last: Timestamp? = nil) -> (requests: Int, tokens: Int) {
    let first = firstIndex(inSpanEndingAt: moment)
    let last = last.map { Self.slot(of: $0) } ?? .max
    var sum = (requests: 0, tokens: 0)
    for slot in slots[first...] where slot.number <= last {
      sum.requests += slot.requests
      sum.tokens += slot.tokens
    }
    return sum
  }

  /// The first slot that ends within a span, or the end of all.
  private func firstIndex(inSpanEndingAt moment: Timestamp) -> Int {
    let start = moment.milliseconds - RateBucket.span
    var (low, high) = (0, slots.count)
    while low < high {
      let middle = (low + high) / 2
      if Self.end(of: slots[middle].number) > start { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// What was sent in the sixty seconds before a moment, to half a second.
  func sent(before moment: Timestamp) -> (requests: Int, tokens: Int) {
    let last = Self.slot(of: moment)
    return slots.filter { $0.number <= last && $0.number > last - 60_000 / Self.length }
      .reduce((0, 0)) { ($0.0 + $1.requests, $0.1 + $1.tokens) }
  }

  /// The first moment, from one on, at which no span would hold more than the limits with these amounts as well. More than
  /// a whole limit counts as the whole limit: it waits for an empty minute, not for ever.
  func moment(for amounts: (requests: Int, tokens: Int), quota: RateQuota, from first: Timestamp) -> Timestamp {
    var held = sum(ofSpanEndingAt: first)
    var moment = first
    func fits(_ held: Int, _ amount: Int, _ limit: Int?) -> Bool {
      guard let limit else { return true }
      return held <= max(0, limit - amount)
    }
    for slot in slots[firstIndex(inSpanEndingAt: first)...] {
      if fits(held.requests, amounts.requests, quota.requests), fits(held.tokens, amounts.tokens, quota.tokens) {
        break
      }
      moment = Timestamp(milliseconds: Self.end(of: slot.number) + RateBucket.span)
      held.requests -= slot.requests
      held.tokens -= slot.tokens
    }
    return moment
  }

  /// Forgets what no question can be about any more.
  mutating func forget(before now: Timestamp) {
    let count = slots.prefix { Self.end(of: $0.number) < now.milliseconds - Self.memory }.count
    if count > 0 { slots.removeFirst(count) }
  }

  /// Moves everything, after the clock was set.
  mutating func shift(bySlots delta: Int64) {
    for index in slots.indices { slots[index].number += delta }
  }

  /// The milliseconds of a number of slots.
  static func milliseconds(ofSlots count: Int64) -> Int64 { count * length }
}
