import ContentModel
import ContentStore
import Testing

@Suite struct RunFiguresTests {
  let library: Library

  init() throws { library = try Library() }

  @Test func aFreshRunHasNoFigures() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(drafts: 2)
      var expected = RunFigures()
      expected.drafted = 2
      expected.states = [
        .pendingGeneration: 2, .pendingAssessment: 0, .pendingRegeneration: 0, .completed: 0, .dropped: 0,
      ]
      #expect(try transaction.figures(ofRun: run) == expected)
    }
  }

  @Test func draftsAndCallsAreCountedFromTheLedger() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(drafts: 9, budget: Money("9"))
      func set(_ ordinal: Int, _ state: DraftState, asked: Int, reason: String? = nil, review: ReviewState?? = .none)
        throws
      {
        var draft = try #require(try transaction.draft(ordinal, ofRun: run))
        draft.state = state
        draft.asked = asked
        draft.dropReason = reason
        if case .some(let review) = review {
          let item = try transaction.makeItem(kind: draft.kind, key: draft.key)
          // A second version of the same draft that waits counts its draft once.
          for number in 1...2 {
            var new = NewVersion.sample(number, .run, run: run)
            new.draft = try transaction.draftID(ordinal, ofRun: run)
            new.review = review
            _ = try transaction.addVersion(new, toItem: item)
          }
          draft.item = item
        }
        try transaction.update(draft)
      }
      try set(1, .completed, asked: 1, review: .some(nil))
      try set(2, .completed, asked: 1, review: .waiting)
      try set(3, .completed, asked: 3, review: .waiting)
      try set(4, .completed, asked: 2, review: .accepted)
      try set(5, .dropped, asked: 6, reason: "assessment")
      try set(6, .dropped, asked: 2, reason: "length")
      try set(7, .dropped, asked: 6, reason: "assessment")
      try set(8, .pendingAssessment, asked: 1)

      func call(_ role: Role, drafts: Int, from first: Int = 1, single: Int) throws -> Int64 {
        try #require(
          try transaction.sampleCall(
            ofRun: run, worstCase: Money(billionths: 1000), role: role, drafts: drafts,
            from: first, inputTokensSingle: single))
      }
      let batch = try call(.generation, drafts: 5, single: 500)
      try transaction.answer(batch)
      try transaction.settle(
        batch, run: run, cost: Money(billionths: 700), usage: TokenUsage(input: 200, cachedInput: 50, output: 90),
        costSingle: Money(billionths: 1100))
      let single = try call(.assessment, drafts: 1, single: 60)
      try transaction.answer(single)
      try transaction.settle(single, run: run, cost: Money(billionths: 30), usage: TokenUsage(input: 60, output: 5))
      try transaction.fail(attempt: try call(.generation, drafts: 4, single: 400), run: run, error: "429")
      try transaction.markUnknown(attempt: try call(.regeneration, drafts: 2, from: 6, single: 300), error: "reset")
      let byHand = try call(.regeneration, drafts: 1, from: 3, single: 200)
      try transaction.markUnknown(attempt: byHand, error: "reset")
      _ = try transaction.settleUnknown(attempt: byHand, run: run, cost: Money(billionths: 8))

      var expected = RunFigures()
      expected.drafted = 9
      expected.accepted = 4
      // The third was sent back; the fourth was asked for again because an answer left it out.
      expected.acceptedFirst = 3
      expected.dropped = 3
      expected.dropReasons = ["assessment": 2, "length": 1]
      expected.inReview = 2
      expected.states = [
        .pendingGeneration: 1, .pendingAssessment: 1, .pendingRegeneration: 0, .completed: 4, .dropped: 3,
      ]
      expected.calls = 4
      expected.failedCalls = 1
      expected.unknownCalls = 1
      expected.trueBatches = 2
      expected.usage = TokenUsage(input: 260, cachedInput: 50, output: 95)
      // Only of calls whose own tokens are known: the two are compared.
      expected.inputTokensSingle = 560
      expected.cost = Money(billionths: 738)
      expected.costSingle = Money(billionths: 1138)
      expected.pricedCalls = 3
      expected.callsByRole = [.generation: 1, .assessment: 1, .regeneration: 2]
      #expect(try transaction.figures(ofRun: run) == expected)
      #expect(try transaction.run(run).spent == expected.cost)
    }
  }

  @Test func findingsAreCountedOverAllTexts() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(drafts: 3)
      #expect(try transaction.findings(ofRun: run) == [:])
      let drafts = try transaction.drafts(ofRun: run)
      let turns = [
        [
          DraftTurn(
            text: "{}", critique: nil, findings: [.sample("gap_numbering"), .sample("distractors", .critical)]),
          DraftTurn(text: "{}", critique: "too hard", findings: [.sample("readability", .info)]),
        ],
        [DraftTurn(text: "{}", critique: "", findings: [.sample("gap_numbering")])],
      ]
      for (var draft, turns) in zip(drafts, turns) {
        draft.turns = turns
        try transaction.update(draft)
      }
      #expect(try transaction.findings(ofRun: run) == ["gap_numbering": 2, "distractors": 1, "assessment": 2])
    }
  }

  @Test func runsAreCountedApart() throws {
    try library.script { transaction in
      let first = try transaction.sampleRun(drafts: 1)
      let second = try transaction.sampleRun(drafts: 2)
      _ = try transaction.sampleCall(ofRun: first, worstCase: .zero)
      #expect(try transaction.figures(ofRun: second).calls == 0)
      #expect(try transaction.figures(ofRun: second).drafted == 2)
      #expect(try transaction.figures(ofRun: first).calls == 1)
    }
  }
}
