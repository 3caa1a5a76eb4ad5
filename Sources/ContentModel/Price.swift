/// What a model costs, in the ledger's currency.
public struct Price: Hashable, Sendable {
  /// For a million input tokens.
  public var input: Money
  /// For a million input tokens read from the provider's prompt cache.
  public var cachedInput: Money
  /// For a million output tokens.
  public var output: Money

  public init(input: Money, cachedInput: Money, output: Money) {
    self.input = input
    self.cachedInput = cachedInput
    self.output = output
  }

  /// The cost of a call: each of its three parts rounded up to a billionth.
  ///
  /// Counts come from providers: negative ones are taken for none, and a part costs at most a thousand million.
  public func cost(of usage: TokenUsage) -> Money {
    let all = max(0, usage.input)
    let cached = min(max(0, usage.cachedInput), all)
    return Self.part(all - cached, input) + Self.part(cached, cachedInput) + Self.part(max(0, usage.output), output)
  }

  private static func part(_ tokens: Int, _ perMillion: Money) -> Money {
    let most: Int64 = 1_000_000_000_000_000_000
    let (product, overflow) = Int64(tokens).multipliedReportingOverflow(by: perMillion.billionths)
    if !overflow { return Money(billionths: product / 1_000_000 + (product % 1_000_000 > 0 ? 1 : 0)) }
    let (high, low) = Int64(tokens).multipliedFullWidth(by: perMillion.billionths)
    // Beyond this the quotient would not fit.
    if high >= 500_000 { return Money(billionths: most) }
    return Money(billionths: min(most, Int64(1_000_000).dividingFullWidth((high, low)).quotient))
  }
}

/// The tokens of a call, as the provider counts them.
public struct TokenUsage: Hashable, Sendable {
  /// All input tokens, cached ones included.
  public var input: Int
  /// Of these, the ones read from the provider's prompt cache.
  public var cachedInput: Int
  public var output: Int

  public init(input: Int = 0, cachedInput: Int = 0, output: Int = 0) {
    self.input = input
    self.cachedInput = cachedInput
    self.output = output
  }

  public static func += (left: inout TokenUsage, right: TokenUsage) {
    left.input += right.input
    left.cachedInput += right.cachedInput
    left.output += right.output
  }

  /// The number of tokens a text is estimated at where no provider has counted: its characters / 4, rounded up.
  public static func estimate(characters: Int) -> Int { (characters + 3) / 4 }
}
