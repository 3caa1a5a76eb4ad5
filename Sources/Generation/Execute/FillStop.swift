import Synchronization

/// The wish that a fill comes to rest: calls in flight are finished, none is begun.
public final class FillStop: Sendable {
  private let requested = Atomic(false)
  private let words = Mutex(FillStop.interrupted)
  private static let interrupted = "interrupted"

  /// Whose wish counts as well.
  private let outer: FillStop?

  /// - Parameter outer: A wish that holds for more than this run; nil for none.
  public init(within outer: FillStop? = nil) { self.outer = outer }

  /// Whether the wish was made.
  public var isRequested: Bool { isOwn || outer?.isRequested == true }

  private var isOwn: Bool { requested.load(ordering: .acquiring) }

  /// What the run says of why it rests.
  public var reason: String { isOwn ? words.withLock { $0 } : outer?.reason ?? words.withLock { $0 } }

  /// Makes the wish; the first reason that is given stays.
  public func request(reason: String? = nil) {
    words.withLock { words in
      if !isOwn, let reason { words = reason }
      requested.store(true, ordering: .releasing)
    }
  }

  /// What a run says that a person has paused.
  static func paused(by actor: String) -> String { "paused by \(actor)" }

  /// What a run says that was taken over from another tool.
  static func adopted(by actor: String) -> String { "adopted by \(actor)" }

  /// What a run of an idle fill says that rests.
  static func idle(_ reason: String) -> String { "idle fill: \(reason)" }

  /// Whether a run rests because somebody wished it.
  static func isWish(_ reason: String) -> Bool {
    reason == interrupted || [paused(by: ""), adopted(by: ""), idle("")].contains { reason.hasPrefix($0) }
  }
}
