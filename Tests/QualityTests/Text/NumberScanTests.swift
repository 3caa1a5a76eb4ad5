import Testing

@testable import Quality

@Suite struct NumberScanTests {
  /// Certain numbers as `1200`, `5.5 g^3`; doubtful ones with a question mark.
  private func read(_ text: String, _ language: String) -> [String] {
    let quantities =
      NumberScan.quantities(in: text, language: language)
      + NumberScan.quantitiesInWords(of: text, language: language)
    return quantities.map { quantity in
      let value = quantity.value
      let zeros = String(repeating: "0", count: max(0, value.exponent))
      var spelled = value.digits + zeros
      if value.exponent < 0 {
        let padded = String(repeating: "0", count: max(0, 1 - value.exponent - value.digits.count)) + value.digits
        spelled = padded.dropLast(-value.exponent) + "." + padded.suffix(-value.exponent)
      }
      if let unit = quantity.unit { spelled += " \(unit.base)" + (unit.power == 0 ? "" : "^\(unit.power)") }
      return spelled + (quantity.isCertain ? "" : "?")
    }
  }

  @Test(
    arguments: [
      ("en", "1,000 and 1000 and 1'000 and 1\u{A0}000", ["1000", "1000", "1000", "1000"]),
      ("de", "1.000 und 1000 und 1 000 und 1’000", ["1000", "1000", "1000", "1000"]),
      ("fr", "1\u{202F}234\u{202F}567,89", ["1234567.89"]), ("en", "1,234,567.89", ["1234567.89"]),
      ("de", "1.234.567,89", ["1234567.89"]),
      ("en", "5.5 5,5", ["5.5", "5.5"]), ("de", "5,5 5.5", ["5.5", "5.5"]), ("en", "1.000", ["1"]),
      ("de", "1,000", ["1"]),
      ("en", "0,125 0.125", ["0.125", "0.125"]), ("en", "007", ["7"]), ("en", "0", ["0"]),
      ("de", "1234,567", ["1234.567"]),
      ("en", "12.05.2024, 1.2.3", ["12", "5", "2024", "1", "2", "3"]),
      ("de", "um 10.30 Uhr, um 8 Uhr", ["10", "30", "8"]),
      ("en", "at 10:30", ["10", "30"]), ("en", "in 2020 500 people", ["2020", "500"]),
      ("en", "from 5 100 ml bottles", ["5", "100 l^-3"]),
      ("en", "A4, MP3, USB3.0, B2", ["0"]), ("en", "5-10 cm", ["5", "10 m^-2"]), ("en", "3D and 10x", ["3", "10"]),
      ("de", "5 kg 5kg 5-kg", ["5 g^3", "5 g^3", "5 g^3"]), ("ja", "５ｋｇ、１２３", ["5 g^3", "123"]),
      ("zh", "5千克，10公斤", ["5 g^3", "10 g^3"]),
      ("en", "5000 mAh, 20 °C, 20℃", ["5000 Ah^-3", "20 °C", "20 °C"]),
      ("en", "€5, $ 7, 9 €, 9 EUR", ["5 €", "7 $", "9 €", "9 €"]),
      ("en", "50%, 50 %, 50 percent", ["50 %", "50 %", "50 %"]), ("zh", "百分之二十", ["20 %"]),
      ("de", "50 Prozent", ["50 %"]),
      ("en", "a 5\" screen and 12 inches", ["5 inch", "12 inch"]), ("en", "5 in the box", ["5"]),
      ("en", "3 million", ["3000000"]), ("de", "2 Mio. Euro, 1,5 Milliarden", ["2000000 €", "1500000000"]),
      ("es", "5 mil, 2 millones", ["5000", "2000000", "1000?"]),
      ("fr", "3 milliards", ["3000000000"]), ("en", "1½ and ¼", ["1.5", "0.25"]),
      ("en", "twelve of one", ["12?", "1?"]),
      ("zh", "二十五", ["25"]), ("zh", "一万二千", ["12000"]), ("zh", "三百零五", ["305"]), ("zh", "两千", ["2000"]),
      ("zh", "十二", ["12"]),
      ("zh", "3万5千", ["35000"]), ("zh", "1.2亿", ["120000000"]), ("ja", "2億円", ["200000000 ¥"]),
      ("ja", "１万円", ["10000 ¥"]),
      ("zh", "二〇二四年", ["2024"]), ("zh", "三明治十分好", ["3?", "10?"]), ("zh", "三克", ["3 g"]), ("zh", "一亿二千万", ["120000000"]),
      ("de", "三百", []), ("en", "no number", []), ("ja", "3個入り", ["3"]),
      ("de", "1.2.3.4.5.6.7.8.9.10", ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]),
    ] as [(String, String, [String])])
  func reads(_ language: String, _ text: String, _ expected: [String]) {
    #expect(read(text, language) == expected)
  }

  @Test func `Any text is read in time that grows with its length`() {
    for piece in ["1", "1,", "1.1", "一", "万", "1 ", "½", "9万9千", "€", "1'000"] {
      let text = String(repeating: piece, count: 2_000)
      for language in ["en", "de", "zh"] { _ = NumberScan.quantities(in: text, language: language) }
    }
  }
}
