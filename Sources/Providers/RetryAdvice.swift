import World

/// Whether a call that failed may be made again, and when.
public enum RetryAdvice: Hashable, Sendable {
  /// Not without a change of key, quota or request.
  case never
  /// After the wait of `Backoff`.
  case backOff
  /// After the wait that the provider named; 0 or more. A wait beyond the caller's patience pauses the run: it is never
  /// shortened.
  case after(Duration)
}

extension RetryAdvice {
  /// What an answer with an error status advises.
  ///
  /// 408, 409, 429 and 5xx may be repeated, unless `x-should-retry` says otherwise; `retry-after-ms` goes before
  /// `Retry-After`, which is seconds or an HTTP date. Values that are negative or make no sense are ignored.
  /// - Parameter now: what an HTTP date is compared with, where the answer's own `Date` is not far from it.
  public init(status: Int, headers: [(String, String)], now: Timestamp) {
    func header(_ name: String) -> String? { headers.first { $0.0.lowercased() == name }?.1 }
    let repeatable = status == 408 || status == 409 || status == 429 || (500...599).contains(status)
    switch header("x-should-retry") {
    case "true": break
    case "false":
      self = .never
      return
    default:
      if !repeatable {
        self = .never
        return
      }
    }
    if let wait = Self.wait(headers, now: now) { self = .after(wait) } else { self = .backOff }
  }

  /// The wait that the headers of an answer name, whatever its status; 0 or more.
  static func wait(_ headers: [(String, String)], now: Timestamp) -> Duration? {
    func header(_ name: String) -> String? { headers.first { $0.0.lowercased() == name }?.1 }
    if let wait = header("retry-after-ms").flatMap(Double.init).flatMap({ Self.wait(milliseconds: $0) }) {
      return wait
    }
    return header("retry-after").flatMap { wait(retryAfter: $0, now: ServerClock.now(of: headers, orElse: now)) }
  }

  private static func wait(retryAfter text: String, now: Timestamp) -> Duration? {
    if let seconds = Double(text) { return wait(milliseconds: seconds * 1000) }
    guard let date = HTTPDate.read(text) else { return nil }
    return .milliseconds(max(0, date.milliseconds - now.milliseconds))
  }

  private static func wait(milliseconds: Double) -> Duration? {
    guard milliseconds >= 0, milliseconds < 1e12 else { return nil }
    return .milliseconds(Int64(milliseconds.rounded(.up)))
  }
}
