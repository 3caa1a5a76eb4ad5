/// An item's features in little memory: some hundreds of bytes, so that those of a whole section can be kept.
///
/// Each feature is cut to 16 bits. Two different ones are then taken for the same once in 65,536 times: a score of packed
/// features is off by less than a point for texts of usual length, and tells which pairs are worth an exact comparison.
public struct PackedFeatures: Sendable {
  /// The three sets, each in ascending order, one after the other.
  private let values: [UInt16]
  private let textEnd: Int
  private let answersEnd: Int

  public init(_ features: SimilarityFeatures) {
    var values: [UInt16] = []
    values.reserveCapacity(features.text.count + features.answers.count + features.structure.count)
    Self.append(features.text, to: &values)
    textEnd = values.count
    Self.append(features.answers, to: &values)
    answersEnd = values.count
    Self.append(features.structure, to: &values)
    self.values = values
  }

  /// Bytes of memory that it takes, with what surrounds an array.
  public var size: Int { values.count * 2 + 64 }

  /// About how alike two items are, from 0 to 1; see ``SimilarityFeatures/score(with:weights:)``.
  public func score(with other: PackedFeatures, weights: SimilarityProfile.Weights) -> Double {
    values.withUnsafeBufferPointer { left in
      other.values.withUnsafeBufferPointer { right in
        var sum = 0.0
        var all = 0.0
        func part(_ mine: Range<Int>, _ others: Range<Int>, _ weight: Int) {
          if mine.isEmpty && others.isEmpty { return }
          let common = Self.common(left, mine, right, others)
          sum += Double(weight) * Double(common) / Double(mine.count + others.count - common)
          all += Double(weight)
        }
        part(0..<textEnd, 0..<other.textEnd, weights.text)
        part(textEnd..<answersEnd, other.textEnd..<other.answersEnd, weights.answers)
        part(answersEnd..<left.count, other.answersEnd..<right.count, weights.structure)
        return all == 0 ? 0 : sum / all
      }
    }
  }

  /// How many values two ascending ranges have in common.
  ///
  /// Eight of one are compared with eight of the other at a time, then the side goes on whose last value is the smaller
  /// (as in Schlegel, Willhalm, Lehner, "Fast Sorted-Set Intersection using SIMD Instructions", ADMS 2011). No branch
  /// depends on single values: that would be mispredicted at every other step.
  private static func common(
    _ left: UnsafeBufferPointer<UInt16>, _ mine: Range<Int>, _ right: UnsafeBufferPointer<UInt16>, _ others: Range<Int>
  ) -> Int {
    var (i, j) = (mine.lowerBound, others.lowerBound)
    var hits = SIMD8<UInt16>()
    let (rawLeft, rawRight) = (UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right))
    while i + 8 <= mine.upperBound, j + 8 <= others.upperBound {
      let ours = rawLeft.loadUnaligned(fromByteOffset: i * 2, as: SIMD8<UInt16>.self)
      let theirs = rawRight.loadUnaligned(fromByteOffset: j * 2, as: SIMD8<UInt16>.self)
      var equal = theirs .== SIMD8(repeating: ours[0])
      equal .|= theirs .== SIMD8(repeating: ours[1])
      equal .|= theirs .== SIMD8(repeating: ours[2])
      equal .|= theirs .== SIMD8(repeating: ours[3])
      equal .|= theirs .== SIMD8(repeating: ours[4])
      equal .|= theirs .== SIMD8(repeating: ours[5])
      equal .|= theirs .== SIMD8(repeating: ours[6])
      equal .|= theirs .== SIMD8(repeating: ours[7])
      // All ones where equal: minus one.
      hits &-= unsafeBitCast(equal, to: SIMD8<UInt16>.self)
      let (lastOfOurs, lastOfTheirs) = (ours[7], theirs[7])
      i &+= lastOfOurs <= lastOfTheirs ? 8 : 0
      j &+= lastOfTheirs <= lastOfOurs ? 8 : 0
    }
    var common = Int(hits.wrappedSum())
    while i < mine.upperBound, j < others.upperBound {
      let (a, b) = (left[i], right[j])
      common &+= a == b ? 1 : 0
      i &+= a <= b ? 1 : 0
      j &+= b <= a ? 1 : 0
    }
    return common
  }

  private static func append(_ features: [UInt64], to values: inout [UInt16]) {
    var previous: UInt16?
    for value in features.map({ UInt16(truncatingIfNeeded: $0) }).sorted() where value != previous {
      values.append(value)
      previous = value
    }
  }
}
