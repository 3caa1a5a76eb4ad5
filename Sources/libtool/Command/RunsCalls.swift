import Console
import ContentModel
import ContentStore
import Formats

/// `libtool runs calls`.
struct RunsCalls: LibtoolCommand {
  static let configuration = Configuration(
    name: "calls", abstract: "List the calls of a run, or show one with its request and its answer.",
    discussion: """
      Requests and raw answers are kept as `answers` in libtool.yaml says; keys are taken out of both. What a model wrote \
      is shown as it came, before any rule looked at it.
      """,
    examples: [
      Example("libtool runs calls last", "All calls of the newest run, in the order in which they were sent."),
      Example("libtool runs calls last --state failed --state unknown", "Those that went wrong."),
      Example("libtool runs calls last 5c1e90ab", "One call: what was sent, and what came back."),
    ])

  @Argument(help: ArgumentHelp("The run: any unique beginning or end of its uuid, or `last`.", valueName: "RUN"))
  var name: String
  @Argument(help: ArgumentHelp("The call: any unique beginning or end of its identifier.", valueName: "CALL"))
  var call: String?
  @Option(help: ArgumentHelp("Only calls in this state.", valueName: "STATE")) var state: [AttemptState]
  @Option(help: ArgumentHelp("Only calls in this role.", valueName: "ROLE")) var role: [Role]
  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let (name, call) = (name, call)
    let run = try open.store.read { try $0.run(named: name) }
    if let call {
      let (attempt, slots, exchange) = try open.store.read { reader in
        let attempt = try reader.call(named: call, ofRun: run.id)
        return (attempt, try reader.slots(ofAttempt: attempt.id), try reader.exchange(ofAttempt: attempt.id))
      }
      let shown = ShownCall(attempt: attempt, slots: slots, exchange: exchange, currency: run.currency)
      if json { return try context.print(shown.json) }
      return try context.terminal.write(
        shown.text(width: context.terminal.proseWidth, style: context.terminal.output.style))
    }
    let calls = try open.store.read { try $0.attempts(ofRun: run.id) }.filter {
      (state.isEmpty || state.contains($0.state)) && (role.isEmpty || role.contains($0.role))
    }
    if json { return try context.print(.array(calls.map(ShownCall.row))) }
    if calls.isEmpty { return try context.terminal.writeLine("No such calls in run \(run.uuid.suffix(8)).") }
    try context.terminal.write(
      ShownCall.table(calls).text(width: context.terminal.tableWidth, style: context.terminal.output.style))
  }
}

extension AttemptState: ExpressibleByArgument {}
