import Console
import ContentModel
import Formats
import Interchange
import Workspace

extension ExportFormat: ExpressibleByArgument {}

/// `libtool export`.
struct Export: LibtoolCommand {
  static let configuration = Configuration(
    name: "export", abstract: "Write what is active, for the apps that need it.",
    discussion: """
      A job of libtool.yaml writes its file; a selection goes to --output, or to standard output. The file is written \
      aside, read back and validated before it gets its name, so that it is complete or absent. Items with an open \
      critical finding are left out, and named; versions that no rule has judged are judged first.
      """,
    section: "Content",
    examples: [
      Example("libtool export app", "The job `app` of libtool.yaml."),
      Example("libtool export --section passiv --output passiv.xml", "One section; the format follows the name."),
      Example("libtool export --format jsonl | head -n 1", "To standard output."),
    ])

  @Argument(help: ArgumentHelp("A job, named under `exports` in libtool.yaml.", valueName: "JOB")) var job: String?
  @Option(help: "How to write it; else as the job or the file's name says, else json.") var format: ExportFormat?
  @Option(help: ArgumentHelp("The file; folders on the way are made.", valueName: "PATH")) var output: String?
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @Flag(help: "Items with an open critical finding too; nothing is judged, nor held against its schema.") var all: Bool
  @Flag(help: "Do not read the file back before it gets its name.") var noVerify: Bool
  @Flag(help: "Print what came of it as a JSON document; without a file, the export itself as JSON.") var json: Bool

  func validate() throws(ValidationError) {
    if job != nil, !selection.value.isEverything {
      throw ValidationError(
        "a job has a selection of its own", hint: "leave the selection out, or export it with --output PATH")
    }
    if job == nil, output == nil, json, let format, format != .json {
      throw ValidationError(
        "--json and --format \(format.rawValue) cannot both go to standard output", hint: "name a file with --output")
    }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let (request, shownPath) = try request(in: open, context)
    // A name that nothing knows is an error before anything is written.
    if !request.selection.isEverything { _ = try open.items(request.selection, activity: .active, limit: 1) }
    let terminal = context.terminal
    let outcome = try await open.library.export(request, from: open.store, catalogue: open.catalogue) { bytes in
      // A terminal must not run what a text holds; a pipe gets the bytes as they are.
      if terminal.output.isTerminal {
        try terminal.write(SafeText.forTerminal(String(decoding: bytes, as: UTF8.self)))
      } else {
        try terminal.writeBytes(.output, bytes)
      }
    }
    try note(outcome, request, shownPath: shownPath, open, terminal)
    if json, let shownPath { try context.print(document(outcome, request, shownPath: shownPath, open)) }
  }

  /// What is to be exported, and the file's name as people know it; nil for standard output.
  private func request(
    in open: OpenLibrary, _ context: LibtoolContext
  ) throws -> (request: ExportRequest, shownPath: String?) {
    let path = try output.map { try context.outputPath($0) }
    let named = format ?? output.flatMap { ExportFormat(path: $0) }
    guard let job else {
      return (
        ExportRequest(
          format: named ?? .json, selection: selection.value, path: path, includesFlawed: all, verifies: !noVerify),
        output
      )
    }
    let found = try exportJob(job, in: open.library.settings)
    return (
      ExportRequest(
        format: named ?? found.format, selection: found.selection,
        path: path ?? FilePath.absolute(found.output, from: open.library.location.root), job: job, includesFlawed: all,
        verifies: !noVerify), output ?? found.output
    )
  }

  private func exportJob(_ name: String, in settings: Settings) throws -> ExportJob {
    if let found = settings.exports.first(where: { $0.name == name }) { return found }
    let names = settings.exports.map(\.name)
    throw CommandProblem(
      message: "there is no export job '\(name)'" + Console.Suggestion.clause(for: name, among: names),
      hint: names.isEmpty
        ? "name jobs under `exports` in library/libtool.yaml" : "jobs: \(names.joined(separator: ", "))", code: .usage)
  }

  private func note(
    _ outcome: ExportOutcome, _ request: ExportRequest, shownPath: String?, _ open: OpenLibrary, _ terminal: Terminal
  ) throws {
    if outcome.judged > 0 {
      try terminal.note("judged \(counted(outcome.judged, "item")) that no rule had seen")
    }
    if !outcome.leftOut.isEmpty {
      let names = outcome.leftOut.prefix(10).map(\.shortUUID).joined(separator: ", ")
      let rest = outcome.leftOut.count > 10 ? ", …" : ""
      try terminal.note(
        "left out \(counted(outcome.leftOut.count, "item")) with an open critical finding: \(names)\(rest)")
    }
    if outcome.scrubbed > 0 {
      try terminal.note(
        "replaced \(counted(outcome.scrubbed, "character")) that \(request.format.rawValue) cannot hold")
    }
    if open.library.settings.mode == .rehearsal {
      try terminal.note("this library is a rehearsal: its texts may be simulated")
    }
    guard let shownPath else { return }
    var text =
      "exported \(counted(outcome.items, "item")) (event \(outcome.publishEvent)) to \(SafeText.line(shownPath))"
    if request.verifies {
      let schema = "exports/schemas/content-library.\(request.format == .xml ? "xsd" : "schema.json")"
      text += request.includesFlawed ? ", read back" : ", validated against \(schema)"
    }
    try terminal.note(text)
  }

  private func document(
    _ outcome: ExportOutcome, _ request: ExportRequest, shownPath: String, _ open: OpenLibrary
  ) -> JSON {
    [
      "export": .integer(outcome.record), "job": request.job.json, "path": .string(shownPath),
      "format": .string(request.format.rawValue), "selection": .string(request.selection.description),
      "publish_event": .integer(outcome.publishEvent), "mode": .string(open.mode), "items": .integer(outcome.items),
      "bytes": .integer(outcome.bytes), "digest": .string(outcome.digest), "verified": .bool(request.verifies),
      "judged": .integer(outcome.judged), "left_out": .array(outcome.leftOut.map(JSON.string)),
      "scrubbed": .integer(outcome.scrubbed),
    ]
  }
}
