import ContentStore
import Testing
import World

@testable import Generation

/// Intervals against simulated truth.
@Suite struct YieldForecastTests {
  /// A world: how a model's drafts of one kind really fare, what a ledger has seen of it, and what a fill then takes.
  private struct SimulatedWorld {
    var random: SeededGenerator
    var sections: [(first: Double, dropped: Double)] = []
    var tallies: [CourseTally] = []

    init(seed: UInt64) {
      random = SeededGenerator(seed: seed)
      let model = (
        first: Double.random(in: 0.5...0.95, using: &random), dropped: Double.random(in: 0.1...0.6, using: &random)
      )
      for number in 0..<3 {
        // Sections differ from the model's mean as the twenty drafts say that stand for it.
        let first = LearnedShare(mean: model.first, trials: 20).draw(using: &random)
        let dropped = LearnedShare(mean: model.dropped, trials: 20).draw(using: &random)
        sections.append((first, dropped))
        let drafts = [0, 15, 120].randomElement(using: &random) ?? 0
        tallies.append(seen(drafts, section: number))
      }
      // What the kind's other sections have shown.
      for _ in 0..<8 {
        let first = LearnedShare(mean: model.first, trials: 20).draw(using: &random)
        let dropped = LearnedShare(mean: model.dropped, trials: 20).draw(using: &random)
        sections.append((first, dropped))
        tallies.append(seen(60, section: sections.count - 1))
      }
    }

    private mutating func seen(_ drafts: Int, section: Int) -> CourseTally {
      let first = Draw.binomial(drafts, sections[section].first, using: &random)
      let dropped = Draw.binomial(drafts - first, sections[section].dropped, using: &random)
      return CourseTally(
        section: "s\(section)", promptHash: "p", drafts: drafts, accepted: drafts - dropped, acceptedFirst: first,
        texts: drafts, assessed: 0)
    }

    /// The drafts that really are begun for so many items of the first three sections.
    mutating func drafts(forEach items: Int) -> Int {
      var drafts = 0
      for section in sections.prefix(3) {
        var wanted = items
        while wanted > 0 {
          drafts += 1
          let isFirst = Double.random(in: 0..<1, using: &random) < section.first
          if isFirst || Double.random(in: 0..<1, using: &random) >= section.dropped { wanted -= 1 }
        }
      }
      return drafts
    }

    func parts(items: Int) -> [YieldForecast.Part] {
      (0..<3).map {
        YieldForecast.Part(
          kind: "k", section: "s\($0)", items: items,
          rates: .learned(tallies, section: "s\($0)", promptHash: "p"), retries: 5)
      }
    }
  }

  /// Of 200 worlds of each size about 8 in 10 lie within their interval: whole drafts make it a little more.
  @Test(arguments: [5, 30, 200])
  func intervalsHoldTheTruth(items: Int) async throws {
    var within = 0
    var below = 0
    for seed in 1...200 as ClosedRange<UInt64> {
      // Other tests wait for their sockets meanwhile.
      await Task.yield()
      var world = SimulatedWorld(seed: seed &* 7919)
      let forecast = YieldForecast(world.parts(items: items), maxDrafts: .max / 2, count: 200)
      let interval = try #require(forecast.interval(\.drafts))
      let truth = world.drafts(forEach: items)
      if interval.contains(truth) { within += 1 }
      if truth < interval.lowerBound { below += 1 }
    }
    #expect((148...186).contains(within), "\(within) of 200")
    // And neither side is preferred.
    #expect((4...40).contains(below) && (4...40).contains(200 - within - below), "\(below) below")
  }

  /// What is known exactly scatters by chance only, and what cannot fail not at all.
  @Test func setShares() {
    let certain = PassRates.set(failedFirst: 0, failedLater: 0, failedAssessment: 0, retries: 5)
    let sure = YieldForecast([.init(kind: "k", section: "s", items: 40, rates: certain, retries: 5)], maxDrafts: 80)
    #expect(sure.interval(\.drafts) == 40...40 && sure.interval(\.accepted) == 40...40)
    #expect(sure.mean(\.laterTexts) == 0 && sure.mean(\.assessed) == 40 && sure.mean(\.load) == 1)

    let half = PassRates.set(failedFirst: 0.5, failedLater: 0.5, failedAssessment: 0, retries: 1)
    let forecast = YieldForecast([.init(kind: "k", section: "s", items: 300, rates: half, retries: 1)], maxDrafts: 6000)
    // A quarter of the drafts is dropped: 300 / 0.75; half of them are asked for a second time.
    #expect(abs(forecast.mean { Double($0.drafts) } - 400) < 2)
    #expect(abs(forecast.mean(\.laterTexts) - 200) < 3)
    #expect(forecast.mean { Double($0.accepted) } == 300)
  }

  /// The most drafts that may be begun stay a bound: then fewer items are accepted.
  @Test func theBoundOnDrafts() throws {
    let half = PassRates.set(failedFirst: 0.5, failedLater: 0.5, failedAssessment: 0, retries: 0)
    let forecast = YieldForecast([.init(kind: "k", section: "s", items: 100, rates: half, retries: 0)], maxDrafts: 120)
    #expect(forecast.interval(\.drafts) == 120...120)
    let accepted = try #require(forecast.interval(\.accepted))
    #expect(accepted.lowerBound > 50 && accepted.upperBound < 70)
  }

  @Test func theSameInputGivesTheSameForecast() {
    let parts = SimulatedWorld(seed: 3).parts(items: 20)
    #expect(
      YieldForecast(parts, maxDrafts: 200).courses == YieldForecast(parts, maxDrafts: 200).courses)
    #expect(YieldForecast([], maxDrafts: 0).interval(\.drafts) == 0...0)
  }
}
