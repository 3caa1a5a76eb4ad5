import Synchronization

/// The wish that a fill comes to rest: calls in flight are finished, none is begun.
public final class FillStop: Sendable {
  private let requested = Atomic(false)
  private let words = Mutex(FillStop.interrupted)
  private static let interrupted = "interrupted"

  public init() {}

  /// Whether the wish was made.
  public var isRequested: Bool { requested.load(ordering: .acquiring) }

  /// What the run says of why it rests.
  public var reason: String { words.withLock { $0 } }

  /// Makes the wish; the first reason that is given stays.
  public func request(reason: String? = nil) {
    words.withLock { words in
      if !isRequested, let reason { words = reason }
      requested.store(true, ordering: .releasing)
    }
  }

  /// What a run says that a person has paused.
  static func paused(by actor: String) -> String { "paused by \(actor)" }

  /// Whether a run rests because somebody wished it.
  static func isWish(_ reason: String) -> Bool { reason == interrupted || reason.hasPrefix(paused(by: "")) }
}
