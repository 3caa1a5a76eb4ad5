import ContentModel
import Testing

@testable import Generation

@Suite struct ModeAdviceTests {
  private func advice(
    calls: Int = 400, seconds: Double = 600, cost: String? = "2.40", share: Double? = 0.5, hasBatches: Bool = true,
    jobs: Int = 2, secondsLeft: Double? = nil
  ) -> ModeAdvice {
    ModeAdvice(
      calls: calls, seconds: seconds, cost: cost.flatMap { Money($0) }, currency: "EUR", batchShare: share,
      hasBatches: hasBatches, jobsInSequence: jobs, secondsLeft: secondsLeft)
  }

  @Test func saysWhatAndWhy() {
    let saves = "about 1.2000 EUR instead of 2.4000, each job"
    let two = "a run of batch jobs needs 2 or more after one another, each of which may take 24 h"
    let four = "a run of batch jobs needs 4 or more after one another, each of which may take 24 h"
    let table: [(ModeAdvice, FillMode, String)] = [
      (advice(), .batch, saves + " of 2 or more after one another within 24 h"),
      (advice(jobs: 1), .batch, saves + " within 24 h"),
      (advice(jobs: 4), .batch, saves + " of 4 or more after one another within 24 h"),
      (advice(hasBatches: false), .live, "the provider has no batch interface"),
      // A deadline has to leave a day for each of the jobs.
      (advice(jobs: 1, secondsLeft: 86_400), .batch, saves + " within 24 h"),
      (
        advice(jobs: 1, secondsLeft: 86_399), .live,
        "a batch job may take 24 h, and there are 24.0 h; live takes about 10 min"
      ),
      (advice(secondsLeft: 90_000), .live, two + ", and there are 25.0 h; live takes about 10 min"),
      (advice(secondsLeft: 172_800), .batch, saves + " of 2 or more after one another within 24 h"),
      (advice(jobs: 4, secondsLeft: 172_800), .live, four + ", and there are 48.0 h; live takes about 10 min"),
      (advice(secondsLeft: 300), .live, two + ", and there are 5 min, and even live takes about 10 min"),
      (
        advice(share: nil), .live,
        "the price table has no batch price for the model, so nothing is saved for certain"
      ),
      (
        advice(cost: nil), .live,
        "the price table has no batch price for the model, so nothing is saved for certain"
      ),
      (advice(calls: 19, seconds: 40), .live, "19 calls are not worth waiting up to 24 h a job; live takes about 40 s"),
      (advice(calls: 1, seconds: 2.1), .live, "1 call is not worth waiting up to 24 h a job; live takes about 3 s"),
      (advice(calls: 20), .batch, saves + " of 2 or more after one another within 24 h"),
    ]
    for (advice, mode, reason) in table {
      #expect(advice.mode == mode && advice.reason == reason, "\(advice)")
    }
  }

  /// A text may be assessed only when it is there, and written anew only when it has been assessed.
  @Test(arguments: [
    (true, 0.0, 2), (true, 0.4, 2), (true, 0.5, 4), (true, 12, 4), (false, 0, 1), (false, 0.4, 1), (false, 3, 2),
  ])
  func jobsComeAfterOneAnother(assesses: Bool, sentBack: Double, jobs: Int) {
    #expect(ModeAdvice.jobsInSequence(assesses: assesses, textsSentBack: sentBack) == jobs)
  }
}
