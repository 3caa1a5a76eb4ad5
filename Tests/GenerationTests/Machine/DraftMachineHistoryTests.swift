import ContentModel
import ContentStore
import Formats
import Generation
import Testing

/// What the next prompt shows the model of a draft's earlier attempts.
@Suite struct DraftMachineHistoryTests {
  private let policy = MachineSamples.policy

  @Test func everyAttemptIsKeptWithWhatWasSaidOfIt() throws {
    var draft = MachineSamples.draft(1)
    for event: DraftEvent in [
      .answered(MachineSamples.critical), .answered(MachineSamples.flagged), .leftWithout(reason: "missing_slot"),
      .answered(MachineSamples.good), .assessed(MachineSamples.failed), .answered(MachineSamples.onTheEdge),
    ] {
      _ = try DraftMachine.apply(event, to: &draft, policy: policy)
    }
    #expect(
      draft.turns == [
        DraftTurn(text: "critical", critique: nil, findings: MachineSamples.critical.findings),
        DraftTurn(text: "flagged", critique: nil, findings: MachineSamples.flagged.findings),
        DraftTurn(text: "good", critique: "two options are right", findings: []),
        DraftTurn(text: "on the edge", critique: nil, findings: MachineSamples.onTheEdge.findings),
      ])
    #expect(draft.state == .pendingAssessment)
    #expect(draft.asked == 5)
  }

  @Test func aNewTextReplacesBodyFindingsAndAssessment() throws {
    var draft = MachineSamples.draft(1)
    for event: DraftEvent in [
      .answered(MachineSamples.flagged), .answered(MachineSamples.good), .assessed(MachineSamples.failed),
    ] {
      _ = try DraftMachine.apply(event, to: &draft, policy: policy)
    }
    #expect(draft.findings.map(\.rule) == ["assessment"])
    _ = try DraftMachine.apply(.answered(MachineSamples.onTheEdge), to: &draft, policy: policy)
    #expect(draft.body == MachineSamples.onTheEdge.body)
    #expect(draft.findings == MachineSamples.onTheEdge.findings)
    #expect(draft.assessment == nil)
  }

  @Test func aCallThatBringsNothingLeavesTheLastTextAsItIs() throws {
    var draft = MachineSamples.draft(1)
    _ = try DraftMachine.apply(.answered(MachineSamples.critical), to: &draft, policy: policy)
    let before = draft
    _ = try DraftMachine.apply(.leftWithout(reason: "provider_error"), to: &draft, policy: policy)
    #expect(draft.state == .pendingRegeneration)
    #expect(draft.asked == before.asked + 1)
    #expect((draft.body, draft.findings, draft.turns) == (before.body, before.findings, before.turns))
  }

  @Test func nothingElseOfADraftChanges() throws {
    var draft = MachineSamples.draft(3)
    draft.replaces = 1
    draft.groupLimit = 2
    let before = draft
    _ = try DraftMachine.apply(.answered(MachineSamples.good), to: &draft, policy: policy)
    _ = try DraftMachine.apply(.assessed(MachineSamples.passed), to: &draft, policy: policy)
    #expect(draft.replaces == 1)
    #expect(draft.groupLimit == 2)
    #expect((draft.key, draft.options, draft.ordinal) == (before.key, before.options, before.ordinal))
    #expect(draft.item == nil)
  }
}
