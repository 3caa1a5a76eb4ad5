import Synchronization

/// The place where parsing leaves a value and the command's property finds it.
///
/// It is a reference so that parsing can reach it through reflection; copies of one command therefore share their
/// values, which are set once, before the command runs.
final class ParameterStorage<Value: Sendable>: Sendable {
  private struct State {
    var value: Value?
    var isGiven = false
  }

  private let state: Mutex<State>

  init(initial: Value?) { state = Mutex(State(value: initial)) }

  /// The value; reading a required one that parsing has not set is a programmer's mistake and traps.
  var value: Value {
    get {
      guard let value = state.withLock({ $0.value }) else {
        preconditionFailure("a required parameter was read before the command line was parsed")
      }
      return value
    }
    set { state.withLock { $0.value = newValue } }
  }

  /// Whether the command line gave it.
  var isGiven: Bool { state.withLock { $0.isGiven } }

  /// What the command line gave so far; nil when nothing, whatever the default is.
  var given: Value? { state.withLock { $0.isGiven ? $0.value : nil } }

  /// Takes a value of the command line.
  func give(_ value: Value) {
    state.withLock {
      $0.value = value
      $0.isGiven = true
    }
  }
}
