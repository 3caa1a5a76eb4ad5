import Console
import ContentModel
import ContentStore
import Formats
import Workspace

/// `libtool review list`.
struct ReviewList: LibtoolCommand {
  static let configuration = Configuration(
    name: "list", abstract: "List what waits for a person, the most worth first, or the drafts that can be rescued.",
    discussion: """
      The order: the priority of the target that lacks items (`pri 1` first); then active items that learners have \
      reported; then what closes a gap, the largest first (`3 short`: the target lacks three active items); then age. \
      `met`: the target has enough. `mends`: it would take the place of the active version. A dropped draft has the name of its run and its number in it, such as 7f3a9c21:17; `review accept` makes an item \
      of it.
      """,
    examples: [
      Example("libtool review", "Everything that waits."),
      Example("libtool review list --run last", "What the last run left for review."),
      Example("libtool review list --severity critical --unassigned", "Critical findings that nobody looks at yet."),
      Example("libtool review list --reported", "What learners have reported."),
      Example("libtool review list --dropped --section passiv", "Dropped drafts of one section."),
    ])

  @Flag(help: "Dropped drafts that have a text, newest run first.") var dropped: Bool
  @Option(help: ArgumentHelp("A run, by any unique beginning or end of its uuid, or `last`.", valueName: "RUN"))
  var run: String?
  @Option(help: ArgumentHelp("At most so many lines.", valueName: "N")) var limit: Int?
  @OptionGroup(title: "Queue") var filter: ReviewFilterOptions
  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @Flag(help: "Print a JSON document.") var json: Bool

  func validate() throws(ValidationError) {
    if let limit, limit < 1 { throw ValidationError("--limit \(limit) lists nothing", hint: "give a number from 1") }
    if dropped, !filter.isEverything {
      throw ValidationError(
        "--dropped takes no filter of the queue",
        hint: "leave --rule, --severity, --assigned-to, --unassigned and --reported out")
    }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let run = try run.map { name in try open.store.read { try $0.run(named: name) } }
    if dropped {
      let drafts = try open.library.rescuable(
        in: open.store, catalogue: open.catalogue, selection: selection.value, run: run?.id, limit: limit ?? .max)
      if json { return try context.print(.array(drafts.map { $0.json(in: open) })) }
      if drafts.isEmpty {
        try selection.value.check(against: open.catalogue)
        return try context.terminal.writeLine("No dropped drafts.")
      }
      return try context.write(Self.table(of: drafts))
    }
    let waiting = Array(
      try open.library.reviewQueue(
        in: open.store, catalogue: open.catalogue, filter: filter.value(selection.value, run: run?.id)
      ).prefix(limit ?? .max))
    if json { return try context.print(.array(waiting.map { $0.json(in: open) })) }
    if waiting.isEmpty {
      try selection.value.check(against: open.catalogue)
      try filter.check(in: open)
      let isAll = filter.isEverything && selection.value.isEverything && run == nil
      return try context.terminal.writeLine(isAll ? "Nothing waits in review." : "Nothing of the kind waits in review.")
    }
    try context.write(Self.table(of: waiting))
  }

  private static func table(of waiting: [QueuedVersion]) -> Table {
    // Most libraries assign nothing: an empty column would take room from the others.
    let showsAssignee = waiting.contains { $0.version.assignee != nil }
    var columns: [Table.Column] = [
      .init("Item"), .init("Value"), .init("Kind", fit: .drop, priority: 1),
      .init("Section", fit: .shrink(to: 12), priority: 5), .init("Topic", fit: .shrink(to: 10), priority: 4),
      .init("Language", fit: .drop, priority: 2), .init("Version", alignment: .right, fit: .drop, priority: 2),
      .init("Score", alignment: .right), .init("Findings", alignment: .right),
    ]
    if showsAssignee { columns.append(.init("Assigned", fit: .shrink(to: 6), priority: 6)) }
    columns += [.init("Run", fit: .drop, priority: 0), .init("Since (UTC)", fit: .drop, priority: 3)]
    var table = Table(columns: columns)
    for entry in waiting {
      let version = entry.version
      let findings = version.criticalFindings > 0 ? "\(version.findings) (critical)" : "\(version.findings)"
      var cells: [Table.Cell] = [
        .init(version.uuid.shortUUID), .init(entry.valueText, role: version.reports > 0 ? .warn : nil),
        .init(version.kind), .init(version.key.section), .init(version.key.topic ?? ""), .init(version.key.language),
        .init(version.number), .init(version.score.map(String.init) ?? "-"),
        .init(version.score == nil ? "-" : findings, role: version.criticalFindings > 0 ? .bad : nil),
      ]
      if showsAssignee { cells.append(.init(version.assignee ?? "")) }
      table.add(cells + [.init(version.runUUID?.shortUUID ?? ""), .init(version.createdAt.shortDescription)])
    }
    return table
  }

  private static func table(of drafts: [RescuableDraft]) -> Table {
    var table = Table(columns: [
      .init("Draft"), .init("Kind", fit: .drop, priority: 1), .init("Section", fit: .shrink(to: 20), priority: 5),
      .init("Topic", fit: .shrink(to: 16), priority: 4), .init("Language", fit: .drop, priority: 2),
      .init("Asked", alignment: .right, fit: .drop, priority: 0), .init("Score", alignment: .right),
      .init("Dropped for", fit: .shrink(to: 12), priority: 3),
    ])
    for entry in drafts {
      let draft = entry.draft
      table.add([
        .init(entry.name.description), .init(draft.kind), .init(draft.key.section), .init(draft.key.topic ?? ""),
        .init(draft.key.language), .init(draft.asked), .init(draft.findings.score), .init(draft.dropReason ?? ""),
      ])
    }
    return table
  }
}
