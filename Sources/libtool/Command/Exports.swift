import Console
import ContentModel
import ContentStore
import Formats
import Workspace

/// `libtool exports`.
struct Exports: LibtoolGroup {
  static let configuration = Configuration(
    name: "exports", abstract: "Show the exports that were made; check a file.", section: "Content",
    subcommands: [ExportsList.self, ExportsVerify.self], defaultSubcommand: ExportsList.self)
}

/// `libtool exports list`.
struct ExportsList: LibtoolCommand {
  static let configuration = Configuration(
    name: "list", abstract: "List the exports that were made, newest first.",
    examples: [Example("libtool exports", "The last 20.")])

  @Option(help: ArgumentHelp("At most so many exports.", valueName: "N")) var limit = 20
  @Flag(help: "Print a JSON document.") var json: Bool

  func validate() throws(ValidationError) {
    if limit < 1 { throw ValidationError("--limit \(limit) lists nothing", hint: "give a number from 1") }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let limit = limit
    let exports = try open.store.read { try $0.exports(limit: limit) }
    if json { return try context.print(.array(exports.map(\.json))) }
    if exports.isEmpty { return try context.terminal.writeLine("No exports yet.") }
    let root = open.library.location.root
    var table = Table(columns: [
      .init("Export", alignment: .right), .init("When (UTC)"), .init("Who", fit: .shrink(to: 6), priority: 2),
      .init("Job", fit: .drop, priority: 1), .init("Format"), .init("Items", alignment: .right),
      .init("Event", alignment: .right), .init("Selection", fit: .drop, priority: 0),
      .init("File", fit: .shrink(to: 16), priority: 3),
    ])
    for export in exports {
      table.add([
        .init(Int(export.id)), .init(export.at.shortDescription), .init(export.actor), .init(export.job ?? ""),
        .init(export.format), .init(export.items), .init(Int(export.publishEvent)), .init(export.selection),
        .init(export.path == "-" ? "standard output" : shownPath(export.path, root: root)),
      ])
    }
    try context.write(table)
  }
}

extension ExportRecord {
  /// As `exports list --json` shows it.
  var json: JSON {
    [
      "export": .integer(id), "at": .string(at.description), "actor": .string(actor), "job": job.json,
      "format": .string(format), "selection": .string(selection), "path": .string(path),
      "publish_event": .integer(publishEvent), "items": .integer(items), "digest": .string(digest),
    ]
  }
}

/// A path as people know it: from the library's folder where it lies in there.
func shownPath(_ path: String, root: String) -> String {
  path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
}
