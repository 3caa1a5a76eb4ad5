import Console
import ContentModel
import Formats
import Prompts

/// `libtool prompts list`.
struct PromptsList: LibtoolCommand {
  static let configuration = Configuration(
    name: "list", abstract: "List the kinds in use, with their versions and token figures.",
    discussion: """
      Input tokens are those of a generation call for the kind's first section, its tool included: for one item, and \
      for each item of a full batch. Output tokens are what one item usually takes.
      """,
    examples: [Example("libtool prompts", "The kinds of this library.")])

  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let kinds = try open.library.kinds.values.sorted { $0.name < $1.name }.map { kind in
      try KindFigures(kind, example: open.catalogue)
    }
    if json { return try context.print(.array(kinds.map(\.json))) }
    let table = KindFigures.table(of: kinds)
    try context.terminal.write(table.text(width: context.terminal.tableWidth, style: context.terminal.output.style))
  }
}
