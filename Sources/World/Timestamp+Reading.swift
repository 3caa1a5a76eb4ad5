extension Timestamp {
  /// Reads a date, `2026-11-20`, or a date with a time as RFC 3339, 5.6 writes it, `2026-11-20T09:30:00+01:00`; a space may
  /// stand for the `T`, and seconds and zone may be missing. Without a time it is the beginning of the day, without a zone
  /// UTC; fractions of a millisecond are cut off. Nil for anything else, and for days that there are not.
  ///
  /// The day number is computed by Howard Hinnant's `days_from_civil`
  /// (https://howardhinnant.github.io/date_algorithms.html).
  public init?(reading text: String) {
    var reader = DateReader(bytes: Array(text.utf8))
    guard let milliseconds = reader.date() else { return nil }
    self.init(milliseconds: milliseconds)
  }
}

private struct DateReader {
  let bytes: [UInt8]
  var index = 0

  mutating func date() -> Int64? {
    guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2),
      (1...12).contains(month), day >= 1, day <= Self.length(ofMonth: month, year)
    else { return nil }
    let midnight = Self.days(year, month, day) * 86_400_000
    if index == bytes.count { return midnight }
    guard take("T") || take("t") || take(" "), let time = time(), index == bytes.count else { return nil }
    return midnight + time
  }

  /// Milliseconds since midnight in UTC.
  private mutating func time() -> Int64? {
    guard let hour = digits(2), hour < 24, take(":"), let minute = digits(2), minute < 60 else { return nil }
    var milliseconds = Int64(hour * 3600 + minute * 60) * 1000
    if take(":") {
      guard let second = digits(2), second <= 60 else { return nil }
      milliseconds += Int64(second) * 1000
      if take(".") {
        guard let fraction = fraction() else { return nil }
        milliseconds += fraction
      }
    }
    if index == bytes.count || take("Z") || take("z") { return milliseconds }
    let isWest = take("-")
    guard isWest || take("+"), let hours = digits(2), hours < 24, take(":"), let minutes = digits(2), minutes < 60
    else { return nil }
    let offset = Int64(hours * 60 + minutes) * 60_000
    return milliseconds + (isWest ? offset : -offset)
  }

  private mutating func fraction() -> Int64? {
    let found = bytes[index...].prefix { (48...57).contains($0) }
    if found.isEmpty { return nil }
    index += found.count
    return (found.map { Int64($0 - 48) } + [0, 0, 0]).prefix(3).reduce(0) { $0 * 10 + $1 }
  }

  private mutating func digits(_ count: Int) -> Int? {
    let found = bytes[min(index, bytes.count)...].prefix(count)
    guard found.count == count, found.allSatisfy({ (48...57).contains($0) }) else { return nil }
    index += count
    return found.reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  private mutating func take(_ character: Character) -> Bool {
    guard index < bytes.count, bytes[index] == character.asciiValue else { return false }
    index += 1
    return true
  }

  private static func length(ofMonth month: Int, _ year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    let year = Int64(month <= 2 ? year - 1 : year)
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
