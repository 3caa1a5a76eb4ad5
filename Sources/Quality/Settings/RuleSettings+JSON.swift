import Formats

extension RuleSettings {
  /// The settings as one JSON value, with the versions of the rules: equal where they judge alike.
  var json: JSON {
    var document = JSON.object(["kind": .string(kind), "checks": .array(checks.map(\.json))])
    for tag in languages.keys.sorted() {
      document["languages", default: [:]][tag] = .array((languages[tag] ?? []).map(\.json))
    }
    return document
  }
}

extension CheckSettings {
  /// The settings of the check as one JSON value, with the version of its rule.
  var json: JSON {
    var document = changes.json
    document["name"] = .string(name)
    document["rule"] = .string(rule)
    document["version"] = RuleCatalog.type(id: rule).map { .integer($0.version) }
    for level in levels.keys.sorted() { document["levels", default: [:]][level] = levels[level]?.json }
    return document
  }
}

extension CheckChanges {
  fileprivate var json: JSON {
    var document = JSON.object([:])
    document["enabled"] = enabled.map(JSON.bool)
    document["severity"] = severity.map { .string($0.rawValue) }
    document["penalty"] = penalty.map { .integer($0) }
    document["fix"] = fix.map(JSON.string)
    for name in values.keys.sorted() { document["values", default: [:]][name] = values[name] }
    return document
  }
}

extension JSON {
  fileprivate subscript(_ name: String, default value: JSON) -> JSON {
    get { self[name] ?? value }
    set { self[name] = newValue }
  }
}
