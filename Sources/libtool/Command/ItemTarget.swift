import Console
import ContentModel
import ContentStore
import Formats
import Workspace

/// What the commands that publish have in common.
struct PublishOptions: ParsableOptions {
  @Option(help: ArgumentHelp("Why; the log keeps it.", valueName: "TEXT")) var reason: String?
  @Flag(help: "Go ahead with a selection without being asked.") var yes: Bool
  @Flag(help: "Print a JSON document.") var json: Bool
}

/// The items that a command is to change: one by its name, or a selection.
enum ItemTarget: Hashable {
  case item(String)
  case selection(Selection)

  /// Checks that exactly one of the two is given.
  static func check(item: String?, selection: SelectionOptions) throws(ValidationError) {
    switch (item, selection.value.isEverything) {
    case (nil, true):
      throw ValidationError(
        "which items is not said", hint: "name an item by an end of its uuid, or select with --section, --topic, …")
    case (.some, false):
      throw ValidationError("an item and a selection cannot be given together", hint: "leave one of them out")
    default: return
    }
  }
}

extension LibtoolContext {
  /// The rows of the items that are meant. A selection is asked about first.
  ///
  /// - Parameters:
  ///   - verb: What will be done: `deactivate`.
  ///   - activity: Which items of a selection can be meant at all.
  /// - Throws: `Finished` where the answer is no.
  func items(
    _ item: String?, _ selection: Selection, in open: OpenLibrary, verb: String, activity: ItemActivity = .any,
    assumeYes: Bool
  ) throws -> [Int64] {
    if let item { return [try open.store.read { try $0.itemID(named: item) }] }
    let items = try open.items(selection, activity: activity)
    if items.isEmpty { return [] }
    if try terminal.confirm("\(verb) \(counted(items.count, "item")) (\(selection))?", assumeYes: assumeYes) {
      return items.map(\.id)
    }
    try terminal.note("Nothing was changed.")
    throw Finished(code: .done)
  }
}

extension OpenLibrary {
  /// The items of a selection. Where there are none, a name that nothing knows is an error: it may be a typo.
  func items(
    _ selection: Selection, activity: ItemActivity = .any, limit: Int = .max
  ) throws -> [StoredItem] {
    let items = try library.items(
      in: store, catalogue: catalogue, selection: selection, activity: activity, limit: limit)
    if items.isEmpty { try selection.check(against: catalogue) }
    return items
  }
}
