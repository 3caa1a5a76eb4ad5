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

  /// The cost of a call, rounded up to a billionth.
  public func cost(of usage: TokenUsage) -> Money {
    let cached = min(usage.cachedInput, usage.input)
    return Self.part(usage.input - cached, input) + Self.part(cached, cachedInput) + Self.part(usage.output, output)
  }

  private static func part(_ tokens: Int, _ perMillion: Money) -> Money {
    Money(billionths: (Int64(tokens) * perMillion.billionths + 999_999) / 1_000_000)
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
