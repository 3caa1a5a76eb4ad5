import ContentModel
import Coverage
import Formats
import Testing

@Suite struct PlanEstimateTests {
  private let price = Price(
    input: Money(billionths: 150_000_000), cachedInput: Money(billionths: 75_000_000),
    output: Money(billionths: 600_000_000))
  /// Five items: as groups of three and two with their assessment, and one by one.
  private let batched = [
    CallEstimate(items: 3, inputTokens: 1000, outputTokens: 900),
    CallEstimate(items: 2, inputTokens: 900, outputTokens: 600),
    CallEstimate(role: .assessment, items: 5, inputTokens: 2000, outputTokens: 101),
  ]
  private let single =
    (0..<5).map { _ in CallEstimate(items: 1, inputTokens: 850, outputTokens: 300) }
    + (0..<5).map { _ in CallEstimate(role: .assessment, items: 1, inputTokens: 900, outputTokens: 20) }

  private func estimate(price: Price?, concurrency: Int = 2) -> PlanEstimate {
    PlanEstimate(
      cells: 4, batched: batched, single: single, price: price, currency: "EUR", concurrency: concurrency,
      secondsPerCall: 1.25)
  }

  @Test func sums() {
    let estimate = estimate(price: price)
    #expect(estimate.items == 5 && estimate.calls == 3 && estimate.callsSingle == 10)
    #expect(estimate.inputTokens == 3900 && estimate.inputTokensSingle == 8750 && estimate.outputTokens == 1601)
    // 3,900 x 150 + 1,601 x 600 billionths.
    #expect(estimate.cost == Money(billionths: 585_000 + 960_600))
    #expect(estimate.costSingle == Money(billionths: 8750 * 150 + 1600 * 600))
    #expect(abs(estimate.inputTokensSavedPercent - 55.43) < 0.01)
  }

  @Test(arguments: [(1, 3.75), (2, 2.5), (3, 2.5), (64, 2.5), (0, 3.75)])
  func seconds(concurrency: Int, seconds: Double) {
    #expect(estimate(price: nil, concurrency: concurrency).seconds == seconds)
  }

  @Test func document() {
    #expect(
      estimate(price: price).json.text
        == #"{"cells":4,"items":5,"calls":3,"calls_single":10,"input_tokens":3900,"input_tokens_single":8750,"#
        + #""output_tokens":1601,"cost":0.0015456,"cost_single":0.0022725,"currency":"EUR","seconds":2.5}"#)
    let unpriced = estimate(price: nil).json
    #expect(unpriced["cost"]?.isNull == true && unpriced["cost_single"]?.isNull == true)
  }

  @Test func nothingToDo() {
    let nothing = PlanEstimate(
      cells: 0, batched: [], single: [], price: price, currency: "EUR", concurrency: 8, secondsPerCall: 2)
    #expect(nothing.cost == .zero && nothing.seconds == 0 && nothing.inputTokensSavedPercent == 0)
  }
}
