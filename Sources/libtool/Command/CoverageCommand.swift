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

  /// What a report is written as.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, csv, html }

  @OptionGroup(title: "Selection") var selection: SelectionOptions

  @Option(
    help: ArgumentHelp(
      "Group by fields, separated by commas: section, topic, sku, language, kind, level, status.", valueName: "FIELDS"))
  var by: String?

  @Flag(help: "Show missing and thin cells only; the totals stay those of the whole selection.") var thin: Bool

  @Option(help: ArgumentHelp("The form of the report; else by the ending of --output, else a table.", valueName: "F"))
  var format: Format?

  @Flag(help: "Print a JSON document: the same as --format json.") var json: Bool

  @Option(help: ArgumentHelp("Write the report to a file, which is complete or absent.", valueName: "FILE"))
  var output: String?

  @Option(help: ArgumentHelp("Exit with code 4 where less than this part of the targets is covered.", valueName: "PCT"))
  var failUnder: Double?

  func validate() throws(ValidationError) {
    let fields = try fields()
    if try chosenFormat() == .html, !fields.isEmpty {
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
    let report = thin ? whole.onlyThin() : whole
    let fields = try fields()
    switch try chosenFormat() {
    case .json: try deliver(report.json(by: fields).pretty() + "\n", report, context)
    case .csv: try deliver(String(decoding: report.csv(by: fields), as: UTF8.self), report, context)
    case .html:
      let page = CoveragePage.html(
        report, catalogue: open.catalogue, inventory: inventory.counted, selection: wanted,
        title: "Coverage of \(open.name)", generatedAt: context.world.now().shortDescription + " UTC")
      try deliver(page, report, context)
    case .table:
      let isTerminal = output == nil && context.terminal.output.isTerminal
      let view = CoverageView(
        report: report, catalogue: open.catalogue, fields: fields, selection: wanted, isThin: thin,
        width: output == nil ? context.terminal.tableWidth : nil,
        style: output == nil ? context.terminal.output.style : .plain)
      var text = view.text()
      if isTerminal { text += view.nextStep(program: context.programWords) }
      try deliver(text, report, context)
    }
    try checkGate(whole, context)
  }

  private func fields() throws(ValidationError) -> [CoverageField] {
    guard let by else { return [] }
    do {
      return try CoverageField.list(by)
    } catch {
      let known = CoverageField.allCases.map(\.rawValue)
      throw ValidationError(
        "a report cannot be grouped by '\(SafeText.line(error.name))'"
          + Console.Suggestion.clause(for: error.name, among: known),
        hint: "the fields are " + known.joined(separator: ", "))
    }
  }

  private func chosenFormat() throws(ValidationError) -> Format {
    if json { return .json }
    if let format { return format }
    guard let output else { return .table }
    switch output.split(separator: "/").last?.split(separator: ".").dropFirst().last?.lowercased() {
    case "json": return .json
    case "csv": return .csv
    case "html", "htm": return .html
    case "txt": return .table
    default:
      throw ValidationError(
        "the name '\(SafeText.line(output))' does not say which form the report has",
        hint: "let it end in .html, .csv, .json or .txt, or add --format")
    }
  }

  /// Prints the report, or writes it to the file and says so.
  private func deliver(_ text: String, _ report: CoverageReport, _ context: LibtoolContext) throws {
    guard let output else { return try context.terminal.write(text) }
    let bytes = Array(text.utf8)
    try context.writeFile(bytes, to: output)
    let form = try chosenFormat() == .table ? "text" : try chosenFormat().rawValue
    try context.terminal.note(
      "wrote \(SafeText.line(output)): \(report.cells.count) cells as \(form), \(Quantity.bytes(bytes.count))")
  }

  private func checkGate(_ report: CoverageReport, _ context: LibtoolContext) throws {
    guard let failUnder, report.coveragePercent < failUnder else { return }
    throw CommandProblem(
      message: "coverage is \(report.totals.percentText) %, under the \(JSON.double(failUnder).text) % of --fail-under",
      hint: report.totals.gap > 0
        ? "\(Quantity.of(report.totals.gap, "item is", "items are")) to be made: `\(context.programWords) plan\(selection.value.words)` says what that costs"
        : "nothing is to be made: what is missing waits in review or is being made", code: .gate)
  }
}
