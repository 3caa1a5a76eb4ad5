import ContentModel
import ContentStore
import Providers

extension FillContext {
  /// Gives a run up: its answers that were stored but not read are used, drafts that have not ended are let go, and their
  /// gap is free again. What it has made stays.
  ///
  /// Batch jobs of the run are cancelled at the provider; what they had done by then is paid, and kept. That may take a
  /// while: where the run is to rest before, it waits for them, and can be given up again.
  ///
  /// A run can be given up whatever has become of the catalogue, the kinds and the prices it began with: then what its
  /// unread answers cost is booked, and no more.
  ///
  /// - Parameter configuration: The run's own, or nil where it cannot be read.
  /// - Returns: Whether it is cancelled; false where it came to rest before its jobs did.
  /// - Throws: `RunConflict` where it has ended or another living process has it.
  @discardableResult
  public func cancel(
    _ run: StoredRun, configuration: FillConfiguration?, reason: String, stop: FillStop = FillStop(),
    onProgress: @escaping @Sendable (FillProgress) -> Void = { _ in }
  ) async throws -> Bool {
    let drafts = try store.read { try $0.drafts(ofRun: run.id) }
    let isReadable = drafts.allSatisfy {
      $0.state.isEnded || kinds[$0.kind] != nil && catalogue.sections[$0.key.section] != nil
    }
    if let configuration, isReadable {
      var executor = try await takeOver(run, configuration: configuration, stop: stop, onProgress: onProgress)
      return try await executor.cancel(reason: reason)
    }
    let (lock, isLiving) = try lock(run)
    try await store.write { [self] transaction in
      try withdrawUnsentCalls(of: run, lock, in: transaction)
      try transaction.takeRun(
        run, holder: holder, leaseUntil: world.now().advanced(byMilliseconds: FillExecutor.lease), isLiving: isLiving)
      _ = try transaction.markInFlightUnknown(ofRun: run.id)
      // Nobody will collect them any more: a person settles what they cost.
      for job in try transaction.jobs(ofRun: run.id) where job.state.isOpen { try transaction.abandonJob(job.id) }
      for answer in try transaction.unreadAnswers(ofRun: run.id) {
        try bookUnread(answer, ofRun: run.id, in: transaction)
      }
      for var draft in try transaction.drafts(ofRun: run.id) where !draft.state.isEnded {
        // Letting go asks nothing of a policy.
        let policy = DraftPolicy(retries: 0, threshold: 0, assesses: false, reviewsAll: true)
        _ = try DraftMachine.apply(.released(reason: "cancelled"), to: &draft, policy: policy)
        try transaction.update(draft)
      }
      try transaction.releaseRun(run.id, status: .cancelled, reason: reason)
    }
    withExtendedLifetime(lock) {}
    return true
  }

  /// Books an answer that nobody will read: its cost by its usage, as overhead of the run. One that does not say what was
  /// used stays open, for a person to settle.
  func bookUnread(_ answer: UnreadAnswer, ofRun run: Int64, in transaction: StoreTransaction) throws {
    let attempt = answer.attempt
    let completion: ChatCompletion
    do {
      completion = try ChatCompletion.readAny(
        RawAnswer(status: answer.status, body: answer.body), from: attempt.provider)
    } catch {
      return try transaction.book(error, attempt: attempt.id, ofRun: run)
    }
    guard let usage = completion.usage else {
      return try transaction.markUnknown(attempt: attempt.id, error: "its answer does not say what was used")
    }
    let price = prices.price(provider: attempt.provider, model: attempt.model)
    let cost = price?.cost(of: usage, isBatch: attempt.job != nil)
    try transaction.settle(
      AttemptSettlement(
        attempt: attempt.id, run: run, usage: usage, cost: cost,
        finishReason: completion.outcome, inputTokensSingle: nil, costSingle: cost, shares: []))
  }
}

extension StoreTransaction {
  /// Books a call that brought no completion: one that may have been paid stays open in the ledger, one that was refused
  /// frees its reservation.
  func book(_ error: ProviderError, attempt: Int64, ofRun run: Int64) throws {
    switch error.kind {
    case .connection, .timeout, .unreadable: try markUnknown(attempt: attempt, error: error.message)
    default: try fail(attempt: attempt, run: run, error: error.message)
    }
  }
}

extension FillExecutor {
  /// Gives the run up: its jobs are cancelled and what they bring is taken in, then drafts that have not ended are let go.
  ///
  /// - Returns: False where the run came to rest before that.
  mutating func cancel(reason: String) async throws -> Bool {
    if !openJobs.isEmpty {
      do {
        if try await !endJobs() {
          try await rest()
          return false
        }
      } catch let error as ProviderError {
        // Its jobs are where they were: it waits for them, and can be given up again.
        try await rest(because: error.message)
        throw error
      }
    }
    let open = machine.drafts.filter { !$0.state.isEnded }.map(\.ordinal)
    let change = try machine.release(open, reason: "cancelled")
    let store = RunChangeStore(run: run, context: context, configuration: configuration)
    try await context.store.write { [run] transaction in
      try store.write(change, settlement: nil, in: transaction)
      try transaction.releaseRun(run.id, status: .cancelled, reason: reason)
    }
    return true
  }

  /// Lets go of a run that is to be given up and whose jobs have not all ended.
  ///
  /// - Parameter problem: Why it rests where the provider has none of them.
  private func rest(because problem: String? = nil) async throws {
    let isWaiting = openJobs.contains { $0.job.state == .submitted }
    try await context.store.write { [run, reason = isWaiting ? waitingReason : problem ?? stop.reason] in
      try $0.releaseRun(run.id, status: isWaiting ? .waiting : .paused, reason: reason)
    }
  }
}
