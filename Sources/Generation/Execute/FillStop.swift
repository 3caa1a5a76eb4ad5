import Synchronization

/// The wish that a fill comes to rest: calls in flight are finished, none is begun.
public final class FillStop: Sendable {
  private let requested = Atomic(false)
  private let words = Mutex("interrupted")

  public init() {}

  /// Whether the wish was made.
  public var isRequested: Bool { requested.load(ordering: .acquiring) }

  /// What the run says of why it rests.
  public var reason: String { words.withLock { $0 } }

  /// Makes the wish; the first reason that is given stays.
  public func request(reason: String = "interrupted") {
    words.withLock { words in
      if !isRequested { words = reason }
      requested.store(true, ordering: .releasing)
    }
  }
}
