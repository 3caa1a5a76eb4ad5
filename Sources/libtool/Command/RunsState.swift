import Console
import ContentModel
import Generation

/// `libtool runs state`.
struct RunsState: LibtoolCommand {
  static let configuration = Configuration(
    name: "state", abstract: "Print the state document of a run, which other tools read and write.",
    discussion: """
      A JSON document: every draft with its state, its text and its assessment, the last two as JSON in a string. \
      `libtool runs adopt` goes on from one.
      """,
    examples: [Example("libtool runs state last > run.json", "The newest run, into a file.")])

  @Argument(help: ArgumentHelp("The run: any unique beginning or end of its uuid, or `last`.", valueName: "RUN"))
  var name: String
  @Flag(help: "The document is JSON in any case.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let name = name
    let run = try open.store.read { try $0.run(named: name) }
    let fill = try FillContext(library: open.library, store: open.store, catalogue: open.catalogue)
    try context.print(fill.stateDocument(of: run).json)
  }
}
