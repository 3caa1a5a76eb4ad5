import ContentModel
import ContentStore
import Formats
import Providers
import World

extension Diagnosis {
  /// After so many days prices want a look.
  static let oldestPrices = 90

  /// Whether what calls cost is known, and how old that knowledge is.
  ///
  /// - Parameters:
  ///   - names: What prices are given for: `openai/*`.
  ///   - called: The models that were called of late.
  static func prices(
    of providers: [ProviderInUse], _ table: PriceTable, names: [String], now: Timestamp, called: [CalledModel] = [],
    budgets: Budgets = Budgets()
  ) -> [Diagnosis] {
    var found: [Diagnosis] = []
    if !isCurrency(table.currency) {
      found.append(
        Diagnosis(
          .prices, .warning, "the currency `\(table.currency)` is no code of three letters",
          mend: "write one such as EUR or USD as `currency` in library/libtool.yaml",
          details: ["currency": .string(table.currency)]))
    }
    for provider in providers {
      guard let model = provider.model else { continue }
      let name = "\(provider.name)/\(model)"
      let details: JSON = [
        "provider": .string(provider.name), "model": .string(model), "currency": .string(table.currency),
      ]
      if let price = table.price(provider: provider.name, model: model) {
        found.append(
          Diagnosis(
            .prices, .ok, "\(name): \(price.input) in, \(price.output) out, \(table.currency) a million tokens",
            details: details))
      } else {
        found.append(
          Diagnosis(
            .prices, .warning,
            budgets.isEmpty
              ? "\(name) has no price: a run with a budget is refused, and of one without nobody knows what it cost"
              : "\(name) has no price: its runs are refused where a budget of `budgets` binds them, and of others nobody knows what they cost",
            mend: "add `\(name): {input: …, output: …}` under `prices` in library/libtool.yaml", details: details))
      }
    }
    let shown = Set(providers.compactMap { provider in provider.model.map { "\(provider.name)/\($0)" } })
    for model in called {
      found += prices(of: model, table, isShown: shown.contains("\(model.provider)/\(model.model)"))
    }
    if !names.isEmpty { found.append(age(of: table, names: names, now: now)) }
    return found
  }

  /// What is missing of the prices of a model that was called of late.
  ///
  /// - Parameter isShown: Whether its price, or that it has none, is told already.
  private static func prices(of model: CalledModel, _ table: PriceTable, isShown: Bool) -> [Diagnosis] {
    let name = "\(model.provider)/\(model.model)"
    let details: JSON = [
      "provider": .string(model.provider), "model": .string(model.model), "currency": .string(table.currency),
    ]
    guard let price = table.price(provider: model.provider, model: model.model) else {
      if isShown { return [] }
      return [
        Diagnosis(
          .prices, .warning,
          "\(name) was called in the last \(Examination.daysOfUse) days and has no price: nobody knows what its calls cost",
          mend: "add `\(name): {input: …, output: …}` under `prices` in library/libtool.yaml", details: details)
      ]
    }
    guard model.hasBatches, price.batch == nil else { return [] }
    return [
      Diagnosis(
        .prices, .warning,
        "\(name) has no batch price: the lines of its batch jobs are booked at the full price",
        mend: "add the share that the provider takes to its price in library/libtool.yaml, such as `batch: 0.5`",
        details: details)
    ]
  }

  private static func age(of table: PriceTable, names: [String], now: Timestamp) -> Diagnosis {
    let details: JSON = ["as_of": table.date.isEmpty ? .null : .string(table.date)]
    func warning(_ message: String, _ mend: String) -> Diagnosis {
      Diagnosis(.prices, .warning, message, mend: mend, details: details)
    }
    if names.allSatisfy({ $0.hasPrefix("simulated/") }) {
      return Diagnosis(.prices, .ok, "the prices are made up, for the simulated provider", details: details)
    }
    if table.date.isEmpty {
      return warning(
        "nothing says when the prices were looked up",
        "compare them with the provider's page, and write the day as prices.as_of: \(Day(of: now))")
    }
    guard let day = Day(table.date) else {
      return warning("prices.as_of: `\(table.date)` is no day", "write it as \(Day(of: now))")
    }
    let age = Day(of: now).number - day.number
    if age < 0 {
      return warning(
        "the prices are said to be of \(day), which is yet to come", "write the day when they were looked up")
    }
    let message = "the prices were looked up on \(day), \(counted(age, "day")) ago"
    if age > oldestPrices {
      return warning(
        message, "compare them with the provider's page, and write the day as prices.as_of: \(Day(of: now))")
    }
    return Diagnosis(.prices, .ok, message, details: details)
  }

  private static func isCurrency(_ text: String) -> Bool {
    text.utf8.count == 3 && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }
}
