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

  @Test(arguments: WholeSamples.all)
  func `Of a whole one no rule has anything to say, not even as a warning`(_ sample: LabelledSample) throws {
    let findings = try judge(sample).findings.filter { $0.severity > .info }
    #expect(findings.map { "\($0.rule): \($0.message)" } == [])
  }

  @Test(arguments: SampleMaterial.all.flatMap(\.bad))
  func `A planted fault is found`(_ sample: LabelledSample) throws {
    let rules = try judge(sample).findings.map(\.rule)
    #expect(rules.contains(try #require(sample.rule)), "\(rules)")
  }

  /// Everyday talk, product copy, explanations, course texts of all levels: texts of which none was written for these rules.
  @Test func `Of everyday texts in six languages no rule about texts has anything to say`() throws {
    let pipeline = try pipeline(
      """
      rules: { leaked_instructions: , refusal: , code_fence: , placeholder_remains: , broken_character: ,
        banned_characters: , unclosed_markup: , wrong_language: }
      """, kind: "note")
    let lines = SampleMaterial.all.map(\.language).flatMap { language in
      LanguageTexts.lines(language).map { (language, $0) }
    }
    let all = lines + LevelledTexts.all.map { ($0.language, $0.text) }
    #expect(all.count >= 200 && Set(all.map(\.0)).count == 6)
    for (language, text) in all {
      let findings = pipeline.judge(Sample(language, text).subject).findings
      #expect(findings.map { "\($0.rule): \($0.message)" } == [], "\(language) \(text)")
    }
  }

  @Test func `There are enough of them, of every rule that the kinds have`() throws {
    let bad = SampleMaterial.all.flatMap(\.bad)
    #expect(bad.count + SampleMaterial.all.flatMap(\.good).count >= 300)
    #expect(Set(bad.map(\.language)).count == 6)
    // By kind and language, good and bad.
    for kind in Self.pipelines.keys {
      let isShipped = ["gap_fill_exercise", "micro_lesson"].contains(kind)
      for language in SampleMaterial.all.map(\.language) {
        func isOfCell(_ sample: LabelledSample) -> Bool { sample.kind == kind && sample.language == language }
        let good = SampleMaterial.all.flatMap(\.good).count(where: isOfCell) + WholeSamples.all.count(where: isOfCell)
        #expect(good >= (isShipped ? 2 : 1), "\(kind) \(language)")
        #expect(
          bad.count(where: isOfCell) >= (isShipped ? 40 : 16), "\(kind) \(language): \(bad.count(where: isOfCell))")
      }
    }
    let planted = Set(bad.compactMap(\.rule))
    let checks = try [KindRules.productPage, KindRules.lesson, KindRules.learningItem, KindRules.reading].flatMap {
      try RuleSettings(yaml: $0, file: "rules.yaml", kind: "k").checkNames
    }
    #expect(Set(checks).isSubset(of: planted), "\(Set(checks).subtracting(planted))")
    // Of the shipped kinds every check but those that only warn of lengths and likeness.
    for kind in ["gap_fill_exercise", "micro_lesson"] {
      let all = try Shipped.settings(kind).checkNames
      let mild: Set = [
        "text_length", "explanation_length", "explanation_repeats_answer", "readability", "near_duplicate",
        "options_differ_by_case", "title_words", "content_words",
      ]
      let ofKind = Set(bad.filter { $0.kind == kind }.compactMap(\.rule))
      let missing = Set(all).subtracting(mild).subtracting(ofKind)
      #expect(missing == [], "\(kind)")
    }
  }
}
