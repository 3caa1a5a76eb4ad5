import Console
import ContentModel
import Generation
import Workspace

/// `libtool runs adopt`.
struct RunsAdopt: LibtoolCommand {
  static let configuration = Configuration(
    name: "adopt", abstract: "Take over a run that another tool began, from its state document.",
    discussion: """
      Texts and assessments come along, each draft in its state; completed ones become items once the rules have judged \
      them and compared them with the library and with each other. An `exercise_id` that is no UUID is replaced, and the \
      report says by which. All of it is taken over or nothing; `libtool runs resume` goes on. The same run is not \
      adopted twice.
      """,
    examples: [
      Example("libtool runs adopt run.json", "Take it over; then `libtool runs resume last`."),
      Example(
        "libtool runs adopt run.json --language fr --budget 5", "Of which the document does not say the language."),
    ])

  @Argument(
    help: ArgumentHelp(
      "The state document, as `libtool runs state` prints it; - for standard input.", valueName: "FILE"))
  var file: String
  @Option(help: ArgumentHelp("The language of its exercises, where nothing else says it.", valueName: "TAG"))
  var language: String?
  @Option(help: ArgumentHelp("The most the run may spend from now on.", valueName: "AMOUNT")) var budget: Amount?
  @OptionGroup(title: "Provider") var model: ModelOptions
  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let isPiped = file == "-"
    let bytes =
      try isPiped ? FilePath.readStandardInput() : FilePath.read(FilePath.absolute(file, from: context.folder))
    let file = isPiped ? "standard input" : file
    let document = try RunStateDocument(bytes, file: file)
    let open = try await context.openStore()
    let isGiven = model.provider != nil || model.model != nil || model.batchSize != nil
    let configuration =
      try isGiven
      ? model.configuration(open.library.settings)
      : FillConfiguration(adopting: document.config, settings: open.library.settings)
    let fill = try FillContext(
      library: open.library, store: open.store, catalogue: open.catalogue, configuration: configuration, sends: false)
    let adopted = try await fill.adopt(
      Adoption(
        document: document, file: file, language: language, budget: budget?.money,
        maxDraftsFactor: open.library.settings.fill.maxDraftsFactor),
      configuration: configuration)
    let run = adopted.run
    let (figures, findings) = try open.store.read { (try $0.figures(ofRun: run.id), try $0.findings(ofRun: run.id)) }
    let terminal = context.terminal
    if json {
      var document = RunRendering.json(run, figures, findings: findings)
      document["renamed"] = .array(
        adopted.renamed.map {
          ["exercise": .string($0.exercise), "exercise_id": .string($0.name), "uuid": .string($0.uuid.description)]
        })
      return try context.print(document)
    }
    try terminal.write(
      RunRendering.report(
        run, figures, findings: findings, mode: open.mode, width: terminal.tableWidth, style: terminal.output.style))
    for renamed in adopted.renamed {
      try terminal.writeLine(
        SafeText.line(
          "Exercise \(renamed.exercise): its exercise_id `\(renamed.name)` is no UUID; the item is \(renamed.uuid)."))
    }
    if !run.status.isEnded {
      try terminal.note("`libtool runs resume \(run.uuid.suffix(8))` goes on with it.")
    }
  }
}
