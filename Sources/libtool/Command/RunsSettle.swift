import Console
import ContentModel
import ContentStore
import Formats

/// `libtool runs settle`.
struct RunsSettle: LibtoolCommand {
  static let configuration = Configuration(
    name: "settle", abstract: "Say what became of a call whose outcome is unknown, or of all such calls of a run.",
    discussion: """
      A call in flight when the process died may have been paid. Its reservation counts against the budget until the \
      provider's bill tells what it cost.
      """,
    examples: [
      Example("libtool runs settle last 5c1e90ab --cost 0.0031", "It was paid."),
      Example("libtool runs settle last 5c1e90ab --release", "It was not paid."),
      Example("libtool runs settle last --all --release", "None of the run's unknown calls was paid."),
    ],
    exclusive: [["--cost", "--release"]])

  @Argument(help: ArgumentHelp("The run: any unique beginning or end of its uuid, or `last`.", valueName: "RUN"))
  var name: String
  @Argument(help: ArgumentHelp("The call: any unique beginning or end of its identifier.", valueName: "CALL"))
  var call: String?
  @Flag(help: "All calls of the run whose outcome is unknown, instead of one.") var all: Bool
  @Option(help: ArgumentHelp("What it cost; with --all what each of them cost.", valueName: "AMOUNT")) var cost: Amount?
  @Flag(help: "It was never paid.") var release: Bool
  @Flag(help: "Print a JSON document.") var json: Bool

  func validate() throws(ValidationError) {
    if (call == nil) != all {
      throw ValidationError(
        all ? "--all and a call cannot be combined" : "which call is not said",
        hint: "name the call, or settle every unknown one with --all")
    }
    if cost == nil, !release { throw ValidationError("say what the call cost with --cost, or --release it") }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let name = name
    let (run, attempts) = try open.store.read { reader in
      let run = try reader.run(named: name)
      return (run, try reader.attempts(ofRun: run.id))
    }
    let chosen = try chosen(of: attempts, run: run)
    let amount = cost?.money ?? .zero
    try await open.store.write { transaction in
      for attempt in chosen { _ = try transaction.settleUnknown(attempt: attempt.id, run: run.id, cost: amount) }
    }
    let (after, figures, findings) = try open.store.read {
      (try $0.run(run.id), try $0.figures(ofRun: run.id), try $0.findings(ofRun: run.id))
    }
    if json { return try context.print(RunRendering.json(after, figures, findings: findings)) }
    let settled =
      chosen.count == 1 && !all
      ? "Call \(chosen[0].uuid.suffix(8)) is settled"
      : "\(counted(chosen.count, "call")) \(chosen.count == 1 ? "is" : "are") settled"
    try context.terminal.writeLine(
      "\(settled) at \(amount) \(run.currency)\(chosen.count > 1 ? " each" : ""); \(after.reserved) stays reserved.")
  }

  /// The calls that are spoken of.
  private func chosen(of attempts: [StoredAttempt], run: StoredRun) throws -> [StoredAttempt] {
    let unknown = attempts.filter { $0.state == .unknown }
    let name = run.uuid.suffix(8)
    guard let call = call?.lowercased() else {
      if !unknown.isEmpty { return unknown }
      let open = attempts.count { $0.state == .reserved && $0.job == nil }
      throw CommandProblem(
        message: "run \(name) has no unknown call",
        hint: open == 0
          ? nil
          : "\(counted(open, "call")) \(open == 1 ? "is" : "are") in flight; where its process died, `libtool runs resume \(name)` or "
            + "`libtool runs cancel \(name)` finds out which may have been paid")
    }
    let matches = unknown.filter { $0.uuid.hasPrefix(call) || $0.uuid.hasSuffix(call) }
    if matches.count == 1 { return matches }
    throw CommandProblem(
      message: matches.isEmpty
        ? "run \(name) has no unknown call '\(call)'" : "'\(call)' names \(matches.count) calls",
      hint: "`libtool runs show \(name)` lists its unknown calls")
  }
}
