/// A day of the calendar, in UTC.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// `2026-11-20`.
  public let description: String
  /// Days since 1970-01-01.
  public let number: Int

  /// Reads `2026-11-20`; nil where there is no such day. By Howard Hinnant's `days_from_civil`
  /// (https://howardhinnant.github.io/date_algorithms.html).
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2]), year > 0, (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = shifted.quotientAndRemainder(dividingBy: 400)
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    description = text
    // The 31st of a shorter month is a day of the next one.
    if Day(number: number).description != text { return nil }
  }

  /// The day of a moment.
  public init(of moment: Timestamp) {
    description = String(moment.description.prefix { $0 != "T" })
    number = Int((Double(moment.milliseconds) / 86_400_000).rounded(.down))
  }

  /// The day that is so many days after 1970-01-01.
  public init(number: Int) { self.init(of: Timestamp(milliseconds: Int64(number) * 86_400_000)) }

  /// Its first moment.
  public var start: Timestamp { Timestamp(milliseconds: Int64(number) * 86_400_000) }

  /// The day after.
  public var next: Day { Day(number: number + 1) }

  /// The first day of the month after.
  public var startOfNextMonth: Day {
    let month = description.dropLast(3)
    var day = next
    while day.description.hasPrefix(month) { day = day.next }
    return day
  }

  /// The first day of its month.
  public var startOfMonth: Day { Day(number: number + 1 - (Int(description.suffix(2)) ?? 1)) }

  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}
