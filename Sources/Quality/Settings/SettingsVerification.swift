import Formats

/// Where the keys of a rule file stand.
struct SettingsPlaces {
  struct Key: Hashable {
    var language = ""
    var check: String
    var level = ""
    /// The key within the check; empty for the name of the check itself.
    var name = ""
  }

  /// An error without a problem: file, line and column.
  private var places: [Key: YAMLError] = [:]

  mutating func note(_ place: YAMLError, language: String, check: String, level: String = "", name: String = "") {
    places[Key(language: language, check: check, level: level, name: name)] = place
  }

  /// The place of the key that decides for a language and a level: the first of some names in the uppermost layer that
  /// has one of them.
  func deciding(_ names: [String], check: String, language: String, level: String) -> YAMLError? {
    for (language, level) in [(language, level), ("", level), (language, ""), ("", "")] {
      for name in names {
        if let place = places[Key(language: language, check: check, level: level, name: name)] { return place }
      }
    }
    return nil
  }
}

/// Whether each check has, for each language and level, what its rule needs: seen only when all layers lie together.
struct SettingsVerification {
  let places: SettingsPlaces

  func verify(_ settings: RuleSettings) throws(YAMLError) {
    for language in [nil] + settings.languages.keys.sorted().map(Optional.some) {
      for check in settings.checks(forLanguage: language) {
        for level in [""] + check.levels.keys.sorted() {
          try verify(check, language: language ?? "", level: level)
        }
      }
    }
  }

  private func verify(_ check: CheckSettings, language: String, level: String) throws(YAMLError) {
    let values = check.changes(atLevel: level).values
    let type = RuleCatalog.type(id: check.rule)
    let parameters = type?.parameters ?? []
    func error(at names: [String], _ problem: String, hint: String) -> YAMLError {
      let place = places.deciding(names, check: check.name, language: language, level: level)
      return YAMLError(
        file: place?.file ?? "", line: place?.line ?? 1, column: place?.column ?? 1, problem: problem, hint: hint)
    }
    if let missing = parameters.first(where: { $0.isRequired && values[$0.name] == nil }) {
      throw error(
        at: [""], "the check `\(check.name)` does not say `\(missing.name)`",
        hint: "add `\(missing.name)`: \(missing.documentation)")
    }
    let choice = type?.needsOneOf ?? []
    if !choice.isEmpty, !choice.contains(where: { Self.isSet(values[$0]) }) {
      let names = choice.map { "`\($0)`" }
      throw error(
        at: choice + [""], "the check `\(check.name)` has nothing to look for",
        hint: names.count == 1
          ? "set \(names[0])" : "set \(names.dropLast().joined(separator: ", ")) or \(names[names.count - 1])")
    }
    guard parameters.contains(where: { $0.name == "min" }) else { return }
    let limits = Limits(RuleValues(values: values))
    // A rule without `exactly` may have its limits at some levels only.
    if limits.min == nil, limits.max == nil, parameters.contains(where: { $0.name == "exactly" }) {
      throw error(at: [""], "the check `\(check.name)` sets no limit", hint: "add `min`, `max` or `exactly`")
    }
    if let min = limits.min, let max = limits.max, min > max {
      let scope = (level.isEmpty ? "" : " at level \(level)") + (language.isEmpty ? "" : " in \(language)")
      throw error(
        at: ["max", "min"], "the check `\(check.name)` has `min` \(min) over `max` \(max)\(scope)",
        hint: "lower `min` or raise `max`")
    }
  }

  /// Whether a value says something: an empty list says nothing.
  private static func isSet(_ value: JSON?) -> Bool { value.map { $0.array?.isEmpty != true } ?? false }
}
