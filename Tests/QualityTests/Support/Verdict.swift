import ContentModel
import Formats
import Testing

@testable import Quality

/// A body in some language and everything that rules have to say of it, as `rule: message`: nothing for a good one.
struct Sample: Sendable, CustomTestStringConvertible {
  let language: String
  let body: JSON
  var level = ""
  var section: Section?
  var topic: Topic?
  var source: JSON?
  var sourceLanguage: String?
  var skuTexts: [String: String] = [:]
  var expected: [String]

  var testDescription: String { "\(language) \(body.text.prefix(80))" }

  init(
    _ language: String, _ body: JSON, _ expected: String..., level: String = "", section: Section? = nil,
    topic: Topic? = nil, source: JSON? = nil, skuTexts: [String: String] = [:]
  ) {
    self.language = language
    self.body = body
    self.level = level
    self.section = section
    self.topic = topic
    self.source = source
    self.skuTexts = skuTexts
    self.expected = expected
  }

  /// One text, as the field `t`.
  init(_ language: String, _ text: String, _ expected: String..., source: JSON? = nil, in sourceLanguage: String? = nil)
  {
    self.language = language
    body = .object(["t": .string(text)])
    self.source = source
    self.sourceLanguage = sourceLanguage
    self.expected = expected
  }

  var subject: QualitySubject {
    QualitySubject(
      kind: "note", body: body, key: Key(section: "s", language: language), section: section, topic: topic,
      level: level,
      source: source,
      sourceLanguage: sourceLanguage, skuTexts: skuTexts)
  }

  /// Judges the body by rules in the form of a rule file and compares all findings.
  func check(_ yaml: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let judgement = try pipeline(yaml, kind: "note").judge(subject)
    #expect(judgement.findings.map { "\($0.rule): \($0.message)" } == expected, sourceLocation: sourceLocation)
    #expect(judgement.findings.allSatisfy { !$0.fix.isEmpty }, sourceLocation: sourceLocation)
  }
}

/// What is wrong with a rule file: its message and its hint.
func fault(_ yaml: String) throws -> [String?] {
  let error = try #require(throws: RuleSettingsError.self) {
    try RuleSettings(yaml: yaml, file: "rules.yaml", kind: "k")
  }
  return [error.message, error.hint]
}
