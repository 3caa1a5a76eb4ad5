import ContentModel

/// A section that does so much worse than the others of its kind with the same model that its specification, its points,
/// level and target length, is the likelier trouble.
///
/// Compared is the share of drafts accepted at first, by Fisher's exact test, one-sided (``FisherTest``), each section
/// against all others of its kind and model together. Of many sections some come out worse by chance: p is corrected for
/// their number (Holm, "A Simple Sequentially Rejective Multiple Test Procedure", 1979) and must then be at most 0.01. Since
/// with many drafts any difference becomes significant, the share must also lie 20 points below that of the others. Nothing
/// is said of thin data: the section has at least 30 drafts, the others together 100, of at least three sections.
public struct SectionHint: Hashable, Sendable {
  /// Where drafts are comparable but for their section.
  public struct Place: Hashable, Sendable {
    public var kind: String
    public var model: String
    public var section: String
  }

  /// How the drafts of a place fared.
  public struct Figures: Hashable, Sendable {
    public var drafts = 0
    public var acceptedFirst = 0
    /// In how many drafts each rule found something.
    public var rules: [String: Int] = [:]

    mutating func add(_ outcome: DraftOutcome) {
      drafts += 1
      acceptedFirst += outcome.isFirst ? 1 : 0
      for rule in outcome.rules { rules[rule, default: 0] += 1 }
    }

    var share: Double { drafts == 0 ? 0 : Double(acceptedFirst) / Double(drafts) }
  }

  public var place: Place
  public var figures: Figures
  /// The kind's other sections with the same model, together, and how many they are.
  public var others: Figures
  public var otherSections: Int
  /// The corrected p value.
  public var p: Double

  static let leastDrafts = 30
  static let leastOthers = 100
  static let leastSections = 3
  static let leastDifference = 0.2
  static let mostP = 0.01

  /// The hints that some figures give, the smallest p first, then by section.
  static func hints(in cells: [Place: Figures]) -> [SectionHint] {
    struct Group: Hashable {
      var kind: String
      var model: String
    }
    let groups = Dictionary(grouping: cells) { Group(kind: $0.key.kind, model: $0.key.model) }
    var tested: [SectionHint] = []
    for group in groups.values {
      let all = group.reduce(into: Figures()) { sum, cell in
        sum.drafts += cell.value.drafts
        sum.acceptedFirst += cell.value.acceptedFirst
      }
      for (place, figures) in group {
        let others = Figures(
          drafts: all.drafts - figures.drafts, acceptedFirst: all.acceptedFirst - figures.acceptedFirst)
        guard figures.drafts >= leastDrafts, others.drafts >= leastOthers, group.count > leastSections else { continue }
        tested.append(
          SectionHint(
            place: place, figures: figures, others: others, otherSections: group.count - 1,
            p: FisherTest.lower(
              hits: figures.acceptedFirst, of: figures.drafts, otherHits: others.acceptedFirst, of: others.drafts)))
      }
    }
    tested.sort { ($0.p, $0.place.section, $0.place.kind) < ($1.p, $1.place.section, $1.place.kind) }
    var least = 0.0
    for index in tested.indices {
      least = max(least, min(1, tested[index].p * Double(tested.count - index)))
      tested[index].p = least
    }
    return tested.filter { $0.p <= mostP && $0.others.share - $0.figures.share >= leastDifference }
  }
}
