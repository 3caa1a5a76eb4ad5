import ContentModel
import ContentStore
import Providers
import World

#if canImport(Glibc)
  import Glibc
#endif

extension BatchDesk {
  /// What handing a job over came to.
  enum Submission: Sendable {
    case submitted(StoredBatchJob)
    /// The run is to rest before the provider has it; the job stays where it is.
    case interrupted
    /// The provider keeps failing, or refuses: a person has to see to it. The job stays where it is.
    case failed(ProviderError)
  }

  /// Brings a job from wherever it stands to the provider: uploads its file, creates it, finds it again.
  ///
  /// No create is sent while it is not certain that an earlier one has begun no job.
  func submit(_ job: StoredBatchJob) async throws -> Submission {
    var job = job
    var failures = 0
    while true {
      if stop.isRequested { return .interrupted }
      do {
        switch job.state {
        case .gathering: job = try await intend(job.id)
        case .intended: try await upload(job)
        case .uploaded: try await create(job)
        case .creating: try await search(job)
        case .submitted, .collected, .refused:
          // Nobody needs it any more; where it cannot be taken away it is in nobody's way.
          _ = unlink(path(of: job))
          return .submitted(job)
        }
        failures = 0
      } catch let error as ProviderError {
        failures += 1
        switch error.advice {
        case .never: return .failed(error)
        case .backOff where failures >= configuration.callTries: return .failed(error)
        case .backOff:
          let pause = Backoff().delay(attempt: failures, random: context.world.randomBits())
          context.onEvent(.waiting(seconds: pause / .seconds(1), because: error))
          try await wait(pause)
        case .after(let pause) where pause > context.patience: return .failed(error)
        case .after(let pause):
          context.onEvent(.waiting(seconds: pause / .seconds(1), because: error))
          try await wait(pause)
        }
      }
      job = try context.store.read { [id = job.id] in try $0.job(id) }
    }
  }

  private func upload(_ job: StoredBatchJob) async throws {
    let path = path(of: job)
    if access(path, R_OK) != 0 { try writeFile(of: job) }
    let file = try await service.upload(file: path, name: "libtool-\(job.uuid).jsonl")
    Failpoint.reach("handed_over", context.world)
    try await context.store.write { [id = job.id] in try $0.jobUploaded(id, inputFile: file) }
    Failpoint.reach("uploaded", context.world)
  }

  private func create(_ job: StoredBatchJob) async throws {
    let path = path(of: job)
    // The interface may take the lines with the create.
    if job.inputFile == nil, access(path, R_OK) != 0 { try writeFile(of: job) }
    try await context.store.write { [id = job.id] in try $0.jobCreating(id) }
    Failpoint.reach("creating", context.world)
    let status: BatchStatus
    do {
      status = try await service.create(intent: job.uuid, inputFile: job.inputFile, path: path)
    } catch let error as ProviderError {
      // Refused with a status of its own, or never sent: no job. Everything else may have begun one.
      let isCertain = error.kind == .unreachable || error.status.map { (400..<500).contains($0) && $0 != 408 } ?? false
      if isCertain { try await context.store.write { [id = job.id] in try $0.jobNotCreated(id) } }
      if isCertain || error.advice == .never { throw error }
      return try await wait(Self.betweenSearches)
    }
    Failpoint.reach("created", context.world)
    try await note(status, as: job)
  }

  private func note(_ status: BatchStatus, as job: StoredBatchJob) async throws {
    let now = context.world.now()
    let look = JobLook(
      answered: status.completed, failed: status.failed, expiresAt: status.expiresAt, lookedAt: now, nextLook: now)
    try await context.store.write {
      try $0.jobSubmitted(job.id, as: status.id, status: status.wire)
      try $0.keepLook(look, atJob: job.uuid)
    }
    Failpoint.reach("submitted", context.world)
    context.onEvent(.handedOver(job: status.id, lines: job.lines))
  }

  /// Looks through the provider's list until a job whose create may have been taken is found, or counts as not created.
  func search(_ job: StoredBatchJob) async throws {
    for search in 1...Self.searches where !stop.isRequested {
      if try await find(job, isLast: search == Self.searches) { return }
      try await wait(Self.betweenSearches)
    }
  }

  /// Looks for a job whose create may have been taken.
  ///
  /// - Parameter isLast: Whether it is given up for not created where it is not found.
  /// - Returns: Whether the job has moved on.
  private func find(_ job: StoredBatchJob, isLast: Bool) async throws -> Bool {
    let others = try context.store.read { [account = service.account] in try $0.identifiersOfJobs(ofAccount: account) }
    let found = try await service.find(
      intent: job.uuid, since: job.createdAt ?? job.intendedAt, known: others.union(job.strangers))
    // Where the interface keeps no intent, one with as many lines may be it: its results will tell.
    let own = found.first { $0.isCertain } ?? found.first { $0.status.total == job.lines || $0.status.total == 0 }
    if let own {
      try await note(own.status, as: job)
      return true
    }
    if isLast { try await context.store.write { [id = job.id] in try $0.jobNotCreated(id) } }
    return isLast
  }

  /// A list may lag behind what was created: it is looked through that often before a job counts as not created.
  private static let searches = 3
  private static let betweenSearches = Duration.seconds(2)

  /// Waits in short steps, so that it is noticed when the run is to rest.
  func wait(_ duration: Duration) async throws {
    let end = context.world.uptime() + duration
    while !stop.isRequested {
      let rest = end - context.world.uptime()
      if rest <= .zero { return }
      try await context.world.sleep(min(.milliseconds(200), rest))
    }
  }
}
