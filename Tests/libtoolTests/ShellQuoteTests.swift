import Testing

@testable import libtool

@Suite struct ShellQuoteTests {
  @Test(arguments: [
    ("passiv", "passiv"), ("B*", "'B*'"), ("", "''"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("größe", "größe"),
    ("/tmp/x-1.csv", "/tmp/x-1.csv"), ("$HOME", "'$HOME'"),
  ])
  func words(_ word: String, _ quoted: String) { #expect(ShellQuote.quoted(word) == quoted) }
}

@Suite struct QuantityTests {
  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567")])
  func groups(_ number: Int, _ text: String) { #expect(Quantity.grouped(number) == text) }

  @Test(arguments: [(1, "1 item"), (0, "0 items"), (1204, "1,204 items")])
  func counts(_ number: Int, _ text: String) { #expect(Quantity.of(number, "item", "items") == text) }

  @Test(arguments: [
    (999, "999 bytes"), (1000, "1 KB"), (41_499, "41 KB"), (999_499, "999 KB"), (999_500, "1.0 MB"),
    (999_949_999, "999.9 MB"), (999_950_000, "1.0 GB"), (82_710_867_968, "82.7 GB"),
  ])
  func sizes(_ bytes: Int, _ text: String) { #expect(Quantity.bytes(bytes) == text) }

  @Test(
    arguments: [(250, 1000, "75.0 %"), (1000, 1000, "0.0 %"), (1001, 1000, "-0.1 %"), (nil, 5, "-")]
      as [(Int?, Int?, String)])
  func savings(_ number: Int?, _ whole: Int?, _ text: String) {
    #expect(Percentage.saved(number, of: whole) == text)
  }
}
