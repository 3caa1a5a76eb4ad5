import Console
import ContentModel
import ContentStore
import Formats
import Workspace

extension WaitingVersion {
  /// As `review list --json` shows it.
  func json(in open: OpenLibrary) -> JSON {
    [
      "uuid": .string(uuid), "kind": .string(kind), "level": .string(open.level(of: key.section)),
      "section": .string(key.section), "topic": key.topic.json, "sku": key.sku.json,
      "language": .string(key.language), "version": .integer(number), "active_version": activeNumber.json,
      "score": score.json, "findings": .integer(findings), "critical": .integer(criticalFindings),
      "run": runUUID.json, "created": .string(createdAt.description),
    ]
  }
}

extension RescuableDraft {
  /// As `review list --dropped --json` shows it.
  func json(in open: OpenLibrary) -> JSON {
    [
      "draft": .string(name.description), "kind": .string(draft.kind),
      "level": .string(open.level(of: draft.key.section)), "section": .string(draft.key.section),
      "topic": draft.key.topic.json, "sku": draft.key.sku.json, "language": .string(draft.key.language),
      "asked": .integer(draft.asked), "score": .integer(draft.findings.score),
      "drop_reason": draft.dropReason.json, "findings": .array(draft.findings.map(\.json)),
    ]
  }

  /// The draft as text: its body as a learner sees it, and why it was dropped.
  func text(in open: OpenLibrary, terminal: Terminal) -> String {
    let style = terminal.output.style
    let width = terminal.proseWidth
    let level = open.level(of: draft.key.section)
    var lines = [style.apply(.bold, to: SafeText.line("\(draft.kind), dropped draft \(name)"))]
    let facts = [
      ("filed", (level.isEmpty ? "" : level + " / ") + draft.key.description),
      ("dropped", "\(draft.dropReason ?? "for no reason that is known"), asked for \(counted(draft.asked, "time"))"),
      ("score", "\(draft.findings.score) of 100"),
    ]
    lines += facts.map { label, value in
      style.apply(.dim, to: DisplayWidth.pad(label, to: 10)) + SafeText.line(value)
    }
    lines.append("")
    if let body = draft.body { lines += BodyText(width: width, style: style).lines(of: body) }
    if !draft.findings.isEmpty {
      lines += ["", style.apply(.bold, to: "Findings")]
      lines += draft.findings.flatMap { $0.lines(width: width, style: style) }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension LibtoolContext {
  /// Prints a table.
  func write(_ table: Table) throws {
    try terminal.write(table.text(width: terminal.tableWidth, style: terminal.output.style))
  }
}
