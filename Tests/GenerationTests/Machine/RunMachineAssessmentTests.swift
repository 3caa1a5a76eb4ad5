import ContentModel
import ContentStore
import Generation
import Testing

/// When drafts are assessed together, and what follows where an assessment does not come back.
@Suite struct RunMachineAssessmentTests {
  /// A machine whose first drafts wait to be assessed and whose others wait to be generated.
  private func machine(
    assess: Int, generate: Int = 0, size: Int = 5, assessmentSize: Int = 5, retries: Int = 5
  ) -> RunMachine {
    let drafts = (1...(assess + generate)).map {
      MachineSamples.draft($0, state: $0 <= assess ? .pendingAssessment : .pendingGeneration)
    }
    return MachineSamples.machine(
      drafts, policy: DraftPolicy(retries: retries, threshold: 70, assesses: true, reviewsAll: false),
      group: GroupPolicy(size: size, assessmentSize: assessmentSize, isStrict: false))
  }

  @Test func aSmallGroupWaitsWhileTextsOfItsPlaceAreToCome() throws {
    var machine = machine(assess: 3, generate: 7)
    // Seven are to be asked for: the three wait.
    let calls = machine.nextCalls(9)
    #expect(calls.map(\.summary) == ["g 4 5 6 7 8", "g 9 10"])
    // Three and four more are more than one group holds.
    _ = try machine.callEnded(calls[0], .texts(MachineSamples.good, [4, 5, 6, 7]))
    #expect(machine.nextCalls(9).map(\.summary) == ["a 1 2 3 4 5", "g 8"])
    // Two are left over, and texts of the same place are in flight.
    #expect(machine.nextCalls(9).isEmpty)
    _ = try machine.callEnded(calls[1], .texts(MachineSamples.good, [9]))
    #expect(machine.nextCalls(9).map(\.summary) == ["g 10"])
  }

  @Test func theLastSmallGroupGoesWhenNothingMoreIsToCome() throws {
    var machine = machine(assess: 0, generate: 7)
    let calls = machine.nextCalls(9)
    _ = try machine.callEnded(calls[1], .texts(MachineSamples.good, [6, 7]))
    #expect(machine.nextCalls(9).isEmpty)
    _ = try machine.callEnded(calls[0], .texts(MachineSamples.good, [1, 2, 3, 4, 5]))
    #expect(machine.nextCalls(9).map(\.summary) == ["a 6 7 1 2 3", "a 4 5"])
  }

  @Test func textsOfOtherPlacesAreNotWaitedFor() {
    let drafts = [
      MachineSamples.draft(1, state: .pendingAssessment), MachineSamples.draft(2, section: "genitiv"),
      MachineSamples.draft(3, language: "en"), MachineSamples.draft(4, kind: "micro_lesson"),
    ]
    var machine = MachineSamples.machine(drafts)
    #expect(machine.nextCalls(1).map(\.summary) == ["a 1"])
  }

  @Test func regenerationIsWaitedForToo() throws {
    var machine = machine(assess: 5)
    let first = try #require(machine.nextCalls(1).first)
    var reading = CallReading()
    for ordinal in 1...5 {
      reading.assessments[ordinal] = ordinal.isMultiple(of: 2) ? MachineSamples.failed : MachineSamples.passed
    }
    _ = try machine.callEnded(first, .read(reading))
    let calls = machine.nextCalls(9)
    #expect(calls.map(\.summary) == ["r 2", "r 4"])
    _ = try machine.callEnded(calls[0], .texts(MachineSamples.good, [2]))
    #expect(machine.nextCalls(9).isEmpty)
    _ = try machine.callEnded(calls[1], .texts(MachineSamples.good, [4]))
    #expect(machine.nextCalls(9).map(\.summary) == ["a 2 4"])
  }

  @Test func optionsAreAssessedApartAndTopicsTogether() {
    let drafts = [
      MachineSamples.draft(1, topic: "a", state: .pendingAssessment),
      MachineSamples.draft(2, gaps: 5, state: .pendingAssessment),
      MachineSamples.draft(3, topic: "b", state: .pendingAssessment),
    ]
    var machine = MachineSamples.machine(drafts, group: GroupPolicy(size: 5, assessmentSize: 5, isStrict: true))
    #expect(machine.nextCalls(9).map(\.summary) == ["a 1 3", "a 2"])
  }

  @Test func whatPassedIsAcceptedAndWhatFailedIsWrittenAgain() throws {
    var machine = machine(assess: 2)
    let call = try #require(machine.nextCalls(1).first)
    var reading = CallReading()
    reading.assessments = [1: MachineSamples.passed, 2: MachineSamples.failed]
    let change = try machine.callEnded(call, .read(reading))
    #expect(change.accepted.map(\.ordinal) == [1])
    #expect(change.drafts.map(\.state) == [.completed, .pendingRegeneration])
    #expect(machine.nextCalls(9).map(\.summary) == ["r 2"])
  }

  /// How many of five came back, and the calls that the rest is assessed in.
  @Test(arguments: [
    (assessed: 4, rest: ["a 5"], fallbacks: 0), (assessed: 3, rest: ["a 4 5"], fallbacks: 0),
    (assessed: 2, rest: ["a 3", "a 4", "a 5"], fallbacks: 1),
    (assessed: 0, rest: ["a 1", "a 2", "a 3", "a 4", "a 5"], fallbacks: 1),
  ])
  func theRestOfAGroup(assessed: Int, rest: [String], fallbacks: Int) throws {
    var machine = machine(assess: 5)
    let call = try #require(machine.nextCalls(1).first)
    let change = try machine.callEnded(
      call, .assessments(MachineSamples.passed, Array(call.ordinals.prefix(assessed))))
    #expect(change.fallbacks == fallbacks)
    #expect(change.drafts.count == assessed)
    #expect(machine.nextCalls(9).map(\.summary) == rest)
  }

  @Test func draftsToBeAssessedAloneDoNotWait() throws {
    var machine = machine(assess: 5, generate: 1)
    let calls = machine.nextCalls(9)
    #expect(calls.map(\.summary) == ["a 1 2 3 4 5", "g 6"])
    _ = try machine.callEnded(calls[0], .failed(reason: "provider_error"))
    // The text of the sixth is still to come, but a draft alone cannot be joined by it.
    #expect(machine.nextCalls(9).map(\.summary) == ["a 1", "a 2", "a 3", "a 4", "a 5"])
  }

  @Test func aMissingAssessmentIsAskedForThreeTimesMore() throws {
    var machine = machine(assess: 1)
    for _ in 1...3 {
      let call = try #require(machine.nextCalls(1).first)
      #expect(try machine.callEnded(call, .failed(reason: "provider_error")).drafts.isEmpty)
    }
    let call = try #require(machine.nextCalls(1).first)
    let change = try machine.callEnded(call, .assessments(MachineSamples.passed, []))
    #expect(change.drafts.map(\.dropReason) == ["no_assessment"])
    #expect(machine.isFinished)
  }

  @Test func anotherTextHasAssessmentsOfItsOwn() throws {
    var machine = machine(assess: 1)
    for _ in 1...3 {
      let call = try #require(machine.nextCalls(1).first)
      _ = try machine.callEnded(call, .failed(reason: "provider_error"))
    }
    var call = try #require(machine.nextCalls(1).first)
    _ = try machine.callEnded(call, .assessments(MachineSamples.failed, [1]))
    call = try #require(machine.nextCalls(1).first)
    _ = try machine.callEnded(call, .texts(MachineSamples.good, [1]))
    call = try #require(machine.nextCalls(1).first)
    #expect(call.summary == "a 1")
    #expect(try machine.callEnded(call, .failed(reason: "provider_error")).drafts.isEmpty)
    #expect(machine.nextCalls(1).map(\.summary) == ["a 1"])
  }

  @Test(arguments: [
    (drafts: 5, assessed: 0, rest: ["a 1 2", "a 3 4", "a 5"]), (drafts: 5, assessed: 3, rest: ["a 4 5"]),
    (drafts: 2, assessed: 0, rest: ["a 1", "a 2"]),
  ])
  func aGroupThatWasCutOffIsHalved(drafts: Int, assessed: Int, rest: [String]) throws {
    var machine = machine(assess: drafts)
    let call = try #require(machine.nextCalls(1).first)
    let change = try machine.callEnded(
      call, .assessments(MachineSamples.passed, Array(call.ordinals.prefix(assessed)), cutOff: true))
    #expect((change.halvings, change.fallbacks) == (1, 0))
    #expect(machine.nextCalls(9).map(\.summary) == rest)
  }

  @Test func aSingleAssessmentThatWasCutOffDropsItsDraft() throws {
    var machine = machine(assess: 1)
    let call = try #require(machine.nextCalls(1).first)
    let change = try machine.callEnded(call, .assessments(MachineSamples.passed, [], cutOff: true))
    #expect(change.drafts.map(\.dropReason) == ["length"])
    #expect(machine.isFinished)
  }
}
