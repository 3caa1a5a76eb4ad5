/// An amount in the ledger's currency, as a whole number of billionths, so that sums are exact.
///
/// One token at 0.15 a million costs 150 billionths. The range is ±9.2 thousand million.
public struct Money: Hashable, Comparable, Sendable {
  /// Billionths of the currency's unit.
  public var billionths: Int64

  public init(billionths: Int64) { self.billionths = billionths }

  public static let zero = Money(billionths: 0)

  /// Reads a decimal such as `2.50`, with at most nine decimals; nil for anything else, for negative amounts too.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = parts.first, !first.isEmpty, first.allSatisfy(\.isASCIIDigit),
      let units = Int64(first), units <= 9_000_000_000
    else { return nil }
    let decimals = parts.count == 2 ? parts[1] : ""
    guard decimals.count <= 9, decimals.allSatisfy(\.isASCIIDigit), parts.count == 1 || !decimals.isEmpty else {
      return nil
    }
    let padded = decimals + String(repeating: "0", count: 9 - decimals.count)
    billionths = units * 1_000_000_000 + (Int64(padded) ?? 0)
  }

  public static func + (left: Money, right: Money) -> Money { Money(billionths: left.billionths + right.billionths) }
  public static func - (left: Money, right: Money) -> Money { Money(billionths: left.billionths - right.billionths) }
  public static func += (left: inout Money, right: Money) { left = left + right }
  public static func < (left: Money, right: Money) -> Bool { left.billionths < right.billionths }

  /// The amount as a number, for JSON: exact up to 15 significant digits.
  public var double: Double { Double(billionths) / 1e9 }
}

extension Money: CustomStringConvertible {
  /// With at least two and at most nine decimals, as many as it needs: `0.15`, `2.50`, `0.000150`.
  public var description: String {
    let sign = billionths < 0 ? "-" : ""
    let amount = billionths.magnitude
    var decimals = String(amount % 1_000_000_000)
    decimals = String(repeating: "0", count: 9 - decimals.count) + decimals
    while decimals.count > 2, decimals.last == "0" { decimals.removeLast() }
    return "\(sign)\(amount / 1_000_000_000).\(decimals)"
  }

  /// Rounded to some decimals, 0 to 9, for tables: `0.0213`. A half is rounded away from zero.
  public func rounded(decimals: Int) -> String {
    precondition((0...9).contains(decimals), "money has no \(decimals) decimals")
    let unit = (0..<(9 - decimals)).reduce(UInt64(1)) { value, _ in value * 10 }
    let scale = 1_000_000_000 / unit
    let rounded = (billionths.magnitude + unit / 2) / unit
    let fraction = String(rounded % scale)
    let sign = billionths < 0 && rounded > 0 ? "-" : ""
    if decimals == 0 { return "\(sign)\(rounded)" }
    return "\(sign)\(rounded / scale)." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
