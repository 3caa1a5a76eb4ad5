import ContentModel
import ContentStore

/// What calls cost, in a few words, where of some of them nobody knows.
enum CostWords {
  /// `0.0133 EUR`, `at least 0.0133 EUR` where some calls had no price, `not known` where none had one.
  ///
  /// - Parameters:
  ///   - known: What is known; nil where nothing is.
  ///   - isPart: Whether calls without a price come on top.
  ///   - currency: Left out where it is empty.
  static func short(_ known: Money?, isPart: Bool, currency: String = "") -> String {
    guard let known else { return "not known" }
    return (isPart ? "at least " : "") + known.rounded(decimals: 4) + (currency.isEmpty ? "" : " \(currency)")
  }

  static func short(_ figures: RunFigures, currency: String) -> String {
    short(figures.knownCost, isPart: figures.unpricedCalls > 0, currency: currency)
  }

  /// The same where no word beside it says what it is: `0.0133 EUR`, `cost not known`.
  static func phrase(_ known: Money?, isPart: Bool, currency: String = "") -> String {
    (known == nil ? "cost " : "") + short(known, isPart: isPart, currency: currency)
  }

  /// `3 calls without a price: what they cost is not known`.
  static func unpriced(_ calls: Int) -> String {
    "\(counted(calls, "call")) without a price: what \(calls == 1 ? "it" : "they") cost is not known"
  }

  /// `2 calls, whose answers do not say what was used`.
  static func estimated(_ calls: Int) -> String {
    "\(counted(calls, "call")), whose \(calls == 1 ? "answer does" : "answers do") not say what was used"
  }
}
