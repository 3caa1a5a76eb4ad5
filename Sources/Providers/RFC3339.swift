import World

/// Dates as RFC 3339, 5.6 writes them: `2026-11-20T09:30:00Z`, `2026-11-20T10:30:00.25+01:00`.
enum RFC3339 {
  /// The moment, fractions of a millisecond cut off; nil where the text is no such date.
  static func read(_ text: String) -> Timestamp? {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      return range.reduce(0) { value, index in
        value.flatMap { value in (48...57).contains(bytes[index]) ? value * 10 + Int(bytes[index] - 48) : nil }
      }
    }
    func has(_ characters: String, at index: Int) -> Bool {
      index < bytes.count && characters.utf8.contains(bytes[index])
    }
    guard let year = number(0..<4), has("-", at: 4), let month = number(5..<7), has("-", at: 7),
      let day = number(8..<10), has("Tt ", at: 10), let hour = number(11..<13), has(":", at: 13),
      let minute = number(14..<16), has(":", at: 16), let second = number(17..<19), (1...12).contains(month),
      (1...31).contains(day), hour < 24, minute < 60, second <= 60
    else { return nil }
    var index = 19
    var milliseconds = 0
    if has(".", at: index) {
      let digits = bytes[(index + 1)...].prefix { (48...57).contains($0) }
      guard !digits.isEmpty else { return nil }
      index += 1 + digits.count
      milliseconds = (digits.map { Int($0 - 48) } + [0, 0, 0]).prefix(3).reduce(0) { $0 * 10 + $1 }
    }
    var offset = 0
    if has("Zz", at: index) {
      index += 1
    } else {
      guard has("+-", at: index), let hours = number(index + 1..<index + 3), has(":", at: index + 3),
        let minutes = number(index + 4..<index + 6), hours < 24, minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * (has("-", at: index) ? -60 : 60)
      index += 6
    }
    guard index == bytes.count else { return nil }
    let seconds = HTTPDate.days(year: year, month: month, day: day) * 86_400
    return Timestamp(
      milliseconds: (seconds + Int64(hour * 3600 + minute * 60 + second - offset)) * 1000 + Int64(milliseconds))
  }
}
