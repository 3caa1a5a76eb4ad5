/// What decides about the findings of one check but the code: its rule, the rule's version, all that is set for it.
///
/// Of two equal ones the findings are the same.
public struct RuleFingerprint: Hashable, Sendable {
  /// The identifier of the rule.
  public var rule: String
  /// The version of the rule's code.
  public var version: Int
  /// A digest of what is set for it, at all levels, in hexadecimal.
  public var settings: String

  public init(rule: String, version: Int, settings: String) {
    self.rule = rule
    self.version = version
    self.settings = settings
  }
}
