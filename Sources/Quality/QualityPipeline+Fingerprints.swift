import ContentModel
import Formats

extension QualityPipeline {
  /// The checks that judge items in a language, by name, those that are switched off left out.
  ///
  /// - Parameter tag: A BCP 47 tag.
  public func fingerprints(forLanguage tag: String) -> [String: RuleFingerprint] {
    var result: [String: RuleFingerprint] = [:]
    for check in settings.checks(forLanguage: settings.section(forLanguage: tag)) {
      let isOff = !(check.changes.enabled ?? true) && check.levels.values.allSatisfy { !($0.enabled ?? false) }
      guard !isOff, let type = RuleCatalog.type(id: check.rule) else { continue }
      var decides = [check.json]
      // What fits the schema is set beside the rules.
      if check.rule == Schema.id { decides.append(schemaDigest.map(JSON.string) ?? .null) }
      result[check.name] = RuleFingerprint(
        rule: check.rule, version: type.version, settings: SHA256.hexadecimal(of: JSON.array(decides).canonicalBytes()))
    }
    return result
  }
}
