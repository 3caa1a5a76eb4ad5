import ContentModel
import ContentStore
import Formats
import World

/// Fills the worst gaps in small runs, one after the other, while its bounds last and nobody else works on the library.
public struct IdleFill: Sendable {
  let context: FillContext
  let configuration: FillConfiguration
  let selection: Selection
  let bounds: IdleBounds
  let maxDraftsFactor: Double
  let stop: FillStop
  let onProgress: @Sendable (FillProgress) -> Void
  /// Told once of each run that it waits for.
  let onWait: @Sendable (_ run: String) -> Void
  /// Held while it works: one in a library.
  private var lock: RunLock?
  private var report = IdleReport()
  /// A run that has been begun and rests.
  private var resting: StoredRun?

  /// The time between two looks for other runs, while a run is worked on and while it waits.
  private static let look = Duration.seconds(2)

  /// - Throws: `IdleConflict` where another process fills idly.
  public init(
    _ context: FillContext, configuration: FillConfiguration, selection: Selection, bounds: IdleBounds,
    maxDraftsFactor: Double, stop: FillStop, onProgress: @escaping @Sendable (FillProgress) -> Void,
    onWait: @escaping @Sendable (_ run: String) -> Void
  ) throws {
    try context.checkBudget(bounds.budget, configuration, actor: context.store.actor)
    guard let lock = try RunLock.take(run: "idle-fill", besideStore: context.store.path) else { throw IdleConflict() }
    self.lock = lock
    self.context = context
    self.configuration = configuration
    self.selection = selection
    self.bounds = bounds
    self.maxDraftsFactor = maxDraftsFactor
    self.stop = stop
    self.onProgress = onProgress
    self.onWait = onWait
  }

  /// Works until a bound is reached or nothing is missing. First it goes on with a run of an idle fill that rests.
  public mutating func execute() async throws -> IdleReport {
    resting = try context.store.read { reader in
      try reader.unendedRuns().first { $0.status == .paused && $0.reason.hasPrefix(FillStop.idle("")) }
    }
    var waitedFor: String?
    while true {
      switch IdleStep.next(try sight(), bounds) {
      case .end(let end): return try ended(end)
      case .wait(let other):
        if waitedFor != other { onWait(String(other.suffix(8))) }
        waitedFor = other
        try await context.world.sleep(Self.look)
      case .fill(let items):
        waitedFor = nil
        if let end = try await fill(items: items) { return try ended(end) }
      }
    }
  }

  private mutating func ended(_ end: IdleEnd) throws -> IdleReport {
    lock = nil
    report.end = end
    report.madeToday = try madeToday()
    return report
  }

  private func sight() throws -> IdleSight {
    IdleSight(
      now: context.world.now(), isStopped: stop.isRequested, otherRun: try Self.otherRun(than: nil, context.store),
      madeToday: try madeToday(), accepted: report.accepted, cost: report.cost)
  }

  private func madeToday() throws -> Int {
    let day = IdleBounds.day(of: context.world.now())
    return try context.store.read { try $0.versionsMadeByRuns(since: day) }
  }

  /// The newest other run that a process works on.
  private static func otherRun(than own: Int64?, _ store: Store) throws -> String? {
    let runs = try store.read { try $0.unendedRuns() }
    let living = try store.livingRuns(runs)
    return runs.last { living.contains($0.id) && $0.id != own }?.uuid
  }

  /// Makes one run, or goes on with the one that rests.
  ///
  /// - Returns: Why nothing is to follow, or nil.
  private mutating func fill(items: Int) async throws -> IdleEnd? {
    let runStop = FillStop(within: stop)
    let before = resting
    guard var executor = try await executor(items: items, runStop) else { return .nothingMissing }
    let uuid = executor.runUUID
    let run = executor.run.id
    if report.runs.last != uuid { report.runs.append(uuid) }
    let earlier = try before.map { run in try context.store.read { try $0.figures(ofRun: run.id) } }
    let watch = Task { [context, bounds] in
      do {
        while !Task.isCancelled {
          try await context.world.sleep(Self.look)
          if let until = bounds.until, context.world.now() >= until {
            runStop.request(reason: FillStop.idle("its time is over"))
          } else if let other = try Self.otherRun(than: run, context.store) {
            runStop.request(reason: FillStop.idle("gives way to run \(other.suffix(8))"))
          }
        }
      } catch is CancellationError {
        return
      } catch {
        // The next look, with nothing on its way, meets the same and throws it.
        runStop.request(reason: FillStop.idle("cannot look for other runs"))
      }
    }
    defer { watch.cancel() }
    let end = try await executor.execute()
    let (after, figures) = try context.store.read { (try $0.run(run), try $0.figures(ofRun: run)) }
    report.accepted += figures.accepted - (earlier?.accepted ?? 0)
    report.dropped += figures.dropped - (earlier?.dropped ?? 0)
    report.unpricedCalls += figures.unpricedCalls - (earlier?.unpricedCalls ?? 0)
    report.cost += after.spent - (before?.spent ?? .zero)
    resting = nil
    let name = String(uuid.suffix(8))
    if after.status.isEnded { return figures.accepted == 0 ? .fruitless(run: name) : nil }
    if runStop.isRequested, end.reason.hasPrefix(FillStop.idle("")) {
      resting = after
      if end.reason.hasPrefix(FillStop.idle("gives way")) { report.gaveWay += 1 }
      return nil
    }
    if stop.isRequested { return .interrupted }
    if BudgetPause.holdsPeriod(after) {
      // The next idle fill goes on with it, once the budget is renewed.
      try await context.store.write {
        try $0.releaseRun(run, status: .paused, reason: FillStop.idle(end.reason))
      }
    }
    return .rests(run: name, reason: end.reason, exitCode: end.exitCode)
  }

  private func executor(items: Int, _ runStop: FillStop) async throws -> FillExecutor? {
    let left = bounds.budget.map { $0 - report.cost }
    if let run = resting {
      let own = try FillConfiguration(json: try JSON.parse(run.configuration))
      let isSame = own.provider == configuration.provider
      return try await context.resume(
        run, budget: left.map { $0 + run.spent + run.reserved }, configuration: isSame ? own : configuration,
        stop: runStop, onProgress: onProgress)
    }
    return try await context.begin(
      FillRequest(selection: selection, limit: items, budget: left, maxDraftsFactor: maxDraftsFactor),
      configuration: configuration, stop: runStop, onProgress: onProgress)
  }
}
