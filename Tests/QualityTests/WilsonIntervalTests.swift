import Testing

@testable import Quality

@Suite struct WilsonIntervalTests {
  /// Of an endless population: R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in
  /// Medicine 17 (1998), 857-872, table I, method 3.
  @Test(
    arguments: [
      (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718),
    ] as [(Int, Int, Double, Double)])
  func publishedValues(hits: Int, sample: Int, low: Double, high: Double) throws {
    let interval = try #require(WilsonInterval(hits: hits, of: sample, from: 1_000_000_000))
    #expect(abs(interval.low - low) < 0.00006 && abs(interval.high - high) < 0.00006, "\(interval)")
    #expect(interval.share == Double(hits) / Double(sample))
  }

  @Test func theMoreOfItIsLookedAtTheNarrowerItGets() throws {
    var width = 1.0
    for sample in stride(from: 10, through: 100, by: 10) {
      let interval = try #require(WilsonInterval(hits: sample * 9 / 10, of: sample, from: 100))
      #expect(interval.high - interval.low < width)
      width = interval.high - interval.low
    }
    // All of it: the share is known.
    #expect(width == 0)
  }

  @Test func theShareLiesWithin() {
    for population in [1, 2, 7, 50, 1000] {
      for sample in 1...min(population, 40) {
        for hits in 0...sample {
          guard let interval = WilsonInterval(hits: hits, of: sample, from: population) else {
            Issue.record("\(hits) of \(sample) from \(population)")
            continue
          }
          let isInOrder = 0 <= interval.low && interval.low <= interval.share && interval.share <= interval.high
          #expect(isInOrder && interval.high <= 1)
        }
      }
    }
  }

  @Test func numbersThatDoNotFitGiveNone() {
    for (hits, sample, population) in [(0, 0, 10), (-1, 5, 10), (6, 5, 10), (5, 11, 10)] {
      #expect(WilsonInterval(hits: hits, of: sample, from: population) == nil)
    }
  }

  /// The interval holds the true share in 95 of 100 samples, on the average over all shares: counted exactly, by the
  /// hypergeometric distribution of what a sample without repetition brings.
  @Test(arguments: [(40, 20), (60, 50), (200, 50), (500, 50)])
  func itHoldsTheTrueShareAsOftenAsItSays(population: Int, size: Int) throws {
    let intervals = try (0...size).map { try #require(WilsonInterval(hits: $0, of: size, from: population)) }
    var held = 0.0
    for good in 0...population {
      let truth = Double(good) / Double(population)
      for hits in max(0, size - (population - good))...min(size, good)
      where intervals[hits].low <= truth + 1e-9 && truth - 1e-9 <= intervals[hits].high {
        held +=
          Self.choices(hits, of: good) * Self.choices(size - hits, of: population - good)
          / Self.choices(size, of: population)
      }
    }
    let share = held / Double(population + 1)
    #expect((0.95...0.96).contains(share), "\(share)")
  }

  /// In how many ways some can be chosen.
  private static func choices(_ count: Int, of all: Int) -> Double {
    (0..<count).reduce(1) { $0 * Double(all - $1) / Double($1 + 1) }
  }
}

@Suite struct SampleDrawTests {
  @Test func theSameSeedGivesTheSameSample() {
    var first = Seeded(state: 7)
    var second = Seeded(state: 7)
    var third = Seeded(state: 8)
    let sample = SampleDraw.draw(5, of: 100, using: &first)
    #expect(sample == SampleDraw.draw(5, of: 100, using: &second))
    #expect(sample != SampleDraw.draw(5, of: 100, using: &third))
    #expect(Set(sample).count == 5 && sample.allSatisfy((0..<100).contains))
  }

  /// A change of the algorithm would change every recorded seed's meaning.
  @Test func theNumbersAreFixed() {
    var generator = Seeded(state: 1)
    #expect(SampleDraw.draw(4, of: 10, using: &generator) == [5, 8, 1, 3])
  }

  @Test func noMoreThanThereAre() {
    var generator = Seeded(state: 3)
    #expect(SampleDraw.draw(9, of: 4, using: &generator).sorted() == [0, 1, 2, 3])
    #expect(SampleDraw.draw(3, of: 0, using: &generator) == [])
    #expect(SampleDraw.draw(-1, of: 3, using: &generator) == [])
  }

  @Test func eachNumberIsAsLikelyAtEachPlace() {
    var generator = Seeded(state: 5)
    var counts = [[Int]](repeating: [Int](repeating: 0, count: 6), count: 3)
    for _ in 0..<6000 {
      for (place, number) in SampleDraw.draw(3, of: 6, using: &generator).enumerated() { counts[place][number] += 1 }
    }
    // 1,000 are expected; five standard deviations are 144.
    #expect(counts.joined().allSatisfy { (856...1144).contains($0) }, "\(counts)")
  }
}
