import ContentModel
import Formats
import Testing

@testable import Quality

@Suite struct JudgementTests {
  private func finding(_ rule: String, _ severity: Severity, _ message: String = "", penalty: Int = 30) -> Finding {
    Finding(rule: rule, ruleVersion: 1, severity: severity, penalty: penalty, message: message, fix: "")
  }

  @Test("the most severe first, then by rule, then as found")
  func order() {
    let judgement = Judgement(findings: [
      finding("b", .info), finding("b", .warning, "2"), finding("b", .warning, "1"), finding("a", .warning),
      finding("z", .critical),
    ])
    #expect(judgement.findings.map { $0.rule + $0.message } == ["z", "a", "b2", "b1", "b"])
  }

  @Test("the score is 100 less the penalties, never below 0")
  func score() {
    #expect(Judgement(findings: []).score == 100)
    #expect(Judgement(findings: [finding("a", .warning, penalty: 5), finding("b", .critical)]).score == 65)
    #expect(Judgement(findings: Array(repeating: finding("a", .critical), count: 4)).score == 0)
  }
}
