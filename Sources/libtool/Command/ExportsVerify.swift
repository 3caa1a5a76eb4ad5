import Console
import ContentModel
import ContentStore
import Formats
import Workspace

/// `libtool exports verify`.
struct ExportsVerify: LibtoolCommand {
  static let configuration = Configuration(
    name: "verify", abstract: "Read an exported file again: whether it is whole, valid and unchanged.",
    discussion: "A file that is damaged, or is no longer what was exported, ends with exit code 1.",
    examples: [
      Example("libtool exports verify last", "The file that was exported last."),
      Example("libtool exports verify exports/app.json", "A file by its path."),
    ])

  @Argument(help: ArgumentHelp("A path, or `last`.", valueName: "FILE")) var file: String
  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    let path: String
    if file == "last" {
      guard let last = try open.store.read({ try $0.lastExport() }) else {
        throw CommandProblem(message: "no file has been exported yet", hint: "`libtool export JOB` writes one")
      }
      path = last.path
    } else {
      path = FilePath.absolute(file, from: context.folder)
    }
    let found = try open.library.inspectExport(path, in: open.store)
    let name = SafeText.line(shownPath(path, root: open.library.location.root))
    try context.say {
      if json {
        return try context.print([
          "path": .string(path), "format": .string(found.format.rawValue), "items": .integer(found.items),
          "publish_event": found.publishEvent.json, "mode": .string(found.mode), "valid": true,
          "unchanged": found.isUnchanged.map(JSON.bool) ?? .null, "export": (found.record?.id).json,
        ])
      }
      let event = found.publishEvent.map { ", event \($0)" } ?? ""
      let change =
        switch (found.isUnchanged, found.record) {
        case (true?, let record?): "unchanged since export \(record.id)"
        case (false?, let record?): "changed since export \(record.id)"
        default: "of no recorded export"
        }
      try context.terminal.writeLine("\(name): \(counted(found.items, "item"))\(event), valid, \(change)")
    }
    if found.isUnchanged == false { throw Finished(code: .failed) }
  }
}
