#if canImport(Glibc)
  import Glibc
#endif

/// Whether a share is smaller than another one by more than chance.
///
/// Fisher's exact test of a 2 x 2 table with all margins given (Fisher, "The Design of Experiments", 1935, section 21): the
/// hits of the first group are then hypergeometric. Exact for any counts, where a normal approximation would fail.
enum FisherTest {
  /// The one-sided p value: how likely so few hits of the first group are, or fewer, where both groups are alike.
  ///
  /// - Complexity: Linear in all counts together.
  static func lower(hits: Int, of size: Int, otherHits: Int, of otherSize: Int) -> Double {
    let all = size + otherSize
    let allHits = hits + otherHits
    guard all > 0 else { return 1 }
    var logFactorials = [0.0]
    logFactorials.reserveCapacity(all + 1)
    for number in 0..<all { logFactorials.append(logFactorials[number] + log(Double(number + 1))) }
    func logChoose(_ n: Int, _ k: Int) -> Double { logFactorials[n] - logFactorials[k] - logFactorials[n - k] }
    let whole = logChoose(all, size)
    let least = max(0, size - (all - allHits))
    return min(
      1,
      (least...max(least, hits)).reduce(0.0) { sum, number in
        sum + exp(logChoose(allHits, number) + logChoose(all - allHits, size - number) - whole)
      })
  }
}
