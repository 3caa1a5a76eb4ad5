import Formats
import Testing

@testable import Quality

@Suite struct SimilaritySketchTests {
  private static let weights = SimilarityProfile.Weights(text: 30, answers: 35, structure: 35)

  /// Three sets that share a part of their elements with three others.
  private func pair(sharing shared: Double, of size: Int, seed: UInt64) -> (SimilarityFeatures, SimilarityFeatures) {
    var generator = Seeded(state: seed)
    func sets() -> ([UInt64], [UInt64]) {
      let common = (0..<Int(Double(size) * shared)).map { _ in generator.next() }
      func own() -> [UInt64] { (common.count..<size).map { _ in generator.next() } }
      return ((common + own()).sorted(), (common + own()).sorted())
    }
    let (text, answers, structure) = (sets(), sets(), sets())
    return (
      SimilarityFeatures(text: text.0, answers: answers.0, structure: structure.0),
      SimilarityFeatures(text: text.1, answers: answers.1, structure: structure.1)
    )
  }

  private func estimate(_ left: SimilarityFeatures, _ right: SimilarityFeatures, least: Int = 0) -> Double? {
    var block: [UInt8] = []
    SimilaritySketch(right).append(version: 7, to: &block)
    var found: [SimilarityScan.Candidate] = []
    let scan = SimilarityScan(left, weights: Self.weights, least: least)
    block.withUnsafeBytes { scan.candidates(in: $0, to: &found) }
    #expect(found.allSatisfy { $0.version == 7 })
    return found.first?.estimate
  }

  @Test(arguments: [0.2, 0.5, 0.8]) func theEstimateIsRightOnAverageAndRarelyFarOff(shared: Double) {
    var errors: [Double] = []
    for seed in 1...200 {
      let (left, right) = pair(sharing: shared, of: 100, seed: UInt64(seed))
      let exact = left.score(with: right, weights: Self.weights).total
      errors.append((estimate(left, right) ?? 0) - exact)
    }
    #expect(abs(errors.reduce(0, +) / 200) < 0.01)
    let deviation = (errors.map { $0 * $0 }.reduce(0, +) / 200).squareRoot()
    #expect(deviation < 0.055)
  }

  /// What reaches the score that is asked for is among the candidates, but for one in a hundred.
  @Test func whatIsLikeEnoughIsFound() {
    var missed = 0
    for seed in 1...300 {
      let (left, right) = pair(sharing: 0.68, of: 60, seed: UInt64(seed))
      let exact = left.score(with: right, weights: Self.weights).percent
      if estimate(left, right, least: exact) == nil { missed += 1 }
    }
    #expect(missed <= 3)
  }

  @Test func whatIsUnlikeIsLeftOut() {
    let found = (1...300).count { seed in
      let (left, right) = pair(sharing: 0.1, of: 60, seed: UInt64(seed))
      return estimate(left, right, least: 50) != nil
    }
    #expect(found == 0)
  }

  @Test func equalFeaturesAgreeEverywhere() {
    let (left, _) = pair(sharing: 0.5, of: 10, seed: 1)
    #expect(estimate(left, left, least: 100) ?? 0 > 0.999)
  }

  /// An item without answers is compared by the rest.
  @Test func missingPartsAreLeftOut() throws {
    var (left, _) = pair(sharing: 0.5, of: 10, seed: 1)
    left.answers = []
    #expect(try #require(estimate(left, left, least: 100)) > 0.999)
    #expect(estimate(SimilarityFeatures(text: [], answers: [], structure: []), left) == nil)
  }

  @Test func eachEntryOfABlockIsLookedAt() {
    let pairs = (1...40).map { pair(sharing: 0.9, of: 30, seed: UInt64($0)) }
    var block: [UInt8] = []
    for (index, pair) in pairs.enumerated() { SimilaritySketch(pair.1).append(version: Int64(index), to: &block) }
    for (index, pair) in pairs.enumerated() {
      var found: [SimilarityScan.Candidate] = []
      let scan = SimilarityScan(pair.0, weights: Self.weights, least: 60)
      block.withUnsafeBytes { scan.candidates(in: $0, to: &found) }
      #expect(found.map(\.version) == [Int64(index)])
    }
  }

  /// Half an entry at the end, as of a damaged store, is not read.
  @Test func aTornBlockIsReadAsFarAsItGoes() {
    let (left, _) = pair(sharing: 1, of: 10, seed: 1)
    var block: [UInt8] = []
    SimilaritySketch(left).append(version: 1, to: &block)
    SimilaritySketch(left).append(version: 2, to: &block)
    block.removeLast()
    var found: [SimilarityScan.Candidate] = []
    block.withUnsafeBytes { SimilarityScan(left, weights: Self.weights, least: 50).candidates(in: $0, to: &found) }
    #expect(found.map(\.version) == [1])
  }

  @Test(arguments: [0, 1, 5, 40, 300, 1000]) func theMostAlikeComeFirst(count: Int) {
    var generator = Seeded(state: 9)
    let candidates = (0..<300).map {
      SimilarityScan.Candidate(version: Int64($0), estimate: Double(generator.next() % 10_001) / 10_000)
    }
    let all = candidates.sorted { ($0.estimate, $0.version) > ($1.estimate, $1.version) }.map(\.version)
    let most = SimilarityScan.mostAlike(candidates, atLeast: count)
    #expect(most.count >= min(count, 300) && most.count < count + 20)
    #expect(most == Array(all.prefix(most.count)))
  }
}
