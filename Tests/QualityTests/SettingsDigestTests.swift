import Formats
import Testing

@testable import Quality

@Suite struct SettingsDigestTests {
  private func digest(_ yaml: String, schema: JSON? = nil) throws -> String {
    try QualityPipeline(settings: RuleSettings(yaml: yaml, file: "f", kind: "k"), schema: schema).settingsDigest
  }

  @Test("a digest of 64 digits that comments, spelling and the order of keys do not change")
  func same() throws {
    let digest = try digest("rules: { t: { rule: words, field: a, min: 1, max: 2 } }")
    #expect(digest.utf8.count == 64)
    #expect(
      try self.digest("# words\nrules:\n  t:\n    max: 2\n    min: 0x1\n    field: [a]\n    rule: words\n") == digest)
  }

  @Test("whatever changes a judgement changes the digest")
  func different() throws {
    let digests = [
      try digest("rules: { refusal: }"), try digest("rules: { refusal: { penalty: 1 } }"),
      try digest("rules: { refusal: { severity: info } }"), try digest("rules: { refusal: { enabled: false } }"),
      try digest("rules: { refusal: { fix: No. } }"), try digest("rules: { refusal: { phrases: [no] } }"),
      try digest("rules: { refusal: { levels: { A1: { penalty: 1 } } } }"),
      try digest("rules: { other: { rule: refusal } }"),
      try digest("rules: { refusal: }\nlanguages: { de: { refusal: { penalty: 1 } } }"),
      try digest("rules: { code_fence: }"),
      try digest("rules: { refusal: }", schema: ["type": "object"]),
    ]
    #expect(Set(digests).count == digests.count)
  }
}
