import Console
import ContentModel
import ContentStore
import Coverage
import Formats
import Workspace

/// An item that waits for a person, with all that helps to decide.
struct ShownReview: Sendable {
  var shown: ShownItem
  var entry: QueuedVersion
  var assignment: Assignment?
  var reports: [LearnerReport]
  /// An item that is nearly the same, as a finding names it, or nil.
  var twin: Twin?

  /// A near-duplicate: where it stands, and how it begins.
  struct Twin: Sendable {
    var item: StoredItem
    var body: String?
  }

  /// As `review show --json` shows it: what `items show` says of the version, and what a reviewer asks besides.
  func json(in open: OpenLibrary) throws -> JSON {
    var json = try shown.json(in: open)
    json["state"] = .string(entry.state)
    json["value"] = entry.valueJSON
    json["assigned_to"] = entry.version.assignee.json
    json["reports"] = .array(reports.map(\.json))
    json["twin"] = (twin?.item.uuid).json
    return json
  }

  /// The item as a learner sees it, the findings beside it where there is room.
  func text(in open: OpenLibrary, terminal: Terminal) throws -> String {
    let style = terminal.output.style
    let width = terminal.proseWidth
    let widths = SideBySide.widths(width)
    let head = shown.head(facts(in: open), width: width, style: style)
    var body = ["The body of this version was purged."]
    if let text = shown.version.body {
      body = try open.lines(of: JSON.parse(text), kind: shown.item.kind, width: widths.left, style: style)
    }
    let beside =
      try shown.findingLines(in: open, width: widths.right, style: style)
      + reportLines(width: widths.right, style: style)
    return
      (head + [""] + SideBySide.lines(body, Array(beside.drop { $0.isEmpty }), width: width, style: style))
      .joined(separator: "\n") + "\n"
  }

  private func facts(in open: OpenLibrary) -> [(String, String)] {
    var facts = shown.facts(in: open)
    if entry.version.isActive { facts.append(("reported", counted(entry.version.reports, "open report"))) }
    if let assignment {
      facts.append(
        ("assigned", "to \(assignment.person), by \(assignment.by), \(assignment.at.shortDescription) UTC"))
    }
    if let twin { facts.append(("twin", twin.text(in: open))) }
    facts.append(("accept", accepting))
    return facts
  }

  /// What accepting it would do.
  private var accepting: String {
    let version = entry.version
    let reports = version.reports
    if version.isActive {
      return "version \(version.number) stays live, and the \(reports == 1 ? "report is" : "reports are") closed; "
        + "rejecting takes it out of what is live"
    }
    var text = "version \(version.number) goes live"
    text += version.activeNumber.map { " in the place of version \($0)" } ?? ""
    if entry.closesGap {
      text += "; priority \(entry.value.priority ?? 0), \(counted(entry.value.short, "item")) short"
    } else if version.activeNumber == nil {
      text += entry.value.priority == nil ? "; no target speaks of it" : "; its target is met"
    }
    if version.criticalFindings > 0 {
      text += "; \(counted(version.criticalFindings, "critical finding")) waived in your name"
    }
    if reports > 0 { text += "; \(counted(reports, "report")) closed" }
    return text
  }

  private func reportLines(width: Int, style: Style) -> [String] {
    if reports.isEmpty { return [] }
    return ["", style.apply(.bold, to: "Reports of learners")]
      + reports.flatMap { report in
        TextWrap.block(
          SafeText.line(report.reportedAt.shortDescription.prefix(10) + ": " + report.text), width: width, indent: 2)
      }
  }
}

extension ShownReview.Twin {
  /// `1b0e77a2, active: Beim ersten Kaffee reden wir …`
  func text(in open: OpenLibrary) -> String {
    var text = item.uuid.shortUUID + (item.activeVersion == nil ? ", not active" : ", active")
    let names = open.library.kinds[item.kind]?.shown?.texts ?? []
    // A body that cannot be read has no beginning to show; `items show` says what is wrong with it.
    if let body = body.flatMap({ try? JSON.parse($0) }), let words = names.compactMap({ body[$0]?.string }).first {
      text += ": " + DisplayWidth.truncate(SafeText.line(words), to: 60)
    }
    return text
  }
}

extension StoreReader {
  /// The item that a finding of `near_duplicate` names by the end of its uuid; nil where there is none, or not any more.
  func twin(in findings: [Finding]) throws -> ShownReview.Twin? {
    for finding in findings where finding.rule == "near_duplicate" {
      let words = finding.message.split { !$0.isHexDigit }.filter { $0.utf8.count == 8 }
      for word in words {
        do {
          let item = try item(try itemID(named: String(word)))
          let version = try self.version(item.shownNumber, ofItem: item.id)
          return ShownReview.Twin(item: item, body: version.body)
        } catch is ItemLookupFailure {
          continue
        }
      }
    }
    return nil
  }
}

extension LearnerReport {
  /// As documents show it.
  var json: JSON { ["date": .string(reportedAt.description), "text": .string(text)] }
}

extension OpenLibrary {
  /// A body as a learner sees it, where its kind says how; else by its members.
  func lines(of body: JSON, kind: String, width: Int, style: Style) -> [String] {
    guard let form = library.kinds[kind]?.shown else { return BodyText(width: width, style: style).lines(of: body) }
    return LearnerView(form: form, width: width, style: style).lines(of: body)
  }
}

extension OpenLibrary {
  /// An item that waits, with all that helps to decide.
  ///
  /// - Throws: `ReviewConflict` where nothing of it waits, with the name of who decided, and when.
  func review(of name: String) throws -> ShownReview {
    let inventory = try inventory().counted
    let values = try AcceptanceValues(catalogue: catalogue, inventory: inventory)
    return try store.read { reader in
      let item = try reader.item(try reader.itemID(named: name))
      let found = try reader.waitingVersions(ofItem: item.id).last ?? reader.reportedVersions(ofItem: item.id).last
      guard let waiting = found else {
        // Nothing was to be changed: what a person wants to see stands elsewhere.
        let name = String(item.uuid.suffix(8))
        throw CommandProblem(
          message: try reader.whyNothingWaits(of: item.id).message,
          hint: item.activeNumber == nil
            ? "`libtool items history \(name)` shows what happened to it"
            : "`libtool items show \(name)` shows its active version")
      }
      let version = try reader.version(waiting.number, ofItem: item.id)
      return ShownReview(
        shown: ShownItem(
          item: item, version: version, waived: try reader.waivedFindings(ofVersion: waiting.version)),
        entry: QueuedVersion(version: waiting, value: values.value(kind: item.kind, item.key)),
        assignment: try reader.assignment(ofItem: item.id), reports: try reader.openReports(ofItem: item.id),
        twin: try reader.twin(in: version.findings))
    }
  }
}
