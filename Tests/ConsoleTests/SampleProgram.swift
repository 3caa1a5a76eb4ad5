import Synchronization

@testable import Console

/// A small program about a garden, with every form of declaration.
final class GardenContext: Sendable {
  private let lines = Mutex<[String]>([])
  var log: [String] { lines.withLock { $0 } }
  func record(_ line: String) { lines.withLock { $0.append(line) } }
}

typealias GardenConfiguration = CommandConfiguration<GardenContext>
protocol GardenCommand: Command where Context == GardenContext {}
protocol GardenGroup: CommandGroup where Context == GardenContext {}

enum Layout: String, CaseIterable, ExpressibleByArgument {
  case table, json, csv
}

/// Two parts around a colon, as a type of a client's own.
struct Bed: ExpressibleByArgument, Equatable {
  var row: Int
  var name: String

  init?(argument: String) {
    let parts = argument.split(separator: ":")
    guard parts.count == 2, let row = Int(parts[0]) else { return nil }
    self.row = row
    name = String(parts[1])
  }

  var argumentText: String { "\(row):\(name)" }
  static var noun: String { "a bed (ROW:NAME)" }
}

struct GardenGlobals: ParsableOptions {
  @Option(help: ArgumentHelp("The garden to work in.", valueName: "DIR")) var garden: String?
  @Flag(help: "Print one JSON document.") var json
  @Option(help: ArgumentHelp("Override a setting.", valueName: "KEY=VALUE")) var set: [String]
  @Flag(help: ArgumentHelp("Trace.", hidden: true)) var trace
}

struct PlotSelection: ParsableOptions {
  @Option(help: ArgumentHelp("Plots by name; shell-style globs.", valueName: "GLOB")) var section: [String]
  @Option(help: ArgumentHelp("Crops by name.", valueName: "GLOB")) var topic: [String]

  func validate() throws(ValidationError) {
    if section.contains("") { throw ValidationError("'--section' is empty", hint: "name a plot") }
  }
}

struct Garden: GardenGroup {
  static let configuration = GardenConfiguration(
    name: "garden", abstract: "Keeps a garden.",
    discussion: "Everything that grows is counted, and what is missing is sown.",
    examples: [Example("garden sow --limit 3 beans", "Sows three rows of beans.")],
    subcommands: [Sow.self, Harvest.self, Beds.self, Secret.self])
}

struct Sow: GardenCommand {
  static let configuration = GardenConfiguration(
    name: "sow", abstract: "Sows crops.", discussion: "Rows are filled from the north.\n\n  north\n    south",
    section: "Growing",
    examples: [
      Example("garden sow --section 'north*' --limit 5 beans", "Sows five rows of beans in the northern plots."),
      Example("garden sow --layout=json -d -2.5 peas | head", "Sows peas deep and shows the beginning as JSON."),
    ],
    exclusive: [["--depth", "--shallow"]])

  @Argument(help: "What to sow.") var crop: String
  @Argument(help: "Helpers.") var people: [String]
  @OptionGroup(title: "Selection") var selection: PlotSelection
  @Option(help: ArgumentHelp("Sow at most N rows.", valueName: "N")) var limit: Int?
  @Option(help: "How to print what was sown, row by row, with the date and the weather of that day.")
  var layout: Layout = .table
  @Option(name: [.short, .long], help: ArgumentHelp("Depth in centimetres.", valueName: "CM")) var depth: Double = 2
  @Flag(name: .customLong("shallow"), help: "On the surface.") var isShallow
  @Option(help: ArgumentHelp("One bed.", valueName: "ROW:NAME")) var bed: Bed?
  @Option(help: ArgumentHelp("For tests of the gardener.", hidden: true)) var maxSeeds: Int = 7

  func validate() throws(ValidationError) {
    if let limit, limit < 0 {
      throw ValidationError("'--limit' is \(limit)", hint: "give a number from 0")
    }
  }

  mutating func run(_ context: GardenContext) async throws {
    context.record("sow \(crop) limit \(limit.map { String($0) } ?? "none")")
  }
}

struct Harvest: GardenCommand {
  static let configuration = GardenConfiguration(
    name: "harvest", abstract: "Brings in what is ripe.", section: "Growing")
  @Option(help: "Why now.") var reason: String
  @Argument(help: "A crop.") var crop: String
  @Argument(help: "A weight in grams.") var weight: Int?
  mutating func run(_ context: GardenContext) async throws { context.record("harvest \(crop) because \(reason)") }
}

struct Beds: GardenGroup {
  static let configuration = GardenConfiguration(
    name: "beds", abstract: "Beds and their rows.", section: "Keeping", subcommands: [BedsList.self, BedsShow.self],
    defaultSubcommand: BedsList.self)
}

struct BedsList: GardenCommand {
  static let configuration = GardenConfiguration(name: "list", abstract: "Lists the beds.")
  @Flag(help: "Empty ones too.") var all
  mutating func run(_ context: GardenContext) async throws { context.record("list all \(all)") }
}

struct BedsShow: GardenCommand {
  static let configuration = GardenConfiguration(name: "show", abstract: "Shows one bed.")
  @Argument(help: "The bed.") var bed: Bed
  mutating func run(_ context: GardenContext) async throws { context.record("show \(bed.argumentText)") }
}

struct Secret: GardenCommand {
  static let configuration = GardenConfiguration(name: "secret", abstract: "Not for everybody.", hidden: true)
  mutating func run(_ context: GardenContext) async throws { context.record("secret") }
}

let garden = Program<GardenContext, GardenGlobals>(
  root: Garden.self, version: "garden 1.2",
  topics: [
    HelpTopic(name: "exit-codes", abstract: "What the exit codes mean.", text: "Exit codes\n\n  0  done\n  1  failed")
  ])

/// Parses words separated by spaces; `''` is an empty one.
func parse(_ line: String, width: Int = 80) -> ParseOutcome<GardenContext, GardenGlobals> {
  garden.parse(ShellWords.split(line) ?? [], width: width)
}
