import ContentStore
import Glibc

/// What becomes of the drafts of one kind and section: accepted with the first text, accepted after regeneration, or
/// dropped.
public struct PassRates: Hashable, Sendable {
  /// Drafts whose first text is accepted.
  public var first: LearnedShare
  /// Of the others, those that are dropped in the end.
  public var droppedOfSentBack: LearnedShare
  /// Of assessed texts, those that pass; 1 where nothing is assessed.
  public var assessed: LearnedShare
  /// How many ended drafts of the model speak for it: of the kind, of those the prompt's, of those the section's.
  public var known = Known()

  /// Drafts that were counted, from the general to the special.
  public struct Known: Hashable, Sendable {
    public var model = 0
    public var prompt = 0
    public var section = 0

    public init() {}
  }

  /// The share of drafts that are dropped.
  public var dropped: Double { (1 - first.mean) * droppedOfSentBack.mean }
  /// The share of drafts that are accepted after regeneration.
  public var regenerated: Double { (1 - first.mean) * (1 - droppedOfSentBack.mean) }

  /// What is taken for granted of a model that nothing is known of: one text in ten fails the rules and one in ten of the
  /// others its assessment; of what is sent back, one draft in twenty is dropped.
  ///
  /// It speaks with four drafts: the first ones that are known count for more.
  public static let assumption = PassRates(
    first: LearnedShare(mean: 0.81, trials: 4), droppedOfSentBack: LearnedShare(mean: 0.05, trials: 4),
    assessed: LearnedShare(mean: 0.9, trials: 4))

  /// The rates that follow from shares of failing texts that are set, with so many retries.
  static func set(failedFirst: Double, failedLater: Double, failedAssessment: Double, retries: Int) -> PassRates {
    let later = (1 - failedLater) * (1 - failedAssessment)
    return PassRates(
      first: .exactly((1 - failedFirst) * (1 - failedAssessment)),
      droppedOfSentBack: .exactly(pow(1 - later, Double(retries))), assessed: .exactly(1 - failedAssessment))
  }

  /// What the ledger has shown of a section with a prompt: from the model's drafts of the kind with other prompts to
  /// those of other sections with this one, and to the section's own. Each group speaks for its part with at most 20 drafts.
  public static func learned(_ tallies: [CourseTally], section: String, promptHash: String) -> PassRates {
    let prompted = tallies.filter { $0.promptHash == promptHash }
    // Each group without what comes after it: nothing is to be said twice.
    let groups = [
      tallies.filter { $0.promptHash != promptHash }, prompted.filter { $0.section != section },
      prompted.filter { $0.section == section },
    ].map(Sum.init)
    let all = Sum(tallies)
    var rates = assumption
    // Where nothing was ever assessed, no text fails there.
    if all.drafts > 0, all.assessed == 0 { rates.assessed = .exactly(1) }
    for (index, group) in groups.enumerated() {
      // A section's own drafts are alike; those of many sections say less of another one than their number.
      func effective(_ counts: [Int]) -> Double? { index == 2 ? nil : LearnedShare.effective(counts) }
      rates.first = rates.first.refined(
        successes: group.first, of: group.drafts, effective: effective(group.bySection.map(\.drafts)))
      rates.droppedOfSentBack = rates.droppedOfSentBack.refined(
        successes: group.drafts - group.accepted, of: group.drafts - group.first,
        effective: effective(group.bySection.map(\.sentBack)))
      rates.assessed = rates.assessed.refined(
        successes: min(group.accepted, group.assessed), of: group.assessed)
    }
    (rates.known.model, rates.known.prompt, rates.known.section) = (
      all.drafts, groups[1].drafts + groups[2].drafts, groups[2].drafts
    )
    return rates
  }

  /// The same drafts without an assessment: those whose first text the assessment would send back pass.
  func unassessed() -> PassRates {
    var rates = self
    rates.first.mean = min(1, first.mean / max(0.01, assessed.mean))
    rates.assessed = .exactly(1)
    return rates
  }

  /// The share of later texts that are accepted, where so many may follow the first: that of which the share of dropped
  /// drafts follows, were each text as likely to pass as the one before.
  func laterPass(retries: Int) -> Double {
    retries == 0 ? 0 : 1 - pow(min(1, max(0, droppedOfSentBack.mean)), 1 / Double(retries))
  }

  /// How many texts a draft is asked for again that is sent back, on average: 1 to `retries`.
  func laterTexts(retries: Int, dropped: Double) -> Double {
    let pass = 1 - pow(min(1, max(0, dropped)), 1 / Double(max(1, retries)))
    if retries == 0 { return 0 }
    return pass <= 0 ? Double(retries) : (1 - dropped) / pass
  }

  private struct Sum {
    var drafts = 0
    var first = 0
    var accepted = 0
    var assessed = 0
    var bySection: [(drafts: Int, sentBack: Int)] = []

    init(_ tallies: [CourseTally]) {
      for (_, tallies) in Dictionary(grouping: tallies, by: \.section).sorted(by: { $0.key < $1.key }) {
        var section = (drafts: 0, sentBack: 0)
        for tally in tallies {
          drafts += tally.drafts
          first += tally.acceptedFirst
          accepted += tally.accepted
          assessed += tally.assessed
          section.drafts += tally.drafts
          section.sentBack += tally.drafts - tally.acceptedFirst
        }
        bySection.append(section)
      }
    }
  }
}
