import ContentModel
import Formats

extension RuleSettings {
  /// Reads `library/rules/<kind>.yaml`.
  ///
  /// - Parameters:
  ///   - file: the path for messages.
  ///   - schema: the JSON Schema of the kind's bodies; without one any field may be named.
  /// - Throws: the first fault of the file, with its place and what mends it: a rule, key or severity that does not
  ///   exist, a value of the wrong type, limits that exclude each other, a parameter that is missing, a field that no body
  ///   of the kind has.
  public init(yaml: String, file: String, kind: String, schema: JSON? = nil) throws(RuleSettingsError) {
    do {
      let root = try YAML.parse(yaml, file: file)
      var reader = RuleSettingsReader()
      self = try reader.settings(root, kind: kind)
      if let schema { try FieldVerification(schema: schema, kind: kind).verify(self, reader.places) }
    } catch {
      throw RuleSettingsError(error)
    }
  }
}

/// Reads a rule file; see ``RuleSettings``.
struct RuleSettingsReader {
  /// The checks of the kind, once they are read: the section of a language changes them.
  private var rulesOfKind: [String: String] = [:]
  private(set) var places = SettingsPlaces()

  private static let commonKeys = ["enabled", "severity", "penalty", "fix"]

  mutating func settings(_ root: YAMLNode, kind: String) throws(YAMLError) -> RuleSettings {
    try root.rejectUnknownKeys(allowed: ["rules", "languages"])
    var checks: [CheckSettings] = []
    for entry in try root.require("rules").mapping() { checks.append(try check(entry, in: "", root.file)) }
    rulesOfKind = Dictionary(checks.map { ($0.name, $0.rule) }) { first, _ in first }
    var languages: [String: [CheckSettings]] = [:]
    for section in try root["languages"]?.mapping() ?? [] {
      guard Self.isLanguageTag(section.key) else {
        throw section.error(
          "`\(section.key)` is no language tag", in: root.file, hint: "write a tag such as `de` or `pt-BR`")
      }
      let language = section.key.lowercased()
      guard languages[language] == nil else {
        throw section.error("the language `\(section.key)` stands twice", in: root.file, hint: "join the two sections")
      }
      var changes: [CheckSettings] = []
      for entry in try section.value.mapping() { changes.append(try check(entry, in: language, root.file)) }
      languages[language] = changes
    }
    let settings = RuleSettings(kind: kind, checks: checks, languages: languages)
    try SettingsVerification(places: places).verify(settings)
    return settings
  }

  /// One check, of the kind or (with a language) of a section.
  private mutating func check(
    _ entry: YAMLNode.Entry, in language: String, _ file: String
  ) throws(YAMLError) -> CheckSettings {
    let name = entry.key
    guard Self.isName(name) else {
      throw entry.error("`\(name)` is no name of a check", in: file, hint: "use small letters, digits and `_`")
    }
    let keys = entry.value.isNull ? [] : try entry.value.mapping()
    let rule = try self.rule(of: entry, in: language, file)
    places.note(entry.error("", in: file), language: language, check: name)
    var settings = CheckSettings(name: name, rule: rule.id)
    settings.changes = try changes(
      keys, of: rule, SettingsPlaces.Key(language: language, check: name), file, further: ["rule", "levels"])
    for level in try entry.value["levels"]?.mapping() ?? [] {
      settings.levels[level.key] = try changes(
        try level.value.mapping(), of: rule,
        SettingsPlaces.Key(language: language, check: name, level: level.key), file, further: [])
    }
    return settings
  }

  /// The rule of a check: what `rule:` says, else the rule that the check has in the kind, else the rule of its name.
  private func rule(
    of entry: YAMLNode.Entry, in language: String, _ file: String
  ) throws(YAMLError) -> any Rule.Type {
    let ids = RuleCatalog.all.map(\.id)
    let ofKind = rulesOfKind[entry.key]
    guard let node = entry.value["rule"] else {
      let id = ofKind ?? entry.key
      if let type = RuleCatalog.type(id: id) { return type }
      throw entry.error(
        "unknown rule `\(id)`", in: file,
        hint: Suggestion.hint(for: id, among: ids + rulesOfKind.keys.sorted())
          ?? "a check with a name of its own names its rule: `rule: words`")
    }
    let id = try node.string()
    guard let type = RuleCatalog.type(id: id) else {
      throw node.error(
        "unknown rule `\(id)`",
        hint: Suggestion.hint(for: id, among: ids) ?? "the rules are " + ids.map { "`\($0)`" }.joined(separator: ", "))
    }
    if let ofKind, ofKind != id {
      throw node.error(
        "`\(entry.key)` has the rule `\(ofKind)` and cannot have another in one language",
        hint: "leave `rule` out, or choose another name for the check")
    }
    return type
  }

  private mutating func changes(
    _ keys: [YAMLNode.Entry], of rule: any Rule.Type, _ place: SettingsPlaces.Key, _ file: String, further: [String]
  ) throws(YAMLError) -> CheckChanges {
    var changes = CheckChanges()
    for entry in keys where !further.contains(entry.key) {
      places.note(
        entry.error("", in: file), language: place.language, check: place.check, level: place.level, name: entry.key)
      switch entry.key {
      case "enabled": changes.enabled = try entry.value.bool()
      case "severity": changes.severity = try Self.severity(entry.value)
      case "penalty": changes.penalty = try Self.count(entry.value, 0...100)
      case "fix": changes.fix = try entry.value.string()
      default:
        guard let parameter = rule.parameters.first(where: { $0.name == entry.key }) else {
          let allowed = Self.commonKeys + further + rule.parameters.map(\.name)
          throw entry.error(
            "unknown key `\(entry.key)` of the rule `\(rule.id)`", in: file,
            hint: Suggestion.hint(for: entry.key, among: allowed)
              ?? "the keys here are \(allowed.sorted().map { "`\($0)`" }.joined(separator: ", "))")
        }
        changes.values[entry.key] = try Self.value(entry.value, parameter)
      }
    }
    if let exactly = keys.first(where: { $0.key == "exactly" }),
      keys.contains(where: { ["min", "max"].contains($0.key) })
    {
      throw exactly.error("`exactly` stands beside `min` or `max`", in: file, hint: "keep one of the two")
    }
    return changes
  }
}

extension YAMLNode.Entry {
  /// An error that points to the key.
  func error(_ problem: String, in file: String, hint: String? = nil) -> YAMLError {
    YAMLError(file: file, line: line, column: column, problem: problem, hint: hint)
  }
}
