import Console
import ContentModel
import Formats
import Generation

/// `libtool runs retry`.
struct RunsRetry: LibtoolCommand {
  static let configuration = Configuration(
    name: "retry", abstract: "Ask anew for what a finished run has dropped.",
    discussion: """
      A new run makes fresh drafts in the place of those that were dropped to the last attempt, where nothing has replaced \
      them and their gap is still open. It works as the run did, unless the options say otherwise.
      """,
    examples: [
      Example("libtool runs retry last", "Once more, as before."),
      Example("libtool runs retry last --model better-one --budget 1", "With another model, for at most 1.00."),
    ])

  @Argument(help: ArgumentHelp("The run: any unique beginning or end of its uuid, or `last`.", valueName: "RUN"))
  var name: String
  @Option(help: ArgumentHelp("The most it may spend, in the ledger's currency.", valueName: "AMOUNT")) var budget:
    Amount?
  @OptionGroup(title: "Provider") var model: ModelOptions
  @OptionGroup(title: "Progress") var progress: ProgressOptions
  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore(groupWindow: FillScreen.groupWindow)
    let name = name
    let run = try open.store.read { try $0.run(named: name) }
    let configuration = try configuration(after: FillConfiguration(json: try JSON.parse(run.configuration)), open)
    var fill = try FillContext(
      library: open.library, store: open.store, catalogue: open.catalogue, configuration: configuration)
    let request = try fill.retry(
      of: run, budget: budget?.money, maxDraftsFactor: open.library.settings.fill.maxDraftsFactor)
    let screen = try FillScreen(context, open, progress: progress.progress, quiet: json)
    fill.onEvent = screen.onEvent
    let executor = try await screen.whileOpen { [fill] in
      try await fill.begin(
        request, configuration: configuration, stop: screen.stop, onProgress: screen.onProgress)
    }
    guard let executor else {
      screen.close()
      throw CommandProblem(
        message: "the gap of what run \(run.uuid.suffix(8)) has dropped is closed, in flight or in review by now",
        hint: "`libtool coverage` shows what is still missing")
    }
    try await screen.work(executor, open: open, json: json)
  }

  /// The settings of the run before, with the options laid over them.
  private func configuration(after before: FillConfiguration, _ open: OpenLibrary) throws -> FillConfiguration {
    if model.provider == nil, model.model == nil, model.batchSize == nil { return before }
    let provider = model.provider ?? before.provider
    return try FillConfiguration(
      settings: open.library.settings, provider: provider,
      model: model.model ?? (provider == before.provider ? before.model : nil),
      batchSize: model.batchSize ?? before.batchSize, minAccept: before.minAccept, reviewsAll: before.reviewsAll)
  }
}
