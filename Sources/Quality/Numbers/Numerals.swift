/// Numbers written in Chinese characters, alone or after digits: 二十五, 一万二千, 3万5千, 1.2亿, 二〇二四.
enum Numerals {
  /// The value of a numeral for one digit.
  static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "〇", "零": 0
    case "一", "壹": 1
    case "二", "两", "兩": 2
    case "三": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    default: nil
    }
  }

  /// The power of ten of a numeral that multiplies.
  static func power(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "十": 1
    case "百": 2
    case "千": 3
    case "万", "萬": 4
    case "亿", "億": 8
    case "兆": 12
    default: nil
    }
  }

  /// More than any number in use.
  private static let longest = 24

  /// The number that begins at an index: its value, how many scalars it takes, and whether it is certainly a number.
  ///
  /// One numeral alone is doubtful (三明治, 十分, 万一), and so are several without one that multiplies (三四个), unless they
  /// are four, as years are.
  static func read(_ scalars: ArraySlice<Unicode.Scalar>) -> (value: Int, length: Int, isCertain: Bool)? {
    let run = Array(scalars.prefix(longest).prefix { digit($0) != nil || power($0) != nil })
    guard !run.isEmpty else { return nil }
    let digits = run.compactMap(digit)
    if digits.count == run.count {
      if run.count == 1 { return (digits[0], 1, false) }
      guard run.count <= 12 else { return nil }
      return (digits.reduce(0) { $0 * 10 + $1 }, run.count, run.count == 4)
    }
    var total = 0
    var section = 0
    var pending: Int?
    for scalar in run {
      if let digit = digit(scalar) {
        pending = digit
      } else if let power = power(scalar) {
        let unit = tens(power)
        if power < 4 {
          section += (pending ?? 1) * unit
        } else {
          let (product, overflow) = (section + (pending ?? (section == 0 ? 1 : 0))).multipliedReportingOverflow(
            by: unit)
          if overflow { return nil }
          total += product
          section = 0
        }
        pending = nil
      }
    }
    return (total + section + (pending ?? 0), run.count, !digits.isEmpty && run.count > 1)
  }

  private static func tens(_ power: Int) -> Int { (0..<power).reduce(1) { product, _ in product * 10 } }
}
