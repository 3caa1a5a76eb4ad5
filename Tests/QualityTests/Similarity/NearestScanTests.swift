import Testing

@testable import Quality

/// What a pass for many items at once keeps, against the plain way to tell.
@Suite struct NearestScanTests {
  private static let weights = SimilarityProfile.Weights(text: 30, answers: 35, structure: 35)

  /// Features of which two items share some, since they come out of few.
  private static func features(_ random: inout Seeded, of few: Int) -> SimilarityFeatures {
    func set(_ count: Int) -> [UInt64] {
      Set((0..<count).map { _ in StableHash.mix(UInt64.random(in: 0..<UInt64(few), using: &random)) }).sorted()
    }
    return SimilarityFeatures(
      text: set(Int.random(in: 0...120, using: &random)), answers: set(Int.random(in: 0...20, using: &random)),
      structure: set(Int.random(in: 0...30, using: &random)))
  }

  @Test(arguments: [20, 60, 200]) func `The best are those of the plain scan`(few: Int) {
    var random = Seeded(state: UInt64(few))
    var entries: [UInt8] = []
    for version in 1...600 {
      SimilaritySketch(Self.features(&random, of: few)).append(version: Int64(version), to: &entries)
    }
    for before in [Int64(1), 300, 601] {
      let item = Self.features(&random, of: few)
      var found: [SimilarityScan.Candidate] = []
      let plain = SimilarityScan(item, weights: Self.weights, least: 50)
      entries.withUnsafeBytes { plain.candidates(in: $0, before: before, to: &found) }
      let wanted = found.filter { $0.version % 7 != 0 }
        .sorted { ($1.estimate, $0.version) < ($0.estimate, $1.version) }.prefix(16).map { $0.version }
      var scan = NearestScan(item, weights: Self.weights, least: 50, most: 16)
      entries.withUnsafeBytes { bytes in
        for start in stride(from: 0, to: 600, by: 70) {
          scan.pass(over: bytes, start..<min(start + 70, 600), before: before) { ($0 + 1) % 7 != 0 }
        }
      }
      #expect(scan.best.map { Int64($0.entry + 1) } == wanted)
    }
  }

  @Test func `Packed features tell a score within a point or two`() {
    var random = Seeded(state: 5)
    for _ in 0..<400 {
      let (left, right) = (Self.features(&random, of: 150), Self.features(&random, of: 150))
      let exact = left.score(with: right, weights: Self.weights).total
      let packed = PackedComparison(PackedFeatures(left), weights: Self.weights).score(with: PackedFeatures(right))
      #expect(abs(exact - packed) < 0.02)
    }
    let nothing = SimilarityFeatures(text: [], answers: [], structure: [])
    let packed = PackedFeatures(nothing)
    #expect(PackedComparison(packed, weights: Self.weights).score(with: packed) == 0)
  }
}
