import Console
import ContentModel
import ContentStore
import Formats
import Workspace

/// `libtool items list`.
struct ItemsList: LibtoolCommand {
  static let configuration = Configuration(
    name: "list", abstract: "List items, in the order in which they were made.",
    discussion: "The first column is the end of the uuid, which names the item in every command.",
    examples: [
      Example("libtool items", "All items."),
      Example("libtool items list --section passiv --active", "What is active in one section."),
      Example("libtool items list --level 'B*' --json", "Everything for B1 and B2, as a JSON document."),
    ],
    exclusive: [["--active", "--inactive"]])

  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @Flag(help: "Items with an active version only.") var active: Bool
  @Flag(help: "Items without an active version only.") var inactive: Bool
  @Option(help: ArgumentHelp("At most so many items.", valueName: "N")) var limit: Int?
  @Flag(help: "Print a JSON document.") var json: Bool

  func validate() throws(ValidationError) {
    if let limit, limit < 1 { throw ValidationError("--limit \(limit) lists nothing", hint: "give a number from 1") }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let items = try open.items(
      selection.value, activity: active ? .active : inactive ? .inactive : .any, limit: limit ?? .max)
    if json { return try context.print(.array(items.map(\.json))) }
    if items.isEmpty { return try context.terminal.writeLine("No items.") }
    let terminal = context.terminal
    try terminal.write(Self.table(of: items).text(width: terminal.tableWidth, style: terminal.output.style))
  }

  private static func table(of items: [StoredItem]) -> Table {
    let hasSKUs = items.contains { $0.key.sku != nil }
    var columns: [Table.Column] = [
      .init("Item"), .init("Kind", fit: .drop, priority: 1), .init("Section", fit: .shrink(to: 20), priority: 5),
      .init("Topic", fit: .shrink(to: 16), priority: 4), .init("Language", fit: .drop, priority: 2),
      .init("Version", alignment: .right), .init("Active"), .init("Origin", fit: .drop, priority: 0),
    ]
    if hasSKUs { columns.insert(.init("SKU", fit: .shrink(to: 8), priority: 3), at: 4) }
    var table = Table(columns: columns)
    for item in items {
      var cells: [Table.Cell] = [
        .init(item.uuid.shortUUID), .init(item.kind), .init(item.key.section), .init(item.key.topic ?? ""),
        .init(item.key.language), .init(item.shownNumber),
        item.activeVersion == nil ? .init("no", role: .dim) : .init("yes", role: .good), .init(item.origin.rawValue),
      ]
      if hasSKUs { cells.insert(.init(item.key.sku ?? ""), at: 4) }
      table.add(cells)
    }
    return table
  }
}
