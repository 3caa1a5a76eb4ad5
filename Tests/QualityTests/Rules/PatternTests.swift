import ContentModel
import Formats
import Testing

@testable import Quality

@Suite struct PatternTests {
  private static let rules = #"""
    rules:
      code: { rule: pattern, field: code, match: '^[A-Z]{2}-\d{3}$' }
      no_link: { rule: pattern, no_match: ['https?://', 'www\.'], ignore_case: true }
      both: { rule: pattern, field: both, match: ['a', 'b'], no_match: '(?m)^x' }
    """#

  @Test(arguments: [
    Sample("en", ["code": "AB-123"]), Sample("ja", ["code": "AB-１２３"]), Sample("en", ["other": "x"]),
    Sample("en", ["code": 3]), Sample("en", ["a": "See the website", "b": ["HTTP is a protocol"]]),
    Sample("en", ["both": "b ax"]),
  ])
  func good(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test(arguments: [
    Sample("en", ["code": "ab-123"], #"code: code does not match `^[A-Z]{2}-\d{3}$`"#),
    Sample("en", ["code": ""], #"code: code does not match `^[A-Z]{2}-\d{3}$`"#),
    Sample(
      "en", ["a": "See HTTPS://example.org", "b": ["www.example.org"]],
      "no_link: a matches `https?://`: “HTTPS://”", #"no_link: b #1 matches `www\.`: “www.”"#),
    Sample("en", ["both": "a"], "both: both does not match `b`"),
    Sample("en", ["both": "ab\nx"], "both: both matches `(?m)^x`: “x”"),
  ])
  func bad(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test(arguments: [String(repeating: "a", count: 40) + "!", String(repeating: "b", count: 100_001)])
  func `A search without an end fails the item, whatever the check weighs`(_ text: String) throws {
    for key in ["match", "no_match"] {
      let pipeline = try pipeline("rules: { p: { rule: pattern, field: t, \(key): '(a+)+$', severity: info } }")
      let judgement = pipeline.judge(Sample("en", text).subject)
      #expect(judgement.findings.map(\.rule) == ["pattern_limit"])
      #expect(judgement.findings.map(\.message) == ["t could not be searched for `(a+)+$` within the limits"])
      #expect(judgement.hasCritical && judgement.score == 70)
    }
  }

  private static let hint =
    "a character that shall stand for itself is written with a backslash: `\\(`; in single quotes YAML leaves backslashes "
    + "alone"

  @Test func `A wrong expression is named with its place and its mend`() throws {
    #expect(
      try fault("rules:\n  p: { rule: pattern, match: '(a' }") == [
        "rules.yaml:2:30: the pattern `(a` cannot be used: missing closing parenthesis, at its character 3", Self.hint,
      ])
    #expect(
      try fault("rules:\n  p:\n    rule: pattern\n    no_match:\n      - good\n      - '[b-a]'") == [
        "rules.yaml:6:9: the pattern `[b-a]` cannot be used: range out of order in character class, at its character 4",
        Self.hint,
      ])
    let nothing = "the check `p` has nothing to look for"
    #expect(
      try fault("rules:\n  p: { rule: pattern }") == ["rules.yaml:2:3: \(nothing)", "set `match` or `no_match`"])
    #expect(
      try fault("rules:\n  p: { rule: pattern, match: [] }") == [
        "rules.yaml:2:23: \(nothing)", "set `match` or `no_match`",
      ])
    #expect(
      try fault("rules:\n  p: { rule: pattern, match: { a: b } }") == [
        "rules.yaml:2:30: a text is expected, found a mapping",
        "mend this line or take it out; docs/manual-kinds.md says what each rule takes",
      ])
  }
}
