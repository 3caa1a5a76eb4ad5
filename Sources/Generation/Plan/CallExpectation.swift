import ContentModel
import ContentStore
import Coverage
import Providers

/// What is expected of the calls of a fill to come.
public struct CallExpectation: Hashable, Sendable {
  /// Where an expectation comes from.
  public enum Source: Hashable, Sendable {
    /// The ledger: how the model has done so far.
    case ledger
    /// The settings of the simulated provider, which does what they say.
    case settings
    /// Nothing is known.
    case assumption
  }

  /// The mean time of a call.
  public var seconds: Double
  /// How far the time of a single call may be from the mean, as a share of it: 0 to 1.
  public var jitter: Double
  /// The shares of first texts and of later ones that the rules send back, or that do not come at all: 0 to 1.
  public var failedFirst: Double
  public var failedLater: Double
  /// The share of assessed texts that fail: 0 to 1.
  public var failedAssessment: Double
  /// Of the shares.
  public var source: Source
  /// How far the time of all calls may be from the mean, as a share of it: one standard deviation.
  public var drift: Double
  /// What is known of each kind and section of the plan, of which the shares above are the mean.
  public var parts: [YieldForecast.Part]

  public init(
    seconds: Double, jitter: Double, failedFirst: Double, failedLater: Double, failedAssessment: Double,
    source: Source, drift: Double = 0, parts: [YieldForecast.Part] = []
  ) {
    self.seconds = seconds
    self.jitter = jitter
    self.failedFirst = failedFirst
    self.failedLater = failedLater
    self.failedAssessment = failedAssessment
    self.source = source
    self.drift = drift
    self.parts = parts
  }

  /// The share of first texts that are sent back, by the rules or by the assessment.
  public var sentBack: Double { 1 - (1 - failedFirst) * (1 - failedAssessment) }

  /// A call of a hosted model for some texts takes seconds, not milliseconds.
  private static let usualSeconds = 10.0
  private static let usualJitter = 0.4
  /// A provider is not equally fast every day, and of an unknown one only the order of magnitude is known.
  private static let usualDrift = 0.1
  private static let unknownDrift = 0.4
}

extension FillContext {
  /// What is expected of the calls for some slots: what the simulated provider is set to, else what the ledger has seen of
  /// the model, from the slot's section back to the whole kind, else what is usual.
  public func expectation(_ configuration: FillConfiguration, slots: [WantedSlot]) throws -> CallExpectation {
    let parts = try parts(configuration, slots: slots)
    if let simulated {
      let (first, later, assessment) = Self.failures(of: simulated)
      return CallExpectation(
        seconds: Double(simulated.latencyMilliseconds) / 1000, jitter: simulated.latencyJitter, failedFirst: first,
        failedLater: later, failedAssessment: assessment, source: .settings, parts: parts)
    }
    let (name, model) = (configuration.provider, configuration.model)
    let seconds = try store.read { try $0.secondsPerCall(provider: name, model: model) }
    return CallExpectation(seconds: seconds, parts: parts)
  }

  private func parts(_ configuration: FillConfiguration, slots: [WantedSlot]) throws -> [YieldForecast.Part] {
    struct Place: Hashable {
      var kind: String
      var section: String
    }
    var counts: [Place: Int] = [:]
    for slot in slots { counts[Place(kind: slot.kind, section: slot.key.section), default: 0] += 1 }
    var tallies: [String: [CourseTally]] = [:]
    let (name, model) = (configuration.provider, configuration.model)
    return try counts.sorted { ($0.key.kind, $0.key.section) < ($1.key.kind, $1.key.section) }.map { place, items in
      guard let kind = kinds[place.kind] else { throw DraftWithoutPlace(place: "kind \(place.kind)") }
      let retries = configuration.policy(for: kind).retries
      var rates: PassRates
      if let simulated {
        let (first, later, assessment) = Self.failures(of: simulated)
        rates = .set(failedFirst: first, failedLater: later, failedAssessment: assessment, retries: retries)
      } else {
        if tallies[place.kind] == nil {
          tallies[place.kind] = try store.read {
            try $0.courseTallies(kind: place.kind, provider: name, model: model)
          }
        }
        rates = .learned(tallies[place.kind] ?? [], section: place.section, promptHash: kind.hash)
      }
      if !configuration.assesses { rates = rates.unassessed() }
      return YieldForecast.Part(
        kind: place.kind, section: place.section, items: items, rates: rates, retries: retries)
    }
  }

  private static func failures(of simulated: SimulatedSettings) -> (first: Double, later: Double, assessment: Double) {
    // A cut-off answer loses half of its texts on average.
    let lost =
      1
      - [.refusal, .contentFilter, .malformed, .missingSlot].reduce(1 - simulated.rate(.truncation) / 2) {
        $0 * (1 - simulated.rate($1))
      }
    func share(_ fault: SimulatedFault) -> Double { min(0.99, 1 - (1 - lost) * (1 - simulated.rate(fault))) }
    return (share(.ruleFailure), share(.regenerationFailure), min(0.99, simulated.rate(.failedAssessment)))
  }
}

extension CallExpectation {
  /// The means of the parts, each by its items.
  fileprivate init(seconds: Double?, parts: [YieldForecast.Part]) {
    let items = parts.reduce(0) { $0 + $1.items }
    func mean(_ figure: (YieldForecast.Part) -> Double) -> Double {
      parts.reduce(0) { $0 + Double($1.items) * figure($1) } / Double(max(1, items))
    }
    func share(_ passed: Double, of assessed: Double) -> Double {
      items == 0 || assessed <= 0 ? 0 : max(0, min(0.99, 1 - passed / assessed))
    }
    let assessed = mean(\.rates.assessed.mean)
    let isKnown = parts.contains { $0.rates.known.model > 0 }
    self.init(
      seconds: seconds ?? Self.usualSeconds, jitter: Self.usualJitter,
      failedFirst: share(mean(\.rates.first.mean), of: assessed),
      failedLater: share(mean { $0.rates.laterPass(retries: $0.retries) }, of: assessed),
      failedAssessment: items == 0 ? 0 : 1 - assessed, source: isKnown ? .ledger : .assumption,
      drift: seconds == nil ? Self.unknownDrift : Self.usualDrift, parts: parts)
  }
}
