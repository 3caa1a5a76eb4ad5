import Console
import ContentModel
import Formats
import Generation

/// `libtool runs resume`.
struct RunsResume: LibtoolCommand {
  static let configuration = Configuration(
    name: "resume", abstract: "Go on with a run that was paused, interrupted or killed.",
    discussion: """
      Answers that were paid for are used first. Calls that were in flight when a process died are listed as unknown, and \
      their reservation stays until `libtool runs settle` says what became of them.
      """,
    examples: [
      Example("libtool runs resume last", "Go on with the newest run."),
      Example("libtool runs resume last --budget 5", "The same, with a larger budget."),
    ])

  enum Mode: String, ExpressibleByArgument, CaseIterable {
    case live, batch
  }

  @Argument(help: ArgumentHelp("The run: any unique beginning or end of its uuid, or `last`.", valueName: "RUN"))
  var name: String
  @Option(help: ArgumentHelp("A new limit of what the run may spend in all.", valueName: "AMOUNT")) var budget: Amount?
  @Option(help: ArgumentHelp("Go on in another mode: live, or as batch jobs.", valueName: "MODE")) var mode: Mode?
  @Flag(help: "Leave as soon as the provider has the batch jobs.") var detach: Bool
  @OptionGroup(title: "Progress") var progress: ProgressOptions
  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore(groupWindow: FillScreen.groupWindow)
    let name = name
    let run = try open.store.read { try $0.run(named: name) }
    var configuration = try FillConfiguration(json: try JSON.parse(run.configuration))
    if let mode { configuration.mode = mode == .batch ? .batch : .live }
    var fill = try FillContext(
      library: open.library, store: open.store, catalogue: open.catalogue, configuration: configuration)
    let settled = configuration
    let screen = try FillScreen(context, open, progress: progress.progress, quiet: json)
    fill.onEvent = screen.onEvent
    let executor = try await screen.whileOpen { [fill] in
      try await fill.resume(
        run, budget: budget?.money, configuration: settled, stop: screen.stop, onProgress: screen.onProgress)
    }
    try await screen.work(executor, isLeaving: detach, open: open, json: json)
  }
}
