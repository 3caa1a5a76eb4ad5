import ContentStore

/// The output tokens of an item as far as calls have shown them.
public struct LearnedOutput: Hashable, Sendable {
  /// Tokens of one item, on average.
  public var mean: Double
  /// The standard deviation of a single item.
  public var spread: Double
  /// How many items speak for the mean.
  public var items: Double

  /// Fewer calls of a model say little of the next ones.
  static let fewestCalls = 10

  /// What the ledger has shown of a section with a prompt, as `PassRates.learned` does it; nil where fewer than 10 calls of
  /// the model are known.
  public static func learned(_ tallies: [OutputTally], section: String, promptHash: String) -> LearnedOutput? {
    let prompted = tallies.filter { $0.promptHash == promptHash }
    let all = Sum(tallies)
    guard all.calls >= fewestCalls, all.items > 0 else { return nil }
    var learned = LearnedOutput(
      mean: Double(all.tokens) / Double(all.items), spread: all.spread, items: Double(all.items))
    for group in [prompted, prompted.filter { $0.section == section }].map(Sum.init) where group.items > 0 {
      let voice = min(learned.items, LearnedShare.mostTrials)
      let sum = Double(group.items) + voice
      learned.mean = (Double(group.tokens) + voice * learned.mean) / sum
      learned.items = sum
      if group.calls >= fewestCalls { learned.spread = group.spread }
    }
    return learned
  }

  /// How far the mean of some items to come may be from what is expected, as a share of it: one standard deviation.
  func uncertainty(items count: Int) -> Double {
    mean <= 0 ? 0 : spread / mean * (1 / max(1, items) + 1 / Double(max(1, count))).squareRoot()
  }

  private struct Sum {
    var calls = 0
    var items = 0
    var tokens = 0
    var squares = 0

    init(_ tallies: [OutputTally]) {
      for tally in tallies {
        calls += tally.calls
        items += tally.items
        tokens += tally.tokens
        squares += tally.squares
      }
    }

    /// The tokens of a call of n items scatter n times as much as those of one, in variance.
    var spread: Double {
      if calls < 2 || items == 0 { return 0 }
      let scatter = Double(squares) - Double(tokens) * Double(tokens) / Double(items)
      return max(0, scatter / Double(calls - 1)).squareRoot()
    }
  }
}
