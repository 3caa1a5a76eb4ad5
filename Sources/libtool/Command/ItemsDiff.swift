import Console
import ContentModel
import ContentStore
import Formats
import Workspace

/// `libtool items diff`.
struct ItemsDiff: LibtoolCommand {
  static let configuration = Configuration(
    name: "diff", abstract: "Show in which fields two versions of an item differ.",
    examples: [Example("libtool items diff 69c27db6 1 2", "What version 2 changed.")])

  @Argument(help: ArgumentHelp("Any unique beginning or end of the uuid.", valueName: "ITEM")) var item: String
  @Argument(help: ArgumentHelp("The number of a version.", valueName: "A")) var from: Int
  @Argument(help: ArgumentHelp("The number of the version it is compared with.", valueName: "B")) var to: Int
  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let (name, from, to) = (item, from, to)
    let (uuid, old, new) = try open.store.read { reader in
      let item = try reader.item(try reader.itemID(named: name))
      return (item.uuid, try reader.version(from, ofItem: item.id), try reader.version(to, ofItem: item.id))
    }
    let differences = BodyDifference.between(try Self.body(of: old, uuid), try Self.body(of: new, uuid))
    if json {
      return try context.print([
        "uuid": .string(uuid), "from": .integer(from), "to": .integer(to),
        "differences": .array(
          differences.map { ["path": .string($0.path), "old": $0.old ?? .null, "new": $0.new ?? .null] }),
      ])
    }
    let terminal = context.terminal
    if differences.isEmpty {
      return try terminal.writeLine("Versions \(from) and \(to) of \(uuid.shortUUID) say the same.")
    }
    for difference in differences {
      for line in Self.lines(of: difference, style: terminal.output.style) { try terminal.writeLine(line) }
    }
  }

  private static func body(of version: StoredVersion, _ uuid: String) throws -> JSON {
    guard let body = version.body else {
      throw CommandProblem(message: "the body of version \(version.number) of \(uuid.shortUUID) was purged")
    }
    return try JSON.parse(body)
  }

  private static func lines(of difference: BodyDifference, style: Style) -> [String] {
    func marked(_ value: JSON?, _ sign: String, _ role: Style.Role) -> [String] {
      guard let value else { return [] }
      return BodyText.plain(value).split(separator: "\n", omittingEmptySubsequences: false).map {
        style.apply(role, to: "\(sign) \($0)")
      }
    }
    return [style.apply(.bold, to: SafeText.line(difference.path))] + marked(difference.old, "-", .bad)
      + marked(difference.new, "+", .good)
  }
}
