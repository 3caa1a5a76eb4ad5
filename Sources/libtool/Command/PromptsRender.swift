import Console
import ContentModel
import Formats
import Prompts

extension Role: ExpressibleByArgument {}

/// `libtool prompts render`.
struct PromptsRender: LibtoolCommand {
  static let configuration = Configuration(
    name: "render", abstract: "Show what would be sent to a model for a section.",
    discussion: """
      Topics are taken as a fill takes them: the least filled ones that apply, or one for all where the kind groups \
      strictly. An assessment shows active items of the section; a regeneration shows one of them as if it had failed.
      """,
    examples: [
      Example("libtool prompts render gap_fill_exercise --section passiv", "A full batch for the section passiv."),
      Example(
        "libtool prompts render micro_lesson --section everyday_physics --topic physics_02_levers --count 1",
        "One lesson about levers."),
      Example(
        "libtool prompts render gap_fill_exercise --section passiv --role assessment --json",
        "The judging of its active items, as a document."),
    ])

  @Argument(help: "The name of a kind.") var kind: String
  @Option(help: ArgumentHelp("The section.", valueName: "S")) var section: String
  @Option(help: ArgumentHelp("The topic of all items; else the least filled ones.", valueName: "T")) var topic: String?
  @Option(help: ArgumentHelp("How many items the call is for; else the kind's batch size.", valueName: "N"))
  var count: Int?
  @Option(help: ArgumentHelp("What the call is for.", valueName: "ROLE")) var role: Role = .generation
  @Flag(help: "Print a JSON document.") var json: Bool

  func validate() throws(ValidationError) {
    if let count, !(1...100).contains(count) {
      throw ValidationError("'--count' is a number of items", hint: "give a whole number from 1 to 100")
    }
    if role == .regeneration, let count, count > 1 {
      throw ValidationError("a draft is written anew alone", hint: "leave '--count' out")
    }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let example = try PromptExample(
      open, kind: try open.library.kind(named: kind), section: section, topic: topic, count: count, role: role)
    if json { return try context.print(example.json) }
    try context.terminal.write(example.text(on: context.terminal))
  }
}
