import Console
import ContentModel
import ContentStore
import Formats
import Workspace

/// `libtool review show`.
struct ReviewShow: LibtoolCommand {
  static let configuration = Configuration(
    name: "show",
    abstract: "Show one item that waits, or a dropped draft, as a learner sees it, with what the rules said.",
    discussion: """
      The text with its blanks, the choices with letters, the answers after them; what accepting would do; an item that is \
      nearly the same; reports of learners. Findings stand beside it on a terminal of 120 columns or more.
      """,
    examples: [
      Example("libtool review show 69c27db6", "The version of the item that waits."),
      Example("libtool review show 7f3a9c21:17", "A dropped draft, as `review list --dropped` names it."),
    ])

  @Argument(
    help: ArgumentHelp("An item by any unique beginning or end of its uuid, or a draft.", valueName: "ITEM|DRAFT"))
  var subject: String
  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    if let name = DraftName(subject) {
      let found = try open.store.read { reader -> RescuableDraft in
        let draft = try reader.draft(named: name)
        return RescuableDraft(name: try reader.name(of: draft), draft: draft)
      }
      if json {
        var document = found.json(in: open)
        document["body"] = found.draft.body ?? .null
        return try context.print(document)
      }
      return try context.terminal.write(found.text(in: open, terminal: context.terminal))
    }
    let shown = try open.review(of: subject)
    if json { return try context.print(try shown.json(in: open)) }
    try context.terminal.write(try shown.text(in: open, terminal: context.terminal))
  }
}
