import ContentModel
import Testing

@Suite struct FindingTests {
  private func finding(_ severity: Severity, _ penalty: Int) -> Finding {
    Finding(
      rule: "length", ruleVersion: 1, severity: severity, penalty: penalty, message: "too long", fix: "Shorten it.")
  }

  @Test(arguments: [([], 100), ([30], 70), ([30, 5, 5], 60), ([60, 40], 0), ([60, 60], 0), ([0], 100)])
  func theScoreIsWhatPenaltiesLeave(penalties: [Int], score: Int) {
    #expect(penalties.map { finding(.warning, $0) }.score == score)
  }

  @Test func severitiesAreOrdered() {
    #expect(Severity.allCases.sorted() == [.info, .warning, .critical])
    #expect([finding(.info, 0), finding(.warning, 99)].hasCritical == false)
    #expect([finding(.info, 0), finding(.critical, 0)].hasCritical)
    #expect([Finding]().hasCritical == false)
  }

  @Test func endedStatesAreThoseThatNothingFollows() {
    #expect(DraftState.allCases.filter(\.isEnded) == [.completed, .dropped])
    #expect(RunStatus.allCases.filter(\.isEnded) == [.finished, .cancelled])
  }

  @Test func exitCodesAreAContract() {
    #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 7, 130])
    struct Plain: Failure { var message: String { "it failed" } }
    #expect(Plain().exitCode == .failed)
    #expect(Plain().hint == nil)
  }
}
