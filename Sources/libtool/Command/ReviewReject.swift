import Console
import ContentModel
import Formats
import Workspace

/// `libtool review reject`.
struct ReviewReject: LibtoolCommand {
  static let configuration = Configuration(
    name: "reject",
    abstract: "Reject what waits in review; the gap is open again, and the next generation is told why.",
    discussion: """
      Of an item that learners have reported, the active version is taken out. Where a mended version waits already, that \
      one is rejected, and the reports stay open.
      """,
    examples: [Example("libtool review reject 69c27db6 --reason 'two options are right'", "One item, and why.")])

  @Option(
    help: ArgumentHelp("Why; kept with the version, and told to the next generation.", valueName: "TEXT"))
  var reason: String
  @Flag(help: "Print a JSON document.") var json: Bool
  @Argument(help: ArgumentHelp("Items by any unique beginning or end of their uuid.", valueName: "ITEM"))
  var items: [String]

  func validate() throws(ValidationError) {
    if items.isEmpty {
      throw ValidationError("what to reject is not said", hint: "name items; `libtool review list` shows them")
    }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let rejection = try await open.library.reject(items, in: open.store, reason: reason)
    if json {
      return try context.print([
        "items": .array(
          rejection.items.map {
            [
              "uuid": .string($0.uuid), "version": .integer($0.number), "deactivated": .bool($0.isDeactivated),
              "reports_closed": .integer($0.reports),
            ]
          }), "reason": .string(reason), "event": rejection.event.json,
      ])
    }
    for entry in rejection.items {
      var line = "rejected version \(entry.number) of \(entry.uuid.shortUUID)"
      if entry.isDeactivated, let event = rejection.event {
        line += ": not active any more (event \(event)), \(counted(entry.reports, "report")) closed"
      }
      try context.terminal.writeLine(line)
    }
  }
}
