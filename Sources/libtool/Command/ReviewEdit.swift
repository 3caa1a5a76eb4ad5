import Console
import ContentModel
import ContentStore
import Formats
import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// `libtool review edit`.
struct ReviewEdit: LibtoolCommand {
  static let configuration = Configuration(
    name: "edit",
    abstract: "Mend an item in an editor: the rules judge it on saving, and it becomes a version of yours.",
    discussion: """
      The text opens in $VISUAL, else $EDITOR, else vi, as YAML, with the findings in comments above it. What you save \
      goes live in your name, in the place of what waits; --hold leaves it in review. A text that does not fit its kind is \
      asked for again; whatever happens, what you have written is kept.
      """,
    examples: [
      Example("libtool review edit 69c27db6", "Mend an item that waits."),
      Example("libtool review edit 69c27db6 --hold", "The same, and somebody else is to look at it."),
    ])

  @Flag(help: "Leave it in review instead of publishing it.") var hold: Bool
  @OptionGroup(title: "Publishing") var options: PublishOptions
  @Argument(help: ArgumentHelp("An item by any unique beginning or end of its uuid.", valueName: "ITEM"))
  var name: String

  mutating func run(_ context: LibtoolContext) async throws {
    try Editor(world: context.world).requireTerminal(context.terminal.inputIsTerminal)
    let open = try await context.openStore()
    let edit = try open.library.beginEdit(of: name, in: open.store)
    let findings = try open.library.judge(
      edit.version.body ?? "{}", kind: edit.item.kind, key: edit.item.key, version: edit.version.id,
      catalogue: open.catalogue, in: open.store)
    let text = edit.text(level: open.level(of: edit.item.key.section), findings: findings)
    let file = try EditFile(Array(text.utf8), for: edit.item.uuid.shortUUID, context)
    let short = edit.item.uuid.shortUUID
    do {
      guard let edited = try judged(file, edit, open, context) else {
        file.remove()
        return try report(PublishOutcome(), short, isChanged: false, context)
      }
      let outcome = try await open.library.save(
        edited, of: edit, in: open.store, catalogue: open.catalogue, hold: hold, reason: options.reason ?? "edited")
      file.remove()
      try report(outcome, short, isChanged: true, context)
    } catch {
      // Nothing is lost of a text that stands there as it was.
      if file.stillHolds(text) {
        file.remove()
      } else {
        try context.terminal.note("note: what you have written is kept in \(file.path)")
      }
      throw error
    }
  }

  /// Opens the editor until the text can be taken; nil where nothing was changed.
  private func judged(
    _ file: EditFile, _ edit: ItemEdit, _ open: OpenLibrary, _ context: LibtoolContext
  ) throws -> EditedBody? {
    let editor = Editor(world: context.world)
    while true {
      try editor.open(file.path)
      do {
        let bytes = try FilePath.read(file.path)
        let edited = try open.library.read(
          bytes, file: file.path, of: edit, in: open.store, catalogue: open.catalogue)
        guard let edited else { return nil }
        let critical = edited.findings.filter { $0.severity == .critical }
        for finding in edited.findings {
          try context.terminal.note("\(finding.severity.rawValue) \(finding.rule): \(finding.message)")
        }
        if critical.isEmpty || hold { return edited }
        let question = "Publish it in spite of \(counted(critical.count, "critical finding"))?"
        if try context.terminal.confirm(question, assumeYes: options.yes) { return edited }
      } catch let error as any Failure where error is YAMLError || error is EditRefusal {
        // Without a terminal nobody can be asked to mend it.
        if !context.terminal.inputIsTerminal { throw error }
        try context.terminal.note("error: \(error.message)")
      }
      guard try context.terminal.confirm("Edit it again?", assumeYes: false) else {
        try context.terminal.note("Nothing was changed.")
        throw Finished(code: .failed)
      }
    }
  }

  private func report(
    _ outcome: PublishOutcome, _ item: String, isChanged: Bool, _ context: LibtoolContext
  ) throws {
    if options.json || outcome.event != nil {
      return try context.report(outcome, verb: "published", asJSON: options.json, isReview: true)
    }
    try context.terminal.writeLine(
      isChanged ? "\(item): the new version waits in review." : "\(item): nothing was changed.")
  }
}

/// The file that an editor opens, for its owner only.
struct EditFile {
  var path: String

  init(_ bytes: [UInt8], for item: String, _ context: LibtoolContext) throws {
    let folder = context.world.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    let suffix = ".yaml"
    var template = Array("\(folder)/libtool-\(item)-XXXXXX\(suffix)".utf8CString)
    let descriptor = mkstemps(&template, Int32(suffix.utf8.count))
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if descriptor < 0 { throw FileFailure(path: path, doing: "write", code: errno) }
    defer { close(descriptor) }
    let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if written != bytes.count { throw FileFailure(path: path, doing: "write", code: written < 0 ? errno : ENOSPC) }
  }

  /// Whether nobody has written anything; false where it cannot be read.
  func stillHolds(_ text: String) -> Bool {
    // What cannot be read is treated as changed, so that it is kept.
    (try? FilePath.read(path)).map { $0.elementsEqual(text.utf8) } ?? false
  }

  func remove() { unlink(path) }
}
