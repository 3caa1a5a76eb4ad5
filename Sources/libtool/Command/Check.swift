import Console
import ContentModel
import Formats
import Workspace

/// `libtool check`.
struct Check: LibtoolCommand {
  static let configuration = Configuration(
    name: "check", abstract: "Judge what is active, and what waits in review, by the quality rules as they are now.",
    discussion: """
      The findings are stored with the versions; an export leaves out items with an open critical finding. A finding \
      that a person has waived by accepting the item is not repeated. Each item is compared with those made before it in \
      its section and language; of two that are nearly the same, the later one has the finding.

      What waits in review is judged too, and the queue shows its new findings; it is counted apart, and neither --by nor \
      --fail-on speaks of it.

      Where a rule or its settings have changed since the findings were stored, what that changes is shown first, and \
      stored only after a yes.
      """,
    section: "Quality",
    examples: [
      Example("libtool check", "Everything that is active."),
      Example("libtool check --unchecked", "What no rule has judged yet, such as imported items."),
      Example("libtool check --dry-run", "What the rules as they are now would change; nothing is stored."),
      Example("libtool check --section passiv --fail-on critical", "Exit code 4 where something is critical."),
      Example("libtool check --by section,rule --format csv", "A line for each section and rule, for a spreadsheet."),
      Example("libtool check --rebuild", "After a change of what makes two items alike, or when in doubt."),
    ], exclusive: [["--json", "--format"], ["--dry-run", "--by"], ["--dry-run", "--yes"]])

  /// What `--fail-on` takes.
  enum Gate: String, ExpressibleByArgument, CaseIterable {
    case critical, warning

    var severity: Severity { self == .critical ? .critical : .warning }
  }

  /// What a report is written as.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, csv }

  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @Flag(help: "Versions that no rule has judged yet only.") var unchecked: Bool
  @Flag(help: "Make the index of near-duplicates anew first.") var rebuild: Bool
  @Flag(help: "Say what would change, by rule, and store nothing.") var dryRun: Bool
  @Flag(help: "Store what changed rules find without asking.") var yes: Bool
  @Option(
    help: ArgumentHelp(
      "Report by fields, separated by commas, in place of each finding: rule, section, kind, prompt, model.",
      valueName: "FIELDS"))
  var by: String?
  @Option(help: ArgumentHelp("The form of the report of --by.", valueName: "F")) var format: Format?
  @Option(help: ArgumentHelp("Exit code 4 where there is a finding of this weight or above.", valueName: "SEVERITY"))
  var failOn: Gate?
  @OptionGroup(title: "Progress") var progress: ProgressOptions
  @Flag(help: "Print a JSON document.") var json: Bool

  func validate() throws(ValidationError) {
    _ = try fields()
    if format != nil, by == nil {
      throw ValidationError("'--format' is the form of a report", hint: "add --by, or leave it out")
    }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let wanted = selection.value
    let printsDocument = json || format == .json
    let run = try CheckRun(
      context, open, selection: wanted, onlyUnchecked: unchecked, progress: progress.progress, quiet: printsDocument)
    try await run.prepare(rebuild: rebuild)
    if dryRun {
      let (effects, waiting) = try await run.preview()
      if effects.versions + waiting.versions == 0 { try wanted.check(against: open.catalogue) }
      let view = RuleEffectsView(
        effects: effects, waiting: waiting, changes: try run.ruleChanges(), style: context.terminal.output.style)
      try json
        ? context.print(view.json)
        : context.terminal.write(view.text(width: context.terminal.tableWidth, withExamples: true))
      try context.terminal.note("Dry run: nothing was stored.")
      return try tellGate(effects.counts, context)
    }
    if let refused = try await refusal(run, context) {
      try context.terminal.note("Nothing was stored.")
      return try tellGate(refused.counts, context)
    }
    let sink = CheckSink(
      fields: try fields(), form: json ? .json : format ?? .table, terminal: context.terminal,
      beforeWriting: run.stepAside)
    try await run.check { try sink.take($0, $1) }
    if sink.items + sink.waitingItems == 0 { try wanted.check(against: open.catalogue) }
    try sink.finish()
    try checkGate(sink.counts)
  }

  /// Asks whether findings may be stored, where rules have changed and that changes findings that are there.
  ///
  /// - Returns: What would be changed, where the answer is no.
  private func refusal(_ run: CheckRun, _ context: LibtoolContext) async throws -> RuleEffects? {
    if yes || unchecked { return nil }
    let changes = try run.ruleChanges()
    if changes.isEmpty { return nil }
    let (effects, waiting) = try await run.preview()
    if effects.changedJudged + waiting.changedJudged == 0 { return nil }
    let view = RuleEffectsView(
      effects: effects, waiting: waiting, changes: changes, style: context.terminal.errors.style)
    try context.terminal.note(
      view.text(width: context.terminal.errors.isTerminal ? context.terminal.proseWidth : nil, withExamples: false)
        + "`libtool check --dry-run` shows examples.")
    let isWanted = try context.terminal.confirm(
      "store the new findings of \(counted(effects.changed + waiting.changed, "item"))?", assumeYes: false)
    return isWanted ? nil : effects
  }

  /// The gate over findings that are neither stored nor listed: says why it is not met.
  private func tellGate(_ counts: [Severity: Int], _ context: LibtoolContext) throws {
    if let failOn, isOver(counts, failOn) {
      try context.terminal.note(
        "With these rules there are \(CheckSink.spelled(counts)): --fail-on \(failOn.rawValue) is not met.")
    }
    try checkGate(counts)
  }

  private func checkGate(_ counts: [Severity: Int]) throws {
    if let failOn, isOver(counts, failOn) { throw Finished(code: .gate) }
  }

  private func isOver(_ counts: [Severity: Int], _ gate: Gate) -> Bool {
    counts.contains { $0.key >= gate.severity && $0.value > 0 }
  }

  private func fields() throws(ValidationError) -> [CheckReport.Field] { try fieldList(by) }
}
