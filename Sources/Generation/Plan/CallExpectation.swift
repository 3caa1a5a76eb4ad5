import ContentModel
import ContentStore
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

  public init(
    seconds: Double, jitter: Double, failedFirst: Double, failedLater: Double, failedAssessment: Double, source: Source
  ) {
    self.seconds = seconds
    self.jitter = jitter
    self.failedFirst = failedFirst
    self.failedLater = failedLater
    self.failedAssessment = failedAssessment
    self.source = source
  }

  /// The share of first texts that are sent back, by the rules or by the assessment.
  public var sentBack: Double { 1 - (1 - failedFirst) * (1 - failedAssessment) }

  /// A call of a hosted model for some texts takes seconds, not milliseconds.
  private static let usualSeconds = 10.0
  private static let usualJitter = 0.4
  /// One text in ten fails the rules, and one in ten of the others its assessment.
  private static let usualShare = 0.1
  /// Fewer drafts say little of the next ones.
  private static let fewestDrafts = 20
}

extension FillContext {
  /// What is expected of calls for some kinds: what the simulated provider is set to, else what the ledger has seen of the
  /// model, else what is usual.
  public func expectation(
    _ configuration: FillConfiguration, kinds: Set<String>
  ) throws -> CallExpectation {
    if let simulated {
      // A cut-off answer loses half of its texts on average.
      let lost =
        1
        - [.refusal, .contentFilter, .malformed, .missingSlot].reduce(1 - simulated.rate(.truncation) / 2) {
          $0 * (1 - simulated.rate($1))
        }
      func share(_ fault: SimulatedFault) -> Double { min(0.99, 1 - (1 - lost) * (1 - simulated.rate(fault))) }
      return CallExpectation(
        seconds: Double(simulated.latencyMilliseconds) / 1000, jitter: simulated.latencyJitter,
        failedFirst: share(.ruleFailure),
        failedLater: share(.regenerationFailure), failedAssessment: min(0.99, simulated.rate(.failedAssessment)),
        source: .settings)
    }
    let (name, model) = (configuration.provider, configuration.model)
    return try store.read { reader in
      let seconds = try reader.secondsPerCall(provider: name, model: model)
      var all = DraftCourse()
      for kind in kinds {
        let course = try reader.draftCourse(kind: kind, provider: name, model: model)
        all.drafts += course.drafts
        all.accepted += course.accepted
        all.texts += course.texts
        all.assessed += course.assessed
      }
      return CallExpectation(seconds: seconds, course: all)
    }
  }
}

extension CallExpectation {
  fileprivate init(seconds: Double?, course: DraftCourse) {
    func share(_ part: Int, of whole: Int) -> Double {
      whole == 0 ? 0 : max(0, min(0.99, 1 - Double(part) / Double(whole)))
    }
    self.seconds = seconds ?? Self.usualSeconds
    jitter = Self.usualJitter
    if course.drafts < Self.fewestDrafts {
      (failedFirst, failedLater, failedAssessment) = (Self.usualShare, Self.usualShare, Self.usualShare)
      source = .assumption
    } else if course.assessed == 0 {
      // Nothing was assessed: what was not accepted, the rules sent back.
      failedFirst = share(course.accepted, of: course.texts)
      failedLater = failedFirst
      failedAssessment = 0
      source = .ledger
    } else {
      failedFirst = share(course.assessed, of: course.texts)
      failedLater = failedFirst
      failedAssessment = share(course.accepted, of: course.assessed)
      source = .ledger
    }
  }
}
