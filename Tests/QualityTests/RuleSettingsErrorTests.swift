import ContentModel
import Formats
import Testing

@testable import Quality

/// What a person reads who has made a mistake in a rule file, to the letter.
@Suite struct RuleSettingsErrorTests {
  /// What is said where nothing better is known.
  private static let anyMend = "mend this line or take it out; docs/manual-kinds.md says what each rule takes"

  @Test(
    arguments: [
      ("", "rules.yaml:1:1: a mapping is expected, found nothing", "write it as lines of `key: value`"),
      ("rules:", "rules.yaml:1:7: `rules` has no value", anyMend),
      ("rule:\n  schema:", "rules.yaml:1:1: unknown key `rule`", "did you mean `rules`?"),
      ("rules: { schema: }\nextra: 1", "rules.yaml:2:1: unknown key `extra`", "the keys here are `languages`, `rules`"),
      ("languages: {}", "rules.yaml:1:1: `rules` is missing", anyMend),
      ("rules: [schema]", "rules.yaml:1:8: a mapping is expected, found a list", "write it as lines of `key: value`"),
      ("rules:\n  gap_numberin:", "rules.yaml:2:3: unknown rule `gap_numberin`", "did you mean `gap_numbering`?"),
      (
        "rules:\n  spelling:", "rules.yaml:2:3: unknown rule `spelling`",
        "a check with a name of its own names its rule: `rule: words`"
      ),
      ("rules:\n  title:\n    rule: wrods", "rules.yaml:3:11: unknown rule `wrods`", "did you mean `words`?"),
      (
        "rules:\n  near_duplicate: { least: 150 }", "rules.yaml:2:28: 150 is not from 0 to 100",
        "write a number in that range"
      ),
      ("rules:\n  Schema:", "rules.yaml:2:3: `Schema` is no name of a check", "use small letters, digits and `_`"),
      (
        "rules:\n  schema: true", "rules.yaml:2:11: a mapping is expected, found `true`",
        "write it as lines of `key: value`"
      ),
      (
        "rules:\n  schema: { penalti: 5 }", "rules.yaml:2:13: unknown key `penalti` of the rule `schema`",
        "did you mean `penalty`?"
      ),
      (
        "rules:\n  schema: { words: 5 }", "rules.yaml:2:13: unknown key `words` of the rule `schema`",
        "the keys here are `enabled`, `fix`, `levels`, `penalty`, `rule`, `severity`"
      ),
      (
        "rules:\n  schema: { severity: critcal }", "rules.yaml:2:23: unknown severity `critcal`",
        "did you mean `critical`?"
      ),
      (
        "rules:\n  schema: { severity: high }", "rules.yaml:2:23: unknown severity `high`",
        "write critical, warning or info"
      ),
      (
        "rules:\n  schema: { penalty: 101 }", "rules.yaml:2:22: 101 is not from 0 to 100",
        "write a number in that range"
      ),
      ("rules:\n  schema: { penalty: lots }", "rules.yaml:2:22: a whole number is expected, found `lots`", anyMend),
      ("rules:\n  schema: { enabled: no }", "rules.yaml:2:22: true or false is expected, found `no`", "write `false`"),
      (
        "rules:\n  title: { rule: words, min: 3 }", "rules.yaml:2:3: the check `title` does not say `field`",
        "add `field`: Where to look: `content`, `questions[].prompt`; a list is possible."
      ),
      (
        "rules:\n  title: { rule: words, field: title }", "rules.yaml:2:3: the check `title` sets no limit",
        "add `min`, `max` or `exactly`"
      ),
      (
        "rules:\n  title: { rule: words, field: \"a[0]\", min: 1 }", "rules.yaml:2:32: `a[0]` is no path of a field",
        "write it like `content` or `questions[].choices`"
      ),
      (
        "rules:\n  title: { rule: words, field: [], min: 1 }", "rules.yaml:2:32: the list names no field",
        "name one, such as `content`"
      ),
      (
        "rules:\n  title: { rule: words, field: a, min: 7, max: 3 }",
        "rules.yaml:2:43: the check `title` has `min` 7 over `max` 3", "lower `min` or raise `max`"
      ),
      (
        "rules:\n  title: { rule: words, field: a, min: 7, exactly: 3 }",
        "rules.yaml:2:43: `exactly` stands beside `min` or `max`", "keep one of the two"
      ),
      (
        "rules:\n  title: { rule: words, field: a, min: -1 }", "rules.yaml:2:40: -1 is not from 0 to 1000000",
        "write a number in that range"
      ),
      (
        "rules:\n  title:\n    rule: words\n    field: a\n    min: 7\n    levels:\n      A1: { max: 6 }",
        "rules.yaml:7:13: the check `title` has `min` 7 over `max` 6 at level A1", "lower `min` or raise `max`"
      ),
      (
        "rules:\n  title: { rule: words, field: a, max: 6 }\nlanguages:\n  de:\n    title: { min: 7 }",
        "rules.yaml:5:14: the check `title` has `min` 7 over `max` 6 in de", "lower `min` or raise `max`"
      ),
      (
        "rules:\n  schema: { levels: { A1: { rule: words } } }",
        "rules.yaml:2:29: unknown key `rule` of the rule `schema`",
        "the keys here are `enabled`, `fix`, `penalty`, `severity`"
      ),
      (
        "rules: { schema: }\nlanguages: { german!: { schema: } }", "rules.yaml:2:14: `german!` is no language tag",
        "write a tag such as `de` or `pt-BR`"
      ),
      (
        "rules: { schema: }\nlanguages: { de: {}, DE: {} }", "rules.yaml:2:22: the language `DE` stands twice",
        "join the two sections"
      ),
      (
        "rules: { schema: }\nlanguages: { de: { schema: { rule: refusal } } }",
        "rules.yaml:2:36: `schema` has the rule `schema` and cannot have another in one language",
        "leave `rule` out, or choose another name for the check"
      ),
      (
        "rules:\n  level: { rule: one_of, field: level, values: easy }",
        "rules.yaml:2:48: a list is expected, found `easy`", "write it as `[a, b]` or as lines that begin with `- `"
      ),
    ] as [(String, String, String?)])
  func fault(_ yaml: String, _ message: String, _ hint: String?) throws {
    let error = try #require(throws: RuleSettingsError.self) {
      try RuleSettings(yaml: yaml, file: "rules.yaml", kind: "k")
    }
    #expect(error.message == message)
    #expect(error.hint == hint)
    #expect(error.exitCode == .failed)
  }

  @Test("a schema that cannot be used is an error when the pipeline is made")
  func schema() {
    #expect(throws: JSONSchemaError.self) {
      try QualityPipeline(settings: .builtIn(kind: "k"), schema: ["typ": "object"])
    }
  }
}
