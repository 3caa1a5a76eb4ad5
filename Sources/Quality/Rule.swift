import ContentModel

/// One thing that can be wrong with an item, and how to tell.
///
/// A rule's name is its type and its file in `Rules/`, its `id` the same name in snake case, and its doc comment its
/// public documentation (`RuleCatalog` hands it on). A rule is a value: it is made from the settings once and judges
/// many items. It takes any body whatever and never throws; what it cannot read is either its own finding or another
/// rule's.
protocol Rule: Sendable {
  /// Stands in settings and findings; never changes.
  static var id: String { get }
  /// Goes up when the rule begins to speak differently of the same item.
  static var version: Int { get }
  /// What a finding weighs unless the settings say otherwise.
  static var severity: Severity { get }
  /// Points taken from the score, 0 to 100, unless the settings say otherwise.
  static var penalty: Int { get }
  /// What is wrong when the rule speaks, in some words.
  static var title: String { get }
  /// What mends it, in general; a finding may say it more exactly.
  static var fix: String { get }
  /// What the settings may set, besides what they may set for every rule.
  static var parameters: [RuleParameter] { get }
  /// Parameters of which the settings have to set at least one; empty where it may do without.
  static var needsOneOf: [String] { get }

  /// Takes values that fit `parameters`: the settings have been checked.
  init(_ values: RuleValues)

  /// What the rule has to say of an item; empty where all is well.
  func findings(in reading: Reading, as check: Check) -> [Finding]
}

extension Rule {
  static var version: Int { 1 }
  static var penalty: Int { severity.usualPenalty }
  static var parameters: [RuleParameter] { [] }
  static var needsOneOf: [String] { [] }
}

/// A rule about the parts of a gap-fill exercise, which are read once for all of them.
protocol GapFillRule: Rule {
  func findings(in exercise: GapFill, as check: Check) -> [Finding]
}

extension GapFillRule {
  func findings(in reading: Reading, as check: Check) -> [Finding] { findings(in: reading.gapFill, as: check) }
}

extension Severity {
  /// Points that a finding of this severity takes unless something else is set: 30, 5, 0.
  var usualPenalty: Int {
    switch self {
    case .critical: 30
    case .warning: 5
    case .info: 0
    }
  }
}
