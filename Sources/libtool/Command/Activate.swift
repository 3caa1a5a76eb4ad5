import Console
import ContentModel
import ContentStore
import Workspace

/// `libtool activate`.
struct Activate: LibtoolCommand {
  static let configuration = Configuration(
    name: "activate", abstract: "Make a version of an item the active one.",
    discussion: """
      Without a number it is the newest version that was neither rejected nor withdrawn. A version that waits in review \
      counts as accepted by you. A selection activates the newest version of each of its items, in one event.
      """,
    section: "Publishing",
    examples: [
      Example("libtool activate 69c27db6", "The newest version."),
      Example("libtool activate 69c27db6 1 --reason 'the old text was better'", "The first version."),
      Example("libtool activate --section passiv --yes", "The newest version of every item of a section."),
    ])

  @Argument(help: ArgumentHelp("Any unique beginning or end of the uuid.", valueName: "ITEM")) var item: String?
  @Argument(help: ArgumentHelp("The number of a version.", valueName: "VERSION")) var version: Int?
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Publishing") var options: PublishOptions

  func validate() throws(ValidationError) { try ItemTarget.check(item: item, selection: selection) }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let items = try context.items(item, selection.value, in: open, verb: "activate", assumeYes: options.yes)
    let outcome = try await open.library.activate(
      items, number: version, in: open.store, catalogue: open.catalogue, reason: options.reason ?? "")
    try context.report(outcome, verb: "activated", asJSON: options.json)
  }
}
