import ContentModel
import ContentStore
import Formats
import Providers
import Workspace
import World

/// Hands calls to a provider as batch jobs, and brings back what came of them.
///
/// Each step is stored before the next is made. So a process that dies anywhere leaves a job that the next one goes on with,
/// and none that is made twice:
///
/// | stored state | what may have happened | the next step |
/// |---|---|---|
/// | gathering | some lines are reserved | the job is closed with these |
/// | intended | perhaps a file was uploaded | upload; a file that nobody names costs nothing |
/// | uploaded | no create was sent, for certain | note that one will be, then create |
/// | creating | a create may have been sent, and taken | look through the provider's list for the intent |
/// | submitted | the provider works on it | look at it; store every answer, then read them |
struct BatchDesk: Sendable {
  var run: StoredRun
  var context: FillContext
  var configuration: FillConfiguration
  var service: any BatchService
  var stop: FillStop

  /// What became of calls that were to be lines of a job.
  struct Gathered: Sendable {
    var job: OpenJob?
    /// Calls that the job has no room for.
    var left: [CallPlan] = []
    /// Calls that a budget does not hold, and which one it was.
    var unaffordable: [CallPlan] = []
    var exceeded: ExceededBudget?
  }

  /// Reserves calls as the lines of one job, in their order, as many as fit.
  ///
  /// - Parameter drafts: All drafts of the run, in order of their ordinals.
  func gather(_ calls: [CallPlan], drafts: [StoredDraft], room: JobRoom) async throws -> Gathered {
    var gathered = Gathered()
    var room = room
    let id = try await context.store.write { [run, service, configuration, uuid = newID()] in
      try $0.beginJob(
        uuid: uuid, run: run.id, provider: service.name, account: service.account, model: configuration.model)
    }
    var plans: [Int64: CallPlan] = [:]
    var next = calls.startIndex
    while next < calls.endIndex, gathered.left.isEmpty, gathered.unaffordable.isEmpty, !stop.isRequested {
      var lines: [(plan: CallPlan, attempt: NewAttempt)] = []
      while next < calls.endIndex, lines.count < Self.linesATime {
        let own = calls[next].slots.map { drafts[$0.ordinal - 1] }
        let (attempt, bytes) = try line(calls[next], drafts: own, job: id)
        guard room.take(bytes: bytes, tokens: TokenUsage.estimate(characters: bytes)) else {
          gathered.left = Array(calls[next...])
          break
        }
        lines.append((calls[next], attempt))
        next += 1
      }
      let (rows, exceeded) = try await reserve(lines.map(\.attempt))
      for (line, row) in zip(lines, rows) {
        if let row { plans[row] = line.plan } else { gathered.unaffordable.append(line.plan) }
      }
      gathered.exceeded = exceeded
    }
    // What was not come to: the budget is out, or the run comes to rest.
    if gathered.left.isEmpty {
      let rest = Array(calls[next...])
      if gathered.unaffordable.isEmpty { gathered.left = rest } else { gathered.unaffordable += rest }
    }
    Failpoint.reach("gathered", context.world)
    if plans.isEmpty {
      try await context.store.write { try $0.forgetJob(id) }
    } else {
      gathered.job = OpenJob(job: try await intend(id), plans: plans)
    }
    return gathered
  }

  /// How many lines are reserved in one transaction.
  private static let linesATime = 250

  private func newID() -> String {
    ItemUUID.version7(milliseconds: context.world.now().milliseconds, randomBits: context.world.randomBits).description
  }

  /// A call as a line, and the line's bytes.
  private func line(_ plan: CallPlan, drafts: [StoredDraft], job: Int64) throws -> (NewAttempt, bytes: Int) {
    var call = try CallRequest(plan, drafts: drafts, run: run.id, context: context, configuration: configuration)
    call.request.callID = newID()
    call.request.form = context.provider.form(ofModel: call.request.model)
    let price = context.prices.price(provider: service.name, model: call.request.model)
    let line = service.line(for: call.request, customID: call.request.callID)
    let attempt = NewAttempt(
      uuid: call.request.callID, run: run.id, role: plan.role, provider: service.name, model: call.request.model,
      promptHash: call.request.prompt.hash, slots: plan.slots.map { ($0.ordinal, $0.slot) },
      worstCase: price.map { WorstCase.cost(call.request, price: $0, isBatch: true) } ?? .zero,
      inputTokensSingle: call.inputTokensSingle, request: StoredBytes(line, compressed: context.answers.compress),
      job: job)
    return (attempt, line.count)
  }

  /// The rows of the reserved calls; nil for the first that a budget does not hold and those after it, and that budget.
  private func reserve(_ attempts: [NewAttempt]) async throws -> (rows: [Int64?], exceeded: ExceededBudget?) {
    try await context.store.write { [store = context.store, budgets = context.budgets] transaction in
      try store.checkIsTakingWrites()
      var rows: [Int64?] = []
      var exceeded: ExceededBudget?
      for attempt in attempts {
        // A smaller one that still fits would come before its turn.
        var row: Int64?
        if exceeded == nil { (row, exceeded) = try transaction.reserveOrTell(attempt, within: budgets) }
        rows.append(row)
      }
      return (rows, exceeded)
    }
  }

  /// Closes a job for further lines: writes its file, and stores what it holds.
  func intend(_ id: Int64) async throws -> StoredBatchJob {
    let job = try context.store.read { try $0.job(id) }
    let file = try writeFile(of: job)
    try await context.store.write {
      try $0.intend(
        job: id, lines: file.lines, bytes: file.bytes, inputTokens: TokenUsage.estimate(characters: file.bytes),
        digest: file.digest)
    }
    Failpoint.reach("intended", context.world)
    return try context.store.read { try $0.job(id) }
  }

  /// Where the file of a job stands until the provider has the job.
  func path(of job: StoredBatchJob) -> String {
    let folder = context.store.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return (folder + [".runs", job.uuid + ".jsonl"]).joined(separator: "/")
  }

  /// Writes the file of a job from the lines that the store holds, some hundreds at a time.
  @discardableResult
  func writeFile(of job: StoredBatchJob) throws -> (lines: Int, bytes: Int, digest: String) {
    let file = try AtomicFile(path: path(of: job), mode: 0o600, world: context.world)
    var digest = SHA256()
    var (lines, bytes) = (0, 0)
    var row: Int64 = 0
    while true {
      let (after, id) = (row, job.id)
      let page = try context.store.read { try $0.lines(ofJob: id, after: after, limit: Self.linesATime) }
      guard let last = page.last else { break }
      let text = page.flatMap(\.line)
      try file.append(text)
      digest.update(text)
      lines += page.count
      bytes += text.count
      row = last.row
    }
    try file.commit()
    return (lines, bytes, SHA256.hexadecimal(digest.finish()))
  }
}
