/// A number as it stands in a text, as a value that can be compared with one from a text in another language.
struct Quantity: Hashable, Sendable {
  /// A decimal number without sign, exact: `digits` times ten to the power of `exponent`.
  struct Decimal: Hashable, Sendable {
    /// Without leading and trailing zeros; `0` for nothing.
    let digits: String
    let exponent: Int

    init(digits: some Collection<UInt8>, exponent: Int) {
      let significant = digits.drop { $0 == 0x30 }
      var kept = Array(significant)
      var exponent = exponent
      while kept.last == 0x30 {
        kept.removeLast()
        exponent += 1
      }
      self.digits = kept.isEmpty ? "0" : String(decoding: kept, as: UTF8.self)
      self.exponent = kept.isEmpty ? 0 : exponent
    }

    init(_ value: Int) { self.init(digits: Array(String(value).utf8), exponent: 0) }

    /// The number times a power of ten.
    func scaled(by power: Int) -> Decimal {
      Decimal(digits: Array(digits.utf8), exponent: digits == "0" ? 0 : exponent + power)
    }
  }

  /// The number without its unit.
  let value: Decimal
  let unit: NumberUnit?
  /// As written, with its unit.
  let spelling: String
  /// Whether it is certainly meant as a number: not so `三` in 三明治 or `one` in "one of us". A doubtful one can be
  /// what another text says in digits, but is asked of none.
  let isCertain: Bool

  /// Whether two texts say the same: the same amount of the same unit (5 cm, 50 mm), or the same number where one of
  /// them has no unit that is known.
  func agrees(with other: Quantity) -> Bool {
    guard let unit, let otherUnit = other.unit else { return value == other.value }
    return unit.base == otherUnit.base && value.scaled(by: unit.power) == other.value.scaled(by: otherUnit.power)
  }
}
