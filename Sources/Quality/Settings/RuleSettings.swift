import ContentModel
import Formats

/// Which rules a kind has, and how each is set: what `library/rules/<kind>.yaml` says.
///
/// A language's section is laid over the kind's, and both over what is built into the rules. Within that, what is set
/// for the item's level is laid over what is set for all levels.
public struct RuleSettings: Hashable, Sendable {
  /// The name of the kind.
  public let kind: String
  /// In the order of the file.
  let checks: [CheckSettings]
  /// By language tag in lower case, the section of each: changes of checks above, and further checks.
  let languages: [String: [CheckSettings]]

  init(kind: String, checks: [CheckSettings], languages: [String: [CheckSettings]] = [:]) {
    self.kind = kind
    self.checks = checks
    self.languages = languages
  }

  /// The settings of a kind that has no file: the rules that suit any body.
  public static func builtIn(kind: String) -> RuleSettings {
    let ids = [Schema.id, LeakedInstructions.id, CodeFence.id, PlaceholderRemains.id, BrokenCharacter.id, Refusal.id]
    return RuleSettings(kind: kind, checks: ids.map { CheckSettings(name: $0, rule: $0) })
  }

  /// The names of the checks, in the order of the file, those of single languages last.
  public var checkNames: [String] {
    var names: [String] = []
    for check in checks + languages.keys.sorted().flatMap({ languages[$0] ?? [] }) where !names.contains(check.name) {
      names.append(check.name)
    }
    return names
  }

  /// The checks for a language of `languages`, or for all others: nil.
  func checks(forLanguage language: String?) -> [CheckSettings] {
    guard let language, let section = languages[language] else { return checks }
    var result = checks
    for change in section {
      if let index = result.firstIndex(where: { $0.name == change.name }) {
        result[index] = change.laid(over: result[index])
      } else {
        result.append(change)
      }
    }
    return result
  }

  /// All levels that are named, whatever the language.
  var levels: Set<String> {
    Set(([checks] + languages.values).joined().flatMap(\.levels.keys))
  }

  /// All levels for which some check of a language sets something of its own.
  func levels(forLanguage language: String?) -> Set<String> {
    Set(checks(forLanguage: language).flatMap(\.levels.keys))
  }

  /// The section of `languages` that serves a BCP 47 tag: `de-AT` takes `de-at`, else `de`, else none.
  func section(forLanguage tag: String) -> String? {
    var tag = tag.lowercased()
    while !tag.isEmpty {
      if languages[tag] != nil { return tag }
      guard let hyphen = tag.utf8.lastIndex(of: UInt8(ascii: "-")) else { return nil }
      tag = String(tag[..<hyphen])
    }
    return nil
  }
}
