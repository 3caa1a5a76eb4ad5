import Synchronization
import World

/// Time that passes only while nothing else can happen: a fill of hours takes a moment, and takes the same hours each time.
///
/// A run tells how many calls are on their way (`callsInFlight` of its progress). As soon as that many sleep, all that is
/// left is to wait: the clock jumps to the first one that wakes.
final class VirtualTime: Sendable {
  private struct Sleeper {
    var end: Duration
    var continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var now = Duration.zero
    var callsInFlight = 0
    var nextID = 0
    var sleepers: [Int: Sleeper] = [:]
    /// Those that wait for their task to be cancelled: signs of life, which say nothing of calls.
    var parked: [Int: CheckedContinuation<Void, any Error>] = [:]
    var slept: [Duration] = []
    /// By how much the wall clock has been set since the beginning.
    var jumped = Duration.zero
  }

  private let state = Mutex(State())

  /// How long the run's holder sleeps between two signs of life.
  private static let heartbeat = Duration.seconds(15)

  /// Time since the beginning.
  var now: Duration { state.withLock { $0.now } }

  /// Lets time pass while nobody sleeps.
  func advance(by duration: Duration) { state.withLock { $0.now += duration } }

  /// What the wall clock shows, since the beginning.
  var wall: Duration { state.withLock { $0.now + $0.jumped } }

  /// Somebody sets the wall clock, forward or back; the one that never goes back knows nothing of it.
  func setWall(by duration: Duration) { state.withLock { $0.jumped += duration } }

  /// Every sleep so far, in the order in which they began, signs of life left out.
  var slept: [Duration] { state.withLock { $0.slept } }

  /// Hears how many calls are on their way.
  func setCallsInFlight(_ count: Int) {
    state.withLock { $0.callsInFlight = count }
    passWhileQuiet()
  }

  func sleep(_ duration: Duration) async throws {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        let isCancelled = Task.isCancelled
        state.withLock { state in
          if isCancelled { return continuation.resume(throwing: CancellationError()) }
          if duration == Self.heartbeat {
            state.parked[id] = continuation
          } else {
            state.slept.append(duration)
            state.sleepers[id] = Sleeper(end: state.now + duration, continuation: continuation)
          }
        }
        passWhileQuiet()
      }
    } onCancel: {
      state.withLock { state in
        state.sleepers.removeValue(forKey: id)?.continuation.resume(throwing: CancellationError())
        state.parked.removeValue(forKey: id)?.resume(throwing: CancellationError())
      }
    }
  }

  private func passWhileQuiet() {
    state.withLock { state in
      guard state.callsInFlight > 0, state.sleepers.count >= state.callsInFlight,
        let first = state.sleepers.min(by: { ($0.value.end, $0.key) < ($1.value.end, $1.key) })
      else { return }
      state.now = max(state.now, first.value.end)
      state.sleepers[first.key] = nil
      first.value.continuation.resume()
    }
  }
}
