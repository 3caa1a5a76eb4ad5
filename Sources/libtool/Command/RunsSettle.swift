import Console
import ContentModel
import Formats

/// `libtool runs settle`.
struct RunsSettle: LibtoolCommand {
  static let configuration = Configuration(
    name: "settle", abstract: "Say what became of a call whose outcome is unknown.",
    discussion: """
      A call in flight when the process died may have been paid. Its reservation counts against the budget until the \
      provider's bill tells what it cost.
      """,
    examples: [
      Example("libtool runs settle last 5c1e90ab --cost 0.0031", "It was paid."),
      Example("libtool runs settle last 5c1e90ab --release", "It was not paid."),
    ],
    exclusive: [["--cost", "--release"]])

  @Argument(help: ArgumentHelp("The run: any unique beginning or end of its uuid, or `last`.", valueName: "RUN"))
  var name: String
  @Argument(help: ArgumentHelp("The call: any unique beginning or end of its identifier.", valueName: "CALL"))
  var call: String
  @Option(help: ArgumentHelp("What it cost.", valueName: "AMOUNT")) var cost: Amount?
  @Flag(help: "It was never paid.") var release: Bool
  @Flag(help: "Print a JSON document.") var json: Bool

  func validate() throws(ValidationError) {
    if cost == nil, !release { throw ValidationError("say what the call cost with --cost, or --release it") }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let (name, call) = (name, call.lowercased())
    let (run, unknown) = try open.store.read { reader in
      let run = try reader.run(named: name)
      return (run, try reader.attempts(ofRun: run.id).filter { $0.state == .unknown })
    }
    let matches = unknown.filter { $0.uuid.hasPrefix(call) || $0.uuid.hasSuffix(call) }
    guard let attempt = matches.first, matches.count == 1 else {
      throw CommandProblem(
        message: matches.isEmpty
          ? "run \(run.uuid.suffix(8)) has no unknown call '\(call)'" : "'\(call)' names \(matches.count) calls",
        hint: "`libtool runs show \(run.uuid.suffix(8))` lists its unknown calls")
    }
    let amount = cost?.money ?? .zero
    _ = try await open.store.write { try $0.settleUnknown(attempt: attempt.id, run: run.id, cost: amount) }
    let (after, figures, findings) = try open.store.read {
      (try $0.run(run.id), try $0.figures(ofRun: run.id), try $0.findings(ofRun: run.id))
    }
    if json { return try context.print(RunRendering.json(after, figures, findings: findings)) }
    try context.terminal.writeLine(
      "Call \(attempt.uuid.suffix(8)) is settled at \(amount) \(run.currency); \(after.reserved) stays reserved.")
  }
}
