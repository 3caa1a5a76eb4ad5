import Console
import ContentModel
import Coverage
import Formats

/// `libtool targets list`.
struct TargetsList: LibtoolCommand {
  static let configuration = Configuration(
    name: "list", abstract: "List the rows of targets.csv with what they come to.",
    discussion: """
      Cells counts those that a row decides: where a more specific row speaks of a cell too, it decides. Wanted is more \
      than cells times target where floors inside a cell add up to more than its own target.
      """,
    examples: [
      Example("libtool targets", "All rows."),
      Example("libtool targets list --level A2", "The rows that decide cells of the level A2."),
    ])

  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let wanted = selection.value
    try wanted.check(against: open.catalogue)
    let report = try open.coverage(of: try open.inventory(), wanted)
    let rows = TargetFigures.all(of: open.catalogue.targets, report).filter { $0.cells > 0 || wanted.isEverything }
    if json { return try context.print(.array(rows.map(\.json))) }
    if rows.isEmpty { return try context.terminal.writeLine("No target speaks of \(wanted).") }
    let table = TargetTable(rows: rows).table()
    try context.terminal.write(table.text(width: context.terminal.tableWidth, style: context.terminal.output.style))
  }
}
