import ContentModel
import ContentStore
import Providers
import Synchronization
import World

/// Gives the calls of one run their turns, so that all processes that use an account together keep its limits.
///
/// A call goes through it in this order:
///
/// 1. `turn`: books a moment in the store and waits until shortly before it. The caller makes ready, and reserves money.
/// 2. `depart`: waits for the moment itself. The caller sends at once.
/// 3. `observe`: what the answer's headers say. `settle`: what the call really used.
///
/// A booking is one write of the store, which those of other calls share. Without a limit, set or learned, nothing is written.
/// A process that dies loses what it had booked, at most `RateAhead.most` calls.
public final class RateLimiter: Sendable {
  /// What this process knows of what all share.
  struct Memory {
    var state: RateState
    /// When the store was asked last, by `World.uptime`.
    var readAt: Duration
    /// What has to be put right with the next write.
    var pending: [RateSettlement] = []
    /// What calls use beside what is expected of them.
    var estimate = RateEstimate()
    /// How many calls are booked and neither settled nor given back.
    var inFlight = 0
    /// How long a write takes of late, the wait for the disk included.
    var lead = Duration.milliseconds(20)
  }

  /// Names the account, as the store knows it.
  public let account: String
  /// What the settings say.
  public let limits: RateLimits
  let provider: String
  let store: Store
  let patience: Duration
  let gate = AsyncSemaphore(allowed: RateAhead.most)
  let memory: Mutex<Memory>

  /// The most by which a call may be late without being booked again under the time when it was sent: half of what
  /// `RateBucket.span` adds to the minute. The other half is for the network.
  static let tolerance = Duration.milliseconds(100)
  /// The most by which it may be late and still be sent: others have booked for the time when it would have left the minute.
  static let mostLate = Duration.seconds(30)
  /// The longest step of a wait: so soon a wish to stop is heard.
  static let step = Duration.milliseconds(200)

  /// - Parameters:
  ///   - account: Names those who share the limits: provider, base URL, a fingerprint of the key, and the model where the
  ///     provider counts models apart. It is stored: no secrets.
  ///   - provider: The provider's name in the settings, for errors.
  ///   - patience: The longest wait that a provider may ask for; a longer one is an error.
  public init(
    account: String, provider: String, limits: RateLimits, store: Store, patience: Duration = .seconds(60)
  ) throws {
    self.account = account
    self.provider = provider
    self.limits = limits
    self.store = store
    self.patience = patience
    let stored = try store.read { try $0.rates(ofAccount: account) }
    memory = Mutex(
      Memory(
        state: stored.map { RateState($0) } ?? RateState(now: store.world.now()), readAt: store.world.uptime()))
  }

  var world: World { store.world }

  /// The limits that count, as far as this process knows.
  public var quota: RateQuota { limits.effective(provider: memory.withLock { $0.state.provider }) }

  /// Until when the provider takes no calls, where that is a longer wait than there is patience for.
  var heldUntil: Timestamp? {
    let until = memory.withLock { $0.state.notBefore }
    let wait = Duration.milliseconds(until.milliseconds - world.now().milliseconds)
    return wait > patience ? until : nil
  }

  /// Waits for a call's turn, and returns a little before it.
  ///
  /// - Parameters:
  ///   - tokens: What the call is expected to use, input and output. Once some calls are settled, it is booked with the share of
  ///     that which they used.
  ///   - isToRest: Whether no call is to be sent any more; asked at least every 200 ms.
  /// - Returns: nil where the run came to rest. Else `depart` or `giveBack` has to follow.
  /// - Throws: `ProviderError` where the provider wants a longer wait than anybody has patience for, `CancellationError`, and
  ///   what the store says.
  public func turn(tokens: Int, isToRest: @Sendable () -> Bool) async throws -> RateTurn? {
    if quota.isUnlimited { try refresh() }
    if quota.isUnlimited {
      return isToRest() ? nil : RateTurn(booking: nil, expected: 0, due: world.uptime(), sentAt: world.now())
    }
    try await gate.enter()
    defer { gate.leave() }
    if isToRest() { return nil }
    let booked = memory.withLock { memory in
      memory.inFlight += 1
      return memory.estimate.tokens(expected: max(0, tokens), inFlight: memory.inFlight)
    }
    let turn: RateTurn
    do {
      // One write for the booking, one for the caller's reservation.
      turn = try await book(tokens: booked, expected: tokens, writesAhead: 2)
    } catch {
      memory.withLock { $0.inFlight -= 1 }
      throw error
    }
    do {
      if try await wait(until: turn.due - memory.withLock { $0.lead }, isToRest) {
        try refresh()
        return turn
      }
    } catch {
      giveBack(turn)
      throw error
    }
    giveBack(turn)
    return nil
  }

  /// Waits for the moment itself. A call that the provider wants later meanwhile gets another one.
  ///
  /// - Returns: The turn with which the call is sent now; nil where the run came to rest: then it is given back.
  public func depart(_ turn: RateTurn, isToRest: @Sendable () -> Bool) async throws -> RateTurn? {
    var turn = turn
    do {
      while try await wait(until: turn.due, isToRest) {
        try refresh()
        let now = world.now()
        let held = memory.withLock { memory in
          // A clock that was set back takes what is shared back with it.
          memory.state.advance(to: now)
          return memory.state.notBefore
        }
        let late = world.uptime() - turn.due
        if held > now {
          turn = try await later(turn, until: held, now: now)
        } else if turn.isLimited, late > Self.mostLate {
          turn = try await bookAgain(turn)
        } else {
          if late > Self.tolerance { moveBooking(of: &turn, to: now) }
          turn.sentAt = now
          return turn
        }
      }
    } catch {
      giveBack(turn)
      throw error
    }
    giveBack(turn)
    return nil
  }

  /// Takes back a turn whose call is not sent. `turn` and `depart` do it themselves where they return nil or throw.
  public func giveBack(_ turn: RateTurn) {
    guard let booking = turn.booking else { return }
    memory.withLock { memory in
      memory.inFlight -= 1
      memory.pending.append(booking.returned)
    }
  }

  /// Notes what a call really used; follows each call that was sent. Written together with the next booking, or at once
  /// where it is more than a second's worth.
  ///
  /// - Parameter tokens: Input and output; nil where nobody knows: then it stays with what was booked.
  public func settle(_ turn: RateTurn, used tokens: Int?) {
    guard let booking = turn.booking else { return }
    let isMuch = memory.withLock { memory in
      memory.inFlight -= 1
      guard let tokens else { return false }
      memory.estimate.note(expected: turn.expected, used: tokens)
      let settlement = booking.settlement(used: tokens)
      guard settlement.tokens != 0 else { return false }
      memory.pending.append(settlement)
      guard let limit = limits.effective(provider: memory.state.provider).tokens else { return false }
      return abs(memory.pending.reduce(0) { $0 + $1.tokens }) > limit / 60
    }
    // Nobody waits for it; a store that refuses it is known by `Store.checkIsTakingWrites`.
    if isMuch { _ = change { _, _ in } }
  }

  /// Writes what is still to be put right, at the end of a run: turns that were given back, tokens that were not used. What is
  /// left out delays others, by a second's worth at most and the turns of a run.
  public func finish() async throws {
    if memory.withLock({ $0.pending.isEmpty }) { return }
    try await change { _, _ in }.value
  }

  /// What all users of the account sent in the last minute.
  public func use() throws -> RateUse { try readState().use(quota: quota, now: world.now()) }
}
