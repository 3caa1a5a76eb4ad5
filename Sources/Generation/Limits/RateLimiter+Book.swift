import ContentModel
import ContentStore
import Providers
import World

extension RateLimiter {
  /// How old the knowledge of others may be when a call is sent: with limits, and without.
  private static let freshness = (limited: Duration.milliseconds(100), free: Duration.milliseconds(500))
  /// One slow write does not make everybody wait for a second.
  private static let longestLead = Duration.milliseconds(250)

  func book(tokens: Int, expected: Int, writesAhead: Int, instead: RateBooking? = nil) async throws -> RateTurn {
    struct Booked: Sendable {
      var booking: RateBooking
      var now: Timestamp
      var uptime: Duration
    }
    let lead = memory.withLock { $0.lead }
    let booked = try await change(also: instead.map { [$0.returned] } ?? []) {
      [world, limits, provider, patience] state, now in
      let wait = Duration.milliseconds(state.notBefore.milliseconds - now.milliseconds)
      if wait > patience {
        throw ProviderError(.rateLimited, provider: provider, advice: .after(wait))
      }
      let earliest = now.advanced(byMilliseconds: (lead * writesAhead).wholeMilliseconds)
      let quota = limits.effective(provider: state.provider)
      return Booked(
        booking: state.book(tokens: tokens, quota: quota, earliest: earliest), now: now, uptime: world.uptime())
    }.value
    let wait = Duration.milliseconds(booked.booking.moment.milliseconds - booked.now.milliseconds)
    gate.setAllowed(RateAhead.allowed(wait: wait))
    let taken = world.uptime() - booked.uptime
    memory.withLock { $0.lead = min(Self.longestLead, $0.lead + (taken - $0.lead) / 8) }
    return RateTurn(
      booking: booked.booking, expected: expected, due: booked.uptime + wait, sentAt: booked.booking.moment)
  }

  /// Another turn instead of one.
  func bookAgain(_ turn: RateTurn) async throws -> RateTurn {
    try await book(
      tokens: turn.booking?.tokens ?? 0, expected: turn.expected, writesAhead: 1, instead: turn.booking)
  }

  /// A later turn, after the provider asked for it.
  func later(_ turn: RateTurn, until held: Timestamp, now: Timestamp) async throws -> RateTurn {
    if turn.isLimited { return try await bookAgain(turn) }
    let wait = Duration.milliseconds(held.milliseconds - now.milliseconds)
    if wait > patience {
      throw ProviderError(
        .rateLimited, provider: provider, advice: .after(wait))
    }
    return RateTurn(booking: nil, expected: 0, due: world.uptime() + wait, sentAt: held)
  }

  /// Waits in short steps. False where the run comes to rest meanwhile.
  func wait(until end: Duration, _ isToRest: @Sendable () -> Bool) async throws -> Bool {
    while !isToRest() {
      let rest = end - world.uptime()
      if rest <= .zero { return true }
      try await world.sleep(min(Self.step, rest))
    }
    return false
  }

  /// Books a call anew at the moment when it is really sent. Nothing waits for the write: whoever books for the minute
  /// that ends a minute from now will know of it.
  func moveBooking(of turn: inout RateTurn, to now: Timestamp) {
    guard let booking = turn.booking else { return }
    let moved = RateBooking(moment: now, tokens: booking.tokens)
    memory.withLock { $0.pending += [booking.returned, moved.taken] }
    turn.booking = moved
    _ = change { _, _ in }
  }

  /// Asks the store what others have learned, where the last time is too long ago.
  func refresh() throws {
    let age = world.uptime() - memory.withLock { $0.readAt }
    if age > (quota.isUnlimited ? Self.freshness.free : Self.freshness.limited) { _ = try readState() }
  }

  func readState() throws -> RateState {
    let stored = try store.read { [account] in try $0.rates(ofAccount: account) }
    return memory.withLock { memory in
      memory.readAt = world.uptime()
      if let stored { memory.state = RateState(stored) }
      return memory.state
    }
  }

  /// Changes what is shared, in one transaction, together with what had to be put right before.
  ///
  /// - Parameter also: What belongs to this change: forgotten where it fails.
  func change<Result: Sendable>(
    also: [RateSettlement] = [], _ body: @escaping @Sendable (inout RateState, Timestamp) throws -> Result
  ) -> RateChange<Result> {
    let pending = memory.withLock { memory in
      defer { memory.pending = [] }
      return memory.pending
    }
    let write = store.submit { [account, limits, world] transaction in
      let now = world.now()
      var state = try transaction.rates(ofAccount: account).map { RateState($0) } ?? RateState(now: now)
      state.advance(to: now)
      state.settle(pending + also, quota: limits.effective(provider: state.provider))
      let result = try body(&state, now)
      try transaction.setRates(state.stored(account: account, quota: limits.effective(provider: state.provider)))
      return (result, state, world.uptime())
    }
    return RateChange(
      write: write,
      succeeded: { [self] state, uptime in
        memory.withLock { memory in
          memory.state = state
          memory.readAt = uptime
        }
      },
      failed: { [self] in memory.withLock { $0.pending += pending } })
  }
}
