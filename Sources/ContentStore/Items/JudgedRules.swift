import ContentModel
import Formats
import SQLiteKit

/// Where items share their rules: a kind and a language.
public struct RulesPlace: Hashable, Sendable, Comparable {
  public var kind: String
  public var language: String

  public init(kind: String, language: String) {
    self.kind = kind
    self.language = language
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.kind, left.language) < (right.kind, right.language)
  }
}

extension StoreQueries {
  /// The checks, by name, that the items of a kind and language were judged by last; nil where that is not known.
  public func judgedRules(of place: RulesPlace) throws -> [String: RuleFingerprint]? {
    try connection.first(
      "SELECT checks FROM judged_rules WHERE kind = $1 AND language = $2", place.kind, place.language
    ) { try RuleCoding.fingerprints($0.text(0)) }
  }

  /// The kinds and languages that there are items of, sorted.
  public func rulesPlaces() throws -> [RulesPlace] {
    try connection.all("SELECT DISTINCT kind, language FROM items ORDER BY kind, language") {
      RulesPlace(kind: $0.text(0), language: $0.text(1))
    }
  }
}

extension StoreTransaction {
  /// Records by which checks the items of a kind and language are judged.
  ///
  /// - Parameter replacing: Whether a record that is there gives way; else it stays.
  public func setJudgedRules(
    _ checks: [String: RuleFingerprint], of place: RulesPlace, replacing: Bool
  ) throws {
    if try !replacing && judgedRules(of: place) != nil { return }
    try connection.run(
      """
      INSERT INTO judged_rules (kind, language, checks, at, actor) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (kind, language) DO UPDATE SET checks = excluded.checks, at = excluded.at, actor = excluded.actor
      """, place.kind, place.language, RuleCoding.text(checks), world.now().milliseconds, try actorID())
  }
}

/// The checks of a place as the store keeps them: `{"text_length": {"rule": "words", "version": 1, "settings": "…"}}`.
enum RuleCoding {
  static func text(_ checks: [String: RuleFingerprint]) -> String {
    JSON.object(
      JSON.Object(
        checks.sorted { $0.key < $1.key }.map { name, check in
          (
            name,
            [
              "rule": .string(check.rule), "version": .integer(check.version), "settings": .string(check.settings),
            ]
          )
        })
    ).text
  }

  /// - Throws: where the text is none that was written here.
  static func fingerprints(_ text: String) throws -> [String: RuleFingerprint] {
    let column = "judged_rules.checks"
    var result: [String: RuleFingerprint] = [:]
    for (name, check) in try DraftCoding.parse(text, column: column).object?.members ?? [] {
      guard let rule = check["rule"]?.string, let version = check["version"]?.integer,
        let settings = check["settings"]?.string
      else { throw UnknownStoredValue(column: column, value: check.text) }
      result[name] = RuleFingerprint(rule: rule, version: version, settings: settings)
    }
    return result
  }
}
