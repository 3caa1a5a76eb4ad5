import ContentModel
import ContentStore
import Testing
import World

@Suite struct BudgetTests {
  let library: Library

  init() throws { library = try Library() }

  private static func money(_ text: String) -> Money { Money(text) ?? .zero }

  private func run(_ id: Int64) throws -> StoredRun { try library.read { try $0.run(id) } }

  /// The promise of reliability.md: exactly fifty are granted, through however many openings of the file.
  @Test func athousandReservationsAtOnceNeverPassTheBudget() async throws {
    let run = try await library.write { try $0.sampleRun(budget: Money("5.00")) }
    let stores = [library.store] + (try (0..<3).map { _ in try library.reopened(groupWindow: 2) })
    let granted = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<1000 {
        group.addTask {
          try await stores[number % stores.count].write { transaction in
            try transaction.reserve(
              NewAttempt(
                uuid: "call-\(number)", run: run, role: .generation, provider: "simulated", model: "sim-1",
                promptHash: "hash", slots: [(1, "s1")], worstCase: Self.money("0.10"), inputTokensSingle: 0)) != nil
          }
        }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(granted == 50)
    #expect(try self.run(run).reserved == Self.money("5.00"))
    #expect(try self.run(run).spent == .zero)
    #expect(try library.read { try $0.attempts(ofRun: run).count } == 50)
    #expect(stores.map(\.commits).reduce(0, +) < 500, "writes share their commits")
  }

  @Test func theLastCentCanBeReservedAndNotOneMore() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(budget: Self.money("1.00"))
      #expect(try transaction.sampleCall(ofRun: run, worstCase: Self.money("1.000000001")) == nil)
      #expect(try transaction.sampleCall(ofRun: run, worstCase: Self.money("0.999999999")) != nil)
      #expect(try transaction.sampleCall(ofRun: run, worstCase: Money(billionths: 2)) == nil)
      #expect(try transaction.sampleCall(ofRun: run, worstCase: Money(billionths: 1)) != nil)
      #expect(try transaction.sampleCall(ofRun: run, worstCase: Money(billionths: 1)) == nil)
      // What costs nothing fits a budget that is used up.
      #expect(try transaction.sampleCall(ofRun: run, worstCase: .zero) != nil)
      #expect(try transaction.attempts(ofRun: run).count == 3)
    }
  }

  @Test func withoutABudgetEverythingFits() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(budget: nil)
      #expect(try transaction.sampleCall(ofRun: run, worstCase: Self.money("1000000.00")) != nil)
      try transaction.setBudget(Self.money("0.50"), ofRun: run)
      #expect(try transaction.sampleCall(ofRun: run, worstCase: Money(billionths: 1)) == nil)
      try transaction.setBudget(nil, ofRun: run)
      #expect(try transaction.sampleCall(ofRun: run, worstCase: Money(billionths: 1)) != nil)
    }
  }

  @Test func settlingFreesTheReservationAndBooksOnce() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(drafts: 3, budget: Self.money("1.00"))
      let call = try #require(try transaction.sampleCall(ofRun: run, worstCase: Self.money("0.40"), drafts: 3))
      try transaction.answer(call, body: "{\"ok\":true}")
      let settlement = AttemptSettlement(
        attempt: call, run: run, usage: TokenUsage(input: 100, cachedInput: 60, output: 30), cost: Self.money("0.10"),
        finishReason: "stop", inputTokensSingle: 250, shares: [(1, Self.money("0.04")), (2, Self.money("0.03"))])
      for _ in 0..<3 {
        try transaction.settle(settlement)
        let stored = try transaction.run(run)
        #expect(stored.reserved == .zero)
        #expect(stored.spent == Self.money("0.10"))
      }
      let attempt = try #require(try transaction.attempts(ofRun: run).first)
      #expect(attempt.state == .settled)
      #expect(attempt.cost == Self.money("0.10"))
      #expect(attempt.usage == TokenUsage(input: 100, cachedInput: 60, output: 30))
      #expect(attempt.reserved == Self.money("0.40"))
      #expect(attempt.drafts == 3)
      let costs = try (1...3).map { ordinal in
        try transaction.cost(ofDraft: try #require(try transaction.draftID(ordinal, ofRun: run)))
      }
      #expect(costs == [Self.money("0.04"), Self.money("0.03"), .zero])
      #expect(try transaction.unreadAnswers(ofRun: run).isEmpty)
    }
  }

  @Test func nothingIsSettledBeforeItsAnswerIsStored() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(budget: Self.money("1.00"))
      let call = try #require(try transaction.sampleCall(ofRun: run, worstCase: Self.money("0.40")))
      try transaction.settle(call, run: run, cost: Self.money("0.10"))
      #expect(try transaction.run(run).reserved == Self.money("0.40"))
      #expect(try transaction.run(run).spent == .zero)
    }
  }

  @Test func aFailedCallFreesItsReservationAndCostsNothing() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(budget: Self.money("1.00"))
      let first = try #require(try transaction.sampleCall(ofRun: run, worstCase: Self.money("0.40")))
      let second = try #require(try transaction.sampleCall(ofRun: run, worstCase: Self.money("0.30")))
      for _ in 0..<2 { try transaction.fail(attempt: first, run: run, error: "HTTP 429: slow down") }
      #expect(try transaction.run(run).reserved == Self.money("0.30"))
      #expect(try transaction.run(run).spent == .zero)
      let attempt = try #require(try transaction.attempts(ofRun: run).first)
      #expect(attempt.state == .failed)
      #expect(attempt.error == "HTTP 429: slow down")
      #expect(attempt.cost == .zero)
      // An answer that says no is a failure as well.
      try transaction.answer(second)
      try transaction.fail(attempt: second, run: run, error: "HTTP 400")
      #expect(try transaction.run(run).reserved == .zero)
    }
  }

  /// What was not sent is no call: its money is free, and the ledger does not list it.
  @Test func aReservationThatIsTakenBackLeavesNothing() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(drafts: 2, budget: Self.money("1.00"))
      let sent = try #require(try transaction.sampleCall(ofRun: run, worstCase: Self.money("0.30"), drafts: 2))
      let unsent = try #require(try transaction.sampleCall(ofRun: run, worstCase: Self.money("0.40"), drafts: 2))
      for _ in 0..<2 { try transaction.withdraw(attempt: unsent, run: run) }
      #expect(try transaction.run(run).reserved == Self.money("0.30"))
      #expect(try transaction.attempts(ofRun: run).map(\.id) == [sent])
      #expect(try transaction.figures(ofRun: run).calls == 1)
      #expect(try transaction.connection.all("SELECT attempt FROM attempt_drafts") { $0.integer(0) } == [sent, sent])
      // A call that has an outcome stays, whatever is said of it.
      try transaction.answer(sent)
      try transaction.withdraw(attempt: sent, run: run)
      #expect(try transaction.run(run).reserved == Self.money("0.30"))
      #expect(try transaction.unreadAnswers(ofRun: run).map(\.attempt.id) == [sent])
    }
  }

  @Test func whatADeadHolderHasNotSentIsTakenBack() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(budget: Self.money("2.00"))
      let other = try transaction.sampleRun(budget: Self.money("1.00"))
      let answered = try #require(try transaction.sampleCall(ofRun: run, worstCase: Self.money("0.10")))
      let sent = try #require(try transaction.sampleCall(ofRun: run, worstCase: Self.money("0.20")))
      _ = try #require(try transaction.sampleCall(ofRun: run, worstCase: Self.money("0.40")))
      let others = try #require(try transaction.sampleCall(ofRun: other, worstCase: Self.money("0.50")))
      try transaction.answer(answered)
      // Where nobody knows what was sent, all of it may have been.
      try transaction.withdrawUnsent(ofRun: run, sent: nil)
      #expect(try transaction.run(run).reserved == Self.money("0.70"))
      try transaction.withdrawUnsent(ofRun: run, sent: [answered, sent])
      #expect(try transaction.attempts(ofRun: run).map(\.id) == [answered, sent])
      #expect(try transaction.run(run).reserved == Self.money("0.30"))
      // An answer that is there was sent, whatever the notes say.
      try transaction.withdrawUnsent(ofRun: run, sent: [])
      #expect(try transaction.attempts(ofRun: run).map(\.id) == [answered])
      #expect(try transaction.attempts(ofRun: other).map(\.id) == [others])
    }
  }

  @Test func anUnknownCallKeepsItsReservationUntilAPersonSettlesIt() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(budget: Self.money("1.00"))
      let other = try transaction.sampleRun(budget: Self.money("1.00"))
      let paid = try #require(try transaction.sampleCall(ofRun: run, worstCase: Self.money("0.40")))
      let released = try #require(try transaction.sampleCall(ofRun: run, worstCase: Self.money("0.30")))
      _ = try #require(try transaction.sampleCall(ofRun: other, worstCase: Self.money("0.50")))
      try transaction.markUnknown(attempt: paid, error: "the connection broke")
      #expect(try transaction.markInFlightUnknown(ofRun: run) == 1)
      #expect(try transaction.markInFlightUnknown(ofRun: run) == 0)
      #expect(try transaction.attempts(ofRun: run).map(\.state) == [.unknown, .unknown])
      #expect(
        try transaction.attempts(ofRun: run).map(\.error) == [
          "the connection broke", "the process died while the call was in flight",
        ])
      #expect(try transaction.run(run).reserved == Self.money("0.70"))
      // Neither a failure nor a settlement moves it: only a person does.
      try transaction.fail(attempt: paid, run: run, error: "late")
      try transaction.settle(paid, run: run, cost: Self.money("0.10"))
      #expect(try transaction.run(run).reserved == Self.money("0.70"))
      #expect(try transaction.sampleCall(ofRun: run, worstCase: Self.money("0.31")) == nil)

      #expect(try transaction.settleUnknown(attempt: paid, run: run, cost: Self.money("0.15")))
      #expect(try !transaction.settleUnknown(attempt: paid, run: run, cost: Self.money("0.15")))
      #expect(try transaction.run(run).reserved == Self.money("0.30"))
      #expect(try transaction.run(run).spent == Self.money("0.15"))
      // The call of another run is none of this one's: neither ledger moves.
      #expect(try !transaction.settleUnknown(attempt: released, run: other, cost: .zero))
      #expect(try transaction.run(other).reserved == Self.money("0.50"))
      #expect(try transaction.settleUnknown(attempt: released, run: run, cost: .zero))
      #expect(try transaction.run(run).reserved == .zero)
      #expect(try transaction.run(run).spent == Self.money("0.15"))
    }
  }

  /// An answer can still come after its call was given up: it has been paid for, and is read.
  @Test func aLateAnswerOfAnUnknownCallIsSettled() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(budget: Self.money("1.00"))
      let call = try #require(try transaction.sampleCall(ofRun: run, worstCase: Self.money("0.40")))
      try transaction.markUnknown(attempt: call, error: "no answer in time")
      try transaction.answer(call)
      #expect(try transaction.unreadAnswers(ofRun: run).map(\.attempt.id) == [call])
      try transaction.settle(call, run: run, cost: Self.money("0.10"))
      #expect(try transaction.run(run).reserved == .zero)
      #expect(try transaction.run(run).spent == Self.money("0.10"))
    }
  }

  /// What has been freed is not freed again: the answer is kept, the ledger stands.
  @Test func anAnswerAfterTheEndDoesNotOpenTheLedgerAgain() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(budget: Self.money("1.00"))
      let failed = try #require(try transaction.sampleCall(ofRun: run, worstCase: Self.money("0.40")))
      let settled = try #require(try transaction.sampleCall(ofRun: run, worstCase: Self.money("0.30")))
      _ = try #require(try transaction.sampleCall(ofRun: run, worstCase: Self.money("0.30")))
      try transaction.fail(attempt: failed, run: run, error: "reset")
      try transaction.markUnknown(attempt: settled, error: "reset")
      _ = try transaction.settleUnknown(attempt: settled, run: run, cost: Self.money("0.20"))
      for call in [failed, settled] {
        try transaction.answer(call)
        try transaction.settle(call, run: run, cost: Self.money("0.25"))
      }
      #expect(try transaction.run(run).reserved == Self.money("0.30"))
      #expect(try transaction.run(run).spent == Self.money("0.20"))
      #expect(try transaction.attempts(ofRun: run).map(\.state) == [.failed, .settled, .reserved])
    }
  }

  @Test func unreadAnswersComeBackWholeWithTheirSlots() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(drafts: 3)
      let call = try #require(try transaction.sampleCall(ofRun: run, worstCase: .zero, role: .assessment, drafts: 3))
      let bytes: [UInt8] = [0x7B, 0x00, 0xFF, 0x7D]
      try transaction.storeAnswer(
        ofAttempt: call, status: 502, headers: "a: b", body: StoredBytes(bytes, compressed: true))
      let other = try #require(try transaction.sampleCall(ofRun: run, worstCase: .zero, role: .regeneration))
      #expect(try transaction.ordinalsInFlight(ofRun: run).map(\.ordinal) == [1])
      #expect(try transaction.ordinalsInFlight(ofRun: run).map(\.role) == [.regeneration])
      let answers = try transaction.unreadAnswers(ofRun: run)
      #expect(answers.count == 1)
      let answer = try #require(answers.first)
      #expect(answer.attempt.id == call && answer.attempt.role == .assessment && answer.attempt.state == .answered)
      #expect(answer.slots.map(\.ordinal) == [1, 2, 3])
      #expect(answer.slots.map(\.slot) == ["s1", "s2", "s3"])
      #expect(answer.status == 502)
      #expect(answer.body == bytes)
      #expect(try transaction.attempts(ofRun: run).map(\.id) == [call, other])
    }
  }

  /// Random sequences of what can become of calls, late and repeated news included: after each step the run's two sums
  /// are those of its calls, and never above the budget.
  @Test(arguments: UInt64(1)...20) func theLedgerAddsUp(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    try library.script { transaction in
      let budget = Money(billionths: .random(in: 0...2000, using: &random))
      let run = try transaction.sampleRun(drafts: 2, budget: budget)
      var calls: [(id: Int64, worstCase: Money)] = []
      for step in 0..<80 {
        let call = calls.randomElement(using: &random)
        let cost = Money(billionths: .random(in: 0...(call?.worstCase.billionths ?? 0), using: &random))
        switch Int.random(in: 0..<9, using: &random) {
        case 0...2:
          let worstCase = Money(billionths: .random(in: 0...300, using: &random))
          let held = try transaction.run(run).reserved + transaction.run(run).spent
          let id = try transaction.sampleCall(ofRun: run, worstCase: worstCase)
          try #require((id != nil) == (held + worstCase <= budget), "step \(step)")
          if let id { calls.append((id, worstCase)) }
        case 3:
          guard let call else { break }
          let answers = try transaction.connection.all("SELECT 1 FROM answers WHERE attempt = $1", call.id) {
            $0.int(0)
          }
          if answers.isEmpty { try transaction.answer(call.id) }
        case 4: if let call { try transaction.settle(call.id, run: run, cost: cost) }
        case 5: if let call { try transaction.fail(attempt: call.id, run: run, error: "x") }
        case 6: if let call { try transaction.markUnknown(attempt: call.id, error: "x") }
        case 7:
          guard let call else { break }
          try transaction.withdraw(attempt: call.id, run: run)
          // Nothing more is heard of a call that was not made.
          let known = Set(try transaction.attempts(ofRun: run).map(\.id))
          calls.removeAll { !known.contains($0.id) }
        default: if let call { _ = try transaction.settleUnknown(attempt: call.id, run: run, cost: cost) }
        }
        let stored = try transaction.run(run)
        let attempts = try transaction.attempts(ofRun: run)
        let open = attempts.filter { [.reserved, .answered, .unknown].contains($0.state) }
        try #require(stored.reserved == open.reduce(.zero) { $0 + $1.reserved }, "step \(step)")
        try #require(stored.spent == attempts.reduce(.zero) { $0 + ($1.cost ?? .zero) }, "step \(step)")
        try #require(stored.reserved + stored.spent <= budget, "step \(step)")
      }
    }
  }
}
