import ContentModel

/// What is known of a rule, for documentation and for `check`.
public struct RuleDescription: Hashable, Sendable {
  public let id: String
  /// What is wrong when the rule speaks, in some words.
  public let title: String
  /// What the rule wants, in full: one or more paragraphs of Markdown.
  public let documentation: String
  public let version: Int
  /// What a finding weighs unless the settings say otherwise.
  public let severity: Severity
  /// Points taken from the score unless the settings say otherwise.
  public let penalty: Int
  /// What mends it, in general.
  public let fix: String
  /// What the settings may set for it, besides `enabled`, `severity`, `penalty`, `fix` and `levels`.
  public let parameters: [RuleParameter]
}

/// All rules that there are. A kind has those that its file in `library/rules/` lists.
public enum RuleCatalog {
  /// The rules by `id`, in alphabetical order.
  public static let all: [RuleDescription] = types.map { type in
    RuleDescription(
      id: type.id, title: type.title, documentation: documentation[type.id] ?? "", version: type.version,
      severity: type.severity, penalty: type.penalty, fix: type.fix, parameters: type.parameters)
  }

  /// The rule of an identifier, or nil.
  public static func rule(id: String) -> RuleDescription? { all.first { $0.id == id } }

  /// The type of a rule, or nil.
  static func type(id: String) -> (any Rule.Type)? { typesByID[id] }

  static let types: [any Rule.Type] = [
    AnswerAmongDistractors.self, BannedCharacters.self, BrokenCharacter.self, CallToAction.self, Characters.self,
    CodeFence.self,
    ContainsKeyword.self, Count.self, Distinct.self, EntryWithoutGap.self, ExplanationRepeatsAnswer.self,
    ForbiddenWords.self, GapNumbering.self, GapWithoutEntry.self, IntegerRange.self, LeakedInstructions.self,
    NearDuplicate.self, NotAllEqual.self, NotBlank.self, NumbersMissing.self, NumbersNew.self, OneOf.self,
    OptionsDifferByCase.self,
    Pattern.self, PlaceholderRemains.self, Readability.self,
    ReadingAid.self, Refusal.self, RepeatedOptions.self, Schema.self, StartsUnlike.self, TargetLanguageOnly.self,
    UnclosedMarkup.self, Words.self, WrongLanguage.self,
  ]

  private static let typesByID = Dictionary(uniqueKeysWithValues: types.map { ($0.id, $0) })
}
