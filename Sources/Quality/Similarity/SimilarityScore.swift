/// How alike two items are: each part, and all together, from 0 (nothing in common) to 1 (the same).
public struct SimilarityScore: Hashable, Sendable {
  public var text: Double
  public var answers: Double
  public var structure: Double
  /// The mean of the parts by their weights; a part that neither item has is left out.
  public var total: Double

  /// The total in percent, rounded down: 100 is said of equal items only.
  public var percent: Int { Int((total * 100 + 1e-9).rounded(.down)) }
}

extension SimilarityFeatures {
  /// How alike two items are.
  ///
  /// Each part is the Jaccard index of two sets of features, |A ∩ B| / |A ∪ B| (Jaccard 1912; for shingles of texts:
  /// Broder, "On the resemblance and containment of documents", 1997). Symmetric; 1 for equal parts. Linear in the
  /// number of features.
  public func score(with other: SimilarityFeatures, weights: SimilarityProfile.Weights) -> SimilarityScore {
    var sum = 0.0
    var all = 0.0
    func part(_ left: [UInt64], _ right: [UInt64], _ weight: Int) -> Double {
      if left.isEmpty && right.isEmpty { return 0 }
      let index = Self.jaccard(left, right)
      sum += Double(weight) * index
      all += Double(weight)
      return index
    }
    let text = part(text, other.text, weights.text)
    let answers = part(answers, other.answers, weights.answers)
    let structure = part(structure, other.structure, weights.structure)
    return SimilarityScore(text: text, answers: answers, structure: structure, total: all == 0 ? 0 : sum / all)
  }

  /// The Jaccard index of two sets, each in ascending order; 0 where one of them is empty.
  static func jaccard(_ left: [UInt64], _ right: [UInt64]) -> Double {
    var (i, j, common) = (0, 0, 0)
    while i < left.count, j < right.count {
      if left[i] == right[j] {
        (i, j, common) = (i + 1, j + 1, common + 1)
      } else if left[i] < right[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return common == 0 ? 0 : Double(common) / Double(left.count + right.count - common)
  }
}
