import ContentModel
import ContentStore
import Generation
import Testing

/// What follows from a call for texts.
@Suite struct RunMachineOutcomeTests {
  /// A machine with some drafts, and its first call; assessment is off.
  private func begin(
    drafts: Int = 5, retries: Int = 5, size: Int = 5, maxDrafts: Int = 0
  ) throws -> (machine: RunMachine, call: CallPlan) {
    var machine = MachineSamples.machine(
      (1...drafts).map { MachineSamples.draft($0) },
      policy: DraftPolicy(retries: retries, threshold: 70, assesses: false, reviewsAll: false),
      group: GroupPolicy(size: size, assessmentSize: 5, isStrict: false), maxDrafts: maxDrafts)
    let call = try #require(machine.nextCalls(1).first)
    return (machine, call)
  }

  @Test func goodTextsAreAccepted() throws {
    var (machine, call) = try begin()
    let change = try machine.callEnded(call, .texts(MachineSamples.good, call.ordinals))
    #expect(change.accepted.map(\.ordinal) == [1, 2, 3, 4, 5])
    #expect(change.accepted.allSatisfy { !$0.review })
    #expect(change.drafts.map(\.state) == Array(repeating: .completed, count: 5))
    #expect(change.drafts == machine.drafts)
    #expect((change.fallbacks, change.halvings, change.replacements.count) == (0, 0, 0))
    #expect(machine.isFinished)
    #expect(machine.nextCalls(9).isEmpty)
  }

  /// How many of five slots came back, and the calls that the rest is asked for in.
  @Test(arguments: [
    (answered: 4, rest: ["g 5"], fallbacks: 0),
    (answered: 3, rest: ["g 4 5"], fallbacks: 0),
    (answered: 2, rest: ["g 3", "g 4", "g 5"], fallbacks: 1),
    (answered: 1, rest: ["g 2", "g 3", "g 4", "g 5"], fallbacks: 1),
    (answered: 0, rest: ["g 1", "g 2", "g 3", "g 4", "g 5"], fallbacks: 1),
  ])
  func theRestOfAGroup(answered: Int, rest: [String], fallbacks: Int) throws {
    var (machine, call) = try begin()
    let change = try machine.callEnded(call, .texts(MachineSamples.good, Array(call.ordinals.prefix(answered))))
    #expect(change.accepted.count == answered)
    #expect(change.fallbacks == fallbacks)
    #expect(change.halvings == 0)
    #expect(machine.nextCalls(9).map(\.summary) == rest)
    #expect(machine.drafts.suffix(5 - answered).allSatisfy { $0.asked == 1 })
  }

  @Test func exactlyHalfIsEnoughForAGroup() throws {
    var (machine, call) = try begin(drafts: 4)
    let change = try machine.callEnded(call, .texts(MachineSamples.good, [2, 4]))
    #expect(change.fallbacks == 0)
    #expect(machine.nextCalls(9).map(\.summary) == ["g 1 3"])
  }

  @Test func theRestStaysAmongItself() throws {
    var (machine, call) = try begin(drafts: 8)
    _ = try machine.callEnded(call, .texts(MachineSamples.good, [1, 3, 5]))
    // Drafts that nothing has gone wrong with come first; the rest does not join them.
    #expect(machine.nextCalls(9).map(\.summary) == ["g 6 7 8", "g 2 4"])
    #expect(machine.drafts[1].groupLimit == 2)
  }

  @Test func aFailedGroupFallsBackToSingleCalls() throws {
    var (machine, call) = try begin(drafts: 3)
    let change = try machine.callEnded(call, .failed(reason: "provider_error"))
    #expect(change.fallbacks == 1)
    #expect(change.drafts.map(\.groupLimit) == [1, 1, 1])
    #expect(machine.nextCalls(9).map(\.summary) == ["g 1", "g 2", "g 3"])
  }

  /// A run that comes to rest before a call was made for good begins where it stood.
  @Test func aCallThatWasNotMadeChangesNothing() throws {
    var (machine, call) = try begin(drafts: 7)
    let before = machine.drafts
    let change = try machine.callEnded(call, .notMade)
    #expect(change.drafts.isEmpty && change.accepted.isEmpty && change.replacements.isEmpty)
    #expect((change.fallbacks, change.halvings) == (0, 0))
    #expect(machine.drafts == before && !machine.isOutOfBudget && !machine.isFinished)
    #expect(machine.nextCalls(9).map(\.summary) == ["g 1 2 3 4 5", "g 6 7"])
  }

  @Test(arguments: [
    (size: 5, rest: ["g 1 2", "g 3 4", "g 5"]), (size: 4, rest: ["g 1 2", "g 3 4"]),
    (size: 3, rest: ["g 1", "g 2", "g 3"]), (size: 2, rest: ["g 1", "g 2"]),
  ])
  func aGroupThatWasCutOffIsHalved(size: Int, rest: [String]) throws {
    var (machine, call) = try begin(drafts: size)
    let change = try machine.callEnded(call, .texts(MachineSamples.good, [], cutOff: true))
    #expect((change.halvings, change.fallbacks) == (1, 0))
    #expect(machine.nextCalls(9).map(\.summary) == rest)
  }

  @Test func whatACutOffAnswerHeldIsKept() throws {
    var (machine, call) = try begin()
    let change = try machine.callEnded(call, .texts(MachineSamples.good, [1, 2], cutOff: true))
    #expect(change.accepted.map(\.ordinal) == [1, 2])
    #expect(machine.nextCalls(9).map(\.summary) == ["g 3 4", "g 5"])
  }

  @Test func aCutOffAnswerWithEverySlotIsLikeAnyOther() throws {
    var (machine, call) = try begin()
    let change = try machine.callEnded(call, .texts(MachineSamples.good, call.ordinals, cutOff: true))
    #expect(change.halvings == 0)
    #expect(machine.isFinished)
  }

  @Test func halvingGoesOnUntilASingleCallDropsItsDraft() throws {
    var (machine, call) = try begin(drafts: 4)
    var summaries: [String] = []
    var halvings = 0
    while !machine.isFinished {
      summaries.append(call.summary)
      halvings += try machine.callEnded(call, .texts(MachineSamples.good, [], cutOff: true)).halvings
      if let next = machine.nextCalls(1).first { call = next }
    }
    #expect(summaries == ["g 1 2 3 4", "g 1 2", "g 3 4", "g 1", "g 2", "g 3", "g 4"])
    #expect(halvings == 3)
    #expect(machine.drafts.map(\.dropReason) == Array(repeating: "length", count: 4))
    #expect(machine.drafts.allSatisfy { $0.asked == 3 })
  }

  @Test func aSingleCallIsMadeAgainWhileItMayBe() throws {
    var (machine, call) = try begin(drafts: 1, retries: 2)
    for _ in 1...2 {
      let change = try machine.callEnded(call, .failed(reason: "provider_error"))
      #expect(change.fallbacks == 0)
      #expect(change.drafts.map(\.state) == [.pendingGeneration])
      call = try #require(machine.nextCalls(1).first)
    }
    let change = try machine.callEnded(call, .failed(reason: "provider_error"))
    #expect(change.drafts.map(\.dropReason) == ["provider_error"])
    #expect(machine.isFinished)
  }

  @Test func withoutRetriesTheRestOfAGroupIsDropped() throws {
    var (machine, call) = try begin(drafts: 2, retries: 0)
    let change = try machine.callEnded(call, .texts(MachineSamples.good, [2]))
    #expect(change.drafts.map(\.dropReason) == [nil, "missing_slot"])
    #expect(machine.isFinished)
  }

  @Test func theReasonOfAnAnswerIsTheReasonOfADrop() throws {
    var (machine, call) = try begin(drafts: 1, retries: 0)
    var reading = CallReading()
    reading.reason = "refusal"
    #expect(try machine.callEnded(call, .read(reading)).drafts.map(\.dropReason) == ["refusal"])
  }

  @Test func textsOfDraftsThatWereNotAskedForAreLeftOut() throws {
    var (machine, call) = try begin(drafts: 7)
    let change = try machine.callEnded(call, .texts(MachineSamples.good, Array(1...7)))
    #expect(change.accepted.count == 5)
    #expect(machine.nextCalls(9).map(\.summary) == ["g 6 7"])
  }

  @Test func aCriticalTextIsRegeneratedAlone() throws {
    var (machine, call) = try begin()
    _ = try machine.callEnded(call, .texts(MachineSamples.critical, call.ordinals))
    let calls = machine.nextCalls(9)
    #expect(calls.map(\.summary) == ["r 1", "r 2", "r 3", "r 4", "r 5"])
    let change = try machine.callEnded(calls[2], .texts(MachineSamples.good, [3]))
    #expect(change.accepted.map(\.ordinal) == [3])
    #expect(change.drafts.map(\.asked) == [2])
  }

  @Test func aDroppedDraftIsReplacedWhileThereMayBeMore() throws {
    var (machine, call) = try begin(drafts: 3, retries: 0, maxDrafts: 5)
    let change = try machine.callEnded(call, .texts(MachineSamples.critical, call.ordinals))
    #expect(change.drafts.map(\.state) == [.dropped, .dropped, .dropped])
    #expect(change.replacements.map(\.ordinal) == [4, 5])
    #expect(change.replacements.map(\.replaces) == [1, 2])
    #expect(change.replacements.allSatisfy { $0.asked == 0 && $0.state == .pendingGeneration && $0.run == 7 })
    #expect(change.replacements.map(\.key) == machine.drafts.prefix(2).map(\.key))
    #expect(change.replacements.map(\.options) == machine.drafts.prefix(2).map(\.options))
    #expect(machine.drafts.count == 5)
    #expect(machine.nextCalls(9).map(\.summary) == ["g 4 5"])
  }

  @Test func anAnswerOfAnEarlierProcessIsTakenOver() throws {
    var machine = MachineSamples.machine((1...5).map { MachineSamples.draft($0) })
    let slots = [CallPlan.Slot(ordinal: 3, slot: "s1"), CallPlan.Slot(ordinal: 2, slot: "s2")]
    let adopted = machine.adopt(.generation, slots: slots)
    let call = try #require(adopted)
    #expect(call.slots == slots)
    #expect(machine.callsInFlight == [call.id: call])
    #expect(machine.nextCalls(1).map(\.summary) == ["g 1 4 5"])
    let change = try machine.callEnded(call, .texts(MachineSamples.good, [3]))
    #expect(change.drafts.map(\.state) == [.pendingAssessment, .pendingGeneration])
    // The text of the other is asked for once, and what is to be assessed waits for it.
    #expect(machine.nextCalls(9).map(\.summary) == ["g 2"])
  }

  @Test func anAdoptedAssessmentIsTakenOutToo() throws {
    var machine = MachineSamples.machine((1...3).map { MachineSamples.draft($0, state: .pendingAssessment) })
    let adopted = machine.adopt(.assessment, slots: [CallPlan.Slot(ordinal: 2, slot: "s1")])
    let call = try #require(adopted)
    #expect(machine.nextCalls(9).map(\.summary) == ["a 1 3"])
    #expect(try machine.callEnded(call, .assessments(MachineSamples.passed, [2])).accepted.map(\.ordinal) == [2])
  }

  @Test(arguments: [
    (role: Role.assessment, ordinals: [1]), (role: Role.regeneration, ordinals: [1]),
    (role: Role.generation, ordinals: [1, 3]), (role: Role.generation, ordinals: [1, 4]),
    (role: Role.generation, ordinals: [0]), (role: Role.generation, ordinals: []),
  ])
  func aCallWhoseDraftsHaveMovedOnIsNotTakenOver(role: Role, ordinals: [Int]) {
    let drafts = [MachineSamples.draft(1), MachineSamples.draft(2), MachineSamples.draft(3, state: .completed)]
    var machine = MachineSamples.machine(drafts)
    #expect(machine.adopt(role, slots: ordinals.map { CallPlan.Slot(ordinal: $0, slot: "s1") }) == nil)
    #expect(machine.nextCalls(9).map(\.summary) == ["g 1 2"])
  }
}
