import Console
import ContentModel
import ContentStore
import Formats
import Workspace

/// `libtool items show`.
struct ItemsShow: LibtoolCommand {
  static let configuration = Configuration(
    name: "show", abstract: "Show one item: its text, where it came from, and what the rules say of it.",
    discussion: "Without a number it is the active version, else the newest one.",
    examples: [
      Example("libtool items show 69c27db6", "The item whose uuid ends so."),
      Example("libtool items show 69c27db6 1 --json", "Its first version, as a JSON document."),
    ])

  @Argument(help: ArgumentHelp("Any unique beginning or end of the uuid.", valueName: "ITEM")) var item: String
  @Argument(help: ArgumentHelp("The number of a version.", valueName: "VERSION")) var version: Int?
  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let (name, wanted) = (item, version)
    let shown = try open.store.read { reader -> ShownItem in
      let item = try reader.item(try reader.itemID(named: name))
      let version = try reader.version(wanted ?? item.shownNumber, ofItem: item.id)
      return ShownItem(item: item, version: version, waived: try reader.waivedFindings(ofVersion: version.id))
    }
    if json { return try context.print(try shown.json(in: open)) }
    try context.terminal.write(try shown.text(in: open, terminal: context.terminal))
  }
}
