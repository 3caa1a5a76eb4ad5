import World

/// The time that a reset header names.
enum RateReset {
  private static let units: [(name: String, seconds: Double)] = [
    ("ns", 1e-9), ("us", 1e-6), ("µs", 1e-6), ("μs", 1e-6), ("ms", 1e-3), ("d", 86_400), ("h", 3600), ("m", 60),
    ("s", 1),
  ]
  /// Longer ones make no sense.
  private static let longest = 366 * 86_400.0

  /// The time from now on, 0 or more; nil where the text names none.
  ///
  /// A duration as Go prints it (`1s`, `6m0s`, `12ms`, `1h2m3.5s`), a bare number of seconds, a number of seconds or
  /// milliseconds since 1970, or a date of RFC 3339.
  static func read(_ text: String, now: Timestamp) -> Duration? {
    let present = Double(now.milliseconds) / 1000
    if let date = RFC3339.read(text) { return duration(max(0, Double(date.milliseconds) / 1000 - present)) }
    if let number = Double(text) {
      if number.isNaN { return nil }
      if number <= longest { return duration(number) }
      return duration(max(0, (number < 1e11 ? number : number / 1000) - present))
    }
    var rest = text[...]
    var seconds = 0.0
    if rest.isEmpty { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest.removeFirst(digits.count)
      guard let number = Double(digits), let unit = units.first(where: { rest.hasPrefix($0.name) }) else { return nil }
      rest.removeFirst(unit.name.count)
      seconds += number * unit.seconds
    }
    return duration(seconds)
  }

  private static func duration(_ seconds: Double) -> Duration? {
    guard seconds >= 0, seconds <= longest else { return nil }
    return .milliseconds(Int64((seconds * 1000).rounded(.up)))
  }
}
