import ContentModel
import ContentStore
import Formats
import World

/// Drives a run: asks the machine for calls, performs them, stores what they changed, until nothing is left to do.
///
/// The machine decides, this only acts. Outcomes are taken in one at a time; calls and writes go on side by side.
public struct FillExecutor: Sendable {
  let run: StoredRun
  let context: FillContext
  let configuration: FillConfiguration
  let performer: CallPerformer
  let stop: FillStop
  let onProgress: @Sendable (FillProgress) -> Void
  /// Held while the run is worked on.
  let lock: RunLock
  var machine: RunMachine
  var progress: FillProgress
  /// Whether the run was begun by another process.
  let isResumed: Bool
  /// Digests of bodies that the library holds or a draft of this run has: none is made twice.
  var known: Set<[UInt8]>
  /// The texts of this run that stand: none is nearly made twice.
  var twins: DraftTwins
  /// The uuids of the items that this process has made of drafts, by ordinal.
  var uuids: [Int: ItemUUID] = [:]
  /// The budget that has last refused a call.
  var refused: ExceededBudget?
  /// The batch jobs that the run waits for.
  var openJobs: [OpenJob] = []
  /// Input tokens of jobs that the provider takes at once, where it has refused more; nil: what its settings say.
  var tokensTaken: Int?
  /// Lines that the provider takes in a job, where it has refused more; nil: what its settings say.
  var linesTaken: Int?
  /// Lines of jobs that the provider failed since it has last answered one.
  var linesFailedInARow = 0
  /// Whether the run is given up: what its jobs bring is taken in, and nothing follows from it.
  var isEnding = false

  init(
    run: StoredRun, context: FillContext, configuration: FillConfiguration, performer: CallPerformer, stop: FillStop,
    lock: RunLock, machine: RunMachine, progress: FillProgress, known: Set<[UInt8]>, twins: DraftTwins, isResumed: Bool,
    onProgress: @escaping @Sendable (FillProgress) -> Void
  ) {
    self.run = run
    self.context = context
    self.configuration = configuration
    self.performer = performer
    self.stop = stop
    self.onProgress = onProgress
    self.lock = lock
    self.machine = machine
    self.progress = progress
    self.known = known
    self.twins = twins
    self.isResumed = isResumed
  }

  /// The name of the run.
  public var runUUID: String { run.uuid }

  /// Milliseconds for which a holder is believed without a sign of life, and the time between two signs.
  static let lease: Int64 = 60_000
  private static let heartbeat = Duration.seconds(15)
  /// So much later than its time to fail has passed a provider is looked at: then it has passed for certain.
  static let graceLeeway = Duration.milliseconds(5)

  /// Something that came back to the driver.
  private enum Step: Sendable {
    case arrived(call: Int)
    case called(Result<CallPerformer.Result, any Error>)
    case stored(Result<[FillEvent], any Error>)
    /// A provider that was called for the first time has had time to fail.
    case waited
  }

  /// What stops a run before it is finished.
  enum Halt {
    case interrupted
    case failed(any Error)
    case provider(message: String, hint: String?, exitCode: ExitCode)
  }

  /// Works until the run is finished, paused or stuck, and lets go of it.
  ///
  /// - Parameter isLeaving: Whether to leave as soon as the provider has the run's batch jobs.
  /// Throws where the store cannot be written: then nothing more was sent, and the run can be resumed.
  public mutating func execute(isLeaving: Bool = false) async throws -> FillEnd {
    let heart = Task { [context, run] in
      while !Task.isCancelled {
        try await context.world.sleep(Self.heartbeat)
        let until = context.world.now().advanced(byMilliseconds: Self.lease)
        do {
          try await context.store.write { try $0.renewLease(ofRun: run.id, until: until) }
        } catch is StoreError {
          // The next sign makes up for it; a store that takes no writes at all is the run's own to tell of.
          continue
        }
      }
    }
    defer { heart.cancel() }
    context.onEvent(.began(run: run.uuid, wanted: run.wanted, isResumed: isResumed))
    let halt = try await work(isLeaving: isLeaving)
    if case .failed(let error) = halt { throw error }
    try await performer.limiter?.finish()
    let end = try end(after: halt)
    try await context.store.write { [run, context] transaction in
      try transaction.releaseRun(run.id, status: end.status, reason: end.reason)
      if let days = context.answers.keepDays {
        let oldest = context.world.now().advanced(byMilliseconds: -Int64(days) * 86_400_000)
        _ = try transaction.forgetExchanges(ofRunsEndedBefore: oldest)
      }
    }
    try lock.forgetDepartures()
    context.onEvent(.ended(end))
    return end
  }

  /// Jobs first: a run that goes on live has what they bring to take in.
  private mutating func work(isLeaving: Bool) async throws -> Halt? {
    if configuration.mode == .batch || !openJobs.isEmpty {
      if let halt = try await driveJobs(isLeaving: isLeaving) { return halt }
      if !openJobs.isEmpty { return nil }
    }
    return configuration.mode == .live ? try await drive() : nil
  }

  mutating func drive() async throws -> Halt? {
    var halt: Halt?
    let health = performer.health
    /// Calls whose answer has come and is not read yet: they keep nobody from being sent.
    var arrived: Set<Int> = []
    var isWaiting = false
    await withTaskGroup(of: Step.self) { group in
      while true {
        if halt == nil, stop.isRequested { halt = .interrupted }
        if halt == nil {
          let capacity = health.capacity(configuration.concurrency)
          let wanted = capacity + performer.readyCalls
          for plan in machine.nextCalls(wanted - (machine.callsInFlight.count - arrived.count)) {
            let drafts = plan.slots.map { machine.drafts[$0.ordinal - 1] }
            let arrival = Arrival()
            group.addTask { [performer] in
              .called(await Result(of: { try await performer.perform(plan, drafts: drafts, arrival: arrival) }))
            }
            // One call at a time follows from what the last one has brought: then all are the same, each time.
            if configuration.concurrency > 1 {
              group.addTask {
                await arrival.wait()
                return .arrived(call: plan.id)
              }
            }
          }
          // Nothing may come before the provider counts as one that is at work.
          if !isWaiting, capacity < configuration.concurrency, machine.callsInFlight.count == capacity {
            isWaiting = true
            group.addTask { [world = context.world] in
              // A run that is cancelled meanwhile looks again, and finds that it is.
              _ = await Result(of: { try await world.sleep(ProviderHealth.grace + Self.graceLeeway) })
              return .waited
            }
          }
        }
        progress.callsInFlight = min(machine.callsInFlight.count, configuration.concurrency)
        progress.callsSent = performer.places.insideCount
        onProgress(progress)
        guard let step = await group.next() else { break }
        switch step {
        case .waited: break
        case .stored(.success(let events)): for event in events { context.onEvent(event) }
        case .arrived(let call):
          if machine.callsInFlight[call] != nil { arrived.insert(call) }
        case .stored(.failure(let error)): halt = Self.graver(halt, .failed(error))
        case .called(.failure(let error)):
          halt = Self.graver(halt, error is CancellationError ? .interrupted : .failed(error))
        case .called(.success(let result)):
          arrived.remove(result.plan.id)
          do {
            if let write = try take(result) {
              group.addTask { [context] in
                let stored = await Result(of: { try await write.value })
                Failpoint.reach("published", context.world)
                return .stored(stored)
              }
            }
          } catch {
            halt = Self.graver(halt, .failed(error))
          }
          if let failure = result.lastFailure, result.isFatal || health.isOpen {
            let failures = health.failuresInARow
            let times =
              result.isFatal || failures < 2 ? "" : "\(failures) calls failed one after the other, the last: "
            let until = result.until.map { "; calls may go on at \($0.shortDescription) UTC" } ?? ""
            halt = Self.graver(
              halt,
              .provider(
                message: times + failure.message + until, hint: result.until == nil ? failure.hint : nil,
                exitCode: result.until == nil ? failure.exitCode : .budget))
          }
        }
        // Calls that wait for another try come to rest as well.
        if halt != nil { stop.request() }
      }
    }
    return halt
  }

  /// Takes in what a call came to, and puts what it changed in line for the store.
  ///
  /// - Returns: The write; its value is what is to be told once it is durable.
  mutating func take(_ result: CallPerformer.Result) throws -> StoreWrite<[FillEvent]>? {
    var outcome = result.outcome
    if case .read(var reading) = outcome {
      refuseRepeats(&reading, digests: result.digests)
      try tellTwins(&reading, compared: result.compared)
      outcome = .read(reading)
    }
    if let exceeded = result.exceeded { refused = exceeded }
    let change = try machine.callEnded(result.plan, outcome)
    nameItems(of: change)
    count(change, result)
    switch outcome {
    case .didNotFit, .notMade: return nil
    case .read, .failed: break
    }
    Failpoint.reach("judged", context.world)
    let store = RunChangeStore(run: run, context: context, configuration: configuration)
    // Nobody waits for it while other calls are on their way, whose writes it joins.
    return store.submit(
      change, settlement: result.settlement, digests: result.digests, uuids: uuids(of: change),
      isUrgent: machine.callsInFlight.isEmpty)
  }

  /// Waits for writes of what calls came to, and tells what follows from each.
  func tell(whenDurable writes: [StoreWrite<[FillEvent]>]) async throws {
    for write in writes {
      for event in try await write.value { context.onEvent(event) }
    }
  }

  /// A body that the library or this run holds already is sent back like any other fault.
  private mutating func refuseRepeats(_ reading: inout CallReading, digests: [Int: [UInt8]]) {
    for ordinal in reading.texts.keys.sorted() {
      guard let digest = digests[ordinal], reading.texts[ordinal]?.findings.hasCritical == false else { continue }
      if known.insert(digest).inserted { continue }
      reading.texts[ordinal]?.findings.insert(.repeatedItem, at: 0)
    }
  }

  mutating func count(_ change: RunChange, _ result: CallPerformer.Result) {
    if let settlement = result.settlement {
      progress.calls += 1
      let before = progress.cost
      progress.cost += settlement.cost ?? .zero
      if settlement.cost == nil { progress.unpricedCalls += 1 }
      if let budget = run.budget {
        for percent in BudgetMarks.reached(from: before, to: progress.cost, of: budget) {
          context.onEvent(.budgetReached(percent: percent, spent: progress.cost, budget: budget))
        }
      }
      if result.plan.isTrueBatch { progress.trueBatches += 1 }
    }
    count(change)
  }

  mutating func count(_ change: RunChange) {
    progress.fallbacks += change.fallbacks
    progress.halvings += change.halvings
    progress.accepted += change.accepted.count
    progress.inReview += change.accepted.count { $0.review }
    progress.dropped += change.drafts.count { $0.state == .dropped }
    progress.regenerated += change.drafts.count { $0.state == .pendingRegeneration && $0.asked == 1 }
    progress.drafted = machine.drafts.count
    tell(of: change)
    if let finding = change.drafts.compactMap({ $0.state == .completed ? nil : $0.findings.first }).first {
      progress.lastFinding = "\(finding.rule): \(finding.message)"
    }
  }

  private func tell(of change: RunChange) {
    let review = Dictionary(change.accepted.map { ($0.ordinal, $0.review) }) { first, _ in first }
    for draft in change.drafts {
      let (ordinal, section) = (draft.ordinal, draft.key.section)
      switch draft.state {
      case .completed: context.onEvent(.accepted(draft: ordinal, section: section, review: review[ordinal] ?? false))
      case .dropped: context.onEvent(.dropped(draft: ordinal, section: section, reason: draft.dropReason ?? ""))
      case .pendingRegeneration:
        context.onEvent(.sentBack(draft: ordinal, section: section, finding: draft.findings.first))
      case .pendingGeneration, .pendingAssessment: break
      }
    }
  }

  private func end(after halt: Halt?) throws -> FillEnd {
    switch halt {
    case .interrupted where openJobs.contains { $0.job.state == .submitted }:
      return FillEnd(status: .waiting, reason: waitingReason, exitCode: .interrupted)
    // All had ended before the wish was noticed: nothing is left to go on with.
    case .interrupted where machine.isFinished: break
    case .interrupted: return FillEnd(status: .paused, reason: stop.reason, exitCode: .interrupted)
    case .provider(let message, let hint, let code):
      return FillEnd(status: .paused, reason: message, exitCode: code, hint: hint)
    case nil where !openJobs.isEmpty: return FillEnd(status: .waiting, reason: waitingReason, exitCode: .done)
    case .failed, nil: break
    }
    if machine.isStuckOnBudget {
      return try endOnBudget()
    }
    let accepted = machine.drafts.count { $0.state == .completed }
    let isEnough = accepted >= run.wanted || accepted * 100 >= configuration.minAccept * run.wanted && accepted > 0
    return FillEnd(status: .finished, reason: "", exitCode: isEnough ? .done : .partial)
  }

  /// How the run rests that no budget holds a further call of: told by how the budgets stand now.
  private func endOnBudget() throws -> FillEnd {
    let needed = refused?.needed ?? .zero
    let (now, found) = try context.store.read { [run, context] in
      (
        try $0.run(run.id),
        try $0.exceededBudget(by: needed, run: run.id, context.budgets, at: context.world.now())
      )
    }
    // Another run may have given something back since, or a new day may have begun: it was true all the same.
    guard let exceeded = found ?? refused else { preconditionFailure("no budget has refused a call") }
    switch exceeded.holder {
    case .run(let budget) where progress.cost < budget:
      context.onEvent(.budgetReached(percent: 100, spent: now.spent, budget: budget))
    case .period(let budget) where exceeded.held < budget.limit:
      context.onEvent(.budgetReached(percent: 100, spent: exceeded.held, budget: budget.limit, period: budget))
    // The last call has told of it.
    case .run, .period: break
    }
    return FillEnd(
      status: .paused, reason: BudgetPause.reason(exceeded, currency: run.currency), exitCode: .budget,
      hint: BudgetPause.hint(exceeded, run: run))
  }

  /// What a run says that its provider has jobs of.
  var waitingReason: String {
    let jobs = openJobs.count { $0.job.state == .submitted }
    return "\(jobs) batch job\(jobs == 1 ? "" : "s") at \(context.provider.name)"
  }

  /// A store that cannot be written goes before everything else, an interruption before what follows from it.
  static func graver(_ present: Halt?, _ new: Halt) -> Halt {
    switch (present, new) {
    case (.failed, _): present ?? new
    case (_, .failed): new
    default: present ?? new
    }
  }
}

extension Finding {
  /// The very same body as another item's.
  static var repeatedItem: Finding {
    Finding(
      rule: "repeated_item", ruleVersion: 1, severity: .critical, penalty: 30,
      message: "the library holds the same item already", fix: "Write another text, with other sentences.")
  }
}

extension Result where Failure == any Error {
  /// What an async closure returns or throws.
  fileprivate init(of body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
