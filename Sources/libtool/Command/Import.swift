import Console
import ContentModel
import Formats
import Workspace

/// `libtool import`.
struct Import: LibtoolCommand {
  static let configuration = Configuration(
    name: "import", abstract: "Take items in from files: all of them, or none where a line is wrong.",
    discussion: """
      A file is JSON Lines, an item a line, or a JSON export: the key's fields (section, topic, sku, language), kind \
      and body. An unknown uuid is kept; a known one gets a new version; the same body again changes nothing. Every \
      wrong line is named. `-` reads standard input.
      """,
    section: "Content",
    examples: [
      Example("libtool import new.jsonl", "The items go live at once."),
      Example("libtool import --hold drafts.jsonl more.jsonl", "They wait in review."),
      Example("libtool import --kind micro_lesson - < lessons.jsonl", "Lines that name no kind, from standard input."),
    ])

  @Option(help: ArgumentHelp("The kind of items that name none.", valueName: "KIND")) var kind: String?
  @Flag(help: "Keep the items back until a person accepts them with `libtool review`.") var hold: Bool
  @Flag(help: "Print a JSON document.") var json: Bool
  @Argument(help: ArgumentHelp("Files; `-` is standard input.", valueName: "FILE")) var files: [String]

  func validate() throws(ValidationError) {
    if files.isEmpty { throw ValidationError("no file is named", hint: "write `libtool import FILE...`") }
    if files.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input is named twice", hint: "leave one `-` out")
    }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let folder = context.folder
    let files = files.map { name in
      ImportFile(name: name, path: name == "-" ? name : FilePath.absolute(name, from: folder))
    }
    let open = try await context.openStore()
    let outcome = try await open.library.importItems(
      files, kind: kind, hold: hold, into: open.store, catalogue: open.catalogue)
    if json {
      return try context.print([
        "added": .integer(outcome.added), "updated": .integer(outcome.updated),
        "unchanged": .integer(outcome.unchanged), "waiting": .integer(outcome.waiting), "held": .bool(hold),
        "event": outcome.event.json,
      ])
    }
    let parts = [("added", outcome.added), ("updated", outcome.updated), ("unchanged", outcome.unchanged)]
      .filter { $0.1 > 0 }.map { "\($1) \($0)" }
    if parts.isEmpty { return try context.terminal.writeLine("The files hold no items.") }
    let place =
      outcome.event.map { " (event \($0))" } ?? (hold && outcome.added + outcome.updated > 0 ? ", in review" : "")
    try context.terminal.writeLine(
      counted(outcome.added + outcome.updated + outcome.unchanged, "item") + ": " + parts.joined(separator: ", ")
        + place)
    if outcome.waiting > 0 && !hold {
      try context.terminal.writeLine(
        "\(counted(outcome.waiting, "item")) in review already: `libtool review` shows what waits")
    }
  }
}
