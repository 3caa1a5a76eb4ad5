import ContentModel

/// What the rules say of an item.
public struct Judgement: Hashable, Sendable {
  /// The most severe first, then by rule, then in the order in which the rule found them.
  public let findings: [Finding]

  public init(findings: [Finding]) {
    self.findings = findings.enumerated().sorted { left, right in
      if left.element.severity != right.element.severity { return left.element.severity > right.element.severity }
      if left.element.rule != right.element.rule { return left.element.rule < right.element.rule }
      return left.offset < right.offset
    }.map(\.element)
  }

  /// 100 minus the penalties, 0 to 100.
  public var score: Int { findings.score }
  /// Whether one finding is critical, which forces a new attempt.
  public var hasCritical: Bool { findings.hasCritical }
}
