import ContentModel
import Formats
import Interchange
import Notifications
import Prompts

/// Whether a library's content is for learners or a rehearsal.
public enum LibraryMode: String, Hashable, Sendable, CaseIterable { case production, rehearsal }

/// What `library/libtool.yaml` says.
public struct Settings: Sendable {
  public var mode: LibraryMode
  /// The ledger's currency, three letters.
  public var currency: String
  /// The kinds in use, in order, with what they override of their own settings.
  public var kinds: [KindOverride]
  /// The provider that fills use unless told otherwise.
  public var provider: String
  /// The model of each provider, by the provider's name.
  public var models: [String: String]
  /// The raw settings of each provider, by its name.
  public var providers: [String: JSON]
  /// Where the settings of providers stand, for complaints of those who can read them.
  public var providerEntries: [YAMLNode.Entry]
  /// The day the prices were looked up: `2026-11-20`.
  public var pricesAsOf: String
  /// By `provider/model`, where `*` stands for any text.
  public var prices: [String: Price]
  /// What all runs together may spend in a day and a month.
  public var budgets: Budgets
  /// What a person takes for an item.
  public var personPrices: PersonPrices
  public var fill: FillSettings
  public var answers: AnswerSettings
  public var exports: [ExportJob]
  /// Who is told of what.
  public var notifications: [NoticeChannel]
}

/// A kind in use.
public struct KindOverride: Hashable, Sendable {
  public var name: String
  public var publishing: KindSettings.Publishing?
  public var batchSize: Int?
  public var assessmentSize: Int?
  public var retries: Int?
  public var threshold: Int?
}

/// How fills are made.
public struct FillSettings: Hashable, Sendable {
  /// Calls at once, 1 or more.
  public var concurrency = 8
  /// The share of the wanted items that must be accepted for exit code 0, in percent.
  public var minAccept = 70
  /// Drafts that may be begun, as a multiple of the items wanted, at least 1.
  public var maxDraftsFactor = 2.0
  /// Whether a model assesses what the rules let through.
  public var assess = true
  /// Tries of one call that the provider fails, at least 1.
  public var callTries = 3
  /// Calls that may fail one after the other before the run pauses, at least 1.
  public var failuresBeforePause = 10
  /// Seconds after which a call's client gives it up. It counts where it is below `deadline`.
  public var softDeadline = 120
  /// Seconds after which nobody waits for a call, whatever its client does.
  public var deadline = 180
  /// Output tokens that the model can write in one call.
  public var modelOutputLimit = 16_384
  /// Seconds between two looks at a batch job, at most.
  public var pollSeconds = 60
  /// So many last calls of a batch run are made live, where no job is left to wait for.
  public var stragglersLive = 0

  public init() {}
}

/// How requests and raw answers are kept.
public struct AnswerSettings: Hashable, Sendable {
  /// Days after the end of a run for which they are kept; nil keeps them for ever.
  public var keepDays: Int?
  /// Whether they are compressed.
  public var compress = true

  public init() {}
}

/// An export that is made by its name.
public struct ExportJob: Hashable, Sendable {
  public var name: String
  public var format: ExportFormat
  /// Relative to the library's root.
  public var output: String
  public var selection: Selection
}
