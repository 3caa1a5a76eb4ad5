import ContentModel

/// What models cost, as somebody wrote it down on one day.
public struct PriceTable: Hashable, Sendable {
  /// The currency of every price, which is the ledger's: `EUR`.
  public var currency: String
  /// The day on which the prices were looked up: `2026-11-20`.
  public var date: String
  private var prices: [String: Price]

  /// - Parameter prices: by `provider/model`; a model may be a shell-style pattern, such as `simulated/*`.
  public init(currency: String, date: String, prices: [String: Price]) {
    self.currency = currency
    self.date = date
    self.prices = prices
  }

  /// The price of a model, or nil, which refuses a budgeted run. An exact name goes before patterns, and of these the
  /// longest. Linear in the number of prices.
  public func price(provider: String, model: String) -> Price? {
    let name = "\(provider)/\(model)"
    if let exact = prices[name] { return exact }
    return prices.filter { GlobPattern($0.key).matches(name) }
      .max { ($0.key.utf8.count, $1.key) < ($1.key.utf8.count, $0.key) }?.value
  }
}
