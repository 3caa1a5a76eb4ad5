import ContentModel
import ContentStore
import Generation
import Testing

/// Calls that the budget does not hold, and drafts that are no longer wanted.
@Suite struct RunMachineBudgetTests {
  private func machine(_ drafts: Int, size: Int = 5, assesses: Bool = false) -> RunMachine {
    MachineSamples.machine(
      (1...drafts).map { MachineSamples.draft($0) },
      policy: DraftPolicy(retries: 1, threshold: 70, assesses: assesses, reviewsAll: false),
      group: GroupPolicy(size: size, assessmentSize: 5, isStrict: false))
  }

  @Test func aCallThatDoesNotFitWaitsWhileOthersAreOpen() throws {
    var machine = machine(10)
    let calls = machine.nextCalls(9)
    let change = try machine.callEnded(calls[1], .didNotFit)
    #expect(change.drafts.isEmpty)
    #expect(machine.isOutOfBudget)
    #expect(!machine.isStuckOnBudget)
    #expect(machine.nextCalls(9).isEmpty)
    // The other call's end frees what it had reserved too much.
    _ = try machine.callEnded(calls[0], .texts(MachineSamples.good, calls[0].ordinals))
    #expect(!machine.isOutOfBudget)
    let again = machine.nextCalls(9)
    #expect(again.map(\.summary) == ["g 6 7 8 9 10"])
    #expect(machine.drafts[5].asked == 0)
    _ = try machine.callEnded(again[0], .didNotFit)
    #expect(machine.isStuckOnBudget)
    #expect(!machine.isFinished)
    #expect(machine.nextCalls(9).isEmpty)
  }

  @Test func aLateRefusalDoesNotHideWhatHasBeenFreedMeanwhile() throws {
    var machine = machine(10)
    let calls = machine.nextCalls(9)
    _ = try machine.callEnded(calls[0], .texts(MachineSamples.good, calls[0].ordinals))
    // It was refused before the other call ended.
    _ = try machine.callEnded(calls[1], .didNotFit)
    #expect(!machine.isStuckOnBudget)
    let again = machine.nextCalls(9)
    #expect(again.map(\.summary) == ["g 6 7 8 9 10"])
    _ = try machine.callEnded(again[0], .didNotFit)
    #expect(machine.isStuckOnBudget)
  }

  @Test(arguments: [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
  func draftsThatDidNotFitKeepTheirOrder(refusals: [Int]) throws {
    var machine = machine(18)
    let first = machine.nextCalls(1)[0]
    let calls = machine.nextCalls(3)
    for index in refusals { _ = try machine.callEnded(calls[index], .didNotFit) }
    _ = try machine.callEnded(first, .texts(MachineSamples.good, first.ordinals))
    #expect(machine.nextCalls(9).map(\.ordinals) == calls.map(\.ordinals))
  }

  @Test(arguments: [[1, 2, 3], [3, 2, 1], [2, 3, 1]])
  func groupsThatDidNotFitKeepTheirOrder(refusals: [Int]) throws {
    let sections = ["passiv", "genitiv", "negation", "wortbildung"]
    var machine = MachineSamples.machine((1...8).map { MachineSamples.draft($0, section: sections[($0 - 1) / 2]) })
    let calls = machine.nextCalls(9)
    #expect(calls.map(\.summary) == ["g 1 2", "g 3 4", "g 5 6", "g 7 8"])
    for index in refusals { _ = try machine.callEnded(calls[index], .didNotFit) }
    #expect(!machine.isStuckOnBudget)
    _ = try machine.callEnded(calls[0], .texts(MachineSamples.critical, [1, 2]))
    #expect(machine.nextCalls(9).map(\.summary) == ["r 1", "r 2", "g 3 4", "g 5 6", "g 7 8"])
  }

  @Test func theRestOfAGroupThatDoesNotFitStaysARest() throws {
    var machine = machine(10)
    let calls = machine.nextCalls(9)
    _ = try machine.callEnded(calls[0], .texts(MachineSamples.good, [1, 2, 3]))
    let rest = machine.nextCalls(1)[0]
    #expect(rest.summary == "g 4 5")
    _ = try machine.callEnded(rest, .didNotFit)
    _ = try machine.callEnded(calls[1], .texts(MachineSamples.critical, [6, 7, 8]))
    #expect(machine.nextCalls(9).map(\.summary) == ["r 6", "r 7", "r 8", "g 4 5", "g 9 10"])
  }

  @Test func whatIsPaidForIsStillAssessedWhenNoMoreTextsFit() throws {
    var machine = machine(10, assesses: true)
    let calls = machine.nextCalls(9)
    _ = try machine.callEnded(calls[0], .texts(MachineSamples.good, [1, 2, 3]))
    _ = try machine.callEnded(calls[1], .texts(MachineSamples.good, []))
    // Three wait to be joined by others, whose texts do not fit.
    let texts = machine.nextCalls(1)
    #expect(texts.map(\.summary) == ["g 4 5"])
    _ = try machine.callEnded(texts[0], .didNotFit)
    #expect(!machine.isStuckOnBudget)
    let assessments = machine.nextCalls(9)
    #expect(assessments.map(\.summary) == ["a 1 2 3"])
    // An assessment's end frees too: the texts are tried once more.
    _ = try machine.callEnded(assessments[0], .assessments(MachineSamples.passed, [1, 2, 3]))
    let again = machine.nextCalls(1)
    #expect(again.map(\.summary) == ["g 4 5"])
    _ = try machine.callEnded(again[0], .didNotFit)
    #expect(machine.isStuckOnBudget)
    #expect(machine.nextCalls(9).isEmpty)
  }

  /// A larger group of texts does not fit: a smaller one may, and its end may free what the rest needs.
  @Test func fewerTextsAreAssessedWhereMoreDoNotFit() throws {
    var machine = machine(5, assesses: true)
    let calls = machine.nextCalls(1)
    _ = try machine.callEnded(calls[0], .texts(MachineSamples.good, [1, 2, 3, 4, 5]))
    for asked in [["a 1 2 3 4 5"], ["a 1 2", "a 3 4", "a 5"]] {
      let assessments = machine.nextCalls(9).filter { $0.role == .assessment }
      #expect(assessments.map(\.summary) == asked)
      for call in assessments where call.slots.count > 1 { _ = try machine.callEnded(call, .didNotFit) }
      #expect(!machine.isStuckOnBudget)
      for call in assessments where call.slots.count == 1 {
        _ = try machine.callEnded(call, .assessments(MachineSamples.passed, [5]))
      }
    }
    // What the single one has freed is asked for as if nothing had been.
    #expect(!machine.isOutOfBudget)
    #expect(machine.nextCalls(9).map(\.summary).contains("a 1 2 3 4"))
  }

  @Test func assessmentsThatDoNotFitOneByOneEndTheRunToo() throws {
    var machine = machine(7, assesses: true)
    let calls = machine.nextCalls(1)
    _ = try machine.callEnded(calls[0], .texts(MachineSamples.good, [1, 2, 3]))
    _ = try machine.callEnded(machine.nextCalls(1)[0], .didNotFit)
    for asked in [["a 1 2 3"], ["a 1", "a 2", "a 3"]] {
      #expect(!machine.isStuckOnBudget)
      let assessments = machine.nextCalls(9)
      #expect(assessments.map(\.summary) == asked)
      for call in assessments { _ = try machine.callEnded(call, .didNotFit) }
    }
    #expect(machine.isStuckOnBudget)
    #expect(machine.nextCalls(9).isEmpty)
  }

  @Test func whileOtherCallsAreOpenSmallAssessmentsWait() throws {
    var machine = machine(10, assesses: true)
    let calls = machine.nextCalls(2)
    _ = try machine.callEnded(calls[0], .texts(MachineSamples.good, [1, 2, 3]))
    _ = try machine.callEnded(machine.nextCalls(1)[0], .didNotFit)
    #expect(machine.nextCalls(9).isEmpty)
  }

  @Test func releasedDraftsAreNotReplaced() throws {
    var machine = MachineSamples.machine((1...6).map { MachineSamples.draft($0) }, maxDrafts: 20)
    let change = try machine.release([2, 5], reason: "gap_closed_meanwhile")
    #expect(change.drafts.map(\.ordinal) == [2, 5])
    #expect(change.drafts.map(\.dropReason) == ["gap_closed_meanwhile", "gap_closed_meanwhile"])
    #expect(change.replacements.isEmpty)
    #expect(machine.nextCalls(9).map(\.summary) == ["g 1 3 4 6"])
  }

  @Test func aReleaseEndsOnlyWhatHasNotEnded() throws {
    var machine = machine(3, size: 1)
    let call = machine.nextCalls(1)[0]
    _ = try machine.callEnded(call, .texts(MachineSamples.good, [1]))
    let change = try machine.release([1, 2, 3], reason: "cancelled")
    #expect(change.drafts.map(\.ordinal) == [2, 3])
    #expect(machine.drafts.map(\.state) == [.completed, .dropped, .dropped])
    #expect(machine.isFinished)
  }

  @Test func anAnswerForAReleasedDraftIsLeftOut() throws {
    var machine = machine(5)
    let call = machine.nextCalls(1)[0]
    _ = try machine.release([2, 4], reason: "cancelled")
    #expect(!machine.isFinished)
    let change = try machine.callEnded(call, .texts(MachineSamples.good, call.ordinals))
    #expect(change.accepted.map(\.ordinal) == [1, 3, 5])
    #expect(change.drafts.map(\.ordinal) == [1, 3, 5])
    #expect(machine.drafts[1].dropReason == "cancelled")
    #expect(machine.isFinished)
  }

  @Test func releasedDraftsOfACallThatDidNotFitAreNotAskedForAgain() throws {
    var machine = machine(5)
    let call = machine.nextCalls(1)[0]
    _ = try machine.release([1, 2], reason: "cancelled")
    _ = try machine.callEnded(call, .didNotFit)
    var resumed = MachineSamples.machine(machine.drafts)
    #expect(resumed.nextCalls(9).map(\.summary) == ["g 3 4 5"])
    let change = try machine.release([3, 4, 5], reason: "cancelled")
    #expect(change.drafts.count == 3)
    #expect(machine.isFinished)
    #expect(!machine.isStuckOnBudget)
  }
}
