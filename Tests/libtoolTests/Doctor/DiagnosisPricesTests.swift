import ContentModel
import ContentStore
import Providers
import Testing
import World

@testable import libtool

@Suite struct DiagnosisPricesTests {
  /// 2026-11-20T09:30:00Z.
  private static let now = Timestamp(milliseconds: 1_795_167_000_000)
  private static let price = Price(
    input: Money(billionths: 250_000_000), cachedInput: .zero, output: Money(billionths: 2_000_000_000))

  private static func lines(
    _ name: String = "openai/m", currency: String = "EUR", asOf: String, providers: [ProviderInUse] = []
  ) -> [String] {
    let table = PriceTable(currency: currency, date: asOf, prices: [name: price])
    return Diagnosis.prices(of: providers, table, names: [name], now: now).map(\.line)
  }

  @Test(arguments: [
    ("2026-11-20", "ok: the prices were looked up on 2026-11-20, 0 days ago"),
    ("2026-11-19", "ok: the prices were looked up on 2026-11-19, 1 day ago"),
    ("2026-08-22", "ok: the prices were looked up on 2026-08-22, 90 days ago"),
    (
      "2026-08-21",
      "warning: the prices were looked up on 2026-08-21, 91 days ago "
        + "-> compare them with the provider's page, and write the day as prices.as_of: 2026-11-20"
    ),
    (
      "2026-11-21",
      "warning: the prices are said to be of 2026-11-21, which is yet to come -> write the day when they were looked up"
    ),
    (
      "",
      "warning: nothing says when the prices were looked up "
        + "-> compare them with the provider's page, and write the day as prices.as_of: 2026-11-20"
    ),
    ("2026-02-30", "warning: prices.as_of: `2026-02-30` is no day -> write it as 2026-11-20"),
    ("20.11.2026", "warning: prices.as_of: `20.11.2026` is no day -> write it as 2026-11-20"),
  ])
  func age(asOf: String, line: String) { #expect(Self.lines(asOf: asOf) == ["prices \(line)"]) }

  @Test func madeUpPricesDoNotAge() {
    #expect(
      Self.lines("simulated/*", asOf: "2020-01-01") == [
        "prices ok: the prices are made up, for the simulated provider"
      ])
  }

  @Test func aModelWithoutAPrice() throws {
    let providers = [try ProviderInUse.test("openai"), try ProviderInUse.test("groq", model: "g")]
    #expect(
      Self.lines(asOf: "2026-11-20", providers: providers).dropLast() == [
        "prices ok: openai/m: 0.25 in, 2.00 out, EUR a million tokens",
        "prices warning: groq/g has no price: a run with a budget is refused, and of one without nobody knows what it cost "
          + "-> add `groq/g: {input: …, output: …}` under `prices` in library/libtool.yaml",
      ])
  }

  @Test func whereBudgetsApplyAModelWithoutAPriceIsRefused() throws {
    let table = PriceTable(currency: "EUR", date: "2026-11-20", prices: [:])
    let found = Diagnosis.prices(
      of: [try ProviderInUse.test("groq", model: "g")], table, names: [], now: Self.now,
      budgets: Budgets(all: Budgets.Limits(day: Money("5"))))
    #expect(
      found.map(\.line) == [
        "prices warning: groq/g has no price: its runs are refused where a budget of `budgets` binds them, and of others nobody "
          + "knows what they cost "
          + "-> add `groq/g: {input: …, output: …}` under `prices` in library/libtool.yaml"
      ])
  }

  @Test func modelsThatWereCalled() throws {
    var batched = Self.price
    batched.batch = 0.5
    let table = PriceTable(
      currency: "EUR", date: "2026-11-20", prices: ["openai/m": Self.price, "openai/b": batched])
    let called = [
      CalledModel(provider: "groq", model: "g", hasBatches: false),
      CalledModel(provider: "openai", model: "b", hasBatches: true),
      CalledModel(provider: "openai", model: "m", hasBatches: true),
      CalledModel(provider: "openai", model: "unpriced", hasBatches: true),
    ]
    let found = Diagnosis.prices(
      of: [try ProviderInUse.test("openai", model: "unpriced")], table, names: [], now: Self.now, called: called)
    // That of the settings is told of once.
    #expect(
      found.dropFirst().map(\.line) == [
        "prices warning: groq/g was called in the last 30 days and has no price: nobody knows what its calls cost "
          + "-> add `groq/g: {input: …, output: …}` under `prices` in library/libtool.yaml",
        "prices warning: openai/m has no batch price: the lines of its batch jobs are booked at the full price "
          + "-> add the share that the provider takes to its price in library/libtool.yaml, such as `batch: 0.5`",
      ])
    let live = CalledModel(provider: "openai", model: "m", hasBatches: false)
    #expect(Diagnosis.prices(of: [], table, names: [], now: Self.now, called: [live]) == [])
  }

  @Test func aCurrencyIsACode() {
    #expect(
      Self.lines(currency: "Euro", asOf: "2026-11-20").first
        == "prices warning: the currency `Euro` is no code of three letters "
        + "-> write one such as EUR or USD as `currency` in library/libtool.yaml")
  }

  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-20", 20_777), ("2100-03-01", 47_541),
  ])
  func days(text: String, number: Int) { #expect(Day(text)?.number == number) }

  @Test(arguments: [
    "", "2026-13-01", "2026-00-10", "2025-02-29", "2100-02-29", "2026-1-1", "+026-01-01", "2026-11-20 ",
  ])
  func noDays(text: String) { #expect(Day(text) == nil) }
}
