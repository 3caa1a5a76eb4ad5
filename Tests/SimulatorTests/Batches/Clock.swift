import Synchronization
import World

/// A wall clock that a test moves.
final class Clock: Sendable {
  private let milliseconds: Mutex<Int64>

  init(_ milliseconds: Int64) { self.milliseconds = Mutex(milliseconds) }

  var time: Timestamp { Timestamp(milliseconds: milliseconds.withLock { $0 }) }
  func advance(_ milliseconds: Int64) { self.milliseconds.withLock { $0 += milliseconds } }
}
