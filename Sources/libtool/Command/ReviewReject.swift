import Console
import ContentModel
import ContentStore
import Formats
import Workspace

/// `libtool review reject`.
struct ReviewReject: LibtoolCommand {
  static let configuration = Configuration(
    name: "reject", abstract: "Reject what waits in review; nothing is published, and the gap is open again.",
    examples: [Example("libtool review reject 69c27db6 --reason 'two options are right'", "One item, and why.")])

  @Option(help: ArgumentHelp("Why; kept with the version.", valueName: "TEXT")) var reason: String
  @Flag(help: "Print a JSON document.") var json: Bool
  @Argument(help: ArgumentHelp("Items by any unique beginning or end of their uuid.", valueName: "ITEM"))
  var items: [String]

  func validate() throws(ValidationError) {
    if items.isEmpty {
      throw ValidationError("what to reject is not said", hint: "name items; `libtool review list` shows them")
    }
  }

  private struct Rejected: Sendable {
    var uuid: String
    var number: Int
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let (names, reason) = (items, reason)
    let rejected = try await open.store.write { transaction -> [Rejected] in
      var seen: Set<Int64> = []
      return try names.compactMap { name in
        let item = try transaction.itemID(named: name)
        guard seen.insert(item).inserted else { return nil }
        return Rejected(
          uuid: try transaction.item(item).uuid, number: try transaction.reject(item: item, reason: reason))
      }
    }
    if json {
      return try context.print([
        "items": .array(rejected.map { ["uuid": .string($0.uuid), "version": .integer($0.number)] }),
        "reason": .string(reason),
      ])
    }
    for entry in rejected {
      try context.terminal.writeLine("rejected version \(entry.number) of \(entry.uuid.shortUUID)")
    }
  }
}
