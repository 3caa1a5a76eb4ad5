import ContentModel
import World

/// One fill, as the store keeps it.
public struct StoredRun: Hashable, Sendable {
  /// The row: 1, 2, 3, …
  public var id: Int64
  public var uuid: String
  public var status: RunStatus
  /// Why it is paused or was cancelled; empty else.
  public var reason: String
  public var actor: String
  /// The selection as the command line spells it.
  public var selection: String
  /// The frozen configuration, JSON.
  public var configuration: String
  /// The publish event whose catalogue and targets it was planned from.
  public var catalogueEvent: Int64
  /// How many items it was to make.
  public var wanted: Int
  /// How many drafts it may begin.
  public var maxDrafts: Int
  public var currency: String
  /// The most it may spend; nil for no limit.
  public var budget: Money?
  /// Held back for calls in flight, and for calls whose outcome is unknown.
  public var reserved: Money
  public var spent: Money
  public var fallbacks: Int
  public var halvings: Int
  /// The process that works on it, and until when that is believed without a sign of life.
  public var holder: String?
  public var leaseUntil: Timestamp?
  public var startedAt: Timestamp
  public var endedAt: Timestamp?

  /// A run that was not begun, because nothing was wanted: what its document says is nothing.
  public static func notBegun(selection: String, actor: String, budget: Money?, currency: String) -> StoredRun {
    StoredRun(
      id: 0, uuid: "", status: .finished, reason: "", actor: actor, selection: selection, configuration: "",
      catalogueEvent: 0, wanted: 0, maxDrafts: 0, currency: currency, budget: budget, reserved: .zero, spent: .zero,
      fallbacks: 0, halvings: 0, holder: nil, leaseUntil: nil, startedAt: Timestamp(milliseconds: 0), endedAt: nil)
  }
}

/// What is needed to begin a run.
public struct NewRun: Sendable {
  public var selection: String
  public var configuration: String
  public var catalogueEvent: Int64
  public var wanted: Int
  public var maxDrafts: Int
  public var currency: String
  public var budget: Money?

  public init(
    selection: String, configuration: String, catalogueEvent: Int64, wanted: Int, maxDrafts: Int, currency: String,
    budget: Money?
  ) {
    self.selection = selection
    self.configuration = configuration
    self.catalogueEvent = catalogueEvent
    self.wanted = wanted
    self.maxDrafts = maxDrafts
    self.currency = currency
    self.budget = budget
  }
}

/// Why a name given by a person is no run.
public enum RunLookupFailure: Failure, Hashable {
  case unknown(String)
  /// `last`, where there is none yet.
  case noneYet
  case ambiguous(String, Int)

  public var message: String {
    switch self {
    case .unknown(let name): "there is no run '\(name)'"
    case .noneYet: "there is no run yet"
    case .ambiguous(let name, let count): "'\(name)' names \(count) runs"
    }
  }

  public var hint: String? {
    switch self {
    case .unknown: "`libtool runs list` shows them; any unique beginning or end of a run's uuid will do, or `last`"
    case .noneYet: "`libtool fill` begins one"
    case .ambiguous: "give more of the uuid"
    }
  }
}
