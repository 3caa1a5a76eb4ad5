import Console
import ContentModel
import Formats
import Workspace

/// `libtool targets set`.
struct TargetsSet: LibtoolCommand {
  static let configuration = Configuration(
    name: "set", abstract: "Set a target: one row of targets.csv, all others stay as they are byte for byte.",
    discussion: """
      Each option of the key takes a name, `*` for each one that applies, or nothing for all taken together. The file is \
      replaced only when the whole catalogue still agrees with itself.
      """,
    examples: [
      Example("libtool targets set --section passiv --language de 24", "24 exercises in the section passiv."),
      Example(
        "libtool targets set --section passiv --topic freizeit_10_wochenende --language de 2 --priority 1",
        "Two of them about the weekend, and urgently."),
      Example("libtool targets set --section '*' --topic '*' --language de 2", "Two for every section and topic."),
    ])

  @Option(help: ArgumentHelp("A section, `*` for each, '' for all together.", valueName: "S")) var section: String
  @Option(help: ArgumentHelp("A topic, `*` for each; all together where it is left out.", valueName: "T"))
  var topic: String?
  @Option(help: ArgumentHelp("A SKU, `*` for each; all together where it is left out.", valueName: "K"))
  var sku: String?
  @Option(help: ArgumentHelp("A language, `*` for each; all together where it is left out.", valueName: "L"))
  var language: String?
  @Argument(help: "How many active items are wanted, 0 or more.") var target: Int
  @Option(help: ArgumentHelp("1 is the most urgent; kept where it is left out, 2 for a new row.", valueName: "N"))
  var priority: Int?
  @Flag(help: "Print a JSON document.") var json: Bool

  func validate() throws(ValidationError) {
    if !(0...1_000_000).contains(target) {
      throw ValidationError("a target is a number of items", hint: "give a whole number from 0 to 1000000")
    }
    if let priority, !(1...1_000_000).contains(priority) {
      throw ValidationError("a priority is a whole number from 1", hint: "give 1 for the most urgent")
    }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let before = try await context.openStore()
    var row = TargetRow(
      section: TargetPart(section), topic: TargetPart(topic ?? ""), sku: TargetPart(sku ?? ""),
      language: TargetPart(language ?? ""), target: target, priority: priority ?? 2, origin: "")
    try row.checkNames(against: before.catalogue)
    if priority == nil, let same = before.catalogue.targets.first(where: { $0.hasKey(of: row) }) {
      row.priority = same.priority
    }
    let edit = try before.library.setTarget(row)
    let after = edit.isChange ? try await context.openStore() : before
    let report = try after.coverage(of: try after.inventory())
    let figures = TargetFigures(edit.row, report.cells.filter { $0.origin == edit.row.origin })
    if json { return try context.print(figures.json(former: edit.former)) }
    try context.terminal.writeLine(Self.text(edit, figures, after.catalogue))
  }

  /// `target of passiv / de: 20 -> 24; the gap is now 21`.
  private static func text(_ edit: TargetsFile.Edit, _ figures: TargetFigures, _ catalogue: Catalogue) -> String {
    var text = "target of \(edit.row.words(in: catalogue)): "
    if let former = edit.former {
      text += former.target == edit.row.target ? "\(former.target)" : "\(former.target) -> \(edit.row.target)"
      if former.priority != edit.row.priority { text += ", priority \(former.priority) -> \(edit.row.priority)" }
      if !edit.isChange { text += " already" }
    } else {
      text += "none -> \(edit.row.target), priority \(edit.row.priority)"
    }
    if figures.cells == 0 { return text + "; it decides no cell, for more specific rows speak of all of them" }
    let cells = figures.cells == 1 ? "" : " in \(Quantity.grouped(figures.cells)) cells"
    return text + "; the gap is now \(Quantity.grouped(figures.gap))\(cells)"
  }
}
