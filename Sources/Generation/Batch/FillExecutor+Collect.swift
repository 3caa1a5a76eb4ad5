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
  private mutating func readAnswers(of open: OpenJob) async throws {
    var last: Int64 = 0
    var written: StoreWrite<Void>?
    /// The drafts of the lot that is being written.
    var ordinals: [Int] = []
    while true {
      let lot = try context.store.read { [last] in
        try $0.unreadAnswers(ofJob: open.job.id, after: last, limit: Self.answersATime)
      }
      guard let end = lot.last else { break }
      last = end.attempt.id
      var write: StoreWrite<Void>?
      for (answer, result) in zip(lot, try await reread(lot, of: open)) {
        if let result {
          write = try take(result) ?? write
        } else {
          try await context.store.write { [run, context] in try context.bookUnread(answer, ofRun: run.id, in: $0) }
        }
      }
      try await written?.value
      machine.forgetTexts(of: ordinals)
      // Writes happen in order: with the last one all are durable.
      written = write
      ordinals = lot.flatMap { open.plans[$0.attempt.id]?.slots.map(\.ordinal) ?? [] }
      report()
    }
    try await written?.value
    machine.forgetTexts(of: ordinals)
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
}
