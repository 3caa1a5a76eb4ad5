import ContentModel
import Formats

/// The rules of a kind, ready to judge its items.
///
/// Pure and quick: made once for a kind, it judges an item of some kilobytes in far less than a millisecond, in time
/// linear in the size of the body.
public struct QualityPipeline: Sendable {
  /// The name of the kind.
  public let kind: String
  /// A digest, in hexadecimal, of everything that decides about findings but the code: settings, versions of the
  /// rules, schema. Equal digests judge alike.
  public let settingsDigest: String

  /// What makes two items of the kind alike; nil where its rules have no check `near_duplicate`.
  public let similarity: SimilarityProfile?

  let settings: RuleSettings
  /// Nil without a schema.
  let schemaDigest: String?
  private let schema: JSONSchemaValidator?
  /// By language section (`""` for all others), then by level (`""` for all others).
  private let checks: [String: [String: [ReadyCheck]]]

  /// A check made ready: its rule knows its values.
  private struct ReadyCheck {
    let rule: any Rule
    let check: Check
  }

  /// A pipeline with some settings and the JSON Schema of the whole body; without a schema the rule `schema` is
  /// silent.
  ///
  /// - Throws: what in the schema cannot be used.
  public init(settings: RuleSettings, schema: JSON?) throws(JSONSchemaError) {
    self.settings = settings
    similarity = Self.similarity(settings)
    self.schema = if let schema { try JSONSchemaValidator(schema: schema) } else { nil }
    schemaDigest = schema.map { SHA256.hexadecimal(of: $0.canonicalBytes()) }
    kind = settings.kind
    settingsDigest = SHA256.hexadecimal(of: JSON.array([settings.json, schema ?? .null]).canonicalBytes())
    var checks: [String: [String: [ReadyCheck]]] = [:]
    var made: [CheckSettings: ReadyCheck?] = [:]
    for section in [nil] + settings.languages.keys.map(Optional.some) {
      let listed = settings.checks(forLanguage: section)
      let all =
        listed.filter { !Self.lastRules.contains($0.rule) }
        + Self.lastRules.flatMap { id in
          listed.filter { $0.rule == id }
        }
      for level in settings.levels(forLanguage: section).union([""]) {
        checks[section ?? "", default: [:]][level] = all.compactMap { check in
          // Most are the same in all languages and levels, and some have long lists of phrases to make ready.
          let settings = CheckSettings(name: check.name, rule: check.rule, changes: check.changes(atLevel: level))
          if let known = made[settings] { return known }
          let ready = Self.ready(settings)
          made[settings] = .some(ready)
          return ready
        }
      }
    }
    self.checks = checks
  }

  /// The names that findings may bear, sorted.
  public var ruleNames: [String] {
    let ready = checks.values.flatMap(\.values).joined()
    let limit = ready.contains { $0.rule is Pattern } ? [Pattern.limitRule] : []
    return Set(ready.map(\.check.name) + limit).sorted()
  }

  /// The levels for which the settings say something of their own.
  public var levels: Set<String> { settings.levels }

  /// Rules that come after all others, so that they need not say again what another check has said better: of broken
  /// characters, of a code fence, of a single field.
  private static let lastRules = [BannedCharacters.id, UnclosedMarkup.id, Schema.id]

  /// What the rules say of an item.
  public func judge(_ subject: QualitySubject) -> Judgement {
    let reading = Reading(subject, schema: schema)
    var findings: [Finding] = []
    for ready in ready(for: subject) {
      findings += ready.rule.findings(in: reading, as: ready.check).prefix(Reading.mostFindings)
    }
    return Judgement(findings: findings)
  }

  /// What the checks of near-duplicates alone say of an item: for twins that are found once it has been judged.
  public func nearDuplicates(_ subject: QualitySubject) -> [Finding] {
    let reading = Reading(subject, schema: nil)
    return ready(for: subject).filter { $0.rule is NearDuplicate }
      .flatMap { $0.rule.findings(in: reading, as: $0.check) }
  }

  private func ready(for subject: QualitySubject) -> [ReadyCheck] {
    let byLevel = checks[settings.section(forLanguage: subject.language) ?? ""] ?? [:]
    return byLevel[subject.level] ?? byLevel[""] ?? []
  }

  /// The profile is the kind's, whatever its languages and levels say: sketches of one kind are comparable.
  private static func similarity(_ settings: RuleSettings) -> SimilarityProfile? {
    guard let check = settings.checks.first(where: { $0.rule == NearDuplicate.id }), check.changes.enabled ?? true
    else { return nil }
    return SimilarityProfile(values(check.changes, of: NearDuplicate.self))
  }

  private static func values(_ changes: CheckChanges, of type: any Rule.Type) -> RuleValues {
    var values = RuleValues(values: changes.values)
    for parameter in type.parameters where values.values[parameter.name] == nil {
      values.values[parameter.name] = parameter.usual
    }
    return values
  }

  /// Nil where the check is switched off.
  ///
  /// - Parameter settings: Those of one level.
  private static func ready(_ settings: CheckSettings) -> ReadyCheck? {
    let changes = settings.changes
    guard changes.enabled ?? true, let type = RuleCatalog.type(id: settings.rule) else { return nil }
    let values = values(changes, of: type)
    let check = Check(
      name: settings.name, ruleVersion: type.version, severity: changes.severity ?? type.severity,
      penalty: changes.penalty ?? changes.severity?.usualPenalty ?? type.penalty, fix: changes.fix)
    return ReadyCheck(rule: type.init(values), check: check)
  }
}
