import Console
import ContentModel
import ContentStore
import Dispatch
import Formats
import Generation
import Synchronization
import World

#if canImport(Glibc)
  import Glibc
#endif

/// What a person sees and does while a run works: progress, the log, notifications, Ctrl-C, the closing report.
final class FillScreen: Sendable {
  /// Milliseconds for which a fill's writes wait to share one sync of the disk.
  static let groupWindow = 2
  /// Seconds that calls in flight get after Ctrl-C before they are broken off.
  private static let patience = Duration.seconds(7)

  let stop = FillStop()
  let onProgress: @Sendable (FillProgress) -> Void
  /// What runs tell of what happens in them.
  let onEvent: @Sendable (FillEvent) -> Void
  let context: LibtoolContext
  private let line: ProgressLine?
  private let signals: Signals
  let breakOff = BreakOff()
  let notices: FillNotices

  /// - Parameters:
  ///   - progress: How progress is shown.
  ///   - quiet: Whether to show no line of progress, because a program reads the output.
  init(_ context: LibtoolContext, _ open: OpenLibrary, progress form: ProgressOptions.Form, quiet: Bool) throws {
    self.context = context
    let world = context.world
    let line =
      form == .auto && !quiet ? ProgressLine(terminal: context.terminal, uptime: context.world.uptime) : nil
    let lines = form == .json ? ProgressLines(terminal: context.terminal, world: world) : nil
    let notices = FillNotices(open, world: world)
    self.line = line
    self.notices = notices
    let begun = world.uptime()
    let waitsForJobs = Mutex(false)
    onProgress = { progress in
      waitsForJobs.withLock { $0 = !progress.openJobs.isEmpty }
      line?.update(Self.progress(progress, elapsed: world.uptime() - begun, now: world.now()))
      lines?.update(progress)
    }
    let run = Mutex("")
    let log = context.log
    onEvent = { event in
      if case .began(let uuid, _, _) = event { run.withLock { $0 = uuid } }
      lines?.take(event)
      log?.write(event, run: run.withLock { $0 })
      notices.take(event)
    }
    let stop = stop
    let breakOff = breakOff
    signals = try Signals(
      [SIGINT, SIGTERM], uptime: world.uptime,
      onFirst: { _ in
        stop.request()
        Task {
          try await world.sleep(Self.patience)
          breakOff.now()
        }
        // Not on the thread that listens: where nobody reads what is written, the second signal must be heard all the same.
        DispatchQueue.global().async {
          let coming =
            waitsForJobs.withLock(\.self) ? "Leaving; the batch jobs go on." : "Stopping after the calls in flight."
          // A terminal that has gone away must not keep the run from coming to rest.
          try? line?.note(coming + " Ctrl-C again breaks off at once.")
        }
      })
  }

  /// Stops listening for signals.
  func close() {
    line?.clear()
    signals.stop()
  }

  /// Makes ready what is to be worked on; the signals are let go where that fails.
  func whileOpen<Value>(_ body: () async throws -> Value) async throws -> Value {
    do { return try await body() } catch {
      close()
      throw error
    }
  }

  /// Works on a run until it comes to rest, and sends the notices of that.
  func rest(
    _ executor: FillExecutor, isLeaving: Bool = false, open: OpenLibrary
  ) async throws -> (end: FillEnd, run: StoredRun, figures: RunFigures, findings: [String: Int]) {
    let task = Task {
      var executor = executor
      return try await executor.execute(isLeaving: isLeaving)
    }
    breakOff.arm { task.cancel() }
    let end: FillEnd
    do {
      end = try await task.value
    } catch {
      close()
      let uuid = executor.runUUID
      try context.terminal.note("run \(uuid.suffix(8)) was cut short; `libtool runs resume \(uuid.suffix(8))` goes on")
      throw error
    }
    close()
    let (run, figures, findings) = try open.store.read { reader in
      let run = try reader.run(named: executor.runUUID)
      return (run, try reader.figures(ofRun: run.id), try reader.findings(ofRun: run.id))
    }
    for failure in await notices.finish(run, figures, findings) {
      context.log?.write(.warning, "notification_failed", [("message", .string(failure.message))])
      try context.terminal.note("note: \(failure.message)" + (failure.hint.map { "; \($0)" } ?? ""))
    }
    return (end, run, figures, findings)
  }

  /// Works on a run until it comes to rest, and prints the report. Throws `Finished` with the run's exit code.
  func work(
    _ executor: FillExecutor, isLeaving: Bool = false, open: OpenLibrary, json: Bool
  ) async throws {
    let (end, run, figures, findings) = try await rest(executor, isLeaving: isLeaving, open: open)
    await open.store.close()
    let terminal = context.terminal
    try context.say {
      if json {
        return try context.print(RunRendering.json(run, figures, findings: findings, commits: open.store.commits))
      }
      try terminal.write(
        RunRendering.report(
          run, figures, findings: findings, mode: open.mode, width: terminal.tableWidth, style: terminal.output.style))
    }
    if let hint = end.hint { try context.terminal.note(hint) }
    if end.exitCode != .done { throw Finished(code: end.exitCode) }
  }

  /// Seconds until all is accepted at the pace so far; nil while nothing is.
  static func secondsLeft(_ progress: FillProgress, elapsed: Double) -> Double? {
    if progress.accepted == 0 { return nil }
    return elapsed / Double(progress.accepted) * Double(max(0, progress.wanted - progress.accepted))
  }

  /// - Parameter now: What the age of batch jobs is told by.
  static func progress(_ progress: FillProgress, elapsed: Duration, now: Timestamp) -> Progress {
    let seconds = max(0.001, Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18)
    var details = ["accepted"]
    // What a run of batch jobs waits for goes before what it has done: it may be a day until that changes.
    if let jobs = JobText(progress.openJobs) {
      details += [jobs.standing, jobs.problem ?? jobs.age(at: now), jobs.nextLook(at: now)].compactMap(\.self)
    }
    if progress.regenerated > 0 { details.append("\(progress.regenerated) sent back") }
    if progress.dropped > 0 { details.append("\(progress.dropped) dropped") }
    details.append(counted(progress.calls, "call"))
    details.append(CostWords.phrase(progress.knownCost, isPart: progress.unpricedCalls > 0))
    if progress.openJobs.isEmpty, let left = secondsLeft(progress, elapsed: seconds), left > 0 {
      details.append(PlanRendering.duration(left) + " left")
    }
    return Progress(
      title: "fill", total: progress.wanted, done: min(progress.accepted, progress.wanted), details: details)
  }
}

/// Breaks a task off once there is one.
final class BreakOff: Sendable {
  private struct State {
    var action: (@Sendable () -> Void)?
    var isDue = false
  }

  private let state = Mutex(State())

  /// Says what breaking off means; at once where it is due already.
  func arm(_ action: @escaping @Sendable () -> Void) {
    let isDue = state.withLock { state in
      state.action = action
      return state.isDue
    }
    if isDue { action() }
  }

  /// Breaks off.
  func now() {
    let action = state.withLock { state in
      state.isDue = true
      return state.action
    }
    action?()
  }
}
