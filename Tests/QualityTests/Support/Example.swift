import ContentModel
import Formats
import Testing

@testable import Quality

/// A body and everything that the shipped rules have to say of it, as `rule: message`, in the order of the judgement.
struct Example: Sendable, CustomTestStringConvertible {
  let name: String
  let subject: QualitySubject
  let expected: [String]

  var testDescription: String { name }

  /// An example of a gap-fill exercise.
  static func exercise(
    _ name: String, _ body: JSON, level: String = "A2", language: String = "de", section: String = "adjektive",
    _ expected: String...
  ) -> Example {
    Example(
      name: name,
      subject: QualitySubject(
        kind: "gap_fill_exercise", body: body, key: Key(section: section, language: language), level: level),
      expected: expected)
  }

  /// An example of a micro-lesson.
  static func lesson(_ name: String, _ body: JSON, language: String = "en", _ expected: String...) -> Example {
    Example(
      name: name,
      subject: QualitySubject(kind: "micro_lesson", body: body, key: Key(section: "physics", language: language)),
      expected: expected)
  }

  /// Judges the body by the shipped rules and compares all findings.
  func check(sourceLocation: SourceLocation = #_sourceLocation) {
    let judgement = Shipped.pipeline(subject.kind).judge(subject)
    #expect(judgement.findings.map { "\($0.rule): \($0.message)" } == expected, sourceLocation: sourceLocation)
    #expect(judgement.findings.allSatisfy { !$0.fix.isEmpty }, sourceLocation: sourceLocation)
    #expect((0...100).contains(judgement.score), sourceLocation: sourceLocation)
  }
}
