/// An item's features in little memory: some hundreds of bytes, so that those of a whole section can be kept.
///
/// Each feature is cut to 16 bits. Two different ones are then taken for the same once in 65,536 times: a score of packed
/// features is off by less than a point for texts of usual length, and tells which pairs are worth an exact comparison.
public struct PackedFeatures: Sendable {
  /// The three sets, each in ascending order, one after the other.
  fileprivate let values: [UInt16]
  fileprivate let textEnd: Int
  fileprivate let answersEnd: Int

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

  private static func append(_ features: [UInt64], to values: inout [UInt16]) {
    var previous: UInt16?
    for value in features.map({ UInt16(truncatingIfNeeded: $0) }).sorted() where value != previous {
      values.append(value)
      previous = value
    }
  }
}

/// One item's packed features, made ready to be compared with those of many others.
///
/// Each set is a map of 65,536 bits, 8 KB, that the first cache of a core holds: what two sets have in common is counted by
/// looking up the other's values, one load for each, whatever their order. Merging two sorted lists takes several times as
/// long, and so does hashing.
public struct PackedComparison: Sendable {
  private let features: PackedFeatures
  private let weights: SimilarityProfile.Weights
  /// The maps of the text, the answers and the structure, one after the other.
  private let bits: [UInt64]

  private static let words = 65_536 / 64

  /// Takes time linear in the number of features, and some thousand steps more.
  public init(_ features: PackedFeatures, weights: SimilarityProfile.Weights) {
    self.features = features
    self.weights = weights
    var bits = [UInt64](repeating: 0, count: 3 * Self.words)
    for (index, value) in features.values.enumerated() {
      let part = index < features.textEnd ? 0 : index < features.answersEnd ? 1 : 2
      bits[part * Self.words + Int(value >> 6)] |= 1 << UInt64(value & 63)
    }
    self.bits = bits
  }

  /// About how alike the other item is, from 0 to 1; see ``SimilarityFeatures/score(with:weights:)``. Takes some nanoseconds
  /// for each of its features.
  public func score(with other: PackedFeatures) -> Double {
    bits.withUnsafeBufferPointer { bits in
      other.values.withUnsafeBufferPointer { values in
        var sum = 0.0
        var all = 0.0
        func part(_ map: Int, _ mine: Range<Int>, _ others: Range<Int>, _ weight: Int) {
          if mine.isEmpty && others.isEmpty { return }
          var common: UInt64 = 0
          for index in others {
            let value = values[index]
            common &+= bits[map * Self.words &+ Int(value >> 6)] >> UInt64(value & 63) & 1
          }
          sum += Double(weight) * Double(common) / Double(mine.count + others.count - Int(common))
          all += Double(weight)
        }
        part(0, 0..<features.textEnd, 0..<other.textEnd, weights.text)
        part(1, features.textEnd..<features.answersEnd, other.textEnd..<other.answersEnd, weights.answers)
        part(
          2, features.answersEnd..<features.values.count, other.answersEnd..<other.values.count, weights.structure)
        return all == 0 ? 0 : sum / all
      }
    }
  }
}
