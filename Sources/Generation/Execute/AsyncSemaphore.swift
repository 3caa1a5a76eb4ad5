import Synchronization

/// Lets a few in at once, the others one after the other in the order in which they came; who waits blocks no thread.
final class AsyncSemaphore: Sendable {
  private struct State {
    var allowed: Int
    var inside = 0
    var nextID = 0
    var waiting: [(id: Int, continuation: CheckedContinuation<Void, any Error>)] = []
    /// Those that were cancelled before they stood in line.
    var cancelled: Set<Int> = []

    /// Takes out of the line those that may go in now.
    mutating func admit() -> [CheckedContinuation<Void, any Error>] {
      let count = min(waiting.count, max(0, allowed - inside))
      defer {
        waiting.removeFirst(count)
        inside += count
      }
      return waiting.prefix(count).map(\.continuation)
    }
  }

  private let state: Mutex<State>

  /// - Parameter allowed: How many may be inside, 1 or more.
  init(allowed: Int) { state = Mutex(State(allowed: allowed)) }

  /// How many are inside.
  var insideCount: Int { state.withLock { $0.inside } }

  /// How many stand in line.
  var waitingCount: Int { state.withLock { $0.waiting.count } }

  /// Waits until there is room. Throws `CancellationError` when the task is cancelled meanwhile.
  func enter() async throws {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        let outcome: Result<Void, any Error>? = state.withLock { state in
          if state.cancelled.remove(id) != nil { return .failure(CancellationError()) }
          if state.waiting.isEmpty, state.inside < state.allowed {
            state.inside += 1
            return .success(())
          }
          state.waiting.append((id, continuation))
          return nil
        }
        if let outcome { continuation.resume(with: outcome) }
      }
    } onCancel: {
      let continuation = state.withLock { state in
        guard let index = state.waiting.firstIndex(where: { $0.id == id }) else {
          state.cancelled.insert(id)
          return nil as CheckedContinuation<Void, any Error>?
        }
        return state.waiting.remove(at: index).continuation
      }
      continuation?.resume(throwing: CancellationError())
    }
    _ = state.withLock { $0.cancelled.remove(id) }
  }

  /// Leaves; the next one comes in.
  func leave() {
    let admitted = state.withLock { state in
      state.inside -= 1
      return state.admit()
    }
    for continuation in admitted { continuation.resume() }
  }

  /// Changes how many may be inside, 1 or more. Nobody is put out.
  func setAllowed(_ count: Int) {
    let admitted = state.withLock { state in
      state.allowed = count
      return state.admit()
    }
    for continuation in admitted { continuation.resume() }
  }
}
