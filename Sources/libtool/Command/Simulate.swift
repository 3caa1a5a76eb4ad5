import Console
import ContentModel
import Formats
import Providers
import Simulator
import WebServer
import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// `libtool simulate`.
struct Simulate: LibtoolCommand {
  static let configuration = Configuration(
    name: "simulate",
    abstract: "Run an endpoint as OpenAI's and Anthropic's that needs no key, for rehearsals and tests.",
    discussion: """
      It answers this program's prompts with the library's simulated material, and those of other clients with values \
      that fit their schema: chat completions, messages, and both in batches. Its model is simulated-1, and each \
      completion says "system_fingerprint": "simulated". Limits and faults are as real as they can be; `GET /simulator` \
      shows what has happened; `POST /simulator/faults` changes the faults and `POST /simulator/batches` the pace of \
      batch jobs while it runs. Ctrl-C ends it.
      """,
    section: "Filling",
    examples: [
      Example("libtool simulate --port 8090", "At a fixed port of this machine."),
      Example(
        "libtool simulate --latency-ms 500 --fault server_error=0.1", "Half a second a call, a tenth of them fails."),
      Example("libtool simulate --requests-per-minute 60 --json", "With a limit; the address as JSON."),
      Example(
        "libtool simulate --batch-delay-ms 60000 --state state --next create.reset_before_headers",
        "Batch jobs of a minute, kept beyond its end; the answer of the first creation is lost."),
    ])

  @Option(help: ArgumentHelp("The port; default: any free one.", valueName: "N")) var port: Int = 0
  @Option(help: ArgumentHelp("The mean time of an answer in milliseconds; default 0.", valueName: "N"))
  var latencyMs: Int = 0
  @Option(help: ArgumentHelp("How far one time may be from the mean, as a share of it; default 0.", valueName: "SHARE"))
  var jitter: Double = 0
  @Option(help: ArgumentHelp("Decides the texts and the faults; default 1.", valueName: "N")) var seed: Int = 1
  @Option(
    help: ArgumentHelp("A fault and its share of the calls, 0 to 1; 1 where it is left out.", valueName: "NAME=RATE"))
  var fault: [String]
  @Option(
    help: ArgumentHelp("A fault of the next call of its kind, or of so many; in order.", valueName: "NAME=CALLS"))
  var next: [String]
  @Option(help: ArgumentHelp("The most requests in any 60 seconds.", valueName: "N")) var requestsPerMinute: Int?
  @Option(help: ArgumentHelp("The most tokens in any 60 seconds.", valueName: "N")) var tokensPerMinute: Int?
  @Option(help: ArgumentHelp("The time of a batch job in milliseconds; default 0: at once.", valueName: "N"))
  var batchDelayMs: Int = 0
  @Option(
    help: ArgumentHelp("The share of its lines that an expired or cancelled job has done.", valueName: "SHARE"))
  var batchDoneShare: Double?
  @Option(help: ArgumentHelp("The most lines of a batch job; default 50000.", valueName: "N"))
  var batchLines: Int = 50_000
  @Option(help: ArgumentHelp("The most tokens of input in batch jobs that have not ended.", valueName: "N"))
  var batchEnqueuedTokens: Int?
  @Option(help: ArgumentHelp("Keep files and batch jobs in a folder; default: forget them.", valueName: "DIR"))
  var state: String?
  @Option(help: ArgumentHelp("The key that clients must send; default: any or none.", valueName: "KEY")) var key:
    String?
  @Option(help: ArgumentHelp("Append each call to a file, synced, before it is answered.", valueName: "FILE"))
  var callLog: String?
  @Option(
    help: ArgumentHelp("The address to listen at; others than loopback let other machines in.", valueName: "ADDRESS"))
  var host: String = "127.0.0.1"
  @Flag(help: "Print the address as a JSON document.") var json: Bool

  func validate() throws(ValidationError) {
    if !(0...65_535).contains(port) { throw ValidationError("--port must be from 0 to 65535") }
    if !(0...3_600_000).contains(latencyMs) { throw ValidationError("--latency-ms must be from 0 to 3600000") }
    if !(0...1).contains(jitter) { throw ValidationError("--jitter must be from 0 to 1") }
    if seed < 0 { throw ValidationError("--seed must be at least 0") }
    if !(0...86_400_000).contains(batchDelayMs) {
      throw ValidationError("--batch-delay-ms must be from 0 to 86400000")
    }
    if let batchDoneShare, !(0...1).contains(batchDoneShare) {
      throw ValidationError("--batch-done-share must be from 0 to 1")
    }
    for (name, value) in [
      ("--requests-per-minute", requestsPerMinute), ("--tokens-per-minute", tokensPerMinute),
      ("--batch-lines", batchLines), ("--batch-enqueued-tokens", batchEnqueuedTokens),
    ] {
      if let value, value < 1 { throw ValidationError("\(name) must be at least 1") }
    }
    if key?.isEmpty == true { throw ValidationError("--key must not be empty") }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let simulator = try simulator(context)
    let (stopped, stop) = AsyncStream.makeStream(of: Void.self)
    // Before the address is told: whoever reads it may end the program at once.
    let signals = try Signals(uptime: context.world.uptime, onFirst: { _ in stop.finish() })
    defer { signals.stop() }
    let server = try server(of: simulator, context)
    try announce(server, context)
    for await _ in stopped {}
    // Connections end at once, whatever is under way.
    server.stop()
    try context.terminal.note(Self.summary(simulator.tally))
  }

  // These two stand by themselves: within `run`, which waits, their typed errors make the optimizer of Swift 6.3 crash.

  private func simulator(_ context: LibtoolContext) throws -> Simulator {
    let settings = try settings(context)
    let library = try context.library()
    let material = try library.kinds.keys.sorted().map {
      try SimulatedMaterial(kind: $0, files: try library.kindFiles($0, subfolder: "simulated"))
    }
    do {
      return try Simulator(settings: settings, material: material, world: context.world)
    } catch let error as CallLogError {
      throw CommandProblem(
        message: "cannot write the call log \(error.path): \(error.reason)",
        hint: "--call-log wants a file to append to")
    }
  }

  private func server(of simulator: Simulator, _ context: LibtoolContext) throws -> WebServer {
    do {
      return try WebServer(
        host: host, port: port, openToOthers: true, limits: Simulator.webLimits(world: context.world),
        world: context.world
      ) {
        await simulator.answer($0)
      }
    } catch { throw CommandProblem(message: error.message, hint: error.hint) }
  }

  private func settings(_ context: LibtoolContext) throws -> SimulatorSettings {
    var settings = SimulatorSettings()
    settings.seed = UInt64(seed)
    settings.latencyMilliseconds = latencyMs
    settings.latencyJitter = jitter
    settings.requestsPerMinute = requestsPerMinute
    settings.tokensPerMinute = tokensPerMinute
    settings.key = key
    settings.callLog = callLog.map { FilePath.absolute($0, from: context.folder) }
    settings.stateFolder = state.map { FilePath.absolute($0, from: context.folder) }
    settings.batches.delayMilliseconds = batchDelayMs
    settings.batches.doneShare = batchDoneShare
    settings.batches.lines = batchLines
    settings.batches.enqueuedTokens = batchEnqueuedTokens
    for text in fault { try settings.addFault(text) }
    for text in next { try settings.addNext(text) }
    return settings
  }

  private func announce(_ server: WebServer, _ context: LibtoolContext) throws {
    let host = server.host.contains(":") ? "[\(server.host)]" : server.host
    let root = "http://\(host):\(server.port)"
    let base = root + "/v1"
    if json {
      let address: JSON = [
        "base_url": .string(base), "port": .integer(server.port), "anthropic_base_url": .string(root),
      ]
      return try context.terminal.writeLine(address.text)
    }
    try context.terminal.writeLine(
      "OPENAI_BASE_URL=\(base) OPENAI_API_KEY=\(key.map(ShellQuote.quoted) ?? "any") \(context.programWords) fill "
        + "--provider openai --model \(SimulatorSettings.model)")
  }

  /// `Simulated 12 calls; answers: 13 with 200, 2 with 429; 5,120 tokens in, 2,048 out.` Those to other requests than calls count.
  private static func summary(_ tally: SimulatorTally) -> String {
    let statuses = tally.statuses.sorted { $0.key < $1.key }.map { "\($0.value) with \($0.key)" }
    let parts = statuses + (tally.aborted > 0 ? ["\(tally.aborted) aborted by the client"] : [])
    let jobs =
      tally.jobs == 0
      ? "" : ", \(Quantity.of(tally.jobs, "batch job", "batch jobs")) of \(Quantity.of(tally.lines, "line", "lines"))"
    return "Simulated \(Quantity.of(tally.received, "call", "calls"))\(jobs)"
      + (parts.isEmpty ? "" : "; answers: " + parts.joined(separator: ", "))
      + "; \(Quantity.grouped(tally.usage.input)) tokens in, \(Quantity.grouped(tally.usage.output)) out."
  }
}
