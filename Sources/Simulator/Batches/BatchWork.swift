import ContentModel
import Formats
import Providers
import WebServer
import World

extension Simulator {
  /// So many lines are answered before other tasks have their turn.
  private static let turn = 32

  /// Works on a job in the background until it has ended, or the simulator is gone.
  func startWork(on id: String) {
    let world = world
    Task { [weak self] in
      while let pause = await self?.step(id) {
        if pause <= .zero { continue }
        do { try await world.sleep(pause) } catch { return }
      }
    }
  }

  /// Moves a job on, if its time has come.
  ///
  /// - Returns: how long to wait until it may be moved on again; nil where it has ended.
  private func step(_ id: String) async -> Duration? {
    guard let job = archive.job(id), !job.phase.isFinal else { return nil }
    do {
      switch job.phase {
      case .validating:
        if let pause = pause(until: job.validated) { return pause }
        try validate(job)
      case .inProgress:
        if let pause = pause(until: job.due) { return pause }
        _ = try archive.change(id) { [world] job in
          guard job.phase == .inProgress else { return false }
          if job.fault != .expired { job.enter(.finalizing, at: world.now()) }
          return job.fault != .expired
        }
        if job.fault == .expired { try await end(job, as: .expired) }
      case .finalizing: try await end(job, as: .completed)
      case .cancelling: try await end(job, as: .cancelled)
      default: return nil
      }
      return .zero
    } catch {
      // No room on the disk, or no log: the job fails, as it would elsewhere.
      let text = (error as? any Failure)?.message ?? (error as? BodyFileError)?.message ?? "\(error)"
      return fail(id, text)
    }
  }

  /// Until a moment, and at most a tenth of a second, as it may be told to end sooner; nil where it has come.
  private func pause(until time: Timestamp) -> Duration? {
    let rest = time.milliseconds - world.now().milliseconds
    return rest > 0 ? .milliseconds(min(100, rest)) : nil
  }

  private func fail(_ id: String, _ text: String) -> Duration? {
    let now = world.now()
    archive.withState { state in
      state.jobs[id]?.enter(.failed, at: now)
      state.jobs[id]?.problems = [BatchJob.Problem(code: "server_error", message: text)]
    }
    return nil
  }

  private func validate(_ job: BatchJob) throws {
    let problems: [BatchJob.Problem]
    var lines = 0
    var tokens = 0
    if let fault = job.fault, fault != .expired, job.dialect == .openAI {
      problems = [.of(fault, line: fault.isOfALine ? 1 : nil)]
    } else if let file = archive.file(job.inputFile, now: world.now()) {
      let input = try BatchInput(
        try file.content.body(), endpoint: job.endpoint, limit: inState { $0.batches.lines })
      problems = input.problems
      (lines, tokens) = (input.lines, input.tokens)
    } else {
      problems = [BatchJob.Problem(code: "file_not_found", message: "The input file is gone. (simulated)")]
    }
    let limit = inState { $0.batches.enqueuedTokens }
    let enqueued = archive.enqueuedTokens(besides: job.id)
    let now = world.now()
    let isOver = limit.map { enqueued + tokens > $0 } ?? false
    let changed = try archive.change(job.id) { job in
      guard job.phase == .validating else { return false }
      job.problems = problems.isEmpty && isOver ? [.of(.tokenLimitExceeded, limit: limit ?? 0)] : problems
      job.counts.total = job.problems.isEmpty ? lines : 0
      job.tokens = tokens
      job.enter(job.problems.isEmpty ? .inProgress : .failed, at: now)
      return true
    }
    if let changed, changed.phase == .failed {
      log?.submit(changed.entry("batch_ended", now))
    }
  }

  /// Answers what a job has done, writes its files, and ends it.
  private func end(_ job: BatchJob, as phase: BatchJob.Phase) async throws {
    var job = job
    if job.phase == .cancelling, job.times[.inProgress] == nil { job.counts = BatchJob.Counts() }
    let results = try await results(of: job, isExpired: phase == .expired)
    let now = world.now()
    job.counts = results.counts
    job.usage = results.usage
    let (output, errors) = (results.output, results.errors)
    var ended = job
    ended.enter(phase, at: now)
    // The log first: whoever sees that the job has ended may act on it.
    try await log?.append(ended.entry("batch_ended", now))
    _ = try archive.change(job.id) { current in
      current.counts = ended.counts
      current.usage = ended.usage
      current.outputFile = output
      current.errorFile = errors
      current.enter(phase, at: now)
      return true
    }
  }

  private struct Results: Sendable {
    var counts: BatchJob.Counts
    var usage = TokenUsage()
    var output: String?
    var errors: String?
  }

  /// Answers the lines in an order of chance, and writes their answers as they come.
  private func results(of job: BatchJob, isExpired: Bool) async throws -> Results {
    var results = Results(counts: BatchJob.Counts(total: job.counts.total))
    guard job.counts.total > 0, let file = archive.file(job.inputFile, now: world.now()) else { return results }
    let input = try file.content.body()
    var random = SeededGenerator(seed: job.seed)
    let ranges = try LineReader.ranges(of: input).shuffled(using: &random)
    let done = job.linesDone()
    let ids = (output: FileName.random(world), errors: FileName.random(world))
    var output = archive.writer(ids.output)
    var errors = archive.writer(ids.errors)
    for (index, range) in ranges.enumerated() {
      if index % Self.turn == 0 { await Task.yield() }
      let bytes = try input.read(range)
      if index >= done {
        let line = BatchLine.left(bytes, dialect: job.dialect, isExpired: isExpired, random: &random)
        // Anthropic's interface has one file for all.
        if job.dialect == .anthropic { try output.append(line) } else { try errors.append(line) }
        results.counts.left += 1
        results.counts.failed += 1
        continue
      }
      let line = BatchLine(
        bytes, dialect: job.dialect, fault: lineFault(&random), random: &random, self)
      switch line.target {
      case .output: try output.append(line.text)
      case .errors where job.dialect == .anthropic: try output.append(line.text)
      case .errors: try errors.append(line.text)
      case .none: break
      }
      if line.isFailed { results.counts.failed += 1 } else { results.counts.completed += 1 }
      results.usage += line.ending.usage
      end { $0.count(line.ending) }
      log?.submit(line.entry(job.id, world.now()))
    }
    results.output = try keep(&output, ids.output, job, "output")
    results.errors = try keep(&errors, ids.errors, job, "error")
    return results
  }

  private func lineFault(_ random: inout SeededGenerator) -> LineFault? {
    let drawn = inState { [random] state in
      var random = random
      let fault = state.plan.draw(.line, &random)
      return (fault, random)
    }
    random = drawn.1
    if case .line(let fault)? = drawn.0 { return fault }
    return nil
  }

  /// Makes a file of results; nil where there are none.
  private func keep(
    _ writer: inout ContentWriter, _ id: String, _ job: BatchJob, _ kind: String
  ) throws -> String? {
    guard writer.count > 0 else { return nil }
    let bytes = writer.count
    let content = try writer.finish()
    let file = try archive.add(
      StoredFile(
        id: id, number: 0, name: "\(job.id)_\(kind).jsonl", purpose: "batch_output", bytes: bytes,
        created: world.now(), isHidden: job.dialect == .anthropic, content: content))
    return file.id
  }
}

extension JobFault {
  /// Whether it is about a line of the file.
  fileprivate var isOfALine: Bool {
    switch self {
    case .invalidJSONLine, .duplicateCustomID, .urlMismatch, .modelMismatch: true
    case .emptyFile, .tooManyTasks, .tokenLimitExceeded, .expired: false
    }
  }
}
