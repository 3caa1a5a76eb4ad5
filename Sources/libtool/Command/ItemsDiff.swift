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
      for line in Self.lines(of: difference, width: terminal.tableWidth, style: terminal.output.style) {
        try terminal.writeLine(line)
      }
    }
  }

  private static func body(of version: StoredVersion, _ uuid: String) throws -> JSON {
    guard let body = version.body else {
      throw CommandProblem(message: "the body of version \(version.number) of \(uuid.shortUUID) was purged")
    }
    return try JSON.parse(body)
  }

  /// The field's name, what stood there and what stands there now, each line after its sign.
  ///
  /// - Parameter width: The columns of the terminal; nil for a pipe, where no line is broken.
  private static func lines(of difference: BodyDifference, width: Int?, style: Style) -> [String] {
    var (old, new) = (difference.old.map(BodyText.plain), difference.new.map(BodyText.plain))
    // What they differ in does not show: a control character, a number against its text, another Unicode form.
    if old == new { (old, new) = (difference.old.map(spelled), difference.new.map(spelled)) }
    func marked(_ text: String?, _ sign: String, _ role: Style.Role) -> [String] {
      guard let text else { return [] }
      return TextWrap.lines(text, width: width.map { max(10, $0 - 2) } ?? .max).map {
        style.apply(role, to: "\(sign) \($0)")
      }
    }
    return [style.apply(.bold, to: SafeText.line(difference.path))] + marked(old, "-", .bad) + marked(new, "+", .good)
  }

  /// The value as JSON in ASCII.
  private static func spelled(_ value: JSON) -> String {
    value.text.utf16.map { unit in
      if let byte = UInt8(exactly: unit), (0x20...0x7E).contains(byte) { return String(UnicodeScalar(byte)) }
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }.joined()
  }
}
