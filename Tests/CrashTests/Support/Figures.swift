import Synchronization

/// What the tests saw, for the person who wants figures: printed as it comes.
final class Figures: Sendable {
  static let shared = Figures()

  private let kills = Mutex((count: 0, extra: 0, most: 0))

  /// Notes a kill: how many calls that had reached the provider were in flight, and how many had been made.
  func add(kill: String, extra: Int, calls: Int) {
    let sum = kills.withLock { sum in
      sum = (sum.count + 1, sum.extra + extra, max(sum.most, extra))
      return sum
    }
    if isLong || sum.count % 10 == 0 {
      print("kills: \(sum.count), calls in flight lost: \(sum.extra), at most \(sum.most) a kill")
    }
  }
}
