import ContentModel
import ContentStore
import Generation
import Testing

/// What holds for every run, whatever comes back.
@Suite struct RunMachineRandomTests {
  @Test(arguments: 0..<300)
  func everyRunEndsAndKeepsItsPromises(seed: Int) throws {
    var run = RandomRun(seed: UInt64(seed))
    try run.runToTheEnd()
    #expect(run.faults == [])
    #expect(run.calls.count <= run.bound)
    let machine = run.machine
    #expect(machine.callsInFlight.isEmpty)
    if machine.isFinished {
      #expect(!machine.isStuckOnBudget)
      #expect(machine.drafts.allSatisfy { $0.state.isEnded })
      #expect(run.accepted.count + machine.drafts.count { $0.state == .dropped } == machine.drafts.count)
    } else {
      #expect(machine.isStuckOnBudget)
      #expect(run.hasBudget)
      #expect(machine.drafts.contains { !$0.state.isEnded })
    }
    #expect(run.accepted == Set(machine.drafts.filter { $0.state == .completed }.map(\.ordinal)))
    #expect(machine.drafts.allSatisfy { ($0.state == .dropped) == ($0.dropReason != nil) })
    #expect(machine.drafts.map(\.ordinal) == Array(1..<(machine.drafts.count + 1)))
    #expect(machine.drafts.prefix(run.begun).allSatisfy { $0.replaces == nil })
    // Each replacement takes the place of one dropped draft, and no draft is replaced twice.
    let replaced = machine.drafts.dropFirst(run.begun).compactMap(\.replaces)
    #expect(replaced.count == machine.drafts.count - run.begun)
    #expect(Set(replaced).count == replaced.count)
    #expect(replaced.allSatisfy { machine.drafts[$0 - 1].state == .dropped })
  }

  @Test(arguments: [1, 7, 42, 99])
  func theSameOutcomesGiveTheSameCalls(seed: Int) throws {
    var first = RandomRun(seed: UInt64(seed))
    try first.runToTheEnd()
    for _ in 1...3 {
      var again = RandomRun(seed: UInt64(seed))
      try again.runToTheEnd()
      #expect(again.calls == first.calls)
      #expect(again.machine.drafts == first.machine.drafts)
    }
  }

  /// The runs above would prove little if they never met these.
  @Test func theRunsMeetEveryKindOfTrouble() throws {
    var met: Set<String> = []
    for seed in 0..<150 {
      var run = RandomRun(seed: UInt64(seed))
      try run.runToTheEnd()
      met.formUnion(run.machine.drafts.compactMap(\.dropReason))
      if run.fallbacks > 0 { met.insert("a fallback") }
      if run.halvings > 0 { met.insert("a halving") }
      if run.crashes > 0 { met.insert("a crash") }
      if run.released > 0 { met.insert("a release") }
      if run.machine.drafts.count > run.begun { met.insert("a replacement") }
      met.insert(run.machine.isStuckOnBudget ? "stuck" : "finished")
    }
    #expect(
      met.isSuperset(of: [
        "a fallback", "a halving", "a release", "a crash", "a replacement", "stuck", "finished", "gap_numbering",
        "assessment",
        "length", "missing_slot", "no_assessment", "provider_error", "cancelled",
      ]))
  }
}
