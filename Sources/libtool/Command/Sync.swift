import Console
import Formats

/// `libtool sync`.
struct Sync: LibtoolCommand {
  static let configuration = Configuration(
    name: "sync", abstract: "Bring the store up to date with the catalogue files, and say what changed.",
    discussion: """
      Every command does this by itself when the files have changed. A bad row stops it with file, line, column and the \
      mend, and changes nothing.
      """,
    section: "Library",
    examples: [Example("libtool sync", "Read sections.csv, topics.csv, skus.csv, sku_texts.csv and targets.csv.")])

  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let outcome = open.synchronised
    let files = ["sections", "topics", "skus", "sku_texts", "targets"]
    if json {
      func counts(_ byFile: [String: Int]) -> JSON {
        .object(JSON.Object(files.map { ($0, .integer(byFile[$0] ?? 0)) }))
      }
      return try context.print([
        "publish_event": .integer(outcome.event), "changed": .bool(!outcome.change.isEmpty),
        "added": counts(outcome.change.added), "updated": counts(outcome.change.changed),
        "retired": counts(outcome.change.retired), "starting_items": .integer(outcome.startingItems),
        "renamed": .object(
          JSON.Object(outcome.renamed.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })),
      ])
    }
    if outcome.change.isEmpty && outcome.startingItems == 0 {
      return try context.terminal.writeLine("Nothing has changed since event \(outcome.event).")
    }
    for file in files {
      let parts = [
        ("added", outcome.change.added[file]), ("changed", outcome.change.changed[file]),
        ("retired", outcome.change.retired[file]),
      ].compactMap { name, count in count.map { "\($0) \(name)" } }
      if !parts.isEmpty { try context.terminal.writeLine("\(file).csv: \(parts.joined(separator: ", "))") }
    }
    for (section, count) in outcome.renamed.sorted(by: { $0.key < $1.key }) {
      try context.terminal.writeLine("\(Quantity.of(count, "item is", "items are")) filed under \(section) now")
    }
    if outcome.startingItems > 0 {
      try context.terminal.writeLine(
        "\(Quantity.of(outcome.startingItems, "starting item", "starting items")) imported")
    }
    try context.terminal.writeLine("The library is at event \(outcome.event).")
  }
}
