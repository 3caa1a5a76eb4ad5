/// How much a finding weighs.
public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
  case info, warning, critical

  public static func < (left: Severity, right: Severity) -> Bool {
    func rank(_ severity: Severity) -> Int { allCases.firstIndex(of: severity) ?? 0 }
    return rank(left) < rank(right)
  }
}

/// One thing a quality rule has to say of an item.
public struct Finding: Hashable, Sendable {
  /// The rule of findings that come from an assessment by a model instead of a rule's code.
  public static let assessmentRule = "assessment"

  /// The identifier of the rule: `gap_numbering`.
  public var rule: String
  /// The version of the rule's code, so that a stored finding tells which one spoke.
  public var ruleVersion: Int
  public var severity: Severity
  /// Points taken from the score, 0 or more.
  public var penalty: Int
  /// What is wrong, and where in the item.
  public var message: String
  /// What to do about it; goes into the prompt of the next attempt.
  public var fix: String

  public init(rule: String, ruleVersion: Int, severity: Severity, penalty: Int, message: String, fix: String) {
    self.rule = rule
    self.ruleVersion = ruleVersion
    self.severity = severity
    self.penalty = penalty
    self.message = message
    self.fix = fix
  }
}

extension [Finding] {
  /// 100 minus the penalties, never below 0.
  public var score: Int { Swift.max(0, 100 - reduce(0) { $0 + $1.penalty }) }
  /// Whether one of them is critical.
  public var hasCritical: Bool { contains { $0.severity == .critical } }
}
