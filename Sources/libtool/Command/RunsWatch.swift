import Console
import ContentModel
import ContentStore
import Formats
import Generation
import Providers
import Synchronization
import World

#if canImport(Glibc)
  import Glibc
#endif

/// `libtool runs watch`.
struct RunsWatch: LibtoolCommand {
  static let configuration = Configuration(
    name: "watch", abstract: "Watch a run from any terminal, and come back to one that waits for its batch jobs.",
    discussion: """
      While some process works on the run it reads the store and nothing else, so it can be left with Ctrl-C, opened again \
      and opened twice: the run goes on. It ends by itself when the run rests. Without a terminal it prints a line every \
      --every seconds.

      Where the run waits for batch jobs and nobody works on it, it takes the run up as `libtool runs resume` does: it looks \
      at the jobs, takes in what they bring and hands over what follows. Left with Ctrl-C, the run waits again and its jobs go \
      on. With --look-only it leaves the run to others, and waits along.
      """,
    examples: [
      Example("libtool runs watch last", "The newest run; days after `libtool fill --detach`, say."),
      Example("libtool runs watch last --json --every 60", "A JSON line every minute, for another program."),
      Example("libtool runs watch last --look-only", "Without taking up a run that waits for its batch jobs."),
    ])

  @Argument(help: ArgumentHelp("The run: any unique beginning or end of its uuid, or `last`.", valueName: "RUN"))
  var name: String
  @Option(help: ArgumentHelp("Seconds between two looks; 1 on a terminal, else 10.", valueName: "SECONDS"))
  var every: Int?
  @Flag(help: "Leave a run that waits for its batch jobs to others, and look on.") var lookOnly: Bool
  @Flag(help: "Print a JSON document on each line.") var json: Bool

  func validate() throws(ValidationError) {
    if let every, !(1...3600).contains(every) { throw ValidationError("--every must be from 1 to 3600") }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore(groupWindow: FillScreen.groupWindow)
    let name = name
    let run = try open.store.read { try $0.run(named: name) }
    let isLive = context.terminal.output.movesCursor && !json
    let display = WatchDisplay(context.terminal, isLive: isLive, json: json)
    let left = Atomic(false)
    func listen() throws -> Signals {
      try Signals(
        [SIGINT, SIGTERM], uptime: context.world.uptime, onFirst: { _ in left.store(true, ordering: .relaxed) })
    }
    var signals = try listen()
    defer { signals.stop() }
    let pause = Duration.seconds(every ?? (isLive ? 1 : 10))
    while true {
      let view = try look(run.id, open, context)
      try display.show(view)
      if left.load(ordering: .relaxed) { break }
      if !view.isWorkedOn {
        guard view.waitsForJobs else { return }
        if !lookOnly {
          if let work = try await takeUp(view.run, open, context) {
            return try await watch(work, pause, display, open, context)
          }
          // The work would have listened itself, and has let go.
          signals = try listen()
        }
      }
      // In short steps, so that Ctrl-C is noticed.
      let end = context.world.uptime() + pause
      while context.world.uptime() < end, !left.load(ordering: .relaxed) {
        try await context.world.sleep(.milliseconds(100))
      }
    }
    if isLive { try context.terminal.note("Left; the run goes on.") }
  }

  /// Nil where another process has taken the run up meanwhile. Where it cannot be taken up it can be shown all the same.
  private func takeUp(_ run: StoredRun, _ open: OpenLibrary, _ context: LibtoolContext) async throws -> WatchedWork? {
    do { return try await WatchedWork(takingUp: run, open, context) } catch {
      try context.terminal.note(
        "note: `libtool runs watch \(run.uuid.shortUUID) --look-only` shows it without taking it up")
      throw error
    }
  }

  /// Shows a run while this process works on it. Throws `Finished` with its exit code; 0 where it was left.
  private func watch(
    _ work: WatchedWork, _ pause: Duration, _ display: WatchDisplay, _ open: OpenLibrary, _ context: LibtoolContext
  ) async throws {
    var isDone = false
    while !isDone {
      let end = context.world.uptime() + pause
      while context.world.uptime() < end, !work.isDone { try await context.world.sleep(.milliseconds(100)) }
      isDone = work.isDone
      if !isDone { try display.show(try look(work.run, open, context)) }
    }
    let end = try await work.end()
    // The last look is at the run as it rests.
    try display.show(try look(work.run, open, context))
    if end.status == .waiting {
      return try context.terminal.note(
        "Left; the batch jobs go on. `libtool runs watch \(work.name)` comes back to them.")
    }
    if let hint = end.hint { try context.terminal.note(hint) }
    if end.exitCode != .done { throw Finished(code: end.exitCode) }
  }

  private func look(_ id: Int64, _ open: OpenLibrary, _ context: LibtoolContext) throws -> WatchView {
    let now = context.world.now()
    let configuration = try open.store.read {
      try FillConfiguration(json: try JSON.parse(try $0.run(id).configuration))
    }
    let (run, figures, pulse) = try open.store.read { reader in
      (
        try reader.run(id), try reader.figures(ofRun: id),
        try reader.pulse(
          ofRun: id, provider: configuration.provider, places: configuration.concurrency, now: now)
      )
    }
    let use = try rateUse(of: run, configuration, open, now: now)
    let budgets = try open.store.read { reader in
      try open.library.settings.budgets.binding(actor: run.actor).reversed().map { budget in
        let (reserved, spent) = try reader.use(of: budget, currency: run.currency, at: now)
        return WatchView.BudgetUse(budget: budget, reserved: reserved, spent: spent)
      }
    }
    return WatchView(
      run: run, figures: figures, pulse: pulse, provider: configuration.provider, mode: open.mode, now: now,
      isWorkedOn: try open.store.livingRuns([run]).contains(id), use: use, budgets: budgets)
  }

  /// What the run's account has used of its limits; nil where there are none. The account is the one that this process would
  /// use, else the one that the run was begun with: the watcher's environment may name no key and no base URL.
  private func rateUse(
    of run: StoredRun, _ configuration: FillConfiguration, _ open: OpenLibrary, now: Timestamp
  ) throws -> RateUse? {
    if configuration.provider == "simulated" { return nil }
    // The settings of a run that has ended may be gone.
    let endpoint = try? Endpoint(configuration.provider, of: open.library)
    let accounts = [
      endpoint?.account(model: configuration.model), try JSON.parse(run.configuration)["account"]?.string,
    ]
    return try open.store.read { reader in
      for case let account? in accounts {
        if let use = try reader.rateUse(ofAccount: account, now: now) { return use }
      }
      return nil
    }
  }
}
