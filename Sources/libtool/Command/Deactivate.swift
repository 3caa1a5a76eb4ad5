import Console
import ContentModel
import ContentStore
import Workspace

/// `libtool deactivate`.
struct Deactivate: LibtoolCommand {
  static let configuration = Configuration(
    name: "deactivate", abstract: "Take items out of what is active; their versions stay.",
    discussion: "They no longer count in coverage and are left out of exports. `libtool rollback` brings them back.",
    section: "Publishing",
    examples: [
      Example("libtool deactivate 69c27db6 --reason 'outdated'", "One item."),
      Example("libtool deactivate --section passiv --level B2", "A selection, after a question."),
    ])

  @Argument(help: ArgumentHelp("Any unique beginning or end of the uuid.", valueName: "ITEM")) var item: String?
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @OptionGroup(title: "Publishing") var options: PublishOptions

  func validate() throws(ValidationError) { try ItemTarget.check(item: item, selection: selection) }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let items = try context.items(
      item, selection.value, in: open, verb: "deactivate", activity: .active, assumeYes: options.yes)
    let reason = options.reason ?? ""
    let outcome = try await open.store.write { try $0.deactivate(items: items, reason: reason) }
    try context.report(outcome, verb: "deactivated", asJSON: options.json)
  }
}
