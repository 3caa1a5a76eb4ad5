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
      "run": runUUID.json, "created": .string(createdAt.description), "assigned_to": assignee.json,
      "reports": .integer(reports),
    ]
  }
}

extension QueuedVersion {
  /// `waiting` in review, or `reported` by learners while it is active.
  var state: String { version.isActive ? "reported" : "waiting" }

  /// What accepting is worth, as documents show it.
  var valueJSON: JSON {
    ["priority": value.priority.json, "short": .integer(value.short), "closes_gap": .bool(closesGap)]
  }

  /// As `review list --json` shows it.
  func json(in open: OpenLibrary) -> JSON {
    var json = version.json(in: open)
    json["state"] = .string(state)
    json["value"] = valueJSON
    return json
  }

  /// What accepting is worth, in a table: `pri 1, 3 short`.
  var valueText: String {
    let priority = value.priority.map { "pri \($0)" } ?? "no target"
    if version.reports > 0 { return "\(priority), \(counted(version.reports, "report"))" }
    if version.activeNumber != nil { return "\(priority), mends" }
    if value.priority == nil { return priority }
    return closesGap ? "\(priority), \(value.short) short" : "\(priority), met"
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

  /// What accepting it would do.
  private var accepting: String {
    if draft.item != nil { return "it was rescued already, and is an item" }
    let critical = draft.findings.filter { $0.severity == .critical }
    var text = "it becomes an item and goes live"
    if !critical.isEmpty { text += "; \(counted(critical.count, "critical finding")) waived in your name" }
    // Nobody can waive that.
    if critical.contains(where: { $0.rule == "schema" }) {
      text += ", but exports leave out what does not fit the schema"
    }
    return text
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
      ("score", "\(draft.findings.score) of 100"), ("accept", accepting),
    ]
    lines += facts.map { label, value in
      style.apply(.dim, to: DisplayWidth.pad(label, to: 10)) + SafeText.line(value)
    }
    lines.append("")
    let widths = SideBySide.widths(width)
    let body = draft.body.map { open.lines(of: $0, kind: draft.kind, width: widths.left, style: style) } ?? []
    let findings =
      draft.findings.isEmpty
      ? []
      : [style.apply(.bold, to: "Findings")]
        + draft.findings.flatMap { $0.lines(width: widths.right, style: style) }
    lines += SideBySide.lines(body, findings, width: width, style: style)
    return lines.joined(separator: "\n") + "\n"
  }
}

extension LibtoolContext {
  /// Prints a table.
  func write(_ table: Table) throws {
    try terminal.write(table.text(width: terminal.tableWidth, style: terminal.output.style))
  }
}
