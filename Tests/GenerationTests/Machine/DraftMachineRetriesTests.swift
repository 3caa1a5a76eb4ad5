import ContentModel
import ContentStore
import Formats
import Generation
import Testing

/// How often a draft is asked for, and what a last attempt ends as.
@Suite struct DraftMachineRetriesTests {
  private func policy(
    retries: Int, threshold: Int = 70, assesses: Bool = true, reviewsAll: Bool = false
  ) -> DraftPolicy {
    DraftPolicy(retries: retries, threshold: threshold, assesses: assesses, reviewsAll: reviewsAll)
  }

  /// Applies the same events over and over until the draft has ended.
  private func run(_ events: [DraftEvent], _ policy: DraftPolicy) throws -> (draft: StoredDraft, action: DraftAction) {
    var draft = MachineSamples.draft(1)
    var action = DraftAction.goOn
    for round in 0..<100 where !draft.state.isEnded {
      action = try DraftMachine.apply(events[round % events.count], to: &draft, policy: policy)
    }
    return (draft, action)
  }

  @Test(arguments: [0, 1, 5])
  func aCriticalFindingDropsAfterTheLastAttempt(retries: Int) throws {
    let (draft, action) = try run([.answered(MachineSamples.critical)], policy(retries: retries))
    #expect(action == .replace)
    #expect(draft.state == .dropped)
    #expect(draft.dropReason == "gap_numbering")
    #expect(draft.asked == retries + 1)
    // Kept, so that a person can still rescue it.
    #expect(draft.body == MachineSamples.critical.body)
    #expect(draft.findings == MachineSamples.critical.findings)
    #expect(draft.turns.count == retries + 1)
  }

  @Test(arguments: [0, 1, 5])
  func aFailedAssessmentDropsAfterTheLastAttempt(retries: Int) throws {
    let (draft, action) = try run(
      [.answered(MachineSamples.good), .assessed(MachineSamples.failed)], policy(retries: retries))
    #expect(action == .replace)
    #expect(draft.dropReason == "assessment")
    #expect(draft.asked == retries + 1)
    #expect(draft.body == MachineSamples.good.body)
    #expect(draft.assessment == MachineSamples.failed)
    #expect(
      draft.findings == [
        Finding(
          rule: "assessment", ruleVersion: 1, severity: .critical, penalty: 30,
          message: "the assessment failed: two options are right", fix: "Mend what the assessment criticises.")
      ])
  }

  @Test(arguments: [0, 1, 5])
  func eachCallThatBringsNothingCounts(retries: Int) throws {
    let (draft, action) = try run([.leftWithout(reason: "refusal")], policy(retries: retries))
    #expect(action == .replace)
    #expect(draft.dropReason == "refusal")
    #expect(draft.asked == retries + 1)
    #expect(draft.body == nil)
    #expect(draft.turns.isEmpty)
  }

  @Test(arguments: [0, 1, 5])
  func aFlaggedTextIsAskedForAgainAndThenWaitsForAPerson(retries: Int) throws {
    let (draft, action) = try run(
      Array(repeating: .answered(MachineSamples.flagged), count: retries + 1) + [.assessed(MachineSamples.passed)],
      policy(retries: retries))
    #expect(action == .accept(review: true))
    #expect(draft.state == .completed)
    #expect(draft.dropReason == nil)
    #expect(draft.asked == retries + 1)
  }

  @Test(arguments: [0, 1, 5])
  func aFlaggedTextWithoutAssessmentWaitsForAPersonToo(retries: Int) throws {
    let (draft, action) = try run(
      [.answered(MachineSamples.flagged)], policy(retries: retries, assesses: false))
    #expect(action == .accept(review: true))
    #expect(draft.asked == retries + 1)
    #expect(draft.assessment == nil)
  }

  @Test func aFlaggedLastTextThatFailsItsAssessmentIsDropped() throws {
    let (draft, action) = try run(
      [.answered(MachineSamples.flagged), .assessed(MachineSamples.failed)], policy(retries: 0))
    #expect(action == .replace)
    #expect(draft.dropReason == "assessment")
    #expect(draft.findings.map(\.rule) == ["length", "assessment"])
  }

  @Test(arguments: [
    (threshold: 70, text: MachineSamples.onTheEdge, isFlagged: false),
    (threshold: 71, text: MachineSamples.onTheEdge, isFlagged: true),
    (threshold: 0, text: MachineSamples.flagged, isFlagged: false),
    (threshold: 100, text: MachineSamples.good, isFlagged: false),
    (threshold: 100, text: MachineSamples.onTheEdge, isFlagged: true),
  ])
  func onlyAScoreUnderTheThresholdIsFlagged(threshold: Int, text: JudgedText, isFlagged: Bool) throws {
    var draft = MachineSamples.draft(1)
    _ = try DraftMachine.apply(.answered(text), to: &draft, policy: policy(retries: 1, threshold: threshold))
    #expect(draft.state == (isFlagged ? .pendingRegeneration : .pendingAssessment))
    let last = try run([.answered(text)], policy(retries: 0, threshold: threshold, assesses: false))
    #expect(last.action == .accept(review: isFlagged))
  }

  @Test(arguments: [true, false])
  func reviewingAllHoldsBackWhatIsGood(reviewsAll: Bool) throws {
    let assessed = try run(
      [.answered(MachineSamples.good), .assessed(MachineSamples.passed)], policy(retries: 5, reviewsAll: reviewsAll))
    #expect(assessed.action == .accept(review: reviewsAll))
    let unassessed = try run(
      [.answered(MachineSamples.good)], policy(retries: 5, assesses: false, reviewsAll: reviewsAll))
    #expect(unassessed.action == .accept(review: reviewsAll))
  }

  @Test func fewerRetriesAfterAResumeEndADraftAtItsNextAttempt() throws {
    var draft = MachineSamples.draft(1, state: .pendingRegeneration)
    draft.asked = 4
    let action = try DraftMachine.apply(
      .answered(MachineSamples.critical), to: &draft, policy: policy(retries: 1))
    #expect(action == .replace)
    #expect(draft.asked == 5)
  }

  @Test func anExplanationMayBeMissing() throws {
    let (draft, _) = try run(
      [.answered(MachineSamples.good), .assessed(DraftAssessment(passed: false, explanation: ""))],
      policy(retries: 0))
    #expect(draft.findings.map(\.message) == ["the assessment failed"])
  }
}
