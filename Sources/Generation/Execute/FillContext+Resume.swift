import ContentModel
import ContentStore
import Coverage
import Formats
import World

extension FillContext {
  /// Goes on with a run that was paused, or whose process died.
  ///
  /// Answers that were stored but not read are read first. Calls that were reserved and not sent are taken back; those that
  /// were in flight are marked `unknown`, and count as asked; the lines of batch jobs go on. Drafts for which nothing was paid yet, and whose gap somebody else has closed meanwhile, are let go.
  ///
  /// - Parameter budget: A new budget, or nil to keep the run's own.
  /// - Throws: `RunConflict` where it has ended or another living process has it.
  public func resume(
    _ run: StoredRun, budget: Money? = nil, configuration: FillConfiguration, stop: FillStop,
    onProgress: @escaping @Sendable (FillProgress) -> Void
  ) async throws -> FillExecutor {
    if run.status.isEnded { throw RunConflict.ended(run: String(run.uuid.suffix(8)), status: run.status) }
    try checkBudget(budget ?? run.budget, configuration, actor: run.actor)
    return try await takeOver(run, budget: budget, configuration: configuration, stop: stop, onProgress: onProgress)
  }

  /// Takes a run over, whatever it may spend.
  func takeOver(
    _ run: StoredRun, budget: Money? = nil, configuration: FillConfiguration, stop: FillStop,
    onProgress: @escaping @Sendable (FillProgress) -> Void
  ) async throws -> FillExecutor {
    let (lock, isLiving) = try lock(run)
    let taken = try await store.write { [self] transaction -> StoredRun in
      let superseded = try supersededDrafts(of: run, in: transaction)
      try withdrawUnsentCalls(of: run, lock, in: transaction)
      try transaction.takeRun(
        run, holder: holder, leaseUntil: world.now().advanced(byMilliseconds: FillExecutor.lease), isLiving: isLiving)
      if let budget { try transaction.setBudget(budget, ofRun: run.id) }
      try loseCallsInFlight(of: run, configuration, in: transaction)
      for var draft in superseded {
        // Where the crash cost the draft its last try it is dropped already.
        guard let now = try transaction.draft(draft.ordinal, ofRun: run.id), !now.state.isEnded else { continue }
        draft = now
        _ = try DraftMachine.apply(
          .released(reason: "gap_closed_meanwhile"), to: &draft, policy: try policy(of: draft, configuration))
        try transaction.update(draft)
      }
      return try transaction.run(run.id)
    }
    do {
      var executor = try await executor(
        taken, configuration, lock: lock, stop: stop, rested: run, onProgress: onProgress)
      try await executor.takeUnreadAnswers()
      try await executor.adoptJobs()
      return executor
    } catch {
      // Nobody works on it after all: it rests for the reason it had, such as the jobs it waits for.
      if run.status != .running {
        try await store.write { try $0.releaseRun(run.id, status: run.status, reason: run.reason) }
      }
      throw error
    }
  }

  /// The lock of a run, and whether a process of another machine is believed to work on it.
  func lock(_ run: StoredRun) throws -> (lock: RunLock, isLiving: Bool) {
    guard let lock = try RunLock.take(run: run.uuid, besideStore: store.path) else {
      // What is known of the run may be older than its holder's last sign of life.
      let run = try store.read { try $0.run(run.id) }
      let lease = run.leaseUntil.flatMap { $0 <= world.now() ? $0 : nil }
      throw RunConflict.held(
        run: String(run.uuid.suffix(8)), holder: run.holder ?? "another process",
        silentSince: lease?.advanced(byMilliseconds: -FillExecutor.lease))
    }
    let isElsewhere = run.holder.map { !$0.hasPrefix(world.hostName + ":") } ?? false
    return (lock, try isElsewhere && store.livingRuns([run]).contains(run.id))
  }

  /// Drafts of the run for which nothing was paid, and for which the plan of now has no slot any more.
  ///
  /// A run that nobody works on holds only what it has paid for, so the plan of now is made without its other drafts:
  /// whatever is still wanted shows up in it.
  private func supersededDrafts(of run: StoredRun, in transaction: StoreTransaction) throws -> [StoredDraft] {
    let living = try store.livingRuns(transaction.unendedRuns().filter { $0.id != run.id })
    let plan = try GapPlanner.plan(catalogue: catalogue, inventory: transaction.inventory(livingRuns: living))
    var byKey: [Inventory.Place: Int] = [:]
    var byPlace: [DraftQueue.Place: Int] = [:]
    for slot in plan.slots {
      byKey[Inventory.Place(kind: slot.kind, key: slot.key), default: 0] += 1
      byPlace[DraftQueue.Place(kind: slot.kind, section: slot.key.section, language: slot.key.language), default: 0] +=
        1
    }
    let unread = Set(try transaction.unreadAnswers(ofRun: run.id).flatMap { $0.slots.map(\.ordinal) })
      .union(try transaction.ordinalsInJobs(ofRun: run.id))
    let unpaid = try transaction.drafts(ofRun: run.id).filter {
      !$0.state.isEnded && $0.body == nil && !unread.contains($0.ordinal)
    }
    var homeless: [StoredDraft] = []
    for draft in unpaid {
      let place = Inventory.Place(kind: draft.kind, key: draft.key)
      if byKey[place, default: 0] > 0 {
        byKey[place, default: 0] -= 1
        byPlace[DraftQueue.Place(draft), default: 0] -= 1
      } else {
        homeless.append(draft)
      }
    }
    // The same section may want its items under other topics by now: the draft serves all the same.
    return homeless.filter { draft in
      let place = DraftQueue.Place(draft)
      byPlace[place, default: 0] -= 1
      return byPlace[place, default: 0] < 0
    }
  }

  /// Takes back what the run's last holder had reserved and not sent. Follows the taking of the lock, and precedes that of
  /// the run.
  func withdrawUnsentCalls(of run: StoredRun, _ lock: RunLock, in transaction: StoreTransaction) throws {
    let last = try transaction.run(run.id).holder
    try transaction.withdrawUnsent(ofRun: run.id, sent: lock.departures(of: last, bootID: world.bootID))
  }

  private func loseCallsInFlight(
    of run: StoredRun, _ configuration: FillConfiguration, in transaction: StoreTransaction
  ) throws {
    let lost = try transaction.ordinalsInFlight(ofRun: run.id)
    _ = try transaction.markInFlightUnknown(ofRun: run.id)
    for (ordinal, role) in lost where role != .assessment {
      guard var draft = try transaction.draft(ordinal, ofRun: run.id), !draft.state.isEnded else { continue }
      _ = try DraftMachine.apply(
        .leftWithout(reason: "lost_in_crash"), to: &draft, policy: try policy(of: draft, configuration))
      try transaction.update(draft)
    }
  }

  private func policy(of draft: StoredDraft, _ configuration: FillConfiguration) throws -> DraftPolicy {
    guard let kind = kinds[draft.kind] else { throw DraftWithoutPlace(place: "kind \(draft.kind)") }
    return configuration.policy(for: kind)
  }
}

extension FillExecutor {
  /// Reads the answers that a dead process had stored but not read.
  mutating func takeUnreadAnswers() async throws {
    for answer in try context.store.read({ [run] in try $0.unreadAnswers(ofRun: run.id) }) {
      let slots = answer.slots.map { CallPlan.Slot(ordinal: $0.ordinal, slot: $0.slot) }
      guard let plan = machine.adopt(answer.attempt.role, slots: slots) else {
        // Its drafts have moved on: what it cost is known all the same.
        try await context.store.write { [run, context] in try context.bookUnread(answer, ofRun: run.id, in: $0) }
        continue
      }
      let drafts = plan.slots.map { machine.drafts[$0.ordinal - 1] }
      let result = try await performer.reread(answer, plan: plan, drafts: drafts)
      if let write = try take(result) { try await tell(whenDurable: [write]) }
    }
  }
}
