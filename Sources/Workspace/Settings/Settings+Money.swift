import ContentModel
import Formats

extension Budgets {
  init(_ node: YAMLNode) throws(YAMLError) {
    self.init()
    try node.rejectUnknownKeys(allowed: ["day", "month", "actors"])
    all = try Limits(node)
    for entry in try node["actors"]?.mapping() ?? [] {
      try entry.value.rejectUnknownKeys(allowed: ["day", "month"])
      actors[entry.key] = try Limits(entry.value)
    }
  }
}

extension Budgets.Limits {
  fileprivate init(_ node: YAMLNode) throws(YAMLError) {
    func amount(_ name: String) throws(YAMLError) -> Money? {
      guard let node = node[name], !node.isNull else { return nil }
      let text = try node.string()
      if let money = Money(text) { return money }
      throw node.error("`\(text)` is no amount", hint: "write what may be spent in a \(name), for example 5.00")
    }
    self.init(day: try amount("day"), month: try amount("month"))
  }
}

extension PersonPrices {
  /// Reads the mapping `costs`.
  ///
  /// - Parameters:
  ///   - currency: The ledger's: prices are written in it.
  ///   - known: The kinds in use.
  init(_ node: YAMLNode, currency: String, kinds known: [String]) throws(YAMLError) {
    self.init()
    try node.rejectUnknownKeys(allowed: ["person_price", "currency"])
    if let named = node["currency"] {
      let text = try named.string()
      if text != currency {
        throw named.error(
          "`\(text)` is not the ledger's currency, \(currency)", hint: "write person_price in \(currency)")
      }
    }
    guard let price = node["person_price"], !price.isNull else { return }
    guard case .mapping(let entries) = price.content else {
      any = try Self.amount(price)
      return
    }
    for entry in entries {
      if !known.contains(entry.key) {
        throw price.error(
          "`\(entry.key)` is none of the kinds in use: \(known.joined(separator: ", "))",
          hint: Suggestion.hint(for: entry.key, among: known))
      }
      kinds[entry.key] = try Self.amount(entry.value)
    }
  }

  private static func amount(_ node: YAMLNode) throws(YAMLError) -> Money {
    let text = try node.string()
    if let money = Money(text) { return money }
    throw node.error("`\(text)` is no price", hint: "write what a person takes for an item, for example 4.50")
  }
}
