import ContentModel
import Formats
import Providers
import WebServer
import World

/// `/v1/batches`. Source of the format: https://platform.openai.com/docs/api-reference/batch.
extension Simulator {
  private static let endpoint = "/v1/chat/completions"

  func createBatch(_ request: WebRequest) async -> WebResponse {
    await struck(.create, request) { [self] _ in
      let json = try EndpointError.parse(request.body)
      guard let input = json["input_file_id"]?.string else {
        throw EndpointError.invalid(
          "Missing required parameter: 'input_file_id'.", param: "input_file_id", code: "missing_required_parameter")
      }
      guard let file = archive.file(input, now: world.now()), !file.isHidden else {
        throw EndpointError(status: 404, param: "input_file_id", message: "No such File object: \(input)")
      }
      guard file.purpose == "batch" else {
        throw EndpointError.invalid(
          "Expected a file with the purpose 'batch', but its purpose is '\(file.purpose)'.", param: "input_file_id")
      }
      guard json["endpoint"]?.string == Self.endpoint else {
        throw EndpointError.invalid(
          "Invalid value for 'endpoint': '\(json["endpoint"]?.string ?? "")'; only '\(Self.endpoint)' is simulated.",
          param: "endpoint", code: "invalid_value")
      }
      guard json["completion_window"]?.string == "24h" else {
        throw EndpointError.invalid(
          "Invalid value for 'completion_window': expected '24h'.", param: "completion_window", code: "invalid_value")
      }
      let metadata = json["metadata"] ?? .null
      try Self.check(metadata)
      let job = try await begin(
        BatchJob(
          id: FileName.batch(world), number: 0, dialect: .openAI, endpoint: Self.endpoint, inputFile: input,
          metadata: metadata, created: world.now(), delayMilliseconds: 0, seed: world.randomBits()))
      return WebResponse(json: job.batch(at: world.now()))
    }
  }

  /// At most 16 pairs, names of 64 characters, values of 512.
  private static func check(_ metadata: JSON) throws(EndpointError) {
    if metadata.isNull { return }
    guard let pairs = metadata.object, pairs.count <= 16,
      pairs.members.allSatisfy({ name, value in
        name.unicodeScalars.count <= 64 && value.string.map { $0.unicodeScalars.count <= 512 } ?? false
      })
    else {
      throw .invalid(
        "Invalid 'metadata': expected at most 16 pairs of a name of up to 64 characters and a string of up to 512.",
        param: "metadata")
    }
  }

  /// Keeps a new job, notes it and starts to work on it.
  func begin(_ job: BatchJob) async throws -> BatchJob {
    var job = job
    let isOpenAI = job.dialect == .openAI
    let seed = settings.seed
    let (settings, fault) = inState { (state: inout State) -> (BatchSettings, SimulatorFault?) in
      state.tally.jobs += 1
      var random = SeededGenerator(seed: seed &+ UInt64(state.tally.jobs))
      let fault = state.plan.draw(.job, &random) { isOpenAI || $0 == .job(.expired) }
      if let fault { state.tally.faults[fault.name, default: 0] += 1 }
      return (state.batches, fault)
    }
    job.delayMilliseconds = settings.delayMilliseconds
    job.doneShare = settings.doneShare
    if case .job(let fault)? = fault { job.fault = fault }
    if job.dialect == .anthropic { job.enter(.inProgress, at: job.created) }
    let kept = try archive.add(job)
    // It is worked on whatever comes of the log: it exists.
    defer { startWork(on: kept.id) }
    try await log?.append(kept.entry("batch_created", kept.created))
    return kept
  }

  func showBatch(_ id: String, _ request: WebRequest) async -> WebResponse {
    await struck(.poll, request, hasFiles: { self.files(of: id) }) { [self] fault in
      let job = try await settled(id, .openAI)
      return WebResponse(json: job.batch(at: world.now(), fault: fault))
    }
  }

  /// Whether a job has ended with a file, and whether with both.
  func files(of id: String) -> (ended: Bool, all: Bool) {
    let job = archive.job(id)
    return (job?.outputFile != nil || job?.errorFile != nil, job?.outputFile != nil && job?.errorFile != nil)
  }

  func job(_ id: String, _ dialect: Dialect) throws(EndpointError) -> BatchJob {
    guard let job = archive.job(id), job.dialect == dialect else {
      let message = dialect == .openAI ? "No batch found with id '\(id)'." : "No message batch with the id \(id)"
      throw EndpointError(status: 404, message: message)
    }
    return job
  }

  /// A job; one that has no delay is waited for a second, so that a small one has ended when it is first looked at.
  func settled(_ id: String, _ dialect: Dialect) async throws -> BatchJob {
    var job = try job(id, dialect)
    let end = world.uptime() + .seconds(1)
    while !job.phase.isFinal, job.delayMilliseconds == 0, world.uptime() < end {
      try await world.sleep(.milliseconds(2))
      job = try self.job(id, dialect)
    }
    return job
  }

  func listBatches(_ request: WebRequest) async -> WebResponse {
    await struck(.list, request) { [self] _ in
      let page = try Page.read(
        archive.jobs(of: .openAI), request, limits: 1...100, usual: 20, after: "after", id: \.id)
      let now = world.now()
      return WebResponse(json: Self.list(page.elements.map { $0.batch(at: now) }, hasMore: page.hasMore))
    }
  }

  func cancelBatch(_ id: String, _ request: WebRequest) async -> WebResponse {
    await struck(.cancel, request) { [self] _ in
      _ = try job(id, .openAI)
      let now = world.now()
      let changed = try await cancel(id, now)
      guard let job = changed else {
        let phase = try job(id, .openAI).phase.rawValue
        throw EndpointError(
          status: 409, message: "Cannot cancel a batch with status '\(phase)'.")
      }
      return WebResponse(json: job.batch(at: now))
    }
  }

  /// Begins to cancel a job; nil where it has ended or is about to.
  func cancel(_ id: String, _ now: Timestamp) async throws -> BatchJob? {
    let changed = try archive.change(id) { job in
      if job.phase == .cancelling { return true }
      guard job.phase == .validating || job.phase == .inProgress else { return false }
      job.enter(.cancelling, at: now)
      return true
    }
    if let changed { try await log?.append(changed.entry("batch_cancelled", now)) }
    return changed
  }
}
