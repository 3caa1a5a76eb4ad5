import ContentModel
import ContentStore
import Providers
import World

/// What a batch job brought, taken in.
extension FillExecutor {
  /// Takes in everything that a job brought: stores the answers, reads them, and ends the lines that have none.
  mutating func collect(_ index: Int, _ status: BatchStatus, _ desk: BatchDesk) async throws -> Halt? {
    let open = openJobs[index]
    if status.state == .failed { return try await refuse(index, status) }
    let collected = try await desk.store(resultsOf: status, of: open.job)
    Failpoint.reach("collected", context.world)
    if try isStranger(collected, open, status) {
      // Not ours, though it looked like it: the list is looked through again, without it.
      let strangers = open.job.strangers + [status.id]
      try await context.store.write { try $0.jobIsStranger(open.job.id, strangers: strangers) }
      openJobs[index].job = try context.store.read { try $0.job(open.job.id) }
      openJobs[index].look = nil
      return nil
    }
    let isVain = isVain(collected)
    let refusedLine = try await readAnswers(of: open, isVain: isVain)
    var count = collected.count
    for line in try context.store.read({ try $0.openLines(ofJob: open.job.id) }) where line.attempt.state == .reserved {
      var failure = collected.failures[line.attempt.uuid]
      if failure == nil, status.wasNeverBegun {
        failure = (BatchDesk.neverBegun, "the job was cancelled before it was begun")
      }
      if failure == nil { count.missing += 1 }
      try await end(line, of: open, failure, isVain: isVain)
    }
    try await context.store.write { [count] in
      try $0.jobCollected(open.job.id, status: status.wire, count: count)
    }
    Failpoint.reach("job_ended", context.world)
    openJobs.remove(at: index)
    context.onEvent(
      .cameBack(job: status.id, answered: collected.answered, failed: collected.failures.count, missing: count.missing))
    // A run that is given up hands nothing over any more.
    if isEnding { return nil }
    if let error = refusedLine { return .provider(message: error.message, hint: error.hint, exitCode: error.exitCode) }
    guard isVain || status.state != .completed && collected.answered == 0 else { return nil }
    return .refused(
      .nothingAnswered(
        provider: open.job.provider, job: status.id, status: status.wire, reason: collected.firstFailure ?? ""))
  }

  /// Whether the provider fails every line, and not a few of them: then their drafts are not to blame, and further jobs
  /// would only cost a day each. The same number of failures in a row opens the circuit of calls.
  private mutating func isVain(_ collected: BatchDesk.Collected) -> Bool {
    linesFailedInARow = collected.succeeded > 0 ? 0 : linesFailedInARow + collected.failed
    return linesFailedInARow >= configuration.failuresBeforePause
  }

  /// A job that the provider has no more, or whose results it has thrown away: what its lines cost nobody knows, and their
  /// drafts are asked for anew.
  mutating func lose(_ index: Int) async throws -> Halt? {
    let open = openJobs[index]
    _ = try await readAnswers(of: open, isVain: false)
    let reason = "\(open.job.provider) no longer has the results of its batch job"
    for line in try context.store.read({ try $0.openLines(ofJob: open.job.id) }) where line.attempt.state == .reserved {
      try await end(line, of: open, nil, unknown: reason)
    }
    try await context.store.write { try $0.jobLost(open.job.id, reason: reason) }
    openJobs.remove(at: index)
    if isEnding { return nil }
    return .refused(
      .lostJob(
        run: String(run.uuid.suffix(8)), provider: open.job.provider, job: open.job.job ?? "", calls: open.job.lines))
  }

  /// Whether a job whose results name none of its calls is another's.
  private func isStranger(_ collected: BatchDesk.Collected, _ open: OpenJob, _ status: BatchStatus) throws -> Bool {
    // An interface that keeps the intent has said whose it is.
    guard status.intent == nil, collected.answered == 0, collected.count.stray + collected.failures.count > 0 else {
      return false
    }
    let lines = try context.store.read { try $0.openLines(ofJob: open.job.id) }
    return lines.allSatisfy { collected.failures[$0.attempt.uuid] == nil }
  }

  /// Reads the stored answers of a job, some hundreds at a time: several at once, taken in in their order. What one lot came to
  /// is written while the next is read.
  ///
  /// - Parameter isVain: Whether lines that the provider failed count as not made.
  /// - Returns: The first that said that the key is refused or the quota used up.
  private mutating func readAnswers(of open: OpenJob, isVain: Bool) async throws -> ProviderError? {
    var refused: ProviderError?
    var last: Int64 = 0
    var written: [StoreWrite<[FillEvent]>] = []
    /// The drafts of the lot that is being written.
    var ordinals: [Int] = []
    while true {
      let lot = try context.store.read { [last] in
        try $0.unreadAnswers(ofJob: open.job.id, after: last, limit: Self.answersATime)
      }
      guard let end = lot.last else { break }
      last = end.attempt.id
      var writes: [StoreWrite<[FillEvent]>] = []
      for (answer, result) in zip(lot, try await reread(lot, of: open)) {
        if var result {
          if let error = result.lastFailure {
            let isRefused = error.kind == .refusedKey || error.kind == .quota
            if isRefused { refused = refused ?? error }
            if isRefused || isVain { result.outcome = .notMade }
          }
          if let write = try take(result) { writes.append(write) }
        } else {
          try await context.store.write { [run, context] in try context.bookUnread(answer, ofRun: run.id, in: $0) }
        }
      }
      try await tell(whenDurable: written)
      machine.forgetTexts(of: ordinals)
      written = writes
      ordinals = lot.flatMap { open.plans[$0.attempt.id]?.slots.map(\.ordinal) ?? [] }
      report()
    }
    try await tell(whenDurable: written)
    machine.forgetTexts(of: ordinals)
    return refused
  }

  private static let answersATime = 400

  /// What stored answers came to, in their order; nil for calls whose drafts have moved on.
  private func reread(_ answers: [UnreadAnswer], of open: OpenJob) async throws -> [CallPerformer.Result?] {
    let share = 25
    return try await withThrowingTaskGroup(of: (start: Int, results: [CallPerformer.Result?]).self) { group in
      for start in stride(from: 0, to: answers.count, by: share) {
        let part = answers[start..<min(start + share, answers.count)].map { answer in
          let plan = open.plans[answer.attempt.id]
          return (answer, plan, plan.map { $0.slots.map { machine.drafts[$0.ordinal - 1] } } ?? [])
        }
        group.addTask { [performer] in
          var results: [CallPerformer.Result?] = []
          for (answer, plan, drafts) in part {
            guard let plan else {
              results.append(nil)
              continue
            }
            results.append(try await performer.reread(answer, plan: plan, drafts: drafts))
          }
          return (start, results)
        }
      }
      var parts: [Int: [CallPerformer.Result?]] = [:]
      for try await part in group { parts[part.start] = part.results }
      return parts.sorted { $0.key < $1.key }.flatMap(\.value)
    }
  }

  /// Ends a line that no answer came for, together with what follows for its drafts.
  private mutating func end(
    _ line: StoredJobLine, of open: OpenJob, _ failure: (code: String, message: String)?, isVain: Bool = false,
    unknown: String = "no line of the results names it"
  ) async throws {
    let attempt = line.attempt.id
    let text =
      failure.map { $0.message.isEmpty ? $0.code : "\($0.code): \($0.message)" } ?? unknown
    var change: RunChange?
    if let plan = open.plans[attempt] {
      let isUntried = isVain || failure.map { BatchDesk.wasNotTried($0.code) } ?? false
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
    let codes = Set(status.errors.map(\.code))
    if codes.contains("token_limit_exceeded"), open.job.inputTokens > 1 {
      tokensTaken = openJobs.isEmpty ? open.job.inputTokens / 2 : openJobs.reduce(0) { $0 + $1.job.inputTokens }
      return nil
    }
    if codes.contains("too_many_tasks"), open.job.lines > 1 {
      linesTaken = open.job.lines / 2
      return nil
    }
    return .refused(.refusedJob(provider: open.job.provider, reason: reason))
  }
}

extension FillExecutor.Halt {
  fileprivate static func refused(_ refusal: BatchRefusal) -> FillExecutor.Halt {
    .provider(message: refusal.message, hint: refusal.hint, exitCode: refusal.exitCode)
  }
}
