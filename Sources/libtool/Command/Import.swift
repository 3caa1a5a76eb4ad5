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

      With --reports the files hold what learners have said of items: CSV with the columns item, text and date in any \
      order, JSON or JSON Lines with these members. Their items come into the review queue. The same report again changes \
      nothing.
      """,
    section: "Content",
    examples: [
      Example("libtool import new.jsonl", "The items go live at once."),
      Example("libtool import --hold drafts.jsonl more.jsonl", "They wait in review."),
      Example("libtool import --kind micro_lesson - < lessons.jsonl", "Lines that name no kind, from standard input."),
      Example("libtool import --reports reports.csv", "Reports of learners: see `libtool review list --reported`."),
    ])

  @Option(help: ArgumentHelp("The kind of items that name none.", valueName: "KIND")) var kind: String?
  @Flag(help: "Keep the items back until a person accepts them with `libtool review`.") var hold: Bool
  @Flag(help: "The files hold reports of learners, not items.") var reports: Bool
  @Flag(help: "Print a JSON document.") var json: Bool
  @Argument(help: ArgumentHelp("Files; `-` is standard input.", valueName: "FILE")) var files: [String]

  func validate() throws(ValidationError) {
    if files.isEmpty { throw ValidationError("no file is named", hint: "write `libtool import FILE...`") }
    if files.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input is named twice", hint: "leave one `-` out")
    }
    if reports, kind != nil || hold {
      throw ValidationError("--reports takes no items", hint: "leave --kind and --hold out")
    }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let folder = context.folder
    let files = files.map { name in
      ImportFile(name: name, path: name == "-" ? name : FilePath.absolute(name, from: folder))
    }
    let open = try await context.openStore()
    if reports { return try report(try await open.library.importReports(files, into: open.store), context) }
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

  /// Says what taking reports of learners in came to.
  private func report(_ outcome: ReportsOutcome, _ context: LibtoolContext) throws {
    if json {
      return try context.print([
        "added": .integer(outcome.added), "known": .integer(outcome.known), "items": .integer(outcome.items),
        "inactive": .integer(outcome.inactive),
      ])
    }
    let parts = [("new", outcome.added), ("known already", outcome.known)].filter { $0.1 > 0 }.map { "\($1) \($0)" }
    if parts.isEmpty { return try context.terminal.writeLine("The files hold no reports.") }
    try context.terminal.writeLine(
      counted(outcome.added + outcome.known, "report") + ": " + parts.joined(separator: ", ")
        + (outcome.items > 0 ? "; \(counted(outcome.items, "item")) in the review queue" : ""))
    if outcome.inactive > 0 {
      let (item, verb) = outcome.inactive == 1 ? ("item", "is") : ("items", "are")
      try context.terminal.writeLine(
        "\(outcome.inactive) \(item) with reports \(verb) not active: the reports wait until a version is")
    }
  }
}
