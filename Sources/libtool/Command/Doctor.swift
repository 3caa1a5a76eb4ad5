import Console
import Formats

/// `libtool doctor`.
struct Doctor: LibtoolCommand {
  static let configuration = Configuration(
    name: "doctor", abstract: "Look over a library and what is around it; name each trouble and its mend.",
    discussion: """
      Store, catalogue, prompts, keys, providers, prices, limits, permissions, runs and notifications. It changes nothing. \
      Each provider is asked for its models, which costs nothing. Exit code 1 where something does not work.
      """,
    section: "Upkeep",
    examples: [
      Example("libtool doctor", "What wants a look."),
      Example("libtool doctor --verbose", "And what is in order."),
      Example("libtool doctor --offline --quick --json", "For scripts: no network, a quick look at the store."),
    ])

  @Flag(help: "Ask no provider.") var offline: Bool
  @Flag(help: "Look through the store quickly: leave out whether indexes agree with their tables.") var quick: Bool
  @Flag(help: "List what is in order too.") var verbose: Bool
  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let report = DiagnosisReport(
      await Examination(context: context, isOffline: offline, isQuick: quick).diagnoses())
    let terminal = context.terminal
    try context.say {
      if json { return try context.print(report.json) }
      try terminal.write(report.text(verbose: verbose, width: terminal.proseWidth, style: terminal.output.style))
    }
    if report.errors > 0 { throw Finished(code: .failed) }
  }
}
