import Console
import ContentModel
import ContentStore
import Formats
import Generation

/// `libtool runs cancel`.
struct RunsCancel: LibtoolCommand {
  static let configuration = Configuration(
    name: "cancel", abstract: "Give a run up: its unfinished drafts no longer hold their gap.",
    discussion: """
      What it has made stays. To take that back as well, use `libtool rollback --run RUN`. Batch jobs are cancelled at the \
      provider; what they had answered by then is paid, and is used.
      """,
    examples: [Example("libtool runs cancel last --yes", "Give up the newest run without being asked.")])

  @Argument(help: ArgumentHelp("The run: any unique beginning or end of its uuid, or `last`.", valueName: "RUN"))
  var name: String
  @Flag(help: "Do not ask.") var yes: Bool
  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let name = name
    let run = try open.store.read { try $0.run(named: name) }
    if run.status.isEnded {
      throw CommandProblem(
        message: "run \(run.uuid.suffix(8)) is \(run.status.rawValue): there is nothing to give up",
        hint: "`libtool rollback --run \(run.uuid.suffix(8))` takes back what it made")
    }
    let pending = try open.store.read { try $0.drafts(ofRun: run.id).count { !$0.state.isEnded } }
    let question = "Give up run \(run.uuid.suffix(8)) with \(counted(pending, "unfinished draft"))?"
    guard try context.terminal.confirm(question, assumeYes: yes) else {
      return try context.terminal.note("Nothing was changed.")
    }
    let configuration = Self.configuration(of: run)
    // Only its jobs have anything to be asked of a provider.
    let hasJobs = try open.store.read { try $0.jobs(ofRun: run.id).contains { $0.state.isOpen } }
    let fill =
      try configuration.map {
        try FillContext(
          library: open.library, store: open.store, catalogue: open.catalogue, configuration: $0,
          sends: hasJobs)
      } ?? FillContext(library: open.library, store: open.store, catalogue: open.catalogue)
    let screen = try FillScreen(context, open, progress: .auto, quiet: json)
    let isCancelled: Bool
    do {
      isCancelled = try await screen.whileOpen { [fill] in
        try await fill.cancel(
          run, configuration: configuration, reason: "cancelled by \(context.actor)", stop: screen.stop,
          onProgress: screen.onProgress)
      }
    } catch {
      try noteWait(of: run, open, context)
      throw error
    }
    screen.close()
    let (after, figures, findings) = try open.store.read {
      (try $0.run(run.id), try $0.figures(ofRun: run.id), try $0.findings(ofRun: run.id))
    }
    if !isCancelled {
      try context.terminal.note(
        "run \(run.uuid.suffix(8)) waits for its batch jobs, which are being cancelled; "
          + "`libtool runs cancel \(run.uuid.suffix(8))` goes on")
      throw Finished(code: .interrupted)
    }
    let rescue = RunRendering.rescue(run, figures).map {
      "\(counted(figures.dropped, "draft")) \(figures.dropped == 1 ? "was" : "were") dropped; \($0)"
    }
    if json {
      try context.print(RunRendering.json(after, figures, findings: findings))
      if let rescue { try context.terminal.note("note: \(rescue)") }
      return
    }
    try context.terminal.writeLine(
      "Run \(run.uuid.suffix(8)) is cancelled; let go: \(counted(figures.dropReasons["cancelled"] ?? 0, "draft")); "
        + "kept: \(counted(figures.accepted, "item")).")
    if let rescue { try context.terminal.writeLine("\(rescue).") }
  }

  /// Says that a run which could not be given up still waits for its jobs, where it does.
  private func noteWait(of run: StoredRun, _ open: OpenLibrary, _ context: LibtoolContext) throws {
    let after = try open.store.read { try $0.run(run.id) }
    guard after.status == .waiting else { return }
    let name = run.uuid.suffix(8)
    try context.terminal.note(
      "note: run \(name) \(RunStanding(run: after).text); `libtool runs cancel \(name)` tries again to give it up")
  }

  /// What the run began with; nil where that cannot be read, which must not keep it from being given up.
  private static func configuration(of run: StoredRun) -> FillConfiguration? {
    do { return try FillConfiguration(json: try JSON.parse(run.configuration)) } catch { return nil }
  }
}
