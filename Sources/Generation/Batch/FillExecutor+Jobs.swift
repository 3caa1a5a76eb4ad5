import ContentModel
import ContentStore
import Providers
import World

/// A run whose calls are lines of batch jobs.
extension FillExecutor {
  /// Hands over whatever can be asked for, and takes in what comes back, until nothing is left to do or the run is to rest.
  ///
  /// Lines of all roles share a job, and none waits for another: what one job brings back goes into the next at once.
  /// - Parameter isLeaving: Whether to leave as soon as the provider has everything.
  mutating func driveJobs(isLeaving: Bool) async throws -> Halt? {
    var halt: Halt?
    while true {
      if halt == nil { halt = try await handOverAll() }
      if halt == nil { halt = try checkRest() }
      report()
      if openJobs.isEmpty || halt != nil { break }
      let now = context.world.uptime()
      // What has come back meanwhile is taken in before.
      if isLeaving, openJobs.allSatisfy({ $0.job.state == .submitted && $0.nextLook > now }) { break }
      try await waitForNextLook()
      halt = try checkRest()
      for index in openJobs.indices.reversed() where halt == nil {
        if openJobs[index].nextLook <= context.world.uptime() { halt = try await look(at: index) }
      }
    }
    return halt
  }

  private func checkRest() throws -> Halt? {
    if stop.isRequested { return .interrupted }
    if let actor = try context.store.read({ [run] in try $0.pauseWish(ofRun: run.id) }) {
      stop.request(reason: FillStop.paused(by: actor))
      return .interrupted
    }
    return nil
  }

  private mutating func report() {
    progress.callsInFlight = machine.callsInFlight.count
    progress.jobs = openJobs.count
    onProgress(progress)
  }

  private func waitForNextLook() async throws {
    let next = openJobs.map(\.nextLook).min() ?? .zero
    let now = context.world.uptime()
    if next > now { try await desk().wait(next - now) }
  }

  func desk() throws -> BatchDesk {
    guard let service = context.batches else { throw BatchRefusal.noInterface(provider: context.provider.name) }
    return BatchDesk(run: run, context: context, configuration: configuration, service: service, stop: stop)
  }

  /// Hands over jobs that are not there yet, then gathers new ones as long as there are calls and room.
  private mutating func handOverAll() async throws -> Halt? {
    let desk = try desk()
    for index in openJobs.indices where openJobs[index].job.state != .submitted {
      if let halt = try await handOver(index, desk) { return halt }
    }
    // A run that goes on live, or is given up, has nothing more to hand over.
    guard configuration.mode == .batch, !isEnding else { return nil }
    while !stop.isRequested {
      let enqueued = try context.store.read { [model = configuration.model, account = desk.service.account] in
        try $0.enqueuedTokens(account: account, model: model)
      }
      let room = JobRoom(limits(desk.service), enqueuedTokens: enqueued)
      guard room.isOpen else { return nil }
      let plans = machine.nextCalls(room.lines)
      if plans.isEmpty { return nil }
      if openJobs.isEmpty, plans.count <= configuration.stragglersLive { return try await goLive(plans) }
      let calls = plans.map { plan in (plan: plan, drafts: plan.slots.map { machine.drafts[$0.ordinal - 1] }) }
      let gathered = try await desk.gather(calls, room: room)
      if let exceeded = gathered.exceeded { refused = exceeded }
      for plan in gathered.left { _ = try machine.callEnded(plan, .notMade) }
      for plan in gathered.unaffordable { _ = try machine.callEnded(plan, .didNotFit) }
      guard let job = gathered.job else { return nil }
      openJobs.append(job)
      if let halt = try await handOver(openJobs.count - 1, desk) { return halt }
    }
    return .interrupted
  }

  /// What one job may hold: what the provider takes, or less where it has refused that much.
  private func limits(_ service: any BatchService) -> BatchLimits {
    var limits = service.limits
    if let tokensTaken { limits.enqueuedTokens = min(limits.enqueuedTokens ?? .max, tokensTaken) }
    return limits
  }

  private mutating func handOver(_ index: Int, _ desk: BatchDesk) async throws -> Halt? {
    switch try await desk.submit(openJobs[index].job) {
    case .submitted(let job):
      openJobs[index].job = job
      openJobs[index].nextLook = context.world.uptime() + longestPause(looks: 0)
      return nil
    case .interrupted: return .interrupted
    case .failed(let error):
      openJobs[index].job = try context.store.read { [id = openJobs[index].job.id] in try $0.job(id) }
      return .provider(message: error.message, hint: error.hint, exitCode: error.exitCode)
    }
  }

  private func longestPause(looks: Int, retryAfter: Duration? = nil) -> Duration {
    PollPause.after(looks: looks, retryAfter: retryAfter, longest: .seconds(configuration.pollSeconds))
  }

  /// The last few calls, made one by one: a job of its own might take a day for them.
  private mutating func goLive(_ plans: [CallPlan]) async throws -> Halt? {
    for plan in plans { _ = try machine.callEnded(plan, .notMade) }
    return try await drive()
  }

  /// Looks at a job; where it is done, takes in what it brought.
  private mutating func look(at index: Int) async throws -> Halt? {
    let desk = try desk()
    guard let id = openJobs[index].job.job else { return nil }
    let status: BatchStatus
    do {
      status = try await desk.service.status(of: id)
      if status.isFinal, !(status.awaitsFile && openJobs[index].looks < Self.looksForAFile) {
        return try await collect(index, status, desk)
      }
    } catch let error as ProviderError {
      return wait(index, after: error)
    }
    let isNews = status.wire != openJobs[index].job.status || status.completed + status.failed > openJobs[index].seen
    openJobs[index].seen = status.completed + status.failed
    openJobs[index].looks = isNews && !status.isFinal ? 0 : openJobs[index].looks + 1
    openJobs[index].nextLook =
      context.world.uptime() + longestPause(looks: openJobs[index].looks, retryAfter: status.retryAfter)
    if status.wire != openJobs[index].job.status {
      openJobs[index].job.status = status.wire
      try await context.store.write { [row = openJobs[index].job.id] in try $0.jobStands(row, status: status.wire) }
    }
    return nil
  }

  /// How often a job that says it is done is looked at for the file of its answers.
  private static let looksForAFile = 60

  /// A look that failed says nothing of the job: it is looked at again, for as long as the key is taken.
  private mutating func wait(_ index: Int, after error: ProviderError) -> Halt? {
    openJobs[index].looks += 1
    var pause = longestPause(looks: openJobs[index].looks)
    switch error.advice {
    case .never: return .provider(message: error.message, hint: error.hint, exitCode: error.exitCode)
    case .after(let wish): pause = max(pause, wish)
    case .backOff: break
    }
    openJobs[index].nextLook = context.world.uptime() + pause
    context.onEvent(.waiting(seconds: pause / .seconds(1), because: error))
    return nil
  }

  /// Takes in everything that a job brought: stores the answers, reads them, and ends the lines that have none.
  private mutating func collect(_ index: Int, _ status: BatchStatus, _ desk: BatchDesk) async throws -> Halt? {
    let open = openJobs[index]
    if status.state == .failed { return try await refuse(index, status) }
    let collected = try await desk.store(resultsOf: status, of: open.job)
    Failpoint.reach("collected", context.world)
    if isStranger(collected, open, status) {
      // Not ours, though it looked like it: the list is looked through again, without it.
      let strangers = open.job.strangers + [status.id]
      try await context.store.write { try $0.jobIsStranger(open.job.id, strangers: strangers) }
      openJobs[index].job = try context.store.read { try $0.job(open.job.id) }
      return nil
    }
    try await readAnswers(of: open)
    var count = collected.count
    for line in try context.store.read({ try $0.openLines(ofJob: open.job.id) }) where line.attempt.state == .reserved {
      let failure = collected.failures[line.attempt.uuid]
      if failure == nil { count.missing += 1 }
      try await end(line, of: open, failure)
    }
    try await context.store.write { [count] in
      try $0.jobCollected(open.job.id, status: status.wire, count: count)
    }
    Failpoint.reach("job_ended", context.world)
    openJobs.remove(at: index)
    context.onEvent(
      .cameBack(job: status.id, answered: collected.answered, failed: collected.failures.count, missing: count.missing))
    let isVain = status.state != .completed && collected.answered == 0
    guard isVain else { return nil }
    let refusal = BatchRefusal.nothingAnswered(provider: open.job.provider, job: status.id, status: status.wire)
    return .provider(message: refusal.message, hint: refusal.hint, exitCode: refusal.exitCode)
  }

  /// Whether a job whose results name none of its calls is another's.
  private func isStranger(_ collected: BatchDesk.Collected, _ open: OpenJob, _ status: BatchStatus) -> Bool {
    // An interface that keeps the intent has said whose it is.
    status.intent == nil && collected.answered == 0 && collected.count.stray > 0
      && collected.failures.keys.allSatisfy { _ in false }
  }

  /// Reads the stored answers of a job, some at a time.
  private mutating func readAnswers(of open: OpenJob) async throws {
    while true {
      let page = try context.store.read { try $0.unreadAnswers(ofJob: open.job.id, limit: 200) }
      if page.isEmpty { return }
      var last: StoreWrite<Void>?
      for answer in page {
        guard let plan = open.plans[answer.attempt.id] else {
          try await context.store.write { [run, context] in try context.bookUnread(answer, ofRun: run.id, in: $0) }
          continue
        }
        let drafts = plan.slots.map { machine.drafts[$0.ordinal - 1] }
        let result = try await performer.reread(answer, plan: plan, drafts: drafts)
        if let write = try take(result) { last = write }
      }
      // Writes happen in order: with the last one all are durable.
      try await last?.value
      report()
    }
  }

  /// Ends a line that no answer came for, together with what follows for its drafts.
  private mutating func end(
    _ line: StoredJobLine, of open: OpenJob, _ failure: (code: String, message: String)?
  ) async throws {
    let attempt = line.attempt.id
    let text =
      failure.map { $0.message.isEmpty ? $0.code : "\($0.code): \($0.message)" } ?? "no line of the results names it"
    var change: RunChange?
    if let plan = open.plans[attempt] {
      let isUntried = failure.map { BatchDesk.wasNotTried($0.code) } ?? false
      let ended = try machine.callEnded(plan, isUntried ? .notMade : .failed(reason: failure?.code ?? "missing_line"))
      if !isUntried { change = ended }
    }
    let store = RunChangeStore(run: run, context: context, configuration: configuration)
    try await context.store.write { [run, change] transaction in
      // What nobody has said anything of may have been paid.
      if failure == nil || failure?.code == BatchDesk.noAnswer {
        try transaction.markUnknown(attempt: attempt, error: text)
      } else {
        try transaction.fail(attempt: attempt, run: run.id, error: text)
      }
      if let change { try store.write(change, settlement: nil, digests: [:], in: transaction) }
    }
    if let change { count(change) }
  }

  /// A job that was not taken as a whole: its calls are to be made again, in smaller jobs where it was too large.
  private mutating func refuse(_ index: Int, _ status: BatchStatus) async throws -> Halt? {
    let open = openJobs[index]
    let reason =
      status.errors.first.map { error in
        [error.code, error.message].filter { !$0.isEmpty }.joined(separator: ": ")
          + (error.line.map { " (line \($0))" } ?? "")
      } ?? status.wire
    try await context.store.write { [run] in try $0.jobRefused(open.job.id, run: run.id, reason: reason) }
    for attempt in open.plans.keys.sorted() {
      if let plan = open.plans[attempt] { _ = try machine.callEnded(plan, .notMade) }
    }
    openJobs.remove(at: index)
    let tooMany = status.errors.contains { $0.code == "token_limit_exceeded" }
    if tooMany, open.job.inputTokens > 1 {
      tokensTaken = openJobs.isEmpty ? open.job.inputTokens / 2 : openJobs.reduce(0) { $0 + $1.job.inputTokens }
      return nil
    }
    let refusal = BatchRefusal.refusedJob(provider: open.job.provider, reason: reason)
    return .provider(message: refusal.message, hint: refusal.hint, exitCode: refusal.exitCode)
  }

  /// Takes the jobs over that the run has at its provider, from a process that has left or died.
  mutating func adoptJobs() async throws {
    let jobs = try context.store.read { [run] in try $0.jobs(ofRun: run.id) }.filter(\.state.isOpen)
    if jobs.isEmpty { return }
    let desk = try desk()
    for job in jobs {
      guard job.account == desk.service.account else {
        throw BatchRefusal.otherAccount(run: String(run.uuid.suffix(8)), provider: job.provider)
      }
      var open = OpenJob(job: job, plans: [:])
      for line in try context.store.read({ try $0.openLines(ofJob: job.id) }) {
        let slots = line.slots.map { CallPlan.Slot(ordinal: $0.ordinal, slot: $0.slot) }
        if let plan = machine.adopt(line.attempt.role, slots: slots) { open.plans[line.attempt.id] = plan }
      }
      if open.job.state == .gathering, open.plans.isEmpty {
        try await context.store.write { try $0.forgetJob(job.id) }
      } else {
        openJobs.append(open)
      }
    }
  }
}
