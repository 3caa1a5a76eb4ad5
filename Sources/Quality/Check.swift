import ContentModel

/// A rule as a kind uses it: under a name of its own, with its severity and penalty.
///
/// One rule may serve several checks of a kind: `words` is `title_words` and `content_words` of `micro_lesson`.
struct Check: Hashable, Sendable {
  /// The name in the settings, and the rule of the findings.
  let name: String
  let ruleVersion: Int
  let severity: Severity
  let penalty: Int
  /// The mend that the settings give in place of the rule's own, or nil.
  let fix: String?

  /// A finding of this check.
  func finding(_ message: String, fix: String) -> Finding {
    Finding(
      rule: name, ruleVersion: ruleVersion, severity: severity, penalty: penalty, message: message, fix: self.fix ?? fix
    )
  }
}
