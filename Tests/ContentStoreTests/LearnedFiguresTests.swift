import ContentModel
import ContentStore
import Testing

/// What the ledger teaches about calls to come.
@Suite struct LearnedFiguresTests {
  let library: Library

  init() throws { library = try Library() }

  private func call(
    _ transaction: StoreTransaction, run: Int64, output: Int, drafts: Int = 1, role: Role = .generation,
    finish: String = "stop", milliseconds: Int64 = 0, took: Duration? = nil, job: Int64? = nil
  ) throws {
    let call = try #require(
      try transaction.sampleCall(ofRun: run, worstCase: .zero, role: role, drafts: drafts))
    library.clock.advance(byMilliseconds: milliseconds)
    try transaction.storeAnswer(
      ofAttempt: call, status: 200, headers: "", body: StoredBytes(Array("{}".utf8)), took: took)
    if let job { try transaction.connection.run("UPDATE attempts SET job = $1 WHERE id = $2", job, call) }
    try transaction.settle(
      AttemptSettlement(
        attempt: call, run: run, usage: TokenUsage(input: 1, output: output), cost: .zero, finishReason: finish,
        inputTokensSingle: nil, shares: []))
  }

  @Test func outputTokensAreThe95thPercentilePerItem() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(drafts: 5)
      for tokens in 1...19 { try call(transaction, run: run, output: tokens * 10) }
      #expect(try transaction.outputTokensPerItem(kind: "gap_fill_exercise", model: "sim-1") == nil)
      // Per item: a call for five that wrote 1,000 tokens wrote 200 for each.
      try call(transaction, run: run, output: 1000, drafts: 5)
      #expect(try transaction.outputTokensPerItem(kind: "gap_fill_exercise", model: "sim-1") == 190)
      // What was cut off, what only judged, other kinds and models do not count.
      try call(transaction, run: run, output: 9000, finish: "length")
      try call(transaction, run: run, output: 9000, role: .assessment)
      #expect(try transaction.outputTokensPerItem(kind: "gap_fill_exercise", model: "sim-1") == 190)
      #expect(try transaction.outputTokensPerItem(kind: "micro_lesson", model: "sim-1") == nil)
      #expect(try transaction.outputTokensPerItem(kind: "gap_fill_exercise", model: "sim-2") == nil)
      // Only the newest 200 count.
      for _ in 0..<200 { try call(transaction, run: run, output: 7) }
      #expect(try transaction.outputTokensPerItem(kind: "gap_fill_exercise", model: "sim-1") == 7)
    }
  }

  @Test func secondsAreTheMeanOfAnsweredCalls() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun()
      for milliseconds in [1000, 2000, 3000, 4000] {
        try call(transaction, run: run, output: 1, milliseconds: Int64(milliseconds))
      }
      #expect(try transaction.secondsPerCall(provider: "simulated", model: "sim-1") == nil)
      try call(transaction, run: run, output: 1, milliseconds: 5000)
      #expect(try transaction.secondsPerCall(provider: "simulated", model: "sim-1") == 3)
      #expect(try transaction.secondsPerCall(provider: "openai", model: "sim-1") == nil)
      // A call that was in flight when the process died, settled by hand after the night: nobody knows how long it took.
      let lost = try #require(try transaction.sampleCall(ofRun: run, worstCase: .zero))
      library.clock.advance(byMilliseconds: 36_000_000)
      #expect(try transaction.markInFlightUnknown(ofRun: run) == 1)
      #expect(try transaction.settleUnknown(attempt: lost, run: run, cost: .zero))
      #expect(try transaction.secondsPerCall(provider: "simulated", model: "sim-1") == 3)
    }
  }

  /// A call takes as long as was measured, whatever became of the clock meanwhile; lines of batch jobs say nothing of calls.
  @Test(arguments: [86_400_000, -3_600_000]) func aClockThatIsSetTeachesNothing(jump: Int64) throws {
    try library.script { transaction in
      let run = try transaction.sampleRun()
      for seconds in [1, 2, 3, 4, 5] {
        try call(transaction, run: run, output: 1, milliseconds: jump, took: .seconds(seconds))
      }
      #expect(try transaction.secondsPerCall(provider: "simulated", model: "sim-1") == 3)
      let job = try transaction.beginJob(
        uuid: "job-1", run: run, provider: "simulated", account: "a", model: "sim-1")
      try call(transaction, run: run, output: 1, milliseconds: 3_600_000, job: job)
      #expect(try transaction.secondsPerCall(provider: "simulated", model: "sim-1") == 3)
    }
  }

  @Test func outputTokensAreTalliedBySectionAndPrompt() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(drafts: 5)
      func tallies(
        _ role: Role, kind: String = "gap_fill_exercise", model: String = "sim-1"
      ) throws -> [OutputTally] {
        try transaction.outputTallies(kind: kind, model: model, role: role)
      }
      for tokens in [10, 20, 30] { try call(transaction, run: run, output: tokens) }
      try call(transaction, run: run, output: 1000, drafts: 5)
      // What was cut off says nothing of how long an item is.
      try call(transaction, run: run, output: 9000, finish: "length")
      let generation = OutputTally(
        section: "passiv", promptHash: "hash", calls: 4, items: 8, tokens: 1060, squares: 1400 + 200_000)
      #expect(try tallies(.generation) == [generation])
      #expect(try tallies(.assessment) == [])
      try call(transaction, run: run, output: 50, drafts: 5, role: .assessment)
      #expect(try tallies(.assessment).map(\.tokens) == [50])
      #expect(try tallies(.generation, kind: "micro_lesson") == [] && tallies(.generation, model: "sim-2") == [])
    }
  }

  @Test func sectionsThatAreKnownHaveAPercentileOfTheirOwn() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(drafts: 5)
      func known() throws -> [String: Int] {
        try transaction.outputTokensPerItemBySection(kind: "gap_fill_exercise", model: "sim-1")
      }
      for tokens in 1...19 { try call(transaction, run: run, output: tokens * 10) }
      #expect(try known() == [:])
      try call(transaction, run: run, output: 1000, drafts: 5)
      #expect(try known() == ["passiv": 190])
      #expect(try transaction.outputTokensPerItemBySection(kind: "gap_fill_exercise", model: "sim-2") == [:])
      for _ in 0..<200 { try call(transaction, run: run, output: 7) }
      #expect(try known() == ["passiv": 7])
    }
  }

  @Test func theCourseOfDraftsThatHaveEnded() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(drafts: 5)
      try call(transaction, run: run, output: 1, drafts: 5)
      try call(transaction, run: run, output: 1, drafts: 3, role: .assessment)
      try call(transaction, run: run, output: 1, drafts: 1, role: .assessment)
      func end(_ ordinal: Int, _ state: DraftState, asked: Int, reason: String? = nil) throws {
        var draft = try #require(try transaction.draft(ordinal, ofRun: run))
        draft.state = state
        draft.asked = asked
        draft.dropReason = reason
        try transaction.update(draft)
      }
      try end(1, .completed, asked: 2)
      try end(2, .completed, asked: 1)
      try end(3, .dropped, asked: 6, reason: "assessment")
      // Let go, or still on its way: neither says anything of texts.
      try end(4, .dropped, asked: 1, reason: "cancelled")
      try end(5, .pendingRegeneration, asked: 1)
      let expected = CourseTally(
        section: "passiv", promptHash: "hash", drafts: 3, accepted: 2, acceptedFirst: 1, texts: 9, assessed: 4)
      #expect(
        try transaction.courseTallies(kind: "gap_fill_exercise", provider: "simulated", model: "sim-1") == [expected])
      for (kind, provider, model) in [
        ("micro_lesson", "simulated", "sim-1"), ("gap_fill_exercise", "openai", "sim-1"),
        ("gap_fill_exercise", "simulated", "sim-2"),
      ] {
        #expect(try transaction.courseTallies(kind: kind, provider: provider, model: model) == [])
      }
    }
  }

  @Test func digestsAreOfWhatIsActiveOrWaits() throws {
    try library.script { transaction in
      func add(_ digest: Int, review: ReviewState? = nil, active: Bool = false, key: Key = .weekend) throws {
        let item = try transaction.makeItem(kind: "gap_fill_exercise", key: key)
        var new = NewVersion.sample(digest)
        new.review = review
        let version = try transaction.addVersion(new, toItem: item)
        if active { try transaction.activate(version, of: item) }
      }
      try add(1)
      try add(2, active: true)
      try add(3, review: .waiting)
      for (digest, review) in [(4, ReviewState.rejected), (5, .withdrawn)] { try add(digest, review: review) }
      // Another topic of the same section counts, another section or language does not.
      try add(6, active: true, key: Key(section: "passiv", topic: "other", language: "de"))
      try add(7, active: true, key: Key(section: "genitiv", language: "de"))
      try add(8, active: true, key: Key(section: "passiv", language: "en"))
      let digests = try transaction.digests(kind: "gap_fill_exercise", section: "passiv", language: "de")
      #expect(Set(digests.map { $0[0] }) == [2, 3, 6])
      #expect(try transaction.digests(kind: "micro_lesson", section: "passiv", language: "de").isEmpty)
    }
  }
}
