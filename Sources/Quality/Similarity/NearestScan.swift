/// Looks through stored sketches for those that are most like one item's: for many items, one after the other, over the
/// same part of the sketches while it is in the processor's cache.
///
/// Estimates are those of ``SimilarityScan``. What differs is that only the best are kept, and that whoever asks decides
/// which entries count: a section of 100,000 items that are all somewhat alike would else have a list of 100,000 for each.
public struct NearestScan: Sendable {
  /// An entry that may be like enough.
  public struct Candidate: Hashable, Sendable {
    /// Which entry of the sketches, counted from 0.
    public var entry: Int
    /// An estimate of the score, in ten-thousandths.
    public var estimate: Int32
  }

  /// How many entries are passed over at a time: some 32 KB, which the first cache of a core holds.
  public static let stretch = 240

  private let sketch: [SIMD16<UInt8>]
  private let scan: SimilarityScan
  private let most: Int
  private var kept: [Candidate] = []
  /// What an estimate has to reach to be kept.
  private var bar: Int32

  /// - Parameters:
  ///   - least: The score in percent that is asked for.
  ///   - most: How many candidates are kept, at most.
  public init(_ features: SimilarityFeatures, weights: SimilarityProfile.Weights, least: Int, most: Int) {
    let scan = SimilarityScan(features, weights: weights, least: least)
    sketch = scan.sketch.withUnsafeBytes { bytes in
      (0..<(SimilaritySketch.size / 16)).map { bytes.loadUnaligned(fromByteOffset: $0 * 16, as: SIMD16<UInt8>.self) }
    }
    self.scan = scan
    self.most = most
    bar = scan.least
    kept.reserveCapacity(most * 2)
  }

  /// The best, the most alike first; of those estimated alike the earlier entry first.
  public var best: [Candidate] { Array(Self.sorted(kept).prefix(most)) }

  /// Passes over some entries. Takes some 5 ns an entry.
  ///
  /// - Parameters:
  ///   - entries: All entries, one after the other, as ``SimilarityScan`` has them.
  ///   - range: Which of them, by number.
  ///   - version: Only entries of versions before this row count.
  ///   - counts: Whether an entry counts; asked only of those that would be kept.
  public mutating func pass(
    over entries: UnsafeRawBufferPointer, _ range: Range<Int>, before version: Int64, where counts: (Int) -> Bool
  ) {
    precondition(range.upperBound * SimilarityScan.entrySize <= entries.count)
    guard bar != .max, let base = entries.baseAddress else { return }
    let (s0, s1, s2, s3) = (sketch[0], sketch[1], sketch[2], sketch[3])
    let (s4, s5, s6, s7) = (sketch[4], sketch[5], sketch[6], sketch[7])
    let scan = scan
    var bar = bar
    scan.text.withUnsafeBufferPointer { text in
      scan.answers.withUnsafeBufferPointer { answers in
        scan.structure.withUnsafeBufferPointer { structure in
          var start = base + range.lowerBound * SimilarityScan.entrySize
          for entry in range {
            let lanes = start + 8
            // All of it, whatever the first parts say: a branch that goes either way costs more than two comparisons.
            let estimate =
              text[Self.agreeing(lanes, s0, 0, s1, 16, s2, 32)]
              &+ structure[Self.agreeing(lanes, s5, 80, s6, 96, s7, 112)]
              &+ answers[Self.agreeing(lanes, s3, 48, s4, 64)]
            if estimate >= bar, Int64(littleEndian: start.loadUnaligned(as: Int64.self)) < version, counts(entry) {
              bar = keep(Candidate(entry: entry, estimate: estimate))
            }
            start += SimilarityScan.entrySize
          }
        }
      }
    }
  }

  /// - Returns: What an estimate has to reach from now on.
  private mutating func keep(_ candidate: Candidate) -> Int32 {
    kept.append(candidate)
    if kept.count < most * 2 { return bar }
    kept = Array(Self.sorted(kept).prefix(most))
    kept.reserveCapacity(most * 2)
    // What comes later has to be better: of those estimated alike the earlier ones stay.
    bar = max(bar, kept[most - 1].estimate + 1)
    return bar
  }

  private static func sorted(_ candidates: [Candidate]) -> [Candidate] {
    candidates.sorted { ($1.estimate, $0.entry) < ($0.estimate, $1.entry) }
  }

  /// How many bytes of two or three vectors agree. The places lie as in ``SimilaritySketch``: 48, 32 and 48.
  @inline(__always)
  private static func agreeing(
    _ lanes: UnsafeRawPointer, _ one: SIMD16<UInt8>, _ first: Int, _ two: SIMD16<UInt8>, _ second: Int,
    _ three: SIMD16<UInt8>, _ third: Int
  ) -> Int {
    sum(equal(lanes, one, first) &+ equal(lanes, two, second) &+ equal(lanes, three, third))
  }

  @inline(__always)
  private static func agreeing(
    _ lanes: UnsafeRawPointer, _ one: SIMD16<UInt8>, _ first: Int, _ two: SIMD16<UInt8>, _ second: Int
  ) -> Int {
    sum(equal(lanes, one, first) &+ equal(lanes, two, second))
  }

  /// Minus one for each byte that agrees.
  @inline(__always)
  private static func equal(_ lanes: UnsafeRawPointer, _ vector: SIMD16<UInt8>, _ offset: Int) -> SIMD16<UInt8> {
    let other = lanes.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
    return unsafeBitCast(vector .== other, to: SIMD16<UInt8>.self)
  }

  /// The sum of bytes that are each from 0 down to -3, as a positive number.
  @inline(__always)
  private static func sum(_ bytes: SIMD16<UInt8>) -> Int {
    let halves = unsafeBitCast(SIMD16<UInt8>() &- bytes, to: SIMD2<UInt64>.self)
    // No lane of the two together is above 6: the multiplication sums eight of them into the highest.
    return Int(((halves.x &+ halves.y) &* 0x0101_0101_0101_0101) >> 56)
  }
}
