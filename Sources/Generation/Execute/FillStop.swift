import Synchronization

/// The wish that a fill comes to rest: calls in flight are finished, none is begun.
public final class FillStop: Sendable {
  private let requested = Atomic(false)

  public init() {}

  /// Whether the wish was made.
  public var isRequested: Bool { requested.load(ordering: .acquiring) }

  /// Makes the wish.
  public func request() { requested.store(true, ordering: .releasing) }
}
