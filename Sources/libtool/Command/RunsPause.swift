import Console
import ContentModel
import ContentStore

/// `libtool runs pause`.
struct RunsPause: LibtoolCommand {
  static let configuration = Configuration(
    name: "pause", abstract: "Let a run that works elsewhere come to rest.",
    discussion: """
      Calls in flight are finished and used, as after Ctrl-C; `libtool runs resume` goes on. The process that works on \
      the run may be on another terminal, or started by a script.
      """,
    examples: [Example("libtool runs pause last", "Pause the newest run, and wait until it rests.")])

  @Argument(help: ArgumentHelp("The run: any unique beginning or end of its uuid, or `last`.", valueName: "RUN"))
  var name: String
  @Option(help: ArgumentHelp("Wait for so many seconds until it rests; 0 does not wait.", valueName: "SECONDS"))
  var wait: Int = 30
  @Flag(help: "Print a JSON document.") var json: Bool

  func validate() throws(ValidationError) {
    if !(0...86_400).contains(wait) { throw ValidationError("--wait must be from 0 to 86400") }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let name = name
    let run = try open.store.read { try $0.run(named: name) }
    let short = run.uuid.suffix(8)
    if run.status.isEnded { throw RunConflict.ended(run: String(short), status: run.status) }
    guard try open.store.livingRuns([run]).contains(run.id) else {
      throw CommandProblem(
        message: "no process works on run \(short)",
        hint: run.status == .paused
          ? "it is paused already (\(run.reason))"
          : "it \(RunStanding(run: run).text); \(RunStanding(run: run).mend)")
    }
    try await open.store.write { try $0.wishPause(ofRun: run.id) }
    let end = context.world.uptime() + .seconds(wait)
    var after = run
    while after.status == .running, context.world.uptime() < end {
      try await context.world.sleep(.milliseconds(100))
      after = try open.store.read { try $0.run(run.id) }
    }
    if json {
      let (figures, findings) = try open.store.read { (try $0.figures(ofRun: run.id), try $0.findings(ofRun: run.id)) }
      return try context.print(RunRendering.json(after, figures, findings: findings))
    }
    try context.terminal.writeLine(
      after.status == .running
        ? "Run \(short) will rest when its calls in flight have ended."
        : "Run \(short) is \(after.status.rawValue): \(after.reason). `libtool runs resume \(short)` goes on.")
  }
}
