import Console
import ContentModel
import ContentStore
import Formats
import Workspace

/// `libtool review accept`.
struct ReviewAccept: LibtoolCommand {
  static let configuration = Configuration(
    name: "accept", abstract: "Accept what waits in review, or rescue dropped drafts: it goes live in your name.",
    discussion: """
      All that is named becomes active in one event, or nothing does. A critical finding of what you accept is waived in \
      your name, unless the text does not fit the schema of its kind: exports leave that out. --run and a selection \
      accept everything that waits there. Reports of learners are closed; an active item that waits only because of \
      them stays as it is.
      """,
    examples: [
      Example("libtool review accept 69c27db6 1b0e77a2", "Two items."),
      Example("libtool review accept 7f3a9c21:17 --reason 'only the register was off'", "A dropped draft is rescued."),
      Example("libtool review accept --run last --yes", "All that the last run left for review."),
    ])

  @Option(help: ArgumentHelp("A run, by any unique beginning or end of its uuid, or `last`.", valueName: "RUN"))
  var run: String?
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Publishing") var options: PublishOptions
  @Argument(
    help: ArgumentHelp("Items by any unique beginning or end of their uuid, or drafts.", valueName: "ITEM|DRAFT"))
  var subjects: [String]

  func validate() throws(ValidationError) {
    let isSelection = run != nil || !selection.value.isEverything
    if subjects.isEmpty && !isSelection {
      throw ValidationError(
        "what to accept is not said", hint: "name items or drafts, or select with --run, --section, --topic, …")
    }
    if !subjects.isEmpty && isSelection {
      throw ValidationError("items and a selection cannot be given together", hint: "leave one of them out")
    }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let chosen = subjects.isEmpty ? try selected(in: open, context) : subjects.map { ReviewSubject($0) }
    if chosen.isEmpty && !options.json { return try context.terminal.writeLine("Nothing waits in review there.") }
    let outcome = try await open.library.accept(
      chosen, in: open.store, catalogue: open.catalogue, reason: options.reason ?? "")
    try context.report(outcome, verb: "accepted", asJSON: options.json, isReview: true)
  }

  /// What waits in the selection, once the question is answered.
  private func selected(in open: OpenLibrary, _ context: LibtoolContext) throws -> [ReviewSubject] {
    let run = try run.map { name in try open.store.read { try $0.run(named: name) } }
    let waiting = try open.library.waiting(
      in: open.store, catalogue: open.catalogue, selection: selection.value, run: run?.id)
    if waiting.isEmpty {
      try selection.value.check(against: open.catalogue)
      return []
    }
    let items = Set(waiting.map(\.item))
    let place = [run.map { "run \($0.uuid.shortUUID)" }, selection.value.isEverything ? nil : "\(selection.value)"]
      .compactMap(\.self).joined(separator: ", ")
    if try context.terminal.confirm("accept \(counted(items.count, "item")) (\(place))?", assumeYes: options.yes) {
      return waiting.map { .row($0.item) }
    }
    try context.terminal.note("Nothing was changed.")
    throw Finished(code: .done)
  }
}
