import ContentStore
import Testing
import World

@testable import Generation

/// From the general to the special: what is known of a model, a prompt, a section.
@Suite struct LearnedShareTests {
  @Test func aGroupSpeaksForItsPartWithTwentyTrialsAtMost() {
    let group = LearnedShare(mean: 0.5, trials: 4).refined(successes: 46, of: 46)
    #expect(group.mean == 48 / 50 && group.trials == 50)
    let part = group.refined(successes: 10, of: 30)
    #expect(abs(part.mean - (10 + 20 * 0.96) / 50) < 1e-12 && part.trials == 50)
    // A part of which nothing is known is like the group, and as uncertain as parts differ.
    let unknown = group.refined(successes: 0, of: 0)
    #expect(abs(unknown.mean - 48 / 50) < 1e-12 && unknown.trials == 20)
    // It follows its group all the way, the other one for twenty trials of fifty.
    #expect(unknown.anchor?.weight == 1 && part.anchor?.weight == 0.4)
    #expect(LearnedShare(mean: 0.5, trials: 4).refined(successes: 0, of: 0).trials == 4)
    #expect(LearnedShare.exactly(0.3).refined(successes: 9, of: 9) == .exactly(0.3))
  }

  /// Drafts of many sections say less of another one than their number: each section for some twenty at most.
  @Test func draftsOfASectionAreAlike() {
    #expect(LearnedShare.effective([1]) == 1 && LearnedShare.effective([]) == 0)
    #expect(abs(LearnedShare.effective([20]) - 10.5) < 1e-9 && LearnedShare.effective([100_000]) < 21)
    #expect(abs(LearnedShare.effective([60, 60]) - 2 * 60 * 21 / 80) < 1e-9)
  }

  /// Drawn values have the mean and the spread of the beta distribution.
  @Test(arguments: [(0.9, 20.0), (0.05, 4.0), (0.5, 200.0)])
  func drawnSharesAreBetaDistributed(mean: Double, trials: Double) {
    var random = SeededGenerator(seed: 5)
    let drawn = (0..<20_000).map { _ in LearnedShare(mean: mean, trials: trials).draw(using: &random) }
    let average = drawn.reduce(0, +) / 20_000
    let variance = drawn.reduce(0) { $0 + ($1 - average) * ($1 - average) } / 20_000
    let expected = mean * (1 - mean) / (trials + 1)
    #expect(abs(average - mean) < 0.005)
    #expect((0.94...1.06).contains(variance / expected))
    #expect(drawn.allSatisfy { (0...1).contains($0) })
  }

  @Test(arguments: [(10, 0.3), (1000, 0.01), (1000, 0.4), (5000, 0.98)])
  func drawnCountsAreBinomial(trials: Int, share: Double) {
    var random = SeededGenerator(seed: 6)
    let drawn = (0..<20_000).map { _ in Double(Draw.binomial(trials, share, using: &random)) }
    let average = drawn.reduce(0, +) / 20_000
    let variance = drawn.reduce(0) { $0 + ($1 - average) * ($1 - average) } / 20_000
    #expect(abs(average / (Double(trials) * share) - 1) < 0.02)
    #expect((0.94...1.06).contains(variance / (Double(trials) * share * (1 - share))))
  }

  @Test(arguments: [0, 1e-300, 1e-17, 1e-13])
  func nextToNothingIsDrawnAsNothing(share: Double) {
    var random = SeededGenerator(seed: 7)
    #expect(Draw.binomial(1000, share, using: &random) == 0)
    #expect(Draw.binomial(1000, 1 - share, using: &random) == 1000)
  }

  private func tally(
    _ section: String, _ prompt: String, drafts: Int, accepted: Int, first: Int, assessed: Int? = nil
  ) -> CourseTally {
    CourseTally(
      section: section, promptHash: prompt, drafts: drafts, accepted: accepted, acceptedFirst: first, texts: drafts,
      assessed: assessed ?? drafts)
  }

  @Test func ratesComeFromTheMostSpecialGroupThatIsKnown() {
    let nothing = PassRates.learned([], section: "a", promptHash: "new")
    #expect(nothing.first.mean == PassRates.assumption.first.mean && nothing.first.trials == 4)
    let tallies = [
      tally("a", "old", drafts: 400, accepted: 400, first: 400),
      tally("a", "new", drafts: 200, accepted: 100, first: 40),
      tally("b", "new", drafts: 200, accepted: 190, first: 180),
    ]
    func rates(_ section: String, _ prompt: String) -> PassRates {
      .learned(tallies, section: section, promptHash: prompt)
    }
    // Of section and prompt much is known: its own share counts.
    #expect(abs(rates("a", "new").first.mean - 0.2) < 0.07 && abs(rates("b", "new").first.mean - 0.9) < 0.07)
    #expect(abs(rates("a", "new").dropped - 0.5) < 0.08 && abs(rates("b", "new").dropped - 0.05) < 0.04)
    #expect(rates("a", "old").first.mean > 0.95)
    // Of a section without drafts the prompt's share counts, of an unknown prompt the model's.
    #expect(abs(rates("c", "new").first.mean - 0.55) < 0.03)
    #expect(abs(rates("a", "newer").first.mean - 0.775) < 0.02)
    let known = rates("a", "new").known
    #expect((known.model, known.prompt, known.section) == (800, 400, 200))
    #expect(rates("a", "newer").known.section == 0)
    // With more drafts the same share is surer.
    #expect(rates("a", "new").first.trials == 220 && rates("c", "new").first.trials == 20)
  }

  @Test func whereNothingIsAssessedNothingFailsThere() {
    let rates = PassRates.learned(
      [tally("a", "p", drafts: 100, accepted: 90, first: 80, assessed: 0)], section: "a", promptHash: "p")
    #expect(rates.assessed == .exactly(1))
    #expect(rates.unassessed().first == rates.first)
    let assessed = PassRates.assumption.unassessed()
    #expect(abs(assessed.first.mean - 0.9) < 1e-9 && assessed.assessed.mean == 1)
  }

  @Test func outputOfAnItem() throws {
    func tally(_ section: String, calls: Int, items: Int, each: Int) -> OutputTally {
      OutputTally(
        section: section, promptHash: "p", calls: calls, items: items, tokens: items * each,
        squares: items * each * each)
    }
    #expect(LearnedOutput.learned([tally("a", calls: 9, items: 45, each: 100)], section: "a", promptHash: "p") == nil)
    let tallies = [tally("a", calls: 40, items: 200, each: 100), tally("b", calls: 40, items: 200, each: 300)]
    let learned = try #require(LearnedOutput.learned(tallies, section: "a", promptHash: "p"))
    #expect(abs(learned.mean - 109) < 1 && learned.spread == 0 && learned.items == 220)
    let unknown = try #require(LearnedOutput.learned(tallies, section: "c", promptHash: "p"))
    // 40 calls of 500 tokens and 40 of 1,500: an item scatters by 100 x the root of 5.
    #expect(abs(unknown.mean - 200) < 1e-9 && abs(unknown.spread - 225.0) < 1)
    #expect(
      abs(unknown.uncertainty(items: 100) - unknown.spread / 200 * (1 / unknown.items + 1.0 / 100).squareRoot()) < 1e-12
    )
  }
}
