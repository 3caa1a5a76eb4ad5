import ContentStore
import Synchronization

/// Marks a store as one that holds simulated text, once a process.
final class SimulatedTextMark: Sendable {
  private let isMarked = Mutex(false)

  /// Puts the mark in line for the store; whatever is put there afterwards finds it made.
  func mark(in store: Store) {
    isMarked.withLock { isMarked in
      if isMarked { return }
      isMarked = true
      // A store that refuses it refuses what follows as well.
      _ = store.submit { try $0.markSimulatedText() }
    }
  }
}
