import ContentModel
import Testing

@testable import Generation

@Suite struct ModeAdviceTests {
  private func advice(
    calls: Int = 400, seconds: Double = 600, cost: String? = "2.40", share: Double? = 0.5, hasBatches: Bool = true,
    secondsLeft: Double? = nil
  ) -> ModeAdvice {
    ModeAdvice(
      calls: calls, seconds: seconds, cost: cost.flatMap { Money($0) }, currency: "EUR", batchShare: share,
      hasBatches: hasBatches, secondsLeft: secondsLeft)
  }

  @Test func saysWhatAndWhy() {
    let table: [(ModeAdvice, FillMode, String)] = [
      (advice(), .batch, "about 1.2000 EUR instead of 2.4000, within 24 h"),
      (advice(secondsLeft: 90_000), .batch, "about 1.2000 EUR instead of 2.4000, within 24 h"),
      (advice(hasBatches: false), .live, "the provider has no batch interface"),
      (
        advice(secondsLeft: 7200), .live,
        "a batch job may take 24 h, and there are 2.0 h; live takes about 10 min"
      ),
      (
        advice(secondsLeft: 300), .live,
        "a batch job may take 24 h, and there are 5 min, and even live takes about 10 min"
      ),
      (
        advice(share: nil), .live,
        "the price table has no batch price for the model, so nothing is saved for certain"
      ),
      (
        advice(cost: nil), .live,
        "the price table has no batch price for the model, so nothing is saved for certain"
      ),
      (advice(calls: 19, seconds: 40), .live, "19 calls are not worth waiting up to 24 h; live takes about 40 s"),
      (advice(calls: 1, seconds: 2.1), .live, "1 call is not worth waiting up to 24 h; live takes about 3 s"),
      (advice(calls: 20), .batch, "about 1.2000 EUR instead of 2.4000, within 24 h"),
    ]
    for (advice, mode, reason) in table {
      #expect(advice.mode == mode && advice.reason == reason, "\(advice)")
    }
  }
}
