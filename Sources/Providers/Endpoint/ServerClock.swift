import World

/// What time it is for whoever answered.
///
/// Dates in an answer (`Retry-After`, when a limit is renewed, when a job was made) are by the server's clock. Compared with a clock
/// of this machine that is a day off, a wait of a second would be one of a day.
enum ServerClock {
  /// Up to this difference, in milliseconds, this machine's clock is taken: it is finer than a `Date`, which has whole seconds and
  /// may come from a cache.
  private static let tolerance: Int64 = 60_000

  /// The moment by which the dates in an answer are to be read.
  ///
  /// - Parameter now: By this machine's clock.
  static func now(of headers: [(String, String)], orElse now: Timestamp) -> Timestamp {
    guard let text = headers.first(where: { $0.0.lowercased() == "date" })?.1, let date = HTTPDate.read(text),
      (date.milliseconds - now.milliseconds).magnitude > tolerance
    else { return now }
    return date
  }
}
