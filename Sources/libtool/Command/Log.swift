import Console
import ContentModel
import ContentStore
import Formats

/// `libtool log`.
struct Log: LibtoolCommand {
  static let configuration = Configuration(
    name: "log", abstract: "Show the publish log: every change of what is active, newest first.", section: "Publishing",
    examples: [
      Example("libtool log", "The last 20 events."),
      Example("libtool log --limit 1 --json", "The last one, as a JSON document."),
    ])

  @Option(help: ArgumentHelp("At most so many events.", valueName: "N")) var limit = 20
  @Flag(help: "Print a JSON document.") var json: Bool

  func validate() throws(ValidationError) {
    if limit < 1 { throw ValidationError("--limit \(limit) lists nothing", hint: "give a number from 1") }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let limit = limit
    let events = try open.store.read { try $0.events(limit: limit) }
    if json { return try context.print(.array(events.map(\.json))) }
    var table = Table(columns: [
      .init("Event", alignment: .right), .init("When (UTC)"), .init("Who", fit: .shrink(to: 6), priority: 2),
      .init("Action"), .init("Items", alignment: .right), .init("Run", fit: .drop, priority: 1),
      .init("Reason", fit: .shrink(to: 12), priority: 0),
    ])
    for event in events {
      let undone = event.undoes.map { "event \($0)" + (event.reason.isEmpty ? "" : ": ") } ?? ""
      table.add([
        .init(Int(event.id)), .init(event.at.shortDescription), .init(event.actor), .init(event.action.rawValue),
        .init(event.items), .init(event.runUUID?.shortUUID ?? ""), .init(undone + event.reason),
      ])
    }
    try context.terminal.write(
      table.text(width: context.terminal.tableWidth, style: context.terminal.output.style))
  }
}
