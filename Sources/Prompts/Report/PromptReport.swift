import ContentModel

/// How the drafts of sections, kinds, prompts or models fared: how many were accepted at first, after regeneration, and
/// why the others were dropped.
public struct PromptReport: Sendable {
  /// What rows are made by. A row of a rule holds the drafts in which it found something.
  public enum Field: String, ReportField { case section, rule, kind, prompt, model }

  /// The figures of some drafts.
  public struct Row: Hashable, Sendable {
    /// In the order of the fields; nil where nobody knows.
    public var values: [String?]
    public var drafts = 0
    /// Accepted with their first text, and with a later one.
    public var acceptedFirst = 0
    public var acceptedLater = 0
    public var dropped = 0
    public var dropReasons: [String: Int] = [:]

    mutating func add(_ outcome: DraftOutcome) {
      drafts += 1
      if outcome.isAccepted {
        if outcome.isFirst { acceptedFirst += 1 } else { acceptedLater += 1 }
      } else {
        dropped += 1
        dropReasons[outcome.dropReason ?? "unknown", default: 0] += 1
      }
    }
  }

  public let fields: [Field]
  /// All drafts together.
  public private(set) var all = Row(values: [])
  private var groups: [[String?]: Row] = [:]
  private var cells: [SectionHint.Place: SectionHint.Figures] = [:]

  public init(by fields: [Field]) { self.fields = fields }

  /// Takes in one draft.
  public mutating func add(_ outcome: DraftOutcome) {
    all.add(outcome)
    for key in keys(of: outcome) { groups[key, default: Row(values: key)].add(outcome) }
    guard let model = outcome.model else { return }
    let place = SectionHint.Place(kind: outcome.kind, model: model, section: outcome.key.section)
    cells[place, default: SectionHint.Figures()].add(outcome)
  }

  /// The rows, those with the smallest share of drafts accepted at first before the others, then those with more drafts.
  public var rows: [Row] {
    groups.values.sorted { left, right in
      let (mine, others) = (left.acceptedFirst * right.drafts, right.acceptedFirst * left.drafts)
      if mine != others { return mine < others }
      if left.drafts != right.drafts { return left.drafts > right.drafts }
      return left.values.map { $0 ?? "" }.lexicographicallyPrecedes(right.values.map { $0 ?? "" })
    }
  }

  /// Sections whose figures say that their specification is the trouble.
  public var hints: [SectionHint] { SectionHint.hints(in: cells) }

  private func keys(of outcome: DraftOutcome) -> [[String?]] {
    var keys: [[String?]] = [[]]
    for field in fields {
      switch field {
      case .section: keys = keys.map { $0 + [outcome.key.section] }
      case .kind: keys = keys.map { $0 + [outcome.kind] }
      case .prompt: keys = keys.map { $0 + [outcome.promptHash] }
      case .model: keys = keys.map { $0 + [outcome.model] }
      case .rule: keys = keys.flatMap { key in outcome.rules.map { key + [$0] } }
      }
    }
    return keys
  }
}
