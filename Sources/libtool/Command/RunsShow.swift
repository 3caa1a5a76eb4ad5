import Console
import ContentModel
import Formats

/// `libtool runs show`.
struct RunsShow: LibtoolCommand {
  static let configuration = Configuration(
    name: "show", abstract: "Show one run: what it made, what it dropped and why, what it cost.",
    examples: [Example("libtool runs show last", "The newest run.")])

  @Argument(help: ArgumentHelp("The run: any unique beginning or end of its uuid, or `last`.", valueName: "RUN"))
  var name: String
  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let name = name
    let (run, figures, findings, calls) = try open.store.read { reader in
      let run = try reader.run(named: name)
      return (
        run, try reader.figures(ofRun: run.id), try reader.findings(ofRun: run.id), try reader.attempts(ofRun: run.id)
      )
    }
    if json { return try context.print(RunRendering.json(run, figures, findings: findings)) }
    let terminal = context.terminal
    try terminal.write(
      RunRendering.report(
        run, figures, findings: findings, mode: open.mode, width: terminal.tableWidth, style: terminal.output.style))
    let unknown = calls.filter { $0.state == .unknown }
    if unknown.isEmpty { return }
    var table = Table(columns: [
      .init("Unknown call"), .init("Role"), .init("Reserved", alignment: .right), .init("Sent (UTC)", fit: .drop),
      .init("What happened", fit: .shrink(to: 20)),
    ])
    for call in unknown {
      table.add([
        .init(String(call.uuid.suffix(8))), .init(call.role.rawValue), .init(call.reserved.rounded(decimals: 4)),
        .init(call.sentAt.shortDescription), .init(call.error ?? ""),
      ])
    }
    try terminal.write("\n" + table.text(width: terminal.tableWidth, style: terminal.output.style))
  }
}
