import Synchronization

/// How a run's provider has answered so far: a circuit breaker.
///
/// A provider that fails may fail every call, and each one costs time and perhaps money. So calls are held back:
///
/// | what is known | calls at once |
/// |---|---|
/// | the last call was answered | the run's concurrency |
/// | nothing was answered yet, or calls have failed since | no more than may still fail |
/// | `limit` calls failed one after the other | none: the circuit is open, and stays so |
///
/// A provider that answers nothing is sent fewer than 2 x `limit` calls, whatever the concurrency: `limit - 1` failures
/// leave it closed, and no more than `limit` are on their way then.
final class ProviderHealth: Sendable {
  private struct State {
    var failuresInARow = 0
    var hasAnswered = false
    var isOpen = false
  }

  /// Failures one after the other that open the circuit, 1 or more.
  let limit: Int
  private let state = Mutex(State())

  init(limit: Int) { self.limit = limit }

  /// Whether no call is to be made any more.
  var isOpen: Bool { state.withLock { $0.isOpen } }

  /// Notes a call that brought an answer, of whatever worth.
  func answered() {
    state.withLock { state in
      state.failuresInARow = 0
      state.hasAnswered = true
    }
  }

  /// Notes a call that the provider failed.
  func failed() {
    state.withLock { state in
      state.failuresInARow += 1
      if state.failuresInARow >= limit { state.isOpen = true }
    }
  }

  /// How many calls may be on their way now.
  func capacity(_ concurrency: Int) -> Int {
    state.withLock { state in
      if state.isOpen { return 0 }
      if state.hasAnswered, state.failuresInARow == 0 { return concurrency }
      return min(concurrency, limit - state.failuresInARow)
    }
  }
}
