import Console
import ContentModel
import ContentStore
import Formats

/// `libtool undo`.
struct Undo: LibtoolCommand {
  static let configuration = Configuration(
    name: "undo", abstract: "Take an event of the publish log back, by one more event.",
    discussion: """
      Nothing is deleted. Refused, with the event's number, where a later event touched one of its items. \
      A change of the catalogue is undone in its files.
      """,
    section: "Publishing",
    examples: [Example("libtool undo 12 --reason 'published too early'", "What event 12 changed is as it was before.")])

  @Argument(help: ArgumentHelp("The number of an event, as `libtool log` shows it.", valueName: "EVENT")) var event: Int
  @Option(help: ArgumentHelp("Why; the log keeps it.", valueName: "TEXT")) var reason: String?
  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let (undone, reason) = (Int64(event), reason ?? "")
    let outcome = try await open.store.write { transaction in
      var outcome = PublishOutcome()
      let event = try transaction.undo(undone, reason: reason)
      outcome.event = event
      outcome.changes = try transaction.changes(ofEvent: event)
      return outcome
    }
    if json {
      return try context.print([
        "event": outcome.event.json, "undoes": .integer(undone), "items": .array(outcome.changes.map(\.json)),
        "unchanged": 0,
      ])
    }
    if outcome.changes.isEmpty {
      return try context.terminal.writeLine("Event \(undone) touched no items (event \(outcome.event ?? 0)).")
    }
    try context.report(outcome, verb: "put back", asJSON: false)
  }
}
