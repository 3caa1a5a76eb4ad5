import Glibc

/// A share as far as trials have shown it: its mean, and how many trials speak for it. The beta distribution with
/// alpha = mean x trials and beta = (1 - mean) x trials.
public struct LearnedShare: Hashable, Sendable {
  /// 0 to 1.
  public var mean: Double
  /// More than 0; infinite where the share is set and not learned.
  public var trials: Double
  /// What the group that this is a part of has shown: all its parts are wrong by as much as the group is.
  var anchor: Anchor?

  /// The share of a group, as its parts rest on it.
  struct Anchor: Hashable, Sendable {
    var mean: Double
    var trials: Double
    /// How far the part follows, as a share of the way: 0 to 1.
    var weight: Double
  }

  public init(mean: Double, trials: Double) {
    self.mean = mean
    self.trials = trials
  }

  /// A share that is known exactly.
  public static func exactly(_ mean: Double) -> LearnedShare { LearnedShare(mean: mean, trials: .infinity) }

  /// The most trials that a group's share speaks with about a part of the group.
  ///
  /// With 20 a share of 0.9 is taken to differ between parts by some 0.065 (the standard deviation of that beta
  /// distribution): as much as sections of one kind do.
  static let mostTrials = 20.0

  /// The share of a part of this group, in which `successes` of `trials` have succeeded: the mean of a beta-binomial
  /// posterior, in which the group speaks with its own trials, 20 at most.
  ///
  /// Source: the m-estimate of probabilities (Cestnik, 1990), from group to part.
  ///
  /// - Parameter effective: For how many independent trials these stand, where they come in clusters; nil for all.
  public func refined(successes: Int, of trials: Int, effective: Double? = nil) -> LearnedShare {
    if self.trials == .infinity { return self }
    let sum = Double(trials) + voice
    var share = LearnedShare(
      mean: (Double(successes) + voice * mean) / sum, trials: (effective ?? Double(trials)) + voice)
    share.anchor = Anchor(mean: mean, trials: self.trials, weight: voice / sum)
    return share
  }

  /// For how many independent trials those of some sections stand, whose shares differ as `mostTrials` says.
  ///
  /// Source: the design effect of clusters, 1 + (n - 1) x correlation (Kish, 1965), with a correlation of 1 / (20 + 1).
  static func effective(_ clusters: [Int]) -> Double {
    clusters.reduce(0) { $0 + Double($1) * (mostTrials + 1) / (mostTrials + Double($1)) }
  }

  private var voice: Double { self.trials == .infinity ? .infinity : min(self.trials, Self.mostTrials) }

  /// How far the group's share may really be from what it has shown; nil where there is no group.
  func drawShift(using random: inout some RandomNumberGenerator) -> Double? {
    anchor.map { LearnedShare(mean: $0.mean, trials: $0.trials).draw(using: &random) - $0.mean }
  }

  /// One value out of the distribution.
  ///
  /// - Parameter shift: How far the group's share is off, as it was drawn for all of its parts.
  func draw(shift: Double? = nil, using random: inout some RandomNumberGenerator) -> Double {
    if let shift, let anchor {
      let moved = min(1, max(0, mean + anchor.weight * shift))
      return LearnedShare(mean: moved, trials: trials).draw(using: &random)
    }
    if trials == .infinity || mean <= 0 || mean >= 1 { return mean }
    let success = Self.gamma(mean * trials, &random)
    let failure = Self.gamma((1 - mean) * trials, &random)
    return success + failure == 0 ? mean : success / (success + failure)
  }

  /// A value out of the gamma distribution of scale 1.
  ///
  /// Source: Marsaglia and Tsang, A simple method for generating gamma variables, 2000.
  private static func gamma(_ shape: Double, _ random: inout some RandomNumberGenerator) -> Double {
    if shape < 1 {
      return gamma(shape + 1, &random)
        * pow(Double.random(in: Double.leastNonzeroMagnitude..<1, using: &random), 1 / shape)
    }
    let d = shape - 1 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let normal = Draw.normal(using: &random)
      let cube = (1 + c * normal) * (1 + c * normal) * (1 + c * normal)
      if cube <= 0 { continue }
      let uniform = Double.random(in: Double.leastNonzeroMagnitude..<1, using: &random)
      if log(uniform) < normal * normal / 2 + d - d * cube + d * log(cube) { return d * cube }
    }
  }
}

/// Random numbers of the distributions that a forecast is made of.
enum Draw {
  /// Of mean 0 and standard deviation 1. Source: Box and Muller, 1958.
  static func normal(using random: inout some RandomNumberGenerator) -> Double {
    let radius = (-2 * log(Double.random(in: Double.leastNonzeroMagnitude..<1, using: &random))).squareRoot()
    return radius * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
  }

  /// How many of some trials succeed. Exact while few of one kind are to be expected, else by the normal distribution.
  static func binomial(_ trials: Int, _ share: Double, using random: inout some RandomNumberGenerator) -> Int {
    if trials <= 0 || share <= 0 { return 0 }
    if share >= 1 { return trials }
    if share > 0.5 { return trials - binomial(trials, 1 - share, using: &random) }
    let mean = Double(trials) * share
    // So rarely that no logarithm below can tell it from never.
    if mean < 1e-12 { return 0 }
    if mean > 50 {
      let drawn = mean + (mean * (1 - share)).squareRoot() * normal(using: &random)
      return min(trials, max(0, Int(drawn.rounded())))
    }
    // From one success to the next: their distances are geometric.
    var successes = 0
    var position = 0.0
    while true {
      position +=
        (log(Double.random(in: Double.leastNonzeroMagnitude..<1, using: &random)) / log1p(-share)).rounded(.down) + 1
      if position > Double(trials) { return successes }
      successes += 1
    }
  }
}
