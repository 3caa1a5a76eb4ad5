import Console
import ContentModel
import Coverage
import Formats
import Generation

/// `libtool plan`.
struct Plan: LibtoolCommand {
  static let configuration = Configuration(
    name: "plan", abstract: "Show what a fill would do: cells, items, calls, tokens, cost and time.",
    discussion: """
      Nothing is sent and nothing is stored. Prompts are rendered, so that input tokens are counted; each item is taken to \
      be asked for once and assessed once. Beside it stands what the same items would take one a call, and below it what \
      regenerations are expected to add. The time includes them. The last line says between what drafts, cost and time \
      lie in 8 of 10 such fills, by what the ledger has shown of the model, the prompt and the sections. With --mode batch \
      the cost is that of batch jobs, beside one item a call live, and the time the longest that they may take.
      """,
    section: "Filling",
    examples: [
      Example("libtool plan --section adjektivdeklination_einstieg", "What filling one section would cost."),
      Example("libtool plan --level B2 --mode batch", "What it costs as batch jobs."),
      Example("libtool plan --section passiv --explain", "The same, and what the figures rest on."),
      Example("libtool plan --level B2 --batch-size 3 --json", "The same for a level, as JSON, three items a call."),
    ])

  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @Option(help: ArgumentHelp("At most N items, the worst gaps first.", valueName: "N")) var limit: Int?
  @OptionGroup(title: "Provider") var model: ModelOptions
  @OptionGroup(title: "Mode") var pace: ModeOptions
  @Flag(help: "Show what was learned of each section, on which drafts, cost and time rest.") var explain: Bool
  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    try selection.value.check(against: open.catalogue)
    var configuration = try model.configuration(
      open.library.settings, minAccept: nil, reviewsAll: false, mode: pace.mode == .batch ? .batch : .live)
    let fill = try FillContext(
      library: open.library, store: open.store, catalogue: open.catalogue, configuration: configuration, sends: false)
    if pace.mode == .auto {
      let advice = try fill.advice(
        selection.value, limit: limit, configuration: configuration,
        secondsLeft: pace.secondsLeft(now: context.world.now()))
      configuration.mode = advice.mode
      try context.terminal.note("mode \(advice.mode.rawValue): \(advice.reason)")
    }
    let plan = try fill.plan(selection.value, limit: limit)
    let expectation = try fill.expectation(configuration, slots: plan.slots)
    let estimate = try fill.estimate(
      plan, configuration: configuration, expectation: expectation,
      maxDrafts: open.library.settings.fill.maxDrafts(for: plan.slots.count))
    let learned = try LearnedRow.rows(expectation, fill, configuration)
    if json {
      try context.print(LearnedRow.document(estimate, learned))
      return try warn(estimate, fill, configuration, context)
    }
    try context.terminal.write(
      PlanRendering.text(
        plan, estimate, expectation, selection.value, provider: configuration.provider, open,
        width: context.terminal.tableWidth,
        style: context.terminal.output.style))
    if explain, !learned.isEmpty {
      try context.terminal.write(
        "\n"
          + LearnedRow.text(
            learned, expectation, width: context.terminal.tableWidth, style: context.terminal.output.style))
    }
    try warn(estimate, fill, configuration, context)
  }

  /// Says where a fill would be refused, or pause, for the budget of a day or a month.
  private func warn(
    _ estimate: PlanEstimate, _ fill: FillContext, _ configuration: FillConfiguration, _ context: LibtoolContext
  ) throws {
    do {
      try fill.checkBudget(nil, configuration, actor: context.actor)
    } catch {
      return try context.terminal.note("note: \(SafeText.line(error.message)): the fill would be refused")
    }
    if let cost = estimate.expectedCost, let outlook = try fill.outlook(of: cost) {
      try context.terminal.note("note: \(SafeText.line(outlook.text))")
    }
  }

  func validate() throws(ValidationError) {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
  }
}

/// Which model is asked, and how many items a call.
struct ModelOptions: ParsableOptions {
  @Option(help: ArgumentHelp("The provider; else the setting `provider`.", valueName: "NAME")) var provider: String?
  @Option(help: ArgumentHelp("The model; else the provider's setting `model`.", valueName: "NAME")) var model: String?
  @Option(help: ArgumentHelp("Items a call; 1 turns true batches off.", valueName: "N")) var batchSize: Int?

  func validate() throws(ValidationError) {
    if let batchSize, !(1...100).contains(batchSize) { throw ValidationError("--batch-size must be from 1 to 100") }
  }
}
