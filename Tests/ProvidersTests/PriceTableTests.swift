import ContentModel
import Providers
import Testing

@Suite struct PriceTableTests {
  static func price(_ billionths: Int64) -> Price {
    Price(input: Money(billionths: billionths), cachedInput: .zero, output: .zero)
  }

  static let table = PriceTable(
    currency: "EUR", date: "2026-11-20",
    prices: [
      "simulated/*": price(1), "openai/gpt-*": price(2), "openai/gpt-mini*": price(3), "openai/gpt-mini-2": price(4),
    ])

  @Test(arguments: [
    ("simulated", "anything", 1), ("openai", "gpt-9", 2), ("openai", "gpt-mini-7", 3), ("openai", "gpt-mini-2", 4),
  ])
  func theClosestNameWins(provider: String, model: String, billionths: Int64) {
    #expect(Self.table.price(provider: provider, model: model) == Self.price(billionths))
  }

  @Test func aModelWithoutAPriceHasNone() {
    #expect(Self.table.price(provider: "openai", model: "o1") == nil)
    #expect(Self.table.price(provider: "other", model: "gpt-9") == nil)
  }
}
