import ContentModel

/// Numbers as a page shows them.
enum CostNumber {
  /// `12,345`.
  static func grouped(_ number: Int) -> String { (number < 0 ? "-" : "") + grouped(String(number.magnitude)) }

  /// `12,345.6789`; a dash where it is not known.
  static func amount(_ money: Money?, decimals: Int = 4) -> String {
    guard let money else { return "–" }
    let text = money.rounded(decimals: decimals)
    let digits = text.drop { $0 == "-" }.prefix { $0 != "." }
    return text.prefix { $0 == "-" } + grouped(String(digits)) + text.drop { $0 != "." }
  }

  /// `0.0133`, `at least 0.0133` where calls without a price come on top, `not known` where none had one.
  static func cost(_ figures: CostFigures) -> String {
    if !figures.isCostKnown { return "not known" }
    return (figures.hasUnpriced ? "at least " : "") + amount(figures.cost)
  }

  private static func grouped(_ digits: String) -> String {
    var text = ""
    for (index, digit) in digits.reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
