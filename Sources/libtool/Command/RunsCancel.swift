import Console
import ContentModel
import Formats
import Generation

/// `libtool runs cancel`.
struct RunsCancel: LibtoolCommand {
  static let configuration = Configuration(
    name: "cancel", abstract: "Give a run up: its unfinished drafts no longer hold their gap.",
    discussion: "What it has made stays. To take that back as well, use `libtool rollback --run RUN`.",
    examples: [Example("libtool runs cancel last --yes", "Give up the newest run without being asked.")])

  @Argument(help: ArgumentHelp("The run: any unique beginning or end of its uuid, or `last`.", valueName: "RUN"))
  var name: String
  @Flag(help: "Do not ask.") var yes: Bool
  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let name = name
    let run = try open.store.read { try $0.run(named: name) }
    let pending = try open.store.read { try $0.drafts(ofRun: run.id).count { !$0.state.isEnded } }
    let question = "Give up run \(run.uuid.suffix(8)) with \(counted(pending, "unfinished draft"))?"
    guard try context.terminal.confirm(question, assumeYes: yes) else {
      return try context.terminal.note("Nothing was changed.")
    }
    let configuration = try FillConfiguration(json: try JSON.parse(run.configuration))
    let fill = try FillContext(
      library: open.library, store: open.store, catalogue: open.catalogue, configuration: configuration, sends: false)
    var executor = try await fill.resume(
      run, configuration: configuration, stop: FillStop(), onProgress: { _ in })
    try await executor.cancel(reason: "cancelled by \(context.actor)")
    let (after, figures) = try open.store.read { (try $0.run(run.id), try $0.figures(ofRun: run.id)) }
    if json { return try context.print(RunRendering.json(after, figures)) }
    try context.terminal.writeLine(
      "Run \(run.uuid.suffix(8)) is cancelled; let go: \(counted(pending, "draft")); kept: \(counted(figures.accepted, "item"))."
    )
  }
}
