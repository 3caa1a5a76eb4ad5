/// A moment: milliseconds since 1970-01-01T00:00:00Z, in UTC.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

  /// This moment moved by a number of milliseconds.
  public func advanced(byMilliseconds delta: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds + delta) }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 with milliseconds, in UTC: `2026-11-20T09:30:00.000Z`. Years before 0 have a sign, those after 9999 more
  /// digits.
  ///
  /// The civil date is computed from the day number by Howard Hinnant's `civil_from_days`
  /// (https://howardhinnant.github.io/date_algorithms.html), valid for every representable moment.
  public var description: String {
    let (day, rest) = milliseconds.flooredDivision(by: 86_400_000)
    let (year, month, dayOfMonth) = Self.civil(fromDays: day)
    return "\(year.padded(4))-\(month.padded(2))-\(dayOfMonth.padded(2))T"
      + "\((rest / 3_600_000).padded(2)):\((rest / 60_000 % 60).padded(2)):\((rest / 1000 % 60).padded(2))"
      + ".\((rest % 1000).padded(3))Z"
  }

  /// Date and minute, in UTC, for tables: `2026-11-20 09:30`.
  public var shortDescription: String {
    let parts = description.split(separator: "T")
    return parts[0] + " " + parts[1].prefix(5)
  }

  private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let (era, dayOfEra) = shifted.flooredDivision(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}

extension Int64 {
  fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }

  fileprivate func padded(_ width: Int) -> String {
    let text = String(magnitude)
    return (self < 0 ? "-" : "") + String(repeating: "0", count: Swift.max(0, width - text.count)) + text
  }
}
