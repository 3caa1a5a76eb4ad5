import Console
import ContentModel
import ContentStore
import Formats
import Workspace

/// `libtool items history`.
struct ItemsHistory: LibtoolCommand {
  static let configuration = Configuration(
    name: "history", abstract: "Show the versions of an item and the events that touched it.",
    examples: [Example("libtool items history 69c27db6", "Every version, and when it was active.")])

  @Argument(help: ArgumentHelp("Any unique beginning or end of the uuid.", valueName: "ITEM")) var item: String
  @Flag(help: "Print a JSON document.") var json: Bool

  private struct History: Sendable {
    var item: StoredItem
    var versions: [StoredVersion]
    var events: [ItemEvent]
  }

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let name = item
    let history = try open.store.read { reader in
      let id = try reader.itemID(named: name)
      return History(
        item: try reader.item(id), versions: try reader.versions(ofItem: id), events: try reader.events(ofItem: id))
    }
    if json { return try context.print(Self.json(history, currency: open.library.settings.currency)) }
    let terminal = context.terminal
    let style = terminal.output.style
    try terminal.writeLine(style.apply(.bold, to: SafeText.line("\(history.item.kind) \(history.item.uuid)")))
    try terminal.writeLine(SafeText.line(history.item.key.description) + "\n")
    try terminal.write(Self.versions(history).text(width: terminal.tableWidth, style: style) + "\n")
    if history.events.isEmpty { return try terminal.writeLine("No event has made a version active yet.") }
    try terminal.write(Self.events(history, style).text(width: terminal.tableWidth, style: style))
  }

  private static func json(_ history: History, currency: String) -> JSON {
    guard case .object(var members) = history.item.json else { return history.item.json }
    members["versions"] = .array(
      history.versions.map { version in
        var json = version.json(currency: currency)
        json["active"] = .bool(version.id == history.item.activeVersion)
        return .object(json)
      })
    members["events"] = .array(
      history.events.map { entry in
        var json = entry.event.json
        json["items"] = nil
        json["old_version"] = entry.change.oldNumber.json
        json["new_version"] = entry.change.newNumber.json
        return json
      })
    return .object(members)
  }

  private static func versions(_ history: History) -> Table {
    var table = Table(columns: [
      .init("Version", alignment: .right), .init("Origin", fit: .shrink(to: 10), priority: 3), .init("Made (UTC)"),
      .init("Score", alignment: .right), .init("Findings", fit: .drop, priority: 0),
      .init("Review", fit: .shrink(to: 8), priority: 2), .init("Approved by", fit: .shrink(to: 8), priority: 1),
      .init("Active"),
    ])
    for version in history.versions {
      let review = [version.review?.rawValue, version.reviewReason].compactMap(\.self).joined(separator: ": ")
      table.add([
        .init(version.number), .init(version.source), .init(version.createdAt.shortDescription),
        .init(version.score.map(String.init) ?? "-"), .init(version.findings.summary), .init(review),
        .init(version.approvedBy ?? ""),
        version.id == history.item.activeVersion ? .init("yes", role: .good) : .init("no", role: .dim),
      ])
    }
    return table
  }

  private static func events(_ history: History, _ style: Style) -> Table {
    var table = Table(columns: [
      .init("Event", alignment: .right), .init("When (UTC)"), .init("Who", fit: .shrink(to: 8), priority: 1),
      .init("Action"), .init("Active"), .init("Reason", fit: .shrink(to: 10), priority: 0),
    ])
    for entry in history.events {
      table.add([
        .init(Int(entry.event.id)), .init(entry.event.at.shortDescription), .init(entry.event.actor),
        .init(entry.event.action.rawValue), .init(entry.change.text(style)), .init(entry.event.reason),
      ])
    }
    return table
  }
}
