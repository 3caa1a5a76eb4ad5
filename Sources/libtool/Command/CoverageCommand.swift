import Console
import ContentModel
import Coverage
import Formats
import World

/// `libtool coverage`.
struct CoverageCommand: LibtoolCommand {
  static let configuration = Configuration(
    name: "coverage", abstract: "Show what the library holds against its targets, the worst gaps first.",
    discussion: """
      A cell is what a row of targets.csv speaks of. It is missing where nothing is active, thin where fewer items are \
      active than wanted, met, or over. Its gap is what a fill would make: the target less what is active, in flight \
      or in review. A floor lies inside a wider cell and stands below it, set in: one item serves both, so totals count \
      the wide cell only.

      A cell is shown where everything it speaks of is selected: --topic shows the cells that name a topic.
      """,
    section: "Coverage",
    examples: [
      Example("libtool coverage", "The whole library."),
      Example("libtool coverage --level 'B*' --thin", "What is missing or thin on the levels B1 and B2."),
      Example("libtool coverage --by level,language", "A line for each level and language."),
      Example("libtool coverage --output coverage.html", "A page with heat maps, for a browser or for paper."),
      Example("libtool coverage --fail-under 80 --json", "A gate for scripts: exit code 4 under 80 percent."),
    ], exclusive: [["--json", "--format"]])

  @OptionGroup(title: "Selection") var selection: SelectionOptions

  @Option(
    help: ArgumentHelp(
      "Group by fields, separated by commas: section, topic, sku, language, kind, level, status.", valueName: "FIELDS"))
  var by: String?

  @Flag(help: "Show missing and thin cells only; the totals stay those of the whole selection.") var thin: Bool

  @Option(help: ArgumentHelp("Exit with code 4 where less than this part of the targets is covered.", valueName: "PCT"))
  var failUnder: Double?

  @OptionGroup(title: "Report") var report: ReportOptions

  func validate() throws(ValidationError) {
    let fields = try fields()
    if try report.chosen() == .html, !fields.isEmpty {
      throw ValidationError("'--by' has no effect on a page, which groups by level itself", hint: "leave it out")
    }
    if let failUnder, !(0...100).contains(failUnder) {
      throw ValidationError("'--fail-under' is a percentage", hint: "give a number from 0 to 100")
    }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let wanted = selection.value
    try wanted.check(against: open.catalogue)
    let inventory = try open.inventory()
    let whole = try open.coverage(of: inventory, wanted)
    let coverage = thin ? whole.onlyThin() : whole
    let fields = try fields()
    let text: String
    switch try report.chosen() {
    case .json: text = coverage.json(by: fields).pretty() + "\n"
    case .csv: text = String(decoding: coverage.csv(by: fields), as: UTF8.self)
    case .html:
      text = CoveragePage.html(
        coverage, catalogue: open.catalogue, inventory: inventory.counted, selection: wanted,
        title: "Coverage of \(open.name)", generatedAt: context.world.now().shortDescription + " UTC")
    case .table:
      let isFile = report.output != nil
      let view = CoverageView(
        report: coverage, catalogue: open.catalogue, fields: fields, selection: wanted, isThin: thin,
        width: isFile ? nil : context.terminal.tableWidth, style: isFile ? .plain : context.terminal.output.style)
      let isOnTerminal = !isFile && context.terminal.output.isTerminal
      text = view.text() + (isOnTerminal ? view.nextStep(program: context.programWords) : "")
    }
    try context.say { try report.deliver(text, content: "\(coverage.cells.count) cells", context) }
    try checkGate(whole, context)
  }

  private func fields() throws(ValidationError) -> [CoverageField] { try fieldList(by) }

  private func checkGate(_ report: CoverageReport, _ context: LibtoolContext) throws {
    guard let failUnder, report.coveragePercent < failUnder else { return }
    throw CommandProblem(
      message: "coverage is \(report.totals.percentText) %, under the \(JSON.double(failUnder).text) % of --fail-under",
      hint: report.totals.gap > 0
        ? "\(Quantity.of(report.totals.gap, "item is", "items are")) to be made: `\(context.programWords) plan\(selection.value.words)` says what that costs"
        : "nothing is to be made: what is missing waits in review or is being made", code: .gate)
  }
}
