import ContentModel
import ContentStore
import Providers
import World

extension RateLimiter {
  /// How old the knowledge of others may be where nothing is limited.
  private static let freshness = Duration.milliseconds(500)
  /// One slow write does not make everybody wait for a second.
  private static let longestLead = Duration.milliseconds(250)

  func book(tokens: Int, writesAhead: Int, instead: RateBooking? = nil) async throws -> RateTurn {
    struct Booked: Sendable {
      var booking: RateBooking
      var now: Timestamp
      var uptime: Duration
    }
    let lead = memory.withLock { memory in
      if let instead { memory.pending.append(instead.returned) }
      return memory.lead
    }
    let booked = try await change { [world, limits, provider, patience] state, now in
      let wait = Duration.milliseconds(state.notBefore.milliseconds - now.milliseconds)
      if wait > patience {
        throw ProviderError(
          .rateLimited, provider: provider, detail: "no calls before \(state.notBefore.shortDescription) UTC",
          advice: .after(wait))
      }
      let earliest = now.advanced(byMilliseconds: (lead * writesAhead).wholeMilliseconds)
      let quota = limits.effective(provider: state.provider)
      return Booked(
        booking: state.book(tokens: tokens, quota: quota, earliest: earliest), now: now, uptime: world.uptime())
    }.value
    let wait = Duration.milliseconds(booked.booking.moment.milliseconds - booked.now.milliseconds)
    gate.setAllowed(RateAhead.allowed(wait: wait))
    let taken = world.uptime() - booked.uptime
    // The longest of late, forgotten little by little.
    memory.withLock { $0.lead = min(Self.longestLead, max(taken, $0.lead - ($0.lead - taken) / 8)) }
    return RateTurn(booking: booked.booking, due: booked.uptime + wait, sentAt: booked.booking.moment)
  }

  /// A later turn, after the provider asked for it.
  func later(_ turn: RateTurn, until held: Timestamp, now: Timestamp) async throws -> RateTurn {
    if let booking = turn.booking { return try await book(tokens: booking.tokens, writesAhead: 1, instead: booking) }
    let wait = Duration.milliseconds(held.milliseconds - now.milliseconds)
    if wait > patience {
      throw ProviderError(
        .rateLimited, provider: provider, detail: "no calls before \(held.shortDescription) UTC", advice: .after(wait))
    }
    return RateTurn(booking: nil, due: world.uptime() + wait, sentAt: held)
  }

  /// Waits in short steps; gives the turn back and returns false where the run comes to rest meanwhile.
  func wait(for turn: RateTurn, until end: Duration, _ isToRest: @Sendable () -> Bool) async throws -> Bool {
    do {
      while true {
        if isToRest() {
          giveBack(turn)
          return false
        }
        let rest = end - world.uptime()
        if rest <= .zero { return true }
        try await world.sleep(min(Self.step, rest))
      }
    } catch {
      giveBack(turn)
      throw error
    }
  }

  /// The moment before which nobody sends.
  func heldUntil(isFresh: Bool) throws -> Timestamp? {
    let known = memory.withLock { memory in
      isFresh || world.uptime() - memory.readAt > Self.freshness ? nil : memory.state.notBefore
    }
    return try known ?? readState().notBefore
  }

  func readState() throws -> RateState {
    let stored = try store.read { [account] in try $0.rates(ofAccount: account) }
    return memory.withLock { memory in
      memory.readAt = world.uptime()
      if let stored { memory.state = RateState(stored) }
      return memory.state
    }
  }

  /// Changes what is shared, in one transaction, together with what had to be put right.
  func change<Result: Sendable>(
    _ body: @escaping @Sendable (inout RateState, Timestamp) throws -> Result
  ) -> RateChange<Result> {
    let pending = memory.withLock { memory in
      defer { memory.pending = [] }
      return memory.pending
    }
    let write = store.submit { [account, limits, world] transaction in
      let now = world.now()
      var state = try transaction.rates(ofAccount: account).map { RateState($0) } ?? RateState(now: now)
      state.advance(to: now)
      state.settle(pending, quota: limits.effective(provider: state.provider))
      let result = try body(&state, now)
      try transaction.setRates(state.stored(account: account, quota: limits.effective(provider: state.provider)))
      return (result, state)
    }
    return RateChange(
      write: write,
      succeeded: { [self] state in memory.withLock { $0.state = state } },
      failed: { [self] in memory.withLock { $0.pending += pending } })
  }
}
