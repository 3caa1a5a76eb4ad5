/// What a model costs, in the ledger's currency.
public struct Price: Hashable, Sendable {
  /// For a million input tokens.
  public var input: Money
  /// For a million input tokens read from the provider's prompt cache.
  public var cachedInput: Money
  /// For a million input tokens written to that cache, where they have a price of their own; nil: as `input`.
  public var cacheWrite: Money?
  /// For a million output tokens.
  public var output: Money
  /// The share of all this that a line of a batch job costs, 0 to 1; nil where none is known: the whole.
  public var batch: Double?

  public init(
    input: Money, cachedInput: Money, cacheWrite: Money? = nil, output: Money, batch: Double? = nil
  ) {
    self.input = input
    self.cachedInput = cachedInput
    self.cacheWrite = cacheWrite
    self.output = output
    self.batch = batch
  }

  /// The cost of a call: each of its parts rounded up to a billionth.
  ///
  /// Counts come from providers: negative ones are taken for none, and a part costs at most a thousand million.
  /// - Parameter isBatch: Whether it is a line of a batch job.
  public func cost(of usage: TokenUsage, isBatch: Bool = false) -> Money {
    if isBatch { return batched.cost(of: usage) }
    let all = max(0, usage.input)
    let cached = min(max(0, usage.cachedInput), all)
    let written = min(max(0, usage.cacheWrite), all - cached)
    return Self.part(all - cached - written, input) + Self.part(cached, cachedInput)
      + Self.part(written, cacheWrite ?? input) + Self.part(max(0, usage.output), output)
  }

  /// The price of a line of a batch job; each price of a million tokens is rounded up to a billionth.
  public var batched: Price {
    guard let batch else { return self }
    func share(_ money: Money) -> Money {
      Money(billionths: Int64((Double(money.billionths) * min(1, max(0, batch))).rounded(.up)))
    }
    return Price(
      input: share(input), cachedInput: share(cachedInput), cacheWrite: cacheWrite.map(share), output: share(output))
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
  /// Of these, the ones written to that cache at a price of their own.
  public var cacheWrite: Int
  public var output: Int

  public init(input: Int = 0, cachedInput: Int = 0, cacheWrite: Int = 0, output: Int = 0) {
    self.input = input
    self.cachedInput = cachedInput
    self.cacheWrite = cacheWrite
    self.output = output
  }

  public static func += (left: inout TokenUsage, right: TokenUsage) {
    left.input += right.input
    left.cachedInput += right.cachedInput
    left.cacheWrite += right.cacheWrite
    left.output += right.output
  }

  /// The number of tokens a text is estimated at where no provider has counted: its characters / 4, rounded up.
  public static func estimate(characters: Int) -> Int { (characters + 3) / 4 }
}
