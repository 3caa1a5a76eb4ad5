import ContentModel
import ContentStore
import Generation
import Testing

/// Which drafts share a call, and in which order the calls come.
@Suite struct RunMachineGroupingTests {
  private func drafts(_ count: Int) -> [StoredDraft] { (1...count).map { MachineSamples.draft($0) } }

  /// The calls that a fresh machine plans, all at once.
  private func calls(
    _ drafts: [StoredDraft], size: Int = 5, assessmentSize: Int = 5, isStrict: Bool = false
  ) -> [CallPlan] {
    var machine = MachineSamples.machine(
      drafts, group: GroupPolicy(size: size, assessmentSize: assessmentSize, isStrict: isStrict))
    return machine.nextCalls(100)
  }

  @Test(arguments: [
    (drafts: 1, size: 5, expected: ["g 1"]),
    (drafts: 5, size: 5, expected: ["g 1 2 3 4 5"]),
    (drafts: 6, size: 5, expected: ["g 1 2 3 4 5", "g 6"]),
    (drafts: 3, size: 1, expected: ["g 1", "g 2", "g 3"]),
    (drafts: 3, size: 0, expected: ["g 1", "g 2", "g 3"]),
    (drafts: 7, size: 3, expected: ["g 1 2 3", "g 4 5 6", "g 7"]),
  ])
  func aGroupIsAsLargeAsTheKindAllows(count: Int, size: Int, expected: [String]) {
    #expect(calls(drafts(count), size: size).map(\.summary) == expected)
  }

  @Test func slotsAndCallsAreNumbered() {
    let calls = calls(drafts(4), size: 3)
    #expect(calls.map(\.id) == [1, 2])
    #expect(calls[0].slots.map(\.slot) == ["s1", "s2", "s3"])
    #expect(calls[1].slots == [CallPlan.Slot(ordinal: 4, slot: "s1")])
    #expect(calls.map(\.isTrueBatch) == [true, false])
  }

  @Test func capacityBoundsTheCallsAndNoneComesTwice() {
    var machine = MachineSamples.machine(drafts(12))
    #expect(machine.nextCalls(0).isEmpty)
    #expect(machine.nextCalls(2).map(\.summary) == ["g 1 2 3 4 5", "g 6 7 8 9 10"])
    #expect(machine.nextCalls(2).map(\.summary) == ["g 11 12"])
    #expect(machine.nextCalls(2).isEmpty)
    #expect(machine.callsInFlight.count == 3)
    #expect(!machine.isFinished)
  }

  @Test func aMachineWithoutDraftsIsFinished() {
    var machine = MachineSamples.machine([])
    #expect(machine.nextCalls(5).isEmpty)
    #expect(machine.isFinished)
    #expect(!machine.isStuckOnBudget)
  }

  @Test func sectionsLanguagesOptionsAndKindsStayApart() {
    let calls = calls([
      MachineSamples.draft(1), MachineSamples.draft(2, section: "genitiv"), MachineSamples.draft(3, language: "en"),
      MachineSamples.draft(4, gaps: 5), MachineSamples.draft(5, kind: "micro_lesson"), MachineSamples.draft(6),
      MachineSamples.draft(7, section: "genitiv"), MachineSamples.draft(8, language: "en"),
      MachineSamples.draft(9, gaps: 5), MachineSamples.draft(10, kind: "micro_lesson"),
    ])
    // Groups come in the order in which their first drafts do: worst first.
    #expect(calls.map(\.summary) == ["g 1 6", "g 2 7", "g 3 8", "g 4 9", "g 5 10"])
  }

  @Test func topicsShareACallUnlessTheKindIsStrict() {
    let drafts = [
      MachineSamples.draft(1, topic: "a"), MachineSamples.draft(2, topic: "b"), MachineSamples.draft(3, topic: "a"),
      MachineSamples.draft(4, topic: nil), MachineSamples.draft(5, topic: "b"),
    ]
    #expect(calls(drafts).map(\.summary) == ["g 1 2 3 4 5"])
    #expect(calls(drafts, isStrict: true).map(\.summary) == ["g 1 3", "g 2 5", "g 4"])
  }

  @Test func aDraftsOwnLimitIsKeptAfterAResume() {
    var drafts = drafts(6)
    for index in 0..<3 { drafts[index].groupLimit = 2 }
    drafts[3].groupLimit = 1
    #expect(calls(drafts).map(\.summary) == ["g 1 2", "g 3", "g 4", "g 5 6"])
    #expect(calls(drafts, size: 1).count == 6)
  }

  @Test func regenerationIsForOneDraftAtATime() {
    let calls = calls((1...3).map { MachineSamples.draft($0, state: .pendingRegeneration) })
    #expect(calls.map(\.summary) == ["r 1", "r 2", "r 3"])
  }

  @Test func whatClosesADraftComesFirst() {
    let calls = calls(
      [
        MachineSamples.draft(1), MachineSamples.draft(2), MachineSamples.draft(3, state: .pendingRegeneration),
        MachineSamples.draft(4, section: "genitiv", state: .pendingAssessment),
        MachineSamples.draft(5, state: .pendingRegeneration),
        MachineSamples.draft(6, section: "genitiv", state: .pendingAssessment),
        MachineSamples.draft(7, state: .completed), MachineSamples.draft(8, state: .dropped),
      ])
    #expect(calls.map(\.summary) == ["a 4 6", "r 3", "r 5", "g 1 2"])
  }

  @Test func aKindWithoutAGroupPolicyIsAskedForOneByOne() {
    var machine = RunMachine(
      run: 7, drafts: drafts(2), policies: ["gap_fill_exercise": MachineSamples.policy], groups: [:], maxDrafts: 2)
    #expect(machine.nextCalls(9).map(\.summary) == ["g 1", "g 2"])
  }
}
