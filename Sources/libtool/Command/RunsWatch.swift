import Console
import ContentModel
import ContentStore
import Formats
import Generation
import Providers
import Synchronization
import World

#if canImport(Glibc)
  import Glibc
#endif

/// `libtool runs watch`.
struct RunsWatch: LibtoolCommand {
  static let configuration = Configuration(
    name: "watch", abstract: "Watch a run from any terminal while some process works on it.",
    discussion: """
      Reads the store and nothing else, so it can be left with Ctrl-C, opened again and opened twice: the run goes on. It \
      ends by itself when the run rests. Without a terminal it prints a line every --every seconds.
      """,
    examples: [
      Example("libtool runs watch last", "The newest run."),
      Example("libtool runs watch last --json --every 60", "A JSON line every minute, for another program."),
    ])

  @Argument(help: ArgumentHelp("The run: any unique beginning or end of its uuid, or `last`.", valueName: "RUN"))
  var name: String
  @Option(help: ArgumentHelp("Seconds between two looks; 1 on a terminal, else 10.", valueName: "SECONDS"))
  var every: Int?
  @Flag(help: "Print a JSON document on each line.") var json: Bool

  func validate() throws(ValidationError) {
    if let every, !(1...3600).contains(every) { throw ValidationError("--every must be from 1 to 3600") }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let name = name
    let run = try open.store.read { try $0.run(named: name) }
    let terminal = context.terminal
    let isLive = terminal.output.movesCursor && !json
    let left = Atomic(false)
    let signals = try Signals([SIGINT, SIGTERM], onFirst: { _ in left.store(true, ordering: .relaxed) })
    defer { signals.stop() }
    let pause = Duration.seconds(every ?? (isLive ? 1 : 10))
    var shown = 0
    while true {
      let view = try look(run.id, open, context)
      if json {
        try terminal.writeLine(view.json.text)
      } else if isLive {
        let lines = view.lines(width: terminal.proseWidth - 1, style: terminal.output.style)
        try terminal.write(Self.eraseText(shown) + lines.map { $0 + "\n" }.joined())
        shown = lines.count
      } else {
        try terminal.writeLine(view.plainLine)
      }
      if !view.isWorkedOn || left.load(ordering: .relaxed) { break }
      // In short steps, so that Ctrl-C is noticed.
      let end = context.world.uptime() + pause
      while context.world.uptime() < end, !left.load(ordering: .relaxed) {
        try await context.world.sleep(.milliseconds(100))
      }
    }
    if isLive, left.load(ordering: .relaxed) { try terminal.note("Left; the run goes on.") }
  }

  private func look(_ id: Int64, _ open: OpenLibrary, _ context: LibtoolContext) throws -> WatchView {
    let now = context.world.now()
    let configuration = try open.store.read {
      try FillConfiguration(json: try JSON.parse(try $0.run(id).configuration))
    }
    let (run, figures, pulse) = try open.store.read { reader in
      (
        try reader.run(id), try reader.figures(ofRun: id),
        try reader.pulse(ofRun: id, provider: configuration.provider, now: now)
      )
    }
    let use = try rateUse(of: configuration, open, now: now)
    let budgets = try open.store.read { reader in
      try open.library.settings.budgets.binding(actor: run.actor).reversed().map { budget in
        let (reserved, spent) = try reader.use(of: budget, currency: run.currency, at: now)
        return WatchView.BudgetUse(budget: budget, reserved: reserved, spent: spent)
      }
    }
    return WatchView(
      run: run, figures: figures, pulse: pulse, provider: configuration.provider, mode: open.mode, now: now,
      isWorkedOn: try open.store.livingRuns([run]).contains(id), use: use, budgets: budgets)
  }

  /// What the run's account has used of its limits; nil where there are none.
  private func rateUse(of configuration: FillConfiguration, _ open: OpenLibrary, now: Timestamp) throws -> RateUse? {
    if configuration.provider == "simulated" { return nil }
    // The settings of a run that has ended may be gone.
    guard let endpoint = try? Endpoint(configuration.provider, of: open.library) else { return nil }
    let account = endpoint.account(model: configuration.model)
    return try open.store.read { try $0.rateUse(ofAccount: account, now: now) }
  }

  /// Moves the cursor back over what was drawn last, and clears from there.
  private static func eraseText(_ lines: Int) -> String { lines == 0 ? "" : "\u{1B}[\(lines)A\r\u{1B}[J" }
}
