import Console
import ContentModel
import Formats
import Prompts

/// `libtool prompts report`.
struct PromptsReport: LibtoolCommand {
  static let configuration = Configuration(
    name: "report", abstract: "Show how the drafts of all fills fared, and which sections need another specification.",
    discussion: """
      Drafts that ended are counted: accepted with the first text, with a later one, or dropped, and why. A row of a rule \
      holds the drafts in which it found something. Drafts that were let go before a text was asked for are left out.

      A hint names a section whose drafts are accepted at first far more seldom than those of its kind's other sections \
      with the same model. It is given only where that is hardly chance (Fisher's exact test, corrected for the number of \
      sections, p at most 0.01), 20 points or more, and of 30 drafts or more.
      """,
    examples: [
      Example("libtool prompts report", "Section by section, the worst first."),
      Example("libtool prompts report --by rule --kind micro_lesson", "Which rules send lessons back."),
      Example("libtool prompts report --by prompt,model --json", "Prompts and models side by side, as a document."),
    ])

  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @Option(
    help: ArgumentHelp(
      "Group by fields, separated by commas: section, rule, kind, prompt, model. Default: section.",
      valueName: "FIELDS"))
  var by: String?
  @Flag(help: "Print a JSON document.") var json: Bool

  func validate() throws(ValidationError) { _ = try fields() }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let wanted = selection.value
    let fields = try fields()
    let report = try open.store.read { reader in
      var report = PromptReport(by: fields)
      try reader.forEachOutcome { outcome in
        if wanted.matches(kind: outcome.kind, level: open.level(of: outcome.key.section), key: outcome.key) {
          report.add(outcome)
        }
      }
      return report
    }
    if report.all.drafts == 0 { try wanted.check(against: open.catalogue) }
    let view = PromptReportView(report: report, mode: open.mode)
    if json { return try context.print(view.json) }
    let terminal = context.terminal
    try terminal.write(
      view.text(width: terminal.tableWidth, proseWidth: terminal.proseWidth, style: terminal.output.style))
  }

  private func fields() throws(ValidationError) -> [PromptReport.Field] { try fieldList(by, usual: [.section]) }
}
