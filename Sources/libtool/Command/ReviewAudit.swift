import Console
import ContentModel
import ContentStore
import Formats
import Workspace

/// `libtool review audit`.
struct ReviewAudit: LibtoolCommand {
  static let configuration = Configuration(
    name: "audit", abstract: "Record what you think of items of a sample.",
    discussion: """
      The newest sample that an item is in takes the judgement; --run picks one of a certain run. It changes nothing about \
      the item itself: to take a bad one out, deactivate or edit it. Who judged an item first may judge it again.
      """,
    examples: [
      Example("libtool items show 69c27db6", "Look at an item of the sample first."),
      Example("libtool review audit 69c27db6 1b0e77a2 --good", "Two items are good."),
      Example("libtool review audit 69c27db6 --bad --reason 'gap 2 allows two answers'", "One is not, and why."),
    ])

  @Flag(help: "They may be published as they are.") var good: Bool
  @Flag(help: "They may not.") var bad: Bool
  @Option(help: ArgumentHelp("Why; kept with the judgement.", valueName: "TEXT")) var reason: String?
  @Option(help: ArgumentHelp("A run, by any unique beginning or end of its uuid, or `last`.", valueName: "RUN"))
  var run: String?
  @Flag(help: "Print a JSON document.") var json: Bool
  @Argument(help: ArgumentHelp("Items by any unique beginning or end of their uuid.", valueName: "ITEM"))
  var items: [String]

  func validate() throws(ValidationError) {
    if items.isEmpty {
      throw ValidationError(
        "what to judge is not said", hint: "name items; `libtool review sample --run RUN` shows them")
    }
    if good == bad {
      throw ValidationError(
        good ? "--good and --bad cannot be given together" : "the judgement is not said",
        hint: good ? "leave one of them out" : "give --good or --bad")
    }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let run = try run.map { name in try open.store.read { try $0.run(named: name).id } }
    let judged = try await open.library.judge(
      items, run: run, good ? .good : .bad, reason: reason ?? "", in: open.store)
    if json {
      return try context.print([
        "changed": .integer(judged.changed), "samples": .array(judged.samples.map(\.json)),
      ])
    }
    if judged.changed == 0 { try context.terminal.writeLine("Nothing has changed.") }
    for sample in judged.samples {
      try context.terminal.writeLine("Run \(sample.runUUID.shortUUID): \(sample.figures)")
    }
  }
}
