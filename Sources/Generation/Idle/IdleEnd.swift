import ContentModel

/// Why an idle fill ends.
public enum IdleEnd: Hashable, Sendable {
  case nothingMissing
  /// So many items were made within the day.
  case quota(Int)
  case budget(Money, currency: String)
  /// As many items as were asked for.
  case limit(Int)
  /// The time it was to work until.
  case time
  case interrupted
  /// A run has dropped all that it was to make: the next one would do the same.
  case fruitless(run: String)
  /// A run rests for a reason of its own, such as a provider that fails.
  case rests(run: String, reason: String, exitCode: ExitCode)

  /// One sentence without a full stop.
  public var reason: String {
    switch self {
    case .nothingMissing: "nothing is missing"
    case .quota(let items):
      "the day's \(items) \(items == 1 ? "item is" : "items are") made; the next day begins at 00:00 UTC"
    case .budget(let budget, let currency): "the budget of \(budget) \(currency) is used up"
    case .limit(let items): "\(items) \(items == 1 ? "item was" : "items were") to be made"
    case .time: "its time is over"
    case .interrupted: "it was interrupted"
    case .fruitless(let run):
      "run \(run) accepted nothing, and the next one would do the same; `libtool runs show \(run)` says why"
    case .rests(let run, let reason, _): "run \(run) rests: \(reason)"
    }
  }

  public var exitCode: ExitCode {
    switch self {
    case .nothingMissing, .limit: .done
    case .quota, .budget: .budget
    case .time, .fruitless: .partial
    case .interrupted: .interrupted
    case .rests(_, _, let code): code == .done ? .partial : code
    }
  }
}

/// Another idle fill works on the library.
public struct IdleConflict: Failure, Hashable {
  public init() {}

  public var message: String { "another idle fill works on this library" }
  public var hint: String? {
    "one is enough: it takes the worst gaps first; stop it with Ctrl-C there to begin another"
  }
  public var exitCode: ExitCode { .busy }
}

/// What an idle fill has come to.
public struct IdleReport: Hashable, Sendable {
  /// Its runs, in order.
  public var runs: [String] = []
  public var accepted = 0
  public var dropped = 0
  public var cost = Money.zero
  /// Calls whose model has no price: what they cost is not known.
  public var unpricedCalls = 0
  /// How often it has given way to another run.
  public var gaveWay = 0
  /// Items made within the day (UTC), by all runs.
  public var madeToday = 0
  public var end = IdleEnd.nothingMissing

  /// The cost as far as it is known; nil where no call with a cost was made, but some without a price.
  public var knownCost: Money? { unpricedCalls > 0 && cost == .zero ? nil : cost }

  public init() {}
}
