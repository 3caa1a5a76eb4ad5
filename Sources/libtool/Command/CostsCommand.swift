import Console
import ContentModel
import Costs
import Formats
import World

/// `libtool costs`.
struct CostsCommand: LibtoolCommand {
  static let configuration = Configuration(
    name: "costs", abstract: "Show what calls have cost: by item, by gap, what was lost, beside one item a call.",
    discussion: """
      Everything is counted from the ledger of calls. A draft's part of a call is its own; what a call's drafts have in \
      common is divided equally among them, so that the groups add up to the total. What nobody knows the outcome of \
      stands apart, with what is reserved for it, and is in no cost.

      A call belongs to the day, in UTC, on which it was sent. An item counts in each group that has a call for it, and \
      once in the total.
      """,
    section: "Filling",
    examples: [
      Example("libtool costs", "The whole ledger."),
      Example("libtool costs --by kind,model --since 2026-11-01", "A line for each kind and model, since a day."),
      Example("libtool costs --section passiv --by role", "What writing and judging the items of a section cost."),
      Example("libtool costs --output costs.html", "A page with charts, for a browser or for paper."),
    ], exclusive: [["--json", "--format"]])

  @OptionGroup(title: "Selection") var selection: SelectionOptions

  @Option(
    help: ArgumentHelp(
      "Group by fields, separated by commas: run, section, kind, model, role, day.", valueName: "FIELDS"))
  var by: String?

  @Option(help: ArgumentHelp("Calls of this day, in UTC, and later.", valueName: "DAY")) var since: CalendarDay?
  @Option(help: ArgumentHelp("Calls of this day, in UTC, and earlier.", valueName: "DAY")) var until: CalendarDay?

  @OptionGroup(title: "Report") var report: ReportOptions

  func validate() throws(ValidationError) {
    _ = try fields()
    if let since, let until, until.day < since.day {
      throw ValidationError("'--until' is before '--since'", hint: "give the earlier day to --since")
    }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    try selection.value.check(against: open.catalogue)
    let (costs, days, left) = try reports(open, try fields())
    let terminal = context.terminal
    let text: String
    switch try report.chosen() {
    case .json: text = costs.json.pretty() + "\n"
    case .csv: text = String(decoding: costs.csv, as: UTF8.self)
    case .html:
      text = CostPage.html(
        costs, days: days, title: "Costs of \(open.name)",
        generatedAt: context.world.now().shortDescription + " UTC")
    case .table:
      let isFile = report.output != nil
      text = CostView(
        report: costs, width: isFile ? nil : terminal.tableWidth, style: isFile ? .plain : terminal.output.style
      ).text()
    }
    try report.deliver(text, content: "costs", context)
    if left > 0 {
      try terminal.note(
        "note: \(counted(left, "call")) in another currency than \(costs.frame.currency) "
          + "\(left == 1 ? "is" : "are") left out: the ledger has one currency")
    }
  }

  /// The report, the same by day, and how many calls are left out because they are in another currency.
  private func reports(
    _ open: OpenLibrary, _ fields: [CostField]
  ) throws -> (report: CostReport, days: CostReport, left: Int) {
    let settings = open.library.settings
    let (since, until) = (since?.day, until?.day)
    func sum(_ fields: [CostField]) -> CostSum {
      CostSum(
        by: fields, selection: selection.value, levels: open.catalogue.sections.mapValues(\.level),
        personPrices: settings.personPrices)
    }
    let sums = [sum(fields), sum([.day])]
    let (filled, left) = try open.store.read { reader in
      var sums = sums
      try reader.forEachCall(from: since, to: until, currency: settings.currency) { call in
        for index in sums.indices { sums[index].add(call) }
      }
      return (sums, try reader.callsInOtherCurrencies(than: settings.currency))
    }
    let frame = CostReport.Frame(
      mode: open.mode, currency: settings.currency, selection: selection.value.description,
      since: since?.description, until: until?.description,
      hasPersonPrice: settings.personPrices != PersonPrices())
    return (filled[0].report(frame), filled[1].report(frame), left)
  }

  /// A page shows sections where nothing else is asked for.
  private func fields() throws(ValidationError) -> [CostField] {
    try fieldList(by, usual: try report.chosen() == .html ? [.section] : [], subject: "costs")
  }
}

/// A day on the command line: `2026-11-20`.
struct CalendarDay: ExpressibleByArgument, Hashable, Sendable {
  var day: Day

  init?(argument: String) {
    guard let day = Day(argument) else { return nil }
    self.day = day
  }

  var argumentText: String { day.description }
  static var noun: String { "a day such as 2026-11-20" }
}
