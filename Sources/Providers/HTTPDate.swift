import World

/// The three forms of a date in HTTP headers.
///
/// Source: RFC 9110, 5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and
/// `Sun Nov  6 08:49:37 1994`, all in UTC.
public enum HTTPDate {
  private static let months = [
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "May": 5, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9, "Oct": 10, "Nov": 11,
    "Dec": 12,
  ]

  /// The form that is written: `Sun, 06 Nov 1994 08:49:37 GMT`. Parts of a second are left out.
  public static func text(_ moment: Timestamp) -> String {
    // RFC 3339: 1994-11-06T08:49:37.000Z.
    let parts = moment.description.split { "-T.".contains($0) }.map(String.init)
    let month = months.first { $0.value == Int(parts[1]) }?.key ?? "Jan"
    let days = (moment.milliseconds - 86_399_999 * (moment.milliseconds < 0 ? 1 : 0)) / 86_400_000
    // 1970-01-01 was a Thursday.
    let day = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][Int((days % 7 + 7) % 7)]
    return "\(day), \(parts[2]) \(month) \(parts[0]) \(parts[3]) GMT"
  }

  /// The moment, or nil where the text is no date.
  public static func read(_ text: String) -> Timestamp? {
    let parts = text.split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
    guard parts.count == 5 || parts.count == 6 else { return nil }
    let asctime = parts.count == 5
    guard let day = Int(parts[asctime ? 2 : 1]), let month = months[parts[asctime ? 1 : 2]],
      var year = Int(parts[asctime ? 4 : 3]), asctime || parts[5] == "GMT"
    else { return nil }
    let clock = parts[asctime ? 3 : 4].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3, (1...31).contains(day), (0...23).contains(clock[0]), (0...59).contains(clock[1]),
      (0...60).contains(clock[2]), (0...9999).contains(year)
    else { return nil }
    if year < 100 { year += year < 70 ? 2000 : 1900 }
    let seconds = clock[0] * 3600 + clock[1] * 60 + clock[2]
    return Timestamp(milliseconds: (days(year: year, month: month, day: day) * 86_400 + Int64(seconds)) * 1000)
  }

  /// Days since 1970-01-01, by Howard Hinnant's `days_from_civil`
  /// (https://howardhinnant.github.io/date_algorithms.html).
  static func days(year: Int, month: Int, day: Int) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468)
  }
}
