import Synchronization

/// How a run's provider has answered so far: a circuit breaker.
///
/// A provider that fails may fail every call, and each one costs time and perhaps money. So calls are held back:
///
/// | what is known | calls at once |
/// |---|---|
/// | the last call was answered, or the provider is this process itself | the run's concurrency |
/// | nothing was answered yet, and nothing has failed within 150 ms | the run's concurrency |
/// | nothing was answered yet | 2 x `limit` less the failures |
/// | calls have failed since the last answer | `limit` less the failures |
/// | the run rested because of the provider, or the provider asks for fewer calls | one |
/// | `limit` calls failed one after the other | none: the circuit is open, and stays so |
///
/// A provider that is down says so sooner than a model makes a text: within 150 ms it is sent at most 2 x `limit` calls,
/// whatever the concurrency. One that fails later than that is sent as many as the concurrency at most. Answers that ask for
/// fewer calls count by rounds: however many calls are refused at once, those that were sent before the first refusal came
/// are one failure.
final class ProviderHealth: Sendable {
  /// What is known of a provider when a run begins to call it.
  enum Beginning: Hashable, Sendable {
    /// This process answers by itself and says at once when it fails.
    case local
    case unknown
    /// The run rested because of the provider: one call finds out whether it answers again.
    /// - Parameter tries: Failures that open the circuit, until the first answer.
    case failing(tries: Int)
  }

  /// A call that may be sent.
  struct Ticket: Sendable {
    /// How many rounds of refusals had come when it was let through.
    fileprivate var round: Int
    fileprivate var hasLeft = false
  }

  private struct State {
    var calls = 0
    /// Those of them that have left.
    var callsSent = 0
    /// When the first call was let through.
    var began: Duration?
    var failuresInARow = 0
    var rounds = 0
    var isAskedForFewer = false
    var hasAnswered = false
    var isOpen = false

    mutating func end(_ ticket: Ticket) {
      calls -= 1
      if ticket.hasLeft { callsSent -= 1 }
    }
  }

  /// Failures one after the other that open the circuit, 1 or more.
  let limit: Int
  private let beginning: Beginning
  private let uptime: @Sendable () -> Duration
  private let state = Mutex(State())

  /// After which a provider that has neither failed nor answered is taken for one that is at work.
  static let grace = Duration.milliseconds(150)

  /// - Parameter uptime: A clock that never goes back.
  init(limit: Int, beginning: Beginning = .unknown, uptime: @escaping @Sendable () -> Duration) {
    self.limit = limit
    self.beginning = beginning
    self.uptime = uptime
  }

  /// Whether no call is to be made any more.
  var isOpen: Bool { state.withLock { $0.isOpen } }

  /// The failures one after the other, the last one included.
  var failuresInARow: Int { state.withLock { $0.failuresInARow } }

  /// How many calls may be on their way now, of as many as the run's concurrency.
  func capacity(_ concurrency: Int) -> Int { state.withLock { min(concurrency, width($0)) } }

  /// Lets a call through; nil where it has to wait until others have ended, or the circuit is open.
  func admit() -> Ticket? {
    state.withLock { state in
      if state.calls >= width(state) { return nil }
      state.calls += 1
      state.began = state.began ?? uptime()
      return Ticket(round: state.rounds)
    }
  }

  /// Lets a call leave that was let through and is ready; nil where it has to wait, since the provider has begun to fail
  /// meanwhile.
  func leave(_ ticket: Ticket) -> Ticket? {
    state.withLock { state in
      if state.callsSent >= width(state) { return nil }
      state.callsSent += 1
      return Ticket(round: state.rounds, hasLeft: true)
    }
  }

  /// Notes a call that brought an answer, of whatever worth.
  func answered(_ ticket: Ticket) {
    state.withLock { state in
      state.end(ticket)
      state.failuresInARow = 0
      state.isAskedForFewer = false
      state.hasAnswered = true
    }
  }

  /// Notes a call that the provider failed.
  func failed(_ ticket: Ticket) {
    state.withLock { state in
      state.end(ticket)
      fail(&state)
    }
  }

  /// Notes a call that the provider refused because there were too many.
  func askedForFewer(_ ticket: Ticket) {
    state.withLock { state in
      state.end(ticket)
      state.isAskedForFewer = true
      guard ticket.round == state.rounds else { return }
      state.rounds += 1
      fail(&state)
    }
  }

  /// Notes a call that was not sent, or that says nothing of the provider.
  func gaveUp(_ ticket: Ticket) { state.withLock { $0.end(ticket) } }

  private func fail(_ state: inout State) {
    state.failuresInARow += 1
    var limit = limit
    if case .failing(let tries) = beginning, !state.hasAnswered { limit = min(limit, tries) }
    if state.failuresInARow >= limit { state.isOpen = true }
  }

  /// How many calls may be on their way in a state: at least one while the circuit is closed.
  private func width(_ state: State) -> Int {
    if state.isOpen { return 0 }
    if state.isAskedForFewer { return 1 }
    if state.failuresInARow == 0, state.hasAnswered || beginning == .local { return .max }
    if state.hasAnswered || beginning == .local { return limit - state.failuresInARow }
    if case .failing = beginning { return 1 }
    if state.failuresInARow == 0, let began = state.began, uptime() - began >= Self.grace { return .max }
    return 2 * limit - state.failuresInARow
  }
}
