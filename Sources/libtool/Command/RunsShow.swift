import Console
import ContentModel
import ContentStore
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
    try showJobs(figures.jobs, terminal)
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

  /// A line for each batch job: the provider's name for it comes first, and is never cut.
  private func showJobs(_ jobs: [JobFigures], _ terminal: Terminal) throws {
    if jobs.isEmpty { return }
    var table = Table(columns: [
      .init("Batch job"), .init("Status", fit: .shrink(to: 12)), .init("Lines", alignment: .right),
      .init("Created (UTC)", fit: .drop, priority: 1), .init("Expires (UTC)", fit: .drop, priority: 2),
      .init("Ended (UTC)", fit: .drop),
    ])
    for figures in jobs {
      let job = figures.job
      table.add([
        .init(SafeText.line(job.job ?? "-")),
        .init(job.reason.isEmpty ? JobText.word(figures) : "refused: \(SafeText.line(job.reason))"),
        .init("\(figures.done)/\(job.lines)"), .init(job.createdAt?.shortDescription ?? "-"),
        .init(figures.look?.expiresAt?.shortDescription ?? "-"), .init(job.endedAt?.shortDescription ?? "-"),
      ])
    }
    try terminal.write("\n" + table.text(width: terminal.tableWidth, style: terminal.output.style))
  }
}
