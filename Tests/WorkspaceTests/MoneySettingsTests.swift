import ContentModel
import Formats
import Testing
import Workspace

/// Budgets and a person's prices as `libtool.yaml` has them.
@Suite struct MoneySettingsTests {
  private static func settings(_ text: String, overrides: [String] = []) throws -> Settings {
    let yaml = "mode: rehearsal\nkinds: {some_kind: , other: }\n\(text)\n"
    return try Settings(Array(yaml.utf8), file: "libtool.yaml", overrides: overrides)
  }

  private static func money(_ text: String) -> Money { Money(text) ?? .zero }

  @Test func budgets() throws {
    let budgets = try Self.settings("budgets: {day: 5, month: 80.50, actors: {anna: {day: 2}, ben: {month: 10}}}")
      .budgets
    #expect(
      budgets
        == Budgets(
          all: Budgets.Limits(day: Self.money("5"), month: Self.money("80.5")),
          actors: [
            "anna": Budgets.Limits(day: Self.money("2")), "ben": Budgets.Limits(month: Self.money("10")),
          ]))
    #expect(try Self.settings("").budgets.isEmpty)
    #expect(try Self.settings("", overrides: ["budgets.day=0.5"]).budgets.all.day == Self.money("0.5"))
    #expect(
      try Self.settings("budgets: {day: 5}", overrides: ["budgets.actors.anna.day=1"]).budgets.actors["anna"]?.day
        == Self.money("1"))
  }

  @Test func personPrices() throws {
    #expect(try Self.settings("costs: {person_price: 4.50}").personPrices == PersonPrices(any: Self.money("4.5")))
    let prices = try Self.settings("costs: {person_price: {some_kind: 4.50, other: 12}, currency: EUR}").personPrices
    #expect(prices.price(ofKind: "some_kind") == Self.money("4.5") && prices.price(ofKind: "other") == Self.money("12"))
    #expect(prices.price(ofKind: "third") == nil)
    #expect(try Self.settings("").personPrices == PersonPrices())
  }

  @Test(arguments: [
    (
      "budgets: {day: five}", "libtool.yaml:3:16: `five` is no amount",
      "write what may be spent in a day, for example 5.00"
    ),
    (
      "budgets: {actors: {anna: {month: -1}}}", "libtool.yaml:3:34: `-1` is no amount",
      "write what may be spent in a month, for example 5.00"
    ),
    (
      "costs: {person_price: free}", "libtool.yaml:3:23: `free` is no price",
      "write what a person takes for an item, for example 4.50"
    ),
    (
      "costs: {person_price: {some_kindd: 1}}",
      "libtool.yaml:3:23: `some_kindd` is none of the kinds in use: some_kind, other", "did you mean `some_kind`?"
    ),
    (
      "costs: {person_price: 4, currency: USD}", "libtool.yaml:3:36: `USD` is not the ledger's currency, EUR",
      "write person_price in EUR"
    ),
  ])
  func whatIsWrongIsNamed(text: String, message: String, hint: String) {
    let error = #expect(throws: YAMLError.self) { _ = try Self.settings(text) }
    #expect(error?.message == message)
    #expect(error?.hint == hint)
  }
}
