import ContentModel
import Testing

@Suite struct PriceTests {
  /// 0.15, 0.075 and 0.60 a million.
  private let price = Price(
    input: Money(billionths: 150_000_000), cachedInput: Money(billionths: 75_000_000),
    output: Money(billionths: 600_000_000))

  @Test(
    arguments: [
      (TokenUsage(), 0), (TokenUsage(input: 1), 150), (TokenUsage(output: 1), 600),
      (TokenUsage(input: 1000, output: 500), 450_000), (TokenUsage(input: 1000, cachedInput: 400, output: 0), 120_000),
      (TokenUsage(input: 10, cachedInput: 10), 750), (TokenUsage(input: 10, cachedInput: 99), 750),
      (TokenUsage(input: 1_000_000, output: 1_000_000), 750_000_000),
      // What no provider should say.
      (TokenUsage(input: -5, cachedInput: -7, output: -9), 0), (TokenUsage(input: 10, cachedInput: -7), 1500),
    ] as [(TokenUsage, Int64)])
  func costs(usage: TokenUsage, billionths: Int64) {
    #expect(price.cost(of: usage) == Money(billionths: billionths))
  }

  @Test(arguments: [(1, 1), (999_999, 1), (1_000_000, 1), (1_000_001, 2), (0, 0)])
  func aPartOfABillionthCostsAWholeOne(tokens: Int, billionths: Int64) {
    let price = Price(input: Money(billionths: 1), cachedInput: .zero, output: Money(billionths: 1))
    #expect(price.cost(of: TokenUsage(input: tokens)) == Money(billionths: billionths))
    #expect(price.cost(of: TokenUsage(output: tokens)) == Money(billionths: billionths))
  }

  @Test func noCountMakesACostOverflow() {
    let dear = Price(
      input: Money(billionths: .max), cachedInput: Money(billionths: .max), output: Money(billionths: .max))
    let most = Money(billionths: 1_000_000_000_000_000_000)
    #expect(dear.cost(of: TokenUsage(input: .max)) == most)
    #expect(dear.cost(of: TokenUsage(input: .max, cachedInput: .max / 2, output: .max)) == most + most + most)
    // Past the products of 64 bits, but not past what is borne.
    #expect(price.cost(of: TokenUsage(output: 100_000_000_000)) == Money(billionths: 60_000_000_000_000))
    #expect(price.cost(of: TokenUsage(input: 9_000_000_000_000_000)) == most)
  }

  @Test func theCostIsTheExactOneRoundedUp() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<1000 {
      let perMillion = Int64.random(in: 0...100_000_000_000, using: &generator)
      let price = Price(input: .zero, cachedInput: .zero, output: Money(billionths: perMillion))
      let tokens = Int.random(in: 0...90_000_000, using: &generator)
      let cost = price.cost(of: TokenUsage(output: tokens)).billionths
      let exact = Int64(tokens) * perMillion
      #expect(cost * 1_000_000 >= exact && (cost - 1) * 1_000_000 < exact)
    }
  }

  /// Anthropic's shape: what is written to the cache costs 1.25 times the input, what is read from it a tenth.
  @Test(
    arguments: [
      (TokenUsage(input: 1000, cachedInput: 200, cacheWrite: 300, output: 10), 2_835_000),
      (TokenUsage(input: 1000, cacheWrite: 1000), 3_750_000),
      // More than there is of it; none.
      (TokenUsage(input: 1000, cachedInput: 600, cacheWrite: 600), 1_680_000),
      (TokenUsage(input: 1000, cacheWrite: -5), 3_000_000),
    ] as [(TokenUsage, Int64)])
  func whatIsWrittenToACacheHasAPriceOfItsOwn(usage: TokenUsage, billionths: Int64) {
    var price = Price(
      input: Money(billionths: 3_000_000_000), cachedInput: Money(billionths: 300_000_000),
      cacheWrite: Money(billionths: 3_750_000_000), output: Money(billionths: 15_000_000_000))
    #expect(price.cost(of: usage) == Money(billionths: billionths))
    price.cacheWrite = nil
    var unwritten = usage
    unwritten.cacheWrite = 0
    #expect(price.cost(of: usage) == price.cost(of: unwritten), "without a price of its own it is input")
  }

  @Test(arguments: [(0.5, 2), (0.25, 4), (1, 1)] as [(Double, Int64)])
  func aBatchJobCostsAShare(share: Double, parts: Int64) {
    let whole = Price(
      input: Money(billionths: 3_000_000_000), cachedInput: Money(billionths: 400_000_000),
      cacheWrite: Money(billionths: 3_800_000_000), output: Money(billionths: 16_000_000_000), batch: share)
    let usage = TokenUsage(input: 1000, cachedInput: 200, cacheWrite: 300, output: 10)
    #expect(whole.cost(of: usage, isBatch: true).billionths * parts == whole.cost(of: usage).billionths)
  }

  @Test func withoutAShareABatchJobCostsTheWhole() {
    let usage = TokenUsage(input: 1001, cachedInput: 1, output: 7)
    #expect(price.cost(of: usage, isBatch: true) == price.cost(of: usage))
    var odd = Price(input: Money(billionths: 3), cachedInput: .zero, output: .zero, batch: 0.5)
    #expect(odd.batched.input == Money(billionths: 2), "rounded up")
    odd.batch = 0
    #expect(odd.cost(of: usage, isBatch: true) == .zero)
  }

  @Test func usagesAddUp() {
    var usage = TokenUsage(input: 1, cachedInput: 2, cacheWrite: 4, output: 3)
    usage += TokenUsage(input: 10, cachedInput: 20, cacheWrite: 40, output: 30)
    #expect(usage == TokenUsage(input: 11, cachedInput: 22, cacheWrite: 44, output: 33))
  }

  @Test(arguments: [(0, 0), (1, 1), (4, 1), (5, 2), (8, 2), (9, 3)])
  func aTokenIsFourCharacters(characters: Int, tokens: Int) {
    #expect(TokenUsage.estimate(characters: characters) == tokens)
  }

  @Test func aPromptIsEstimatedByItsMessages() {
    let tool = ToolDefinition(name: "create_note", description: "Writes a note.", parameters: [:])
    let prompt = Prompt(messages: [ChatMessage(.system, "Äöü"), ChatMessage(.user, "ab")], tool: tool, hash: "")
    #expect(prompt.estimatedTokens == 2)
  }
}
