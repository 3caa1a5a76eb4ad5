import ContentModel
import Formats
import Testing

@testable import Quality

/// Labelled samples of all kinds in six languages, through all rules of their kind.
@Suite struct LabelledSampleTests {
  private static let pipelines: [String: Result<QualityPipeline, any Error>] = [
    "product_page": Result { try pipeline(KindRules.productPage, kind: "product_page") },
    "lesson": Result { try pipeline(KindRules.lesson, kind: "lesson") },
    "learning_item": Result { try pipeline(KindRules.learningItem, kind: "learning_item") },
    "reading": Result { try pipeline(KindRules.reading, kind: "reading") },
    "gap_fill_exercise": .success(Shipped.pipeline("gap_fill_exercise")),
    "micro_lesson": .success(Shipped.pipeline("micro_lesson")),
  ]

  private func judge(_ sample: LabelledSample) throws -> Judgement {
    try #require(Self.pipelines[sample.kind]).get().judge(sample.subject)
  }

  @Test(arguments: SampleMaterial.all.flatMap(\.good))
  func `A good one has no finding`(
    _ sample: LabelledSample
  ) throws {
    let findings = try judge(sample).findings.filter {
      ["gap_fill_exercise", "micro_lesson"].contains(sample.kind) ? $0.severity == .critical : true
    }
    #expect(findings.map { "\($0.rule): \($0.message)" } == [])
  }

  @Test(arguments: SampleMaterial.all.flatMap(\.bad))
  func `A planted fault is found`(_ sample: LabelledSample) throws {
    let rules = try judge(sample).findings.map(\.rule)
    #expect(rules.contains(try #require(sample.rule)), "\(rules)")
  }

  @Test func `There are enough of them, of every rule that the kinds have`() throws {
    let bad = SampleMaterial.all.flatMap(\.bad)
    #expect(bad.count + SampleMaterial.all.flatMap(\.good).count >= 300)
    #expect(Set(bad.map(\.language)).count == 6)
    let planted = Set(bad.compactMap(\.rule))
    let checks = try [KindRules.productPage, KindRules.lesson, KindRules.learningItem, KindRules.reading].flatMap {
      try RuleSettings(yaml: $0, file: "rules.yaml", kind: "k").checkNames
    }
    #expect(Set(checks).isSubset(of: planted), "\(Set(checks).subtracting(planted))")
  }
}
