import ContentModel
import Testing

@Suite struct MoneyTests {
  @Test(arguments: [
    ("0", 0), ("2.50", 2_500_000_000), ("2.5", 2_500_000_000), ("0.15", 150_000_000), ("0.000000001", 1),
    ("0.123456789", 123_456_789), ("007", 7_000_000_000), ("9000000000", 9_000_000_000_000_000_000),
    ("9000000000.999999999", 9_000_000_000_999_999_999), ("00000000000000000000001", 1_000_000_000),
  ])
  func decimalsAreRead(text: String, billionths: Int64) {
    #expect(Money(text) == Money(billionths: billionths))
  }

  @Test(arguments: [
    "", " ", ".", "1.", ".5", "-1", "+1", "1,5", "1.5.0", "1e3", " 1", "1 ", "1.0000000001", "9000000001",
    "99999999999999999999", "0x10", "١٢", "１", "½", "²", "1.２", "1\u{301}", "1\r\n", "\0", "NaN", "inf", "1.-5", "€1",
  ])
  func anythingElseIsNot(text: String) {
    #expect(Money(text) == nil)
  }

  @Test(arguments: [
    (0, "0.00"), (1, "0.000000001"), (150, "0.00000015"), (150_000_000, "0.15"), (2_500_000_000, "2.50"),
    (1_000_000_000, "1.00"), (1_230_000_000, "1.23"), (1_234_000_000, "1.234"), (-500_000_000, "-0.50"),
    (-1, "-0.000000001"), (.max, "9223372036.854775807"), (.min, "-9223372036.854775808"),
  ])
  func amountsArePrinted(billionths: Int64, text: String) {
    #expect(Money(billionths: billionths).description == text)
  }

  @Test func whatIsPrintedIsReadAgain() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let magnitude = Int64.random(in: 0...18, using: &generator)
      let top = (0..<magnitude).reduce(Int64(1)) { value, _ in value * 10 }
      let money = Money(billionths: Int64.random(in: 0...top, using: &generator))
      #expect(Money(money.description) == money)
      #expect(money.rounded(decimals: 9).hasPrefix(money.description))
    }
  }

  @Test(arguments: [
    (21_349_999, 4, "0.0213"), (21_350_000, 4, "0.0214"), (999_950_000, 4, "1.0000"), (999_949_999, 4, "0.9999"),
    (499_999_999, 0, "0"), (500_000_000, 0, "1"), (-500_000_000, 0, "-1"), (-499_999_999, 0, "0"),
    (-4_999, 5, "0.00000"), (-5_000, 5, "-0.00001"), (1, 9, "0.000000001"), (1_005_000_000, 2, "1.01"),
    (0, 3, "0.000"), (.max, 0, "9223372037"), (.max, 9, "9223372036.854775807"), (.min, 2, "-9223372036.85"),
  ])
  func amountsAreRounded(billionths: Int64, decimals: Int, text: String) {
    #expect(Money(billionths: billionths).rounded(decimals: decimals) == text)
  }

  @Test func roundingIsNeverOffByMoreThanHalfAUnit() throws {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<1000 {
      let money = Money(billionths: Int64.random(in: 0...5_000_000_000, using: &generator))
      let decimals = Int.random(in: 0...9, using: &generator)
      let unit = (decimals..<9).reduce(Int64(1)) { value, _ in value * 10 }
      let rounded = try #require(Money(money.rounded(decimals: decimals)))
      let error = rounded.billionths - money.billionths
      #expect(2 * error <= unit && -2 * error <= unit)
      #expect(rounded.billionths % unit == 0)
    }
  }

  @Test func sumsAreExact() {
    var sum = Money.zero
    for _ in 0..<10 { sum += Money(billionths: 100_000_000) }
    #expect(sum == Money("1"))
    #expect(sum - Money(billionths: 1) == Money("0.999999999"))
    #expect(sum + Money.zero == sum)
    #expect(Money(billionths: 900_000_000) < Money(billionths: 1_000_000_000))
    #expect(Money(billionths: -1) < .zero)
  }

  @Test func theNumberForJSONIsTheDecimal() {
    #expect(Money("0.15")?.double == 0.15)
    #expect(Money("2.50")?.double == 2.5)
    #expect(Money(billionths: -21_300_000).double == -0.0213)
  }
}
