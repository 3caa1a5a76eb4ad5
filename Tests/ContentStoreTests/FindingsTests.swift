import ContentModel
import Testing

@testable import ContentStore

/// What becomes of findings when a version is judged again.
@Suite struct FindingsTests {
  let library: Library

  init() throws { library = try Library() }

  private static let numbering = Finding.sample("gap_numbering", .critical, penalty: 40)
  private static let words = Finding.sample("cefr_words", .warning, penalty: 10)
  private static let assessment = Finding.sample(Finding.assessmentRule, .critical, penalty: 30)

  @Test func whatTheRulesSayIsReplaced() throws {
    try library.script { transaction in
      let version = try transaction.sample().version(1)
      #expect(
        try transaction.setFindings([Self.numbering, Self.words], ofVersion: version) == [Self.numbering, Self.words])
      #expect(try transaction.version(version)?.score == 50)
      #expect(try transaction.setFindings([Self.words], ofVersion: version) == [Self.words])
      #expect(try transaction.findings(ofVersion: version) == [Self.words])
      #expect(try transaction.version(version)?.score == 90)
    }
  }

  @Test func whatAnAssessmentSaidStays() throws {
    try library.script { transaction in
      let item = try transaction.makeItem(kind: "gap_fill_exercise", key: .weekend)
      var new = NewVersion.sample(1, .run)
      new.findings = [Self.numbering, Self.assessment]
      let version = try transaction.addVersion(new, toItem: item)
      for _ in 0..<2 {
        #expect(try transaction.setFindings([], ofVersion: version) == [Self.assessment])
        #expect(try transaction.findings(ofVersion: version) == [Self.assessment])
      }
      #expect(try transaction.version(version)?.score == 70)
      #expect(try transaction.versionsWithOpenCriticalFinding() == [version])
    }
  }

  @Test func aWaiverHoldsWhereTheRuleSaysTheSameAgain() throws {
    try library.script { transaction in
      let item = try transaction.makeItem(kind: "gap_fill_exercise", key: .weekend)
      var new = NewVersion.sample(1, .run)
      new.findings = [Self.numbering, Self.assessment, Self.words]
      new.review = .waiting
      let version = try transaction.addVersion(new, toItem: item)
      _ = try transaction.accept(item: item)
      #expect(try transaction.findings(ofVersion: version) == [Self.words])
      #expect(
        try transaction.waivedFindings(ofVersion: version) == [
          WaivedFinding(finding: Self.numbering, by: "ada"), WaivedFinding(finding: Self.assessment, by: "ada"),
        ])
      // The same rule, in other words: that nobody has waived.
      var another = Self.numbering
      another.message = "gap 3 is missing"
      let open = try transaction.setFindings([Self.numbering, another], ofVersion: version)
      #expect(open == [another])
      #expect(try transaction.findings(ofVersion: version) == [another])
      #expect(
        try transaction.waivedFindings(ofVersion: version).map(\.finding) == [Self.numbering, Self.assessment])
      #expect(try transaction.versionsWithOpenCriticalFinding() == [version])
      // Once it is not said any more, the waiver is over as well.
      _ = try transaction.setFindings([], ofVersion: version)
      #expect(try transaction.setFindings([Self.numbering], ofVersion: version) == [Self.numbering])
    }
  }
}
