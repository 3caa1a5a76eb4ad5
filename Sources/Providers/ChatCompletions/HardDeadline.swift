import Synchronization
import World

/// A bound for work that should keep its own deadline, and does not: whoever waits is let go, and the work is left behind.
///
/// A call's client ends it at its deadline. Should the client itself hang, a run must not hang with it.
enum HardDeadline {
  /// Performs work, at most for a time.
  ///
  /// - Throws: What the work throws; `late` where the time is over first; `CancellationError` when the task is cancelled and
  ///   the work ends with it.
  static func within<Value: Sendable>(
    _ limit: Duration, in world: World, late: any Error, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let box = Box<Value>()
    let task = Task { box.finish(with: await Self.outcome(of: work)) }
    let timer = Task {
      // Woken early where the work has ended.
      guard (try? await world.sleep(limit)) != nil else { return }
      task.cancel()
      box.finish(with: .failure(late))
    }
    defer { timer.cancel() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { box.wait($0) }
    } onCancel: {
      task.cancel()
    }
  }

  private static func outcome<Value>(of work: () async throws -> Value) async -> Result<Value, any Error> {
    do { return .success(try await work()) } catch { return .failure(error) }
  }

  /// Hands the first result to whoever waits; later ones are left behind.
  private final class Box<Value: Sendable>: Sendable {
    private struct State: Sendable {
      var result: Result<Value, any Error>?
      var continuation: CheckedContinuation<Value, any Error>?
    }

    private let state = Mutex(State())

    func finish(with result: Result<Value, any Error>) {
      let waiting = state.withLock { state -> CheckedContinuation<Value, any Error>? in
        if state.result != nil { return nil }
        state.result = result
        defer { state.continuation = nil }
        return state.continuation
      }
      waiting?.resume(with: result)
    }

    func wait(_ continuation: CheckedContinuation<Value, any Error>) {
      let result = state.withLock { state -> Result<Value, any Error>? in
        if state.result == nil { state.continuation = continuation }
        return state.result
      }
      if let result { continuation.resume(with: result) }
    }
  }
}
