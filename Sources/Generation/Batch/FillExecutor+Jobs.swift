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
      // A wish to rest is heard before another job is paid for.
      if halt == nil { halt = try checkRest() }
      if halt == nil { halt = try await handOverAll() }
      if halt == nil { halt = try checkRest() }
      report()
      if openJobs.isEmpty || halt != nil { break }
      // What has come back since another process left is taken in before.
      if isLeaving, openJobs.allSatisfy({ $0.job.state == .submitted && $0.isKnown && $0.notFound == 0 }) { break }
      halt = try await waitForNextLook()
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

  mutating func report() {
    progress.callsInFlight = machine.callsInFlight.count
    progress.callsSent = progress.callsInFlight
    progress.openJobs = openJobs.map { JobFigures(job: $0.job, look: $0.look) }
    onProgress(progress)
  }

  /// Waits until a job is to be looked at; says each second how far the run is, and comes to rest as soon as it is to.
  private mutating func waitForNextLook() async throws -> Halt? {
    let next = openJobs.map(\.nextLook).min() ?? .zero
    let desk = try desk()
    while true {
      if let halt = try checkRest() { return halt }
      let rest = next - context.world.uptime()
      if rest <= .zero { return nil }
      try await desk.wait(min(rest, .seconds(1)))
      report()
    }
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
      let gathered = try await desk.gather(plans, drafts: machine.drafts, room: room)
      if let exceeded = gathered.exceeded { refused = exceeded }
      for plan in gathered.left { _ = try machine.callEnded(plan, .notMade) }
      for plan in gathered.unaffordable { _ = try machine.callEnded(plan, .didNotFit) }
      guard let job = gathered.job else {
        // Where a text was refused last, what is paid for and waits for its assessment may still fit.
        if gathered.exceeded != nil, openJobs.isEmpty, !machine.isStuckOnBudget { continue }
        return nil
      }
      openJobs.append(job)
      if let halt = try await handOver(openJobs.count - 1, desk) { return halt }
    }
    return .interrupted
  }

  /// What one job may hold: what the provider takes, or less where it has refused that much.
  private func limits(_ service: any BatchService) -> BatchLimits {
    var limits = service.limits
    if let linesTaken { limits.lines = min(limits.lines, linesTaken) }
    if let tokensTaken { limits.enqueuedTokens = min(limits.enqueuedTokens ?? .max, tokensTaken) }
    return limits
  }

  private mutating func handOver(_ index: Int, _ desk: BatchDesk) async throws -> Halt? {
    switch try await desk.submit(openJobs[index].job) {
    case .submitted(let job):
      openJobs[index].job = job
      openJobs[index].isKnown = true
      openJobs[index].look = try context.store.read { try $0.look(atJob: job.uuid) }
      try await lookAgain(index, in: longestPause(looks: 0), nil)
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
    openJobs[index].isKnown = true
    let status: BatchStatus
    do {
      status = try await desk.service.status(of: id)
      if status.areResultsGone { return try await lose(index) }
      if status.isFinal, !status.awaitsFile(at: context.world.now(), looks: openJobs[index].looks) {
        return try await collect(index, status, desk)
      }
    } catch let error as ProviderError {
      if error.status == 404 || error.status == 410 {
        openJobs[index].notFound += 1
        if openJobs[index].notFound == Self.looksUntilLost { return try await lose(index) }
      }
      return try await wait(index, after: error)
    }
    openJobs[index].notFound = 0
    let seen = openJobs[index].look.map { $0.answered + $0.failed } ?? 0
    let isNews = status.wire != openJobs[index].job.status || status.completed + status.failed > seen
    openJobs[index].looks = isNews && !status.isFinal ? 0 : openJobs[index].looks + 1
    try await lookAgain(
      index, in: longestPause(looks: openJobs[index].looks, retryAfter: status.retryAfter), status)
    return nil
  }

  /// How often in a row the provider has to say that it has no such job: a list may lag behind what was created.
  private static let looksUntilLost = 3

  /// Settles when a job is looked at next, and keeps what was seen for whoever watches the run.
  ///
  /// - Parameters:
  ///   - status: What the look has shown; nil where nothing was seen.
  ///   - problem: Why not.
  private mutating func lookAgain(
    _ index: Int, in pause: Duration, _ status: BatchStatus?, problem: String? = nil
  ) async throws {
    let now = context.world.now()
    openJobs[index].nextLook = context.world.uptime() + pause
    let next = now.advanced(byMilliseconds: Int64((pause / .milliseconds(1)).rounded(.up)))
    var look = openJobs[index].look ?? JobLook(lookedAt: now, nextLook: next)
    (look.nextLook, look.problem) = (next, problem)
    if let status {
      (look.answered, look.failed, look.lookedAt) = (status.completed, status.failed, now)
      look.expiresAt = status.expiresAt ?? look.expiresAt
    }
    openJobs[index].look = look
    let word = status.flatMap { $0.wire == openJobs[index].job.status ? nil : $0.wire }
    if let word { openJobs[index].job.status = word }
    try await context.store.write { [look, job = openJobs[index].job] transaction in
      if let word { try transaction.jobStands(job.id, status: word) }
      try transaction.keepLook(look, atJob: job.uuid)
    }
  }

  /// A look that failed says nothing of the job: it is looked at again, for as long as the key is taken.
  private mutating func wait(_ index: Int, after error: ProviderError) async throws -> Halt? {
    openJobs[index].looks += 1
    var pause = longestPause(looks: openJobs[index].looks)
    switch error.advice {
    case .never where openJobs[index].notFound > 0: break
    case .never: return .provider(message: error.message, hint: error.hint, exitCode: error.exitCode)
    case .after(let wish): pause = max(pause, wish)
    case .backOff: break
    }
    try await lookAgain(index, in: pause, nil, problem: error.message)
    context.onEvent(.waiting(seconds: pause / .seconds(1), because: error))
    return nil
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
      var open = OpenJob(job: job, plans: [:], look: try context.store.read { try $0.look(atJob: job.uuid) })
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
