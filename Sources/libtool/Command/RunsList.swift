import Console
import ContentModel
import Formats

/// `libtool runs list`.
struct RunsList: LibtoolCommand {
  static let configuration = Configuration(
    name: "list", abstract: "List the runs, newest first.",
    examples: [Example("libtool runs list --limit 5", "The five newest runs.")])

  @Option(help: ArgumentHelp("At most N runs.", valueName: "N")) var limit: Int = 20
  @Flag(help: "Print a JSON document.") var json: Bool

  func validate() throws(ValidationError) {
    if limit < 1 { throw ValidationError("--limit must be at least 1") }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let limit = limit
    let rows = try open.store.read { reader in
      try reader.runs(limit: limit).map { ($0, try reader.figures(ofRun: $0.id)) }
    }
    if json {
      return try context.print(
        .array(
          rows.map { run, figures in
            [
              "run": .string(run.uuid), "status": .string(run.status.rawValue),
              "started": .string(run.startedAt.description), "selection": .string(run.selection),
              "accepted": .integer(figures.accepted), "cost": figures.knownCost.map { .double($0.double) } ?? .null,
            ]
          }))
    }
    if rows.isEmpty { return try context.terminal.writeLine("No runs yet: `libtool fill` begins one.") }
    let living = try open.store.livingRuns(rows.map(\.0))
    var table = Table(columns: [
      .init("Run"), .init("Status", fit: .shrink(to: 8)), .init("Started (UTC)", fit: .drop),
      .init("Selection", fit: .shrink(to: 12)),
      .init("Accepted", alignment: .right), .init("Cost", alignment: .right),
    ])
    for (run, figures) in rows {
      let word = RunStanding.word(run, isWorkedOn: living.contains(run.id))
      table.add([
        .init(String(run.uuid.suffix(8))), .init(word, role: word == run.status.rawValue ? nil : .warn),
        .init(run.startedAt.shortDescription), .init(run.selection), .init("\(figures.accepted)/\(run.wanted)"),
        .init(CostWords.short(figures, currency: run.currency)),
      ])
    }
    try context.terminal.write(
      table.text(width: context.terminal.tableWidth, style: context.terminal.output.style))
  }
}
