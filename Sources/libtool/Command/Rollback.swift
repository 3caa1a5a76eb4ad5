import Console
import ContentModel
import ContentStore
import Formats
import Workspace

/// `libtool rollback`.
struct Rollback: LibtoolCommand {
  static let configuration = Configuration(
    name: "rollback", abstract: "Return to what was active before: of an item, a selection or a whole run.",
    discussion: """
      An item goes back to the version that was active before, by the log; repeated, it goes further back. \
      --run puts back, in one event, what was active before the run for every item that is still at a version of the \
      run, withdraws the run's versions from review, and lists the items that have moved on since.
      """,
    section: "Publishing",
    examples: [
      Example("libtool rollback 69c27db6", "One item."),
      Example("libtool rollback --run last --reason 'wrong register'", "Everything that the last run made active."),
    ])

  @Argument(help: ArgumentHelp("Any unique beginning or end of the uuid.", valueName: "ITEM")) var item: String?
  @Option(help: ArgumentHelp("A run, by any unique beginning or end of its uuid, or `last`.", valueName: "RUN"))
  var run: String?
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Publishing") var options: PublishOptions

  func validate() throws(ValidationError) {
    guard run != nil else { return try ItemTarget.check(item: item, selection: selection) }
    if item != nil || !selection.value.isEverything {
      throw ValidationError("a run is rolled back as a whole", hint: "leave the item or the selection out")
    }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    if let run { return try await rollBack(run: run, in: open, context) }
    let isSelection = item == nil
    let items = try context.items(item, selection.value, in: open, verb: "roll back", assumeYes: options.yes)
    let reason = options.reason ?? ""
    let outcome = try await open.store.write {
      try $0.rollBack(items: items, skipping: isSelection, reason: reason)
    }
    try context.report(outcome, verb: "rolled back", asJSON: options.json)
  }

  /// What rolling back a run came to, with the names of the items.
  private struct Report: Sendable {
    var run: String
    var outcome: PublishOutcome
    var movedOn: [String]
    var withdrawn: Int
  }

  private func rollBack(run name: String, in open: OpenLibrary, _ context: LibtoolContext) async throws {
    let reason = options.reason
    let report = try await open.store.write { transaction -> Report in
      let run = try transaction.run(named: name)
      let rollback = try transaction.rollBackRun(run.id, reason: reason ?? "rollback of run \(run.uuid.shortUUID)")
      var outcome = PublishOutcome()
      outcome.event = rollback.event
      outcome.changes = try rollback.event.map { try transaction.changes(ofEvent: $0) } ?? []
      return Report(
        run: run.uuid, outcome: outcome, movedOn: try rollback.movedOn.map { try transaction.item($0).uuid },
        withdrawn: rollback.withdrawn)
    }
    if options.json {
      return try context.print([
        "run": .string(report.run), "event": report.outcome.event.json,
        "items": .array(report.outcome.changes.map(\.json)), "withdrawn": .integer(report.withdrawn),
        "moved_on": .array(report.movedOn.map(JSON.string)),
      ])
    }
    // What is withdrawn is a change too.
    if report.outcome.event != nil || report.withdrawn == 0 {
      try context.report(report.outcome, verb: "rolled back", asJSON: false)
    }
    let terminal = context.terminal
    if report.withdrawn > 0 { try terminal.writeLine("\(counted(report.withdrawn, "version")) withdrawn from review") }
    if !report.movedOn.isEmpty {
      let count = report.movedOn.count
      try terminal.writeLine(
        "\(counted(count, "item")) moved on since and left as \(count == 1 ? "it is" : "they are"):")
      for uuid in report.movedOn { try terminal.writeLine("  \(uuid.shortUUID)") }
    }
  }
}
