/// How sure a share is that was found in a random sample: an interval that holds the true share in 95 of 100 samples
/// on the average.
///
/// Wilson's score interval: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
/// the American Statistical Association 22 (1927), 209–212. Unlike the usual approximation it holds for few items, and for
/// shares near 0 and 1. With p the share, n the sample and z = 1.959964:
///
///     (p + z²/2n ± z √(p(1 - p)/n + z²/4n²)) / (1 + z²/n)
///
/// A sample of a finite population says more than one of an endless one: n is replaced by n (N - 1) / (N - n), the size of the
/// sample from an endless population with the same variance, as Korn and Graubard do for surveys ("Confidence intervals for
/// proportions with small expected number of positive counts estimated from survey data", Survey Methodology 24 (1998),
/// 193–201). Where all of it was looked at the share is known.
public struct WilsonInterval: Hashable, Sendable {
  /// 0 to 1.
  public let share: Double
  public let low: Double
  public let high: Double

  /// The normal distribution's 97.5th percentile.
  private static let z = 1.959964

  /// - Parameters:
  ///   - hits: How many of the sample are so.
  ///   - sample: How many were looked at.
  ///   - population: How many there are.
  /// - Returns: Nil where nothing was looked at, or the numbers do not fit each other.
  public init?(hits: Int, of sample: Int, from population: Int) {
    guard sample > 0, (0...sample).contains(hits), sample <= population else { return nil }
    share = Double(hits) / Double(sample)
    if sample == population {
      (low, high) = (share, share)
      return
    }
    let n = Double(sample) * Double(population - 1) / Double(population - sample)
    let square = Self.z * Self.z
    let centre = (share + square / (2 * n)) / (1 + square / n)
    let half = Self.z * (share * (1 - share) / n + square / (4 * n * n)).squareRoot() / (1 + square / n)
    low = max(0, min(share, centre - half))
    high = min(1, max(share, centre + half))
  }
}
