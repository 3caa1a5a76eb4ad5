import Console
import ContentModel
import Formats
import Generation

/// `libtool fill`.
struct Fill: LibtoolCommand {
  static let configuration = Configuration(
    name: "fill", abstract: "Fill gaps: generate, check, assess and publish what coverage lacks.",
    discussion: """
      The worst gaps come first. Several items are asked for in one call; what the rules or the assessment send back is \
      written anew; what is accepted goes live, or waits for a person, as the library's settings say.

      With --idle it fills by itself in runs of up to 20 items, the worst gaps of the moment first: until nothing is \
      missing, the day's items (`fill.daily_items`) are made, the budget is used up or its time is over. It rests while any \
      other run of the library is being worked on.

      Every answer is stored before it is read. Ctrl-C finishes the calls in flight and pauses the run; after that, or \
      after a crash, `libtool runs resume` goes on.
      """,
    section: "Filling",
    examples: [
      Example("libtool fill --section adjektivdeklination_einstieg", "Close the gap of one section."),
      Example("libtool fill --level B1 --limit 20 --budget 0.50", "At most 20 items of a level, for at most 0.50."),
      Example("libtool fill --section passiv --dry-run", "Only say what would be done."),
      Example("libtool fill --section passiv --pilot 3", "Three items, kept back for a person to judge."),
      Example("libtool fill --idle --until 18:00", "The worst gaps first, in small runs, while nobody else fills."),
    ],
    exclusive: [["--limit", "--pilot"], ["--idle", "--pilot"], ["--idle", "--dry-run"], ["--idle", "--detach"]])

  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @Option(help: ArgumentHelp("At most N items, the worst gaps first.", valueName: "N")) var limit: Int?
  @Option(help: ArgumentHelp("A trial of N items, all of them kept for review.", valueName: "N")) var pilot: Int?
  @Option(help: ArgumentHelp("The most it may spend, in the ledger's currency.", valueName: "AMOUNT")) var budget:
    Amount?
  @Option(help: ArgumentHelp("The most drafts it may begin; default: twice the items wanted.", valueName: "N"))
  var maxDrafts: Int?
  @Option(help: ArgumentHelp("Percent of the wanted items to be accepted for exit code 0.", valueName: "PCT"))
  var minAccept: Int?
  @OptionGroup(title: "Provider") var model: ModelOptions
  @OptionGroup(title: "Mode") var pace: ModeOptions
  @Flag(help: "Leave as soon as the provider has the batch jobs; `libtool runs resume` takes in what they bring.")
  var detach: Bool
  @Flag(help: "Say what would be done, and do nothing.") var dryRun: Bool
  @Flag(help: "Fill by priority in small runs while there is time, budget and quota; give way to any other run.")
  var idle: Bool
  @Option(help: ArgumentHelp("With --idle: the time of day at which it ends.", valueName: "HH:MM")) var until:
    TimeOfDay?
  @OptionGroup(title: "Progress") var progress: ProgressOptions
  @Flag(help: "Print a JSON document.") var json: Bool

  func validate() throws(ValidationError) {
    if detach, pace.mode == .live { throw ValidationError("--detach needs --mode batch or auto") }
    for (name, value) in [("--limit", limit), ("--pilot", pilot), ("--max-drafts", maxDrafts)] {
      if let value, value < 1 { throw ValidationError("\(name) must be at least 1") }
    }
    if until != nil, !idle { throw ValidationError("--until needs --idle") }
    if idle, pace.mode != .live { throw ValidationError("--idle needs --mode live") }
    if idle, maxDrafts != nil { throw ValidationError("--idle and --max-drafts cannot be combined") }
    if let minAccept, !(0...100).contains(minAccept) { throw ValidationError("--min-accept must be from 0 to 100") }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore(groupWindow: FillScreen.groupWindow)
    try selection.value.check(against: open.catalogue)
    var configuration = try model.configuration(
      open.library.settings, minAccept: minAccept, reviewsAll: pilot != nil, mode: pace.mode == .batch ? .batch : .live)
    var fill = try FillContext(
      library: open.library, store: open.store, catalogue: open.catalogue, configuration: configuration, sends: !dryRun)
    if pace.mode == .auto {
      let advice = try fill.advice(
        selection.value, limit: limit ?? pilot, configuration: configuration,
        secondsLeft: pace.secondsLeft(now: context.world.now()))
      configuration.mode = advice.mode
      try context.terminal.note("mode \(advice.mode.rawValue): \(advice.reason)")
    }
    if dryRun { return try showPlan(fill, configuration, open, context) }
    try RunRendering.noteUnfinishedRuns(open, context)
    let screen = try FillScreen(context, open, progress: progress.progress, quiet: json)
    fill.onEvent = screen.onEvent
    if idle { return try await fillIdly(fill, configuration, screen, open, context) }
    let executor = try await screen.whileOpen { [fill, configuration] in
      let executor = try await fill.begin(
        FillRequest(
          selection: selection.value, limit: limit ?? pilot, budget: budget?.money, maxDrafts: maxDrafts,
          maxDraftsFactor: open.library.settings.fill.maxDraftsFactor),
        configuration: configuration, stop: screen.stop, onProgress: screen.onProgress)
      // What it finds is stored with its items: a later check has to see whether the rules have changed since.
      if executor != nil {
        try await open.library.noteRules(in: open.store, catalogue: open.catalogue, judged: nil)
      }
      return executor
    }
    guard let executor else {
      screen.close()
      return try sayNothing(fill, configuration.mode, open, context)
    }
    try await screen.work(executor, isLeaving: detach, open: open, json: json)
  }

  private func fillIdly(
    _ fill: FillContext, _ configuration: FillConfiguration, _ screen: FillScreen, _ open: OpenLibrary,
    _ context: LibtoolContext
  ) async throws {
    let settings = open.library.settings
    let now = context.world.now()
    let terminal = context.terminal
    let idle = try await screen.whileOpen {
      try IdleFill(
        fill, configuration: configuration, selection: selection.value,
        bounds: IdleBounds(
          dailyItems: settings.fill.dailyItems, budget: budget?.money, limit: limit,
          until: until.map { now.advanced(byMilliseconds: Int64($0.seconds(from: now) * 1000)) },
          currency: settings.currency),
        maxDraftsFactor: settings.fill.maxDraftsFactor, stop: screen.stop, onProgress: screen.onProgress,
        onWait: { run in
          // Where nobody reads what is written, the fill goes on all the same.
          try? terminal.note("Waiting while run \(run) is being worked on.")
        })
    }
    try await screen.work(idle, open: open, json: json)
  }

  private func sayNothing(
    _ fill: FillContext, _ mode: FillMode, _ open: OpenLibrary, _ context: LibtoolContext
  ) throws {
    if json {
      return try context.print(
        RunRendering.nothing(
          selection: selection.value.description, actor: context.actor, budget: budget?.money,
          currency: open.library.settings.currency, mode: mode, commits: open.store.commits))
    }
    try context.terminal.write(
      PlanRendering.nothing(try fill.plan(selection.value, limit: nil), selection.value, open))
  }

  private func showPlan(
    _ fill: FillContext, _ configuration: FillConfiguration, _ open: OpenLibrary, _ context: LibtoolContext
  ) throws {
    try fill.checkBudget(budget?.money, configuration, actor: context.actor)
    let plan = try fill.plan(selection.value, limit: limit ?? pilot)
    let expectation = try fill.expectation(configuration, slots: plan.slots)
    let estimate = try fill.estimate(
      plan, configuration: configuration, expectation: expectation,
      maxDrafts: maxDrafts ?? open.library.settings.fill.maxDrafts(for: plan.slots.count))
    let terminal = context.terminal
    if json {
      try context.print(LearnedRow.document(estimate, LearnedRow.rows(expectation, fill, configuration)))
    } else {
      try terminal.write(
        PlanRendering.text(
          plan, estimate, expectation, selection.value, provider: configuration.provider, open,
          width: terminal.tableWidth, style: terminal.output.style))
      try terminal.note("Dry run: nothing was sent, nothing was stored.")
    }
    if let budget = budget?.money, let cost = estimate.expectedCost, cost > budget {
      try terminal.note(
        "note: about \(cost.rounded(decimals: 4)) \(estimate.currency) is more than the budget of \(budget): the fill would pause"
      )
    }
    if let cost = estimate.expectedCost, let outlook = try fill.outlook(of: cost) {
      try terminal.note("note: \(SafeText.line(outlook.text))")
    }
  }
}

/// An amount of money on the command line: `2.50`.
struct Amount: ExpressibleByArgument, Hashable, Sendable {
  var money: Money

  init?(argument: String) {
    guard let money = Money(argument) else { return nil }
    self.money = money
  }

  var argumentText: String { money.description }
  static var noun: String { "an amount such as 2.50" }
}
