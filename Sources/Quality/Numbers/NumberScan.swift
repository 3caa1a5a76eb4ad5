/// Finds the numbers of a text.
///
/// Reads `1,000`, `1.000`, `1 000`, `1'000` and `1000` as the same, `5,5` and `5.5` too: where a sign could separate
/// thousands or decimals, the language decides. Full-width digits, Chinese and Japanese numerals (see ``Numerals``),
/// halves and quarters such as ½, and powers of ten in words (`3 million`, `2 Mio.`) are read as values. A unit right after
/// a number stays with it. Digits within a word, as in `A4` and `MP3`, are none; signs are not read.
struct NumberScan {
  private let scalars: [Unicode.Scalar]
  private let language: String
  private let pointIsDecimal: Bool
  private let readsNumerals: Bool

  /// All numbers of a text in digits and numerals, in order. Linear in the length.
  static func quantities(in text: String, language: String) -> [Quantity] {
    let language = primaryLanguage(of: language)
    let scan = NumberScan(
      scalars: Array(text.unicodeScalars), language: language, pointIsDecimal: !decimalCommas.contains(language),
      readsNumerals: language == "zh" || language == "ja")
    return scan.inDigits()
  }

  private static let decimalCommas: Set = [
    "de", "es", "fr", "it", "pt", "nl", "sv", "da", "nb", "nn", "no", "fi", "pl", "cs", "sk", "hu", "ru", "uk", "tr",
    "el",
    "ro", "bg", "hr", "sl", "sr", "id", "vi", "ca",
  ]

  /// The numbers that a text may mean with words: `twelve`, `drei`. All of them are doubtful.
  static func quantitiesInWords(of text: String, language: String) -> [Quantity] {
    let language = primaryLanguage(of: language)
    guard NumberWords.isKnown(language) else { return [] }
    return WordText(text).words.compactMap { word in
      NumberWords.value(word, language: language).map {
        Quantity(value: Quantity.Decimal($0), unit: nil, spelling: String(word), isCertain: false)
      }
    }
  }

  private func inDigits() -> [Quantity] {
    var found: [Quantity] = []
    var index = 0
    while index < scalars.count {
      if digit(index) != nil || Self.fraction(scalars[index]) != nil {
        if index > 0, Script(scalars[index - 1]) == .latin {
          while digit(index) != nil { index += 1 }
          continue
        }
        index = readDigits(index, into: &found)
      } else if readsNumerals, scalars[index] == "百", scalars[index...].prefix(3).elementsEqual(Self.ofHundred) {
        index += 3
      } else if readsNumerals, let numeral = Numerals.read(scalars[index...]) {
        finish(Quantity.Decimal(numeral.value), numeral.isCertain, index, index + numeral.length, into: &found)
        index += numeral.length
      } else {
        index += 1
      }
    }
    return found
  }

  /// Reads the number that begins with a digit; returns where to go on.
  private func readDigits(_ start: Int, into found: inout [Quantity]) -> Int {
    guard digit(start) != nil else {
      let half = Self.fraction(scalars[start]) ?? []
      return finish(Quantity.Decimal(digits: half, exponent: -half.count), true, start, start + 1, into: &found)
    }
    var number = ArabicNumber.read(from: start, pointIsDecimal: pointIsDecimal, digit: digit) { index in
      index < scalars.count ? scalars[index] : nil
    }
    // "10.30 Uhr" is what others write 10:30.
    if number.end - start <= 5, number.fraction.count == 2, isUhr(number.end) {
      number.end -= 3
      number.fraction = []
    }
    if number.listEnd > number.end { return readList(start, number.listEnd, into: &found) }
    var end = number.end
    if number.fraction.isEmpty, end < scalars.count, let half = Self.fraction(scalars[end]) {
      number.fraction = half
      end += 1
    }
    let value = Quantity.Decimal(digits: number.whole + number.fraction, exponent: -number.fraction.count)
    return finish(value, true, start, end, into: &found)
  }

  /// Reads whole numbers with one sign between each two; the last may have a unit.
  private func readList(_ start: Int, _ listEnd: Int, into found: inout [Quantity]) -> Int {
    var index = start
    while index < listEnd {
      var end = index
      while digit(end) != nil { end += 1 }
      let value = Quantity.Decimal(digits: (index..<end).compactMap(digit), exponent: 0)
      let next = finish(value, true, index, end, into: &found)
      index = max(next, end + 1)
      if end >= listEnd { return next }
    }
    return index
  }

  /// Adds a number with what follows it: numerals that multiply, words that do, a unit.
  @discardableResult
  private func finish(
    _ value: Quantity.Decimal, _ isCertain: Bool, _ start: Int, _ end: Int, into found: inout [Quantity]
  ) -> Int {
    var value = value
    var isCertain = isCertain
    var end = end
    if readsNumerals, end < scalars.count, let power = Numerals.power(scalars[end]), digit(end - 1) != nil,
      // 千克 is a unit.
      NumberUnit.unspaced(scalars[end...].prefix(8)) == nil
    {
      value = value.scaled(by: power)
      end += 1
      // 3万5千: what follows is added, as long as it is smaller.
      if let more = smallerPart(after: end, than: power), let sum = Self.sum(value, more.value) {
        value = sum
        end = more.end
      }
    }
    if let (word, next) = word(after: end), let power = NumberWords.power(word, language: language) {
      value = value.scaled(by: power)
      end = next < scalars.count && scalars[next] == "." && word.count <= 3 ? next + 1 : next
    }
    let unit = unit(after: end) ?? unitBefore(start).map { ($0, end) }
    if let unit, unit.0.base != "day" || isCertain { isCertain = true }
    var spelling = String.UnicodeScalarView()
    spelling.append(contentsOf: scalars[start..<max(end, unit?.1 ?? end)])
    found.append(Quantity(value: value, unit: unit?.0, spelling: String(spelling), isCertain: isCertain))
    return max(end, unit?.1 ?? end)
  }

  /// The `5千` of 3万5千: a digit with a smaller power.
  private func smallerPart(after index: Int, than power: Int) -> (value: Quantity.Decimal, end: Int)? {
    guard let digit = digit(index), index + 1 < scalars.count, let smaller = Numerals.power(scalars[index + 1]),
      smaller < power
    else { return nil }
    return (Quantity.Decimal(digits: [digit], exponent: 0).scaled(by: smaller), index + 2)
  }

  /// The sum, for whole numbers of some 18 digits at most.
  private static func sum(_ left: Quantity.Decimal, _ right: Quantity.Decimal) -> Quantity.Decimal? {
    func whole(_ number: Quantity.Decimal) -> Int? {
      guard (0...17).contains(number.exponent), number.digits.count + number.exponent <= 17 else { return nil }
      return Int(number.digits + String(repeating: "0", count: number.exponent))
    }
    guard let left = whole(left), let right = whole(right) else { return nil }
    return Quantity.Decimal(left + right)
  }

  // MARK: What stands around a number

  private func unit(after end: Int) -> (NumberUnit, Int)? {
    if let (unit, length) = NumberUnit.unspaced(scalars[min(end, scalars.count)...].prefix(8)) {
      return (unit, end + length)
    }
    var start = end
    if start < scalars.count, Self.isSpace(scalars[start]) || scalars[start] == "-" || scalars[start] == "‑" {
      start += 1
    }
    if let (unit, length) = NumberUnit.unspaced(scalars[min(start, scalars.count)...].prefix(8)) {
      return (unit, start + length)
    }
    guard start < scalars.count else { return nil }
    if "%$\"".unicodeScalars.contains(scalars[start]), start == end || scalars[start] != "\"" {
      return NumberUnit.named(String(Character(scalars[start]))).map { ($0, start + 1) }
    }
    guard let (word, next) = word(after: end) else { return nil }
    return NumberUnit.named(word).map { ($0, next) }
  }

  /// A sign of money before a number, or 百分之.
  private func unitBefore(_ start: Int) -> NumberUnit? {
    var index = start - 1
    if index >= 0, Self.isSpace(scalars[index]) { index -= 1 }
    guard index >= 0 else { return nil }
    if "€$£¥￥".unicodeScalars.contains(scalars[index]) { return NumberUnit.named(String(Character(scalars[index]))) }
    return index >= 2 && scalars[(index - 2)...index].elementsEqual(Self.ofHundred) ? NumberUnit.named("%") : nil
  }

  private static let ofHundred = Array("百分之".unicodeScalars)

  /// The word in Latin letters right after an index, or after one space or hyphen, in lower case.
  private func word(after index: Int) -> (String, Int)? {
    var start = index
    if start < scalars.count, Self.isSpace(scalars[start]) || scalars[start] == "-" || scalars[start] == "‑" {
      start += 1
    }
    var word = String.UnicodeScalarView()
    var end = start
    if end < scalars.count, scalars[end] == "°" {
      word.append("°")
      end += 1
    }
    while end < scalars.count, word.count < 16,
      Script(scalars[end]) == .latin || "²³".unicodeScalars.contains(scalars[end])
    {
      word.append(Self.narrow(scalars[end]))
      end += 1
    }
    return word.isEmpty ? nil : (String(word).lowercased(), end)
  }

  private func isUhr(_ end: Int) -> Bool { language == "de" && word(after: end)?.0 == "uhr" }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { ArabicNumber.spaces.contains(scalar) }

  /// A full-width letter as its usual form.
  private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    0xFF21...0xFF5A ~= scalar.value ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
  }

  /// The ASCII digit that stands at an index, in full-width form too; nil where there is none.
  private func digit(_ index: Int) -> UInt8? {
    guard index >= 0, index < scalars.count else { return nil }
    switch scalars[index].value {
    case 0x30...0x39: return UInt8(truncatingIfNeeded: scalars[index].value)
    case 0xFF10...0xFF19: return UInt8(truncatingIfNeeded: scalars[index].value - 0xFEE0)
    default: return nil
    }
  }

  /// The decimals of a fraction that has a sign of its own and ends: 25 for ¼.
  private static func fraction(_ scalar: Unicode.Scalar) -> [UInt8]? {
    switch scalar {
    case "½": Array("5".utf8)
    case "¼": Array("25".utf8)
    case "¾": Array("75".utf8)
    case "⅕": Array("2".utf8)
    case "⅛": Array("125".utf8)
    default: nil
    }
  }
}
