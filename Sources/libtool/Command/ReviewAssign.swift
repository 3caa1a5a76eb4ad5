import Console
import ContentModel
import ContentStore
import Formats
import Workspace

/// `libtool review assign`.
struct ReviewAssign: LibtoolCommand {
  static let configuration = Configuration(
    name: "assign", abstract: "Say who is to look at items that wait.",
    discussion: """
      A person is the name that she acts under: that of the system, $LIBTOOL_USER or --as. What somebody else has stays \
      there unless --reassign is given. A decision about the item ends the assignment.
      """,
    examples: [
      Example("libtool review assign 69c27db6 1b0e77a2 --to ana", "Two items for ana."),
      Example("libtool review list --assigned-to ana", "What ana has to do."),
      Example("libtool review assign 69c27db6 --nobody", "It is taken back."),
    ])

  @Option(help: ArgumentHelp("The person; an empty name is nobody.", valueName: "PERSON")) var to: String?
  @Flag(help: "Take the assignment back.") var nobody: Bool
  @Flag(help: "Also what is assigned to somebody else.") var reassign: Bool
  @Flag(help: "Print a JSON document.") var json: Bool
  @Argument(help: ArgumentHelp("Items by any unique beginning or end of their uuid.", valueName: "ITEM"))
  var items: [String]

  func validate() throws(ValidationError) {
    if items.isEmpty {
      throw ValidationError("what to assign is not said", hint: "name items; `libtool review list` shows them")
    }
    if (to == nil) != nobody {
      throw ValidationError(
        to == nil ? "to whom is not said" : "--to and --nobody cannot be given together",
        hint: to == nil ? "give --to PERSON or --nobody" : "leave one of them out")
    }
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let (names, reassigns) = (items, reassign)
    let person = to.flatMap { $0.isEmpty ? nil : $0 }
    let assigned = try await open.store.write { transaction -> [(uuid: String, isChanged: Bool)] in
      var seen: Set<Int64> = []
      return try names.compactMap { name in
        let item = try transaction.itemID(named: name)
        guard seen.insert(item).inserted else { return nil }
        let isChanged = try transaction.assign(item: item, to: person, reassigns: reassigns)
        return (try transaction.item(item).uuid, isChanged)
      }
    }
    if json {
      return try context.print([
        "items": .array(assigned.map { ["uuid": .string($0.uuid), "changed": .bool($0.isChanged)] }),
        "assigned_to": person.json,
      ])
    }
    for entry in assigned {
      let what = person.map { "assigned to \($0)" } ?? "assigned to nobody"
      try context.terminal.writeLine("\(entry.uuid.shortUUID): \(what)\(entry.isChanged ? "" : " already")")
    }
  }
}
