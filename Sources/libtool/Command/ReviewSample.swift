import Console
import ContentModel
import ContentStore
import Formats
import Workspace

/// `libtool review sample`.
struct ReviewSample: LibtoolCommand {
  static let configuration = Configuration(
    name: "sample", abstract: "Draw a random sample of what a run has brought, to audit it; or list the samples.",
    discussion: """
      Drawn from the run's items that nobody has rejected or withdrawn, active or in review. It is drawn once and recorded \
      with its seed: the same command goes on with it. Judge its items with `libtool review audit`, in the order of the \
      list. The interval is Wilson's at 95 %, corrected for the number of items that there are.
      """,
    examples: [
      Example("libtool review sample --run last -n 50", "Fifty items of the last run, or the sample that there is."),
      Example("libtool review sample --run last --show", "How far it is judged; nothing is drawn."),
      Example("libtool review sample", "All samples."),
    ])

  @Option(help: ArgumentHelp("A run, by any unique beginning or end of its uuid, or `last`.", valueName: "RUN"))
  var run: String?
  @Option(name: .customShort("n"), help: ArgumentHelp("How many items; else 50.", valueName: "N")) var size: Int?
  @Option(help: ArgumentHelp("A number that the sample follows from; else a random one.", valueName: "N"))
  var seed: Int?
  @Flag(help: "Draw another one, although there is one.") var new: Bool
  @Flag(help: "Draw nothing.") var show: Bool
  @Flag(help: "Print a JSON document.") var json: Bool

  func validate() throws(ValidationError) {
    if let size, size < 1 { throw ValidationError("-n \(size) draws nothing", hint: "give a number from 1") }
    if let seed, seed < 0 { throw ValidationError("--seed \(seed) is no seed", hint: "give a number from 0") }
    if run == nil, size != nil || seed != nil || new || show {
      throw ValidationError("of which run is not said", hint: "give --run RUN; `libtool runs` lists them")
    }
    if show, size != nil || seed != nil || new {
      throw ValidationError("--show draws nothing", hint: "leave it out, or -n, --seed and --new")
    }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    guard let name = run else {
      let samples = try open.store.read { try $0.audits() }
      if json { return try context.print(.array(samples.map(\.json))) }
      if samples.isEmpty { return try context.terminal.writeLine("No samples.") }
      return try context.write(Self.table(of: samples))
    }
    let run = try open.store.read { try $0.run(named: name).id }
    let audit: Audit
    var isDrawn = false
    if show {
      audit = try open.library.audit(run: run, in: open.store)
    } else {
      (audit, isDrawn) = try await open.library.sample(
        run: run, size: size, seed: seed.map(Int64.init), isNew: new, in: open.store)
    }
    if json {
      var document = audit.sample.json
      document["drawn_now"] = .bool(isDrawn)
      document["items"] = .array(audit.items.map(\.json))
      return try context.print(document)
    }
    try context.terminal.writeLine(audit.sample.title)
    try context.terminal.writeLine(audit.sample.figures)
    try context.write(Self.table(of: audit.items))
  }

  private static func table(of items: [AuditedItem]) -> Table {
    var table = Table(columns: [
      .init("No", alignment: .right), .init("Item"), .init("Section", fit: .shrink(to: 16), priority: 3),
      .init("Topic", fit: .shrink(to: 16), priority: 2), .init("Language", fit: .drop, priority: 1),
      .init("Version", alignment: .right, fit: .drop, priority: 0), .init("Judged"), .init("By"),
      .init("Why", fit: .shrink(to: 16), priority: 4),
    ])
    for item in items {
      table.add([
        .init(item.ordinal), .init(item.uuid.shortUUID), .init(item.key.section), .init(item.key.topic ?? ""),
        .init(item.key.language), .init(item.number),
        .init(item.verdict?.rawValue ?? "-", role: item.verdict == .bad ? .bad : nil), .init(item.by ?? ""),
        .init(item.reason),
      ])
    }
    return table
  }

  private static func table(of samples: [AuditSample]) -> Table {
    var table = Table(columns: [
      .init("Run"), .init("Drawn (UTC)"), .init("By", fit: .drop, priority: 1), .init("Of", alignment: .right),
      .init("Sample", alignment: .right), .init("Judged", alignment: .right), .init("Good", alignment: .right),
      .init("95 %", alignment: .right), .init("Seed", alignment: .right, fit: .drop, priority: 0),
    ])
    for sample in samples {
      let interval = sample.interval
      table.add([
        .init(sample.runUUID.shortUUID), .init(sample.at.shortDescription), .init(sample.by), .init(sample.population),
        .init(sample.size), .init(sample.judged), .init(interval.map { Percentage.of($0.share) } ?? "-"),
        .init(interval.map { "\(Percentage.of($0.low)) to \(Percentage.of($0.high))" } ?? "-"),
        .init("\(sample.seed)"),
      ])
    }
    return table
  }
}
