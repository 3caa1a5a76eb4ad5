import Console
import Formats
import Workspace

/// `libtool keys list`.
struct KeysList: LibtoolCommand {
  static let configuration = Configuration(
    name: "list", abstract: "List which keys there are and where they come from; never the keys themselves.",
    examples: [Example("libtool keys list", "The providers that have a key.")])

  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let keys = try Keys(world: context.world)
    let names = Set(keys.storedNames + ["openai", "anthropic", "dify"]).sorted()
    let found = names.compactMap { name in keys.key(of: name).map { (name, $0.source.description) } }
    if json {
      return try context.print(.array(found.map { ["provider": .string($0), "source": .string($1)] }))
    }
    if found.isEmpty {
      return try context.terminal.writeLine(
        "No keys: `libtool keys set NAME` stores one; the simulated provider needs none.")
    }
    var table = Table(columns: [.init("Provider"), .init("Source", fit: .shrink(to: 12))])
    for (name, source) in found { table.add([.init(name), .init(source)]) }
    try context.terminal.write(
      table.text(width: context.terminal.tableWidth, style: context.terminal.output.style))
  }
}
