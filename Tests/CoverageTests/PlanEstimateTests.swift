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

  /// One text in four is sent back.
  private let regenerations = RegenerationEstimate(share: 0.25, calls: 1.6, inputTokens: 1200.4, outputTokens: 350)

  private func estimate(price: Price?) -> PlanEstimate {
    PlanEstimate(
      cells: 4, batched: batched, single: single, regenerations: regenerations, price: price, currency: "EUR",
      seconds: 2.53)
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

  @Test func whatIsSentBackComesOnTop() {
    let estimate = estimate(price: price)
    #expect(estimate.expectedCalls == 5 && estimate.sentBack == 0.25)
    #expect(estimate.expectedInputTokens == 5100 && estimate.expectedOutputTokens == 1951)
    #expect(estimate.expectedCost == Money(billionths: 5100 * 150 + 1951 * 600))
    #expect(self.estimate(price: nil).expectedCost == nil)
  }

  @Test func document() {
    #expect(
      estimate(price: price).json.text
        == #"{"cells":4,"items":5,"calls":3,"calls_single":10,"input_tokens":3900,"input_tokens_single":8750,"#
        + #""output_tokens":1601,"cost":0.0015456,"cost_single":0.0022725,"currency":"EUR","seconds":2.5,"#
        + #""sent_back":0.25,"expected_calls":5,"expected_input_tokens":5100,"expected_output_tokens":1951,"#
        + #""expected_cost":0.0019356,"expected_drafts":0,"mode":"live","intervals":null}"#)
    let unpriced = estimate(price: nil).json
    #expect(unpriced["cost"]?.isNull == true && unpriced["cost_single"]?.isNull == true)
    #expect(unpriced["expected_cost"]?.isNull == true)
  }

  @Test func nothingToDo() {
    let nothing = PlanEstimate(
      cells: 0, batched: [], single: [],
      regenerations: RegenerationEstimate(share: 0.1, calls: 0, inputTokens: 0, outputTokens: 0), price: price,
      currency: "EUR", seconds: 0)
    #expect(nothing.cost == .zero && nothing.expectedCost == .zero && nothing.expectedCalls == 0)
    #expect(nothing.seconds == 0 && nothing.inputTokensSavedPercent == 0)
  }
}
