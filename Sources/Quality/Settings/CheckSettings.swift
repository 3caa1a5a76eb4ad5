import ContentModel
import Formats

/// What one place in the settings sets for a check; nil and missing where it sets nothing.
struct CheckChanges: Hashable, Sendable {
  var enabled: Bool?
  var severity: Severity?
  var penalty: Int?
  var fix: String?
  /// Values of the rule's own parameters.
  var values: [String: JSON] = [:]

  /// These changes where they set something, else the others.
  func laid(over other: CheckChanges) -> CheckChanges {
    var result = other
    result.enabled = enabled ?? other.enabled
    // A new severity brings its usual penalty along, not the penalty that was meant for the old one.
    result.penalty = penalty ?? (severity == nil ? other.penalty : nil)
    result.severity = severity ?? other.severity
    result.fix = fix ?? other.fix
    // `exactly` and the pair of `min` and `max` take each other's place.
    if values["exactly"] != nil { (result.values["min"], result.values["max"]) = (nil, nil) }
    if values["min"] != nil || values["max"] != nil { result.values["exactly"] = nil }
    result.values.merge(values) { _, new in new }
    return result
  }
}

/// The settings of one check: for all levels, and what differs at some.
struct CheckSettings: Hashable, Sendable {
  /// The name of the check, which its findings carry.
  let name: String
  /// The `id` of its rule.
  let rule: String
  var changes = CheckChanges()
  var levels: [String: CheckChanges] = [:]

  /// The settings at a level: its changes laid over those for all levels.
  func changes(atLevel level: String) -> CheckChanges {
    levels[level].map { $0.laid(over: changes) } ?? changes
  }

  /// These settings, of a language, laid over those of the kind.
  func laid(over other: CheckSettings) -> CheckSettings {
    var result = other
    result.changes = changes.laid(over: other.changes)
    result.levels.merge(levels) { old, new in new.laid(over: old) }
    return result
  }
}
