/// What a run's calls really use beside what was expected of them.
///
/// Tokens that a booked call may use are kept free until it is answered. Where calls are expected larger than they turn
/// out, that costs a part of each minute. So calls are booked with the share that was used of late, and so much more that
/// the sum of those in flight stays below what is booked for them: `1 + 3 c / sqrt(n)`, three standard deviations of that
/// sum, where `c` is the coefficient of variation of single calls and `n` how many are in flight. Never with more than was
/// expected: so a few large calls, whose chance nothing evens out, are booked as they are.
public struct RateEstimate: Hashable, Sendable {
  private var expected = 0.0
  private var used = 0.0
  private var weight = 0.0
  /// The sum of used / expected, and of its squares, each call by its weight.
  private var shares = 0.0
  private var squares = 0.0
  private var count = 0

  public init() {}

  /// Calls that must have been answered before anything is believed.
  private static let fewest = 20
  /// What each further call leaves of the weight of those before it: half after some 70.
  private static let memory = 0.99

  /// Notes an answered call.
  public mutating func note(expected: Int, used: Int) {
    guard expected > 0, used >= 0 else { return }
    let share = Double(used) / Double(expected)
    self.expected = self.expected * Self.memory + Double(expected)
    self.used = self.used * Self.memory + Double(used)
    weight = weight * Self.memory + 1
    shares = shares * Self.memory + share
    squares = squares * Self.memory + share * share
    count = min(Self.fewest, count + 1)
  }

  /// What to book for a call.
  ///
  /// - Parameter inFlight: How many calls are booked and not answered, this one included; 1 or more.
  public func tokens(expected amount: Int, inFlight: Int) -> Int {
    guard count == Self.fewest, expected > 0, amount > 0 else { return amount }
    let margin = 3 * variation / Double(max(1, inFlight)).squareRoot()
    return Int((Double(amount) * min(1, used / expected * (1 + margin))).rounded(.up))
  }

  /// The coefficient of variation of the shares that were used.
  private var variation: Double {
    guard shares > 0 else { return 0 }
    let mean = shares / weight
    return max(0, squares / weight - mean * mean).squareRoot() / mean
  }
}
