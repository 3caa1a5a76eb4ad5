/// A number in digits, with whatever separates thousands and decimals.
struct ArabicNumber {
  /// ASCII digits before the decimal sign.
  var whole: [UInt8]
  /// ASCII digits after it.
  var fraction: [UInt8]
  /// Where it ends.
  var end: Int
  /// Where the list ends that it is the first number of, as in 12.05.2024; the same as `end` for a single number.
  var listEnd: Int

  private init(whole: [UInt8], fraction: [UInt8] = [], end: Int, listEnd: Int? = nil) {
    self.whole = whole
    self.fraction = fraction
    self.end = end
    self.listEnd = listEnd ?? end
  }

  /// Spaces between groups of digits, and between a number and its unit.
  static let spaces: Set<Unicode.Scalar> = [" ", "\u{A0}", "\u{202F}", "\u{2009}"]

  /// More groups than any number has: what has more is a list, of which one number is read at a time.
  private static let mostGroups = 8

  private struct Group {
    let separator: Unicode.Scalar
    let digits: [UInt8]
    let end: Int
  }

  /// Reads the number that begins at an index.
  ///
  /// A point or a comma before three digits separates thousands in one half of the languages and decimals in the other;
  /// before any other number of digits it separates decimals in all. Points and commas in other arrangements (12.05.2024,
  /// 1.2.3) separate numbers. A plain space separates thousands only where commas are decimal: English does not write so.
  ///
  /// - Parameters:
  ///   - digit: the ASCII digit at an index, or nil.
  ///   - scalar: the scalar at an index, or nil past the end.
  static func read(
    from start: Int, pointIsDecimal: Bool, digit: (Int) -> UInt8?, scalar: (Int) -> Unicode.Scalar?
  ) -> ArabicNumber {
    func run(_ start: Int) -> [UInt8] {
      var digits: [UInt8] = []
      while let next = digit(start + digits.count) { digits.append(next) }
      return digits
    }
    let first = run(start)
    var end = start + first.count
    let firstEnd = end
    var groups: [Group] = []
    while groups.count <= mostGroups, let separator = scalar(end).flatMap({ kind(of: $0, pointIsDecimal) }),
      digit(end + 1) != nil
    {
      let digits = run(end + 1)
      end += 1 + digits.count
      groups.append(Group(separator: separator, digits: digits, end: end))
    }
    // A separator of thousands that comes after another sign, or before fewer than three digits, is none.
    if let stop = groups.firstIndex(where: { $0.separator == " " && $0.digits.count != 3 }) {
      groups.removeSubrange(stop...)
    }
    let list = ArabicNumber(whole: first, end: firstEnd, listEnd: groups.last?.end)
    guard let last = groups.last, groups.count <= mostGroups else { return list }
    let separators = groups.map(\.separator)
    if separators.allSatisfy({ $0 == separators[0] }) {
      if groups.allSatisfy({ $0.digits.count == 3 }), (1...3).contains(first.count), first != [0x30],
        groups.count > 1 || separators[0] != (pointIsDecimal ? "." : ",")
      {
        return ArabicNumber(whole: first + groups.flatMap(\.digits), end: last.end)
      }
      guard groups.count == 1, separators[0] == "." || separators[0] == "," else { return list }
      return ArabicNumber(whole: first, fraction: last.digits, end: last.end)
    }
    // Thousands by one sign, decimals by another: 1.234,5 and 1 234,5.
    let thousands = groups.dropLast()
    guard last.separator == "." || last.separator == ",", (1...3).contains(first.count),
      thousands.allSatisfy({ $0.separator == separators[0] && $0.digits.count == 3 }), last.separator != separators[0]
    else { return list }
    return ArabicNumber(whole: first + thousands.flatMap(\.digits), fraction: last.digits, end: last.end)
  }

  /// `.`, `,` or, for all that separates thousands only, a space; nil for what separates nothing.
  private static func kind(of scalar: Unicode.Scalar, _ pointIsDecimal: Bool) -> Unicode.Scalar? {
    switch scalar {
    case ".", "．": "."
    case ",", "，", "٫": ","
    case "'", "’", "\u{A0}", "\u{202F}", "\u{2009}": " "
    case " ": pointIsDecimal ? nil : " "
    default: nil
    }
  }
}
