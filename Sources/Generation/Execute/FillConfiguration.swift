import ContentModel
import Formats
import Prompts
import Workspace

/// The settings of one run, frozen when it begins: a resumed run goes on as it began.
public struct FillConfiguration: Hashable, Sendable {
  public var provider: String
  public var model: String
  /// Calls at once, 1 or more.
  public var concurrency: Int
  /// The most drafts a call asks for; nil where the kind's setting applies.
  public var batchSize: Int?
  public var assesses: Bool
  /// Percent of the wanted items that must be accepted for exit code 0.
  public var minAccept: Int
  public var callTries: Int
  public var failuresBeforePause: Int
  /// Seconds after which a call's client gives it up, at most `deadline`.
  public var softDeadline: Int
  /// Seconds after which nobody waits for a call.
  public var deadline: Int
  public var modelOutputLimit: Int
  /// Whether every accepted draft waits for a person, whatever the kind says: a pilot.
  public var reviewsAll: Bool
  /// How calls are made.
  public var mode: FillMode
  /// Seconds between two looks at a batch job, at most.
  public var pollSeconds: Int
  /// So many last calls of a batch run are made live, where no job is left to wait for.
  public var stragglersLive: Int

  /// The library's settings, with what a command line says laid over them.
  public init(
    settings: Settings, provider: String? = nil, model: String? = nil, batchSize: Int? = nil, minAccept: Int? = nil,
    reviewsAll: Bool = false, mode: FillMode = .live
  ) throws(FillRefusal) {
    let name = provider ?? settings.provider
    try FillRefusal.check(provider: name, settings)
    // The simulated provider has one model, whatever it is called.
    let usual = name == "simulated" ? "simulated-1" : nil
    guard let model = model ?? settings.models[name] ?? usual else { throw FillRefusal.noModel(provider: name) }
    self.provider = name
    self.model = model
    concurrency = settings.fill.concurrency
    self.batchSize = batchSize
    assesses = settings.fill.assess
    self.minAccept = minAccept ?? settings.fill.minAccept
    callTries = settings.fill.callTries
    failuresBeforePause = settings.fill.failuresBeforePause
    softDeadline = min(settings.fill.softDeadline, settings.fill.deadline)
    deadline = settings.fill.deadline
    modelOutputLimit = settings.fill.modelOutputLimit
    self.reviewsAll = reviewsAll
    self.mode = mode
    pollSeconds = settings.fill.pollSeconds
    stragglersLive = settings.fill.stragglersLive
  }

  /// As the store keeps it.
  public var json: JSON {
    [
      "provider": .string(provider), "model": .string(model), "concurrency": .integer(concurrency),
      "batch_size": batchSize.map { .integer($0) } ?? .null, "assess": .bool(assesses),
      "min_accept": .integer(minAccept), "call_tries": .integer(callTries),
      "failures_before_pause": .integer(failuresBeforePause), "deadline_s": .integer(deadline),
      "soft_deadline_s": .integer(softDeadline),
      "model_output_limit": .integer(modelOutputLimit), "review_all": .bool(reviewsAll),
      "mode": .string(mode.rawValue), "poll_s": .integer(pollSeconds), "stragglers_live": .integer(stragglersLive),
    ]
  }

  /// Reads what `json` wrote.
  public init(json: JSON) throws(FillRefusal) {
    func whole(_ name: String) throws(FillRefusal) -> Int {
      guard let value = json[name]?.integer else { throw FillRefusal.unreadableConfiguration(name) }
      return value
    }
    func text(_ name: String) throws(FillRefusal) -> String {
      guard let value = json[name]?.string else { throw FillRefusal.unreadableConfiguration(name) }
      return value
    }
    provider = try text("provider")
    model = try text("model")
    concurrency = try whole("concurrency")
    batchSize = json["batch_size"]?.integer
    assesses = json["assess"]?.bool ?? true
    minAccept = try whole("min_accept")
    callTries = try whole("call_tries")
    failuresBeforePause = try whole("failures_before_pause")
    deadline = try whole("deadline_s")
    softDeadline = json["soft_deadline_s"]?.integer ?? deadline
    modelOutputLimit = try whole("model_output_limit")
    reviewsAll = json["review_all"]?.bool ?? false
    // Runs of an earlier version have none of these.
    mode = json["mode"]?.string.flatMap(FillMode.init) ?? .live
    pollSeconds = json["poll_s"]?.integer ?? FillSettings().pollSeconds
    stragglersLive = json["stragglers_live"]?.integer ?? 0
  }

  /// How drafts of a kind are judged under this configuration.
  func policy(for kind: Kind) -> DraftPolicy {
    DraftPolicy(
      retries: kind.settings.retries, threshold: kind.settings.threshold, assesses: assesses,
      reviewsAll: reviewsAll || kind.settings.publishing == .review)
  }

  /// How drafts of a kind are grouped: no more of them in a call than fill 80 % of the model's output limit.
  ///
  /// - Parameters:
  ///   - tokensPerItem: Output tokens of one item: learned, else nil for the kind's own figure.
  ///   - bySection: The same for sections that are known well enough.
  func groups(for kind: Kind, tokensPerItem: Int?, bySection: [String: Int] = [:]) -> GroupPolicy {
    func bound(_ size: Int, _ tokens: Int) -> Int { max(1, min(size, modelOutputLimit * 4 / 5 / max(1, tokens))) }
    var policy = GroupPolicy(
      size: bound(batchSize ?? kind.settings.batchSize, tokensPerItem ?? kind.settings.outputTokens.generation),
      assessmentSize: batchSize == 1 ? 1 : bound(kind.settings.assessmentSize, kind.settings.outputTokens.assessment),
      isStrict: kind.settings.grouping == .strict)
    policy.sizes = bySection.mapValues { bound(batchSize ?? kind.settings.batchSize, $0) }
    return policy
  }
}

extension FillConfiguration {
  /// The configuration of a run that another tool began: that of the settings, with the provider and the model that the
  /// run names, where they are known here. What else it says was never checked.
  public init(adopting config: JSON, settings: Settings) throws(FillRefusal) {
    var provider = config["provider"]?.string
    if let name = provider, !ProviderSettings.names(settings).contains(name) { provider = nil }
    try self.init(
      settings: settings, provider: provider, model: provider == nil ? nil : config["model"]?.string)
  }
}
