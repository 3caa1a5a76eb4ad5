import Synchronization

/// A write that is in line, and its result once it is durable.
public final class PendingWrite<Value: Sendable>: Sendable {
  private enum State: Sendable {
    case open
    case awaited([CheckedContinuation<Value, any Error>])
    case done(Result<Value, any Error>)
  }

  private let state = Mutex(State.open)

  init() {}

  /// Waits until the write is durable; throws what made it fail.
  public var value: Value {
    get async throws {
      try await withCheckedThrowingContinuation { continuation in
        let result: Result<Value, any Error>? = state.withLock { state in
          switch state {
          case .open: state = .awaited([continuation])
          case .awaited(let others): state = .awaited(others + [continuation])
          case .done(let result): return result
          }
          return nil
        }
        if let result { continuation.resume(with: result) }
      }
    }
  }

  func fulfil(with result: Result<Value, any Error>) {
    let waiting = state.withLock { state in
      defer { state = .done(result) }
      if case .awaited(let continuations) = state { return continuations }
      return []
    }
    for continuation in waiting { continuation.resume(with: result) }
  }
}
