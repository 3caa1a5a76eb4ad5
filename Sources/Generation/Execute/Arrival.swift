import Synchronization

/// The moment from which a call keeps no other from being sent: its answer has come, or it has ended without one.
///
/// Waiting for it goes on where the task is cancelled: the place of a call that is broken off is not free.
final class Arrival: Sendable {
  private enum State {
    case open
    case awaited(CheckedContinuation<Void, Never>)
    case come
  }

  private let state = Mutex(State.open)

  /// Says that it is now; again says nothing.
  func note() {
    let waiting: CheckedContinuation<Void, Never>? = state.withLock { state in
      defer { state = .come }
      if case .awaited(let continuation) = state { return continuation }
      return nil
    }
    waiting?.resume()
  }

  /// Waits for it, in one task only.
  func wait() async {
    await withCheckedContinuation { continuation in
      let hasCome = state.withLock { state in
        if case .come = state { return true }
        state = .awaited(continuation)
        return false
      }
      if hasCome { continuation.resume() }
    }
  }
}
