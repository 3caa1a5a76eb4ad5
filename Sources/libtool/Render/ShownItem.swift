import Console
import ContentModel
import ContentStore
import Formats
import Workspace

/// One version of an item with all that is known of it, to be shown.
struct ShownItem: Sendable {
  var item: StoredItem
  var version: StoredVersion
  var waived: [WaivedFinding]

  /// The item as a document: what a list says of it, then the version.
  func json(in open: OpenLibrary) throws -> JSON {
    guard case .object(var members) = item.json else { return item.json }
    members["level"] = .string(open.level(of: item.key.section))
    members["active"] = .bool(item.activeVersion == version.id)
    members["active_version"] = item.activeNumber.json
    members["versions"] = .integer(item.latestNumber)
    for (name, value) in version.json(currency: open.library.settings.currency).members { members[name] = value }
    members["waived"] = .array(
      waived.map { ["rule": .string($0.finding.rule), "message": .string($0.finding.message), "by": .string($0.by)] })
    members["body"] = try version.body.map { try JSON.parse($0) } ?? .null
    return .object(members)
  }

  /// The item as text.
  func text(in open: OpenLibrary, terminal: Terminal) throws -> String {
    let style = terminal.output.style
    let width = terminal.proseWidth
    var lines = head(facts(in: open), width: width, style: style) + [""]
    if let body = version.body {
      lines += BodyText(width: width, style: style).lines(of: try JSON.parse(body))
    } else {
      lines.append("The body of this version was purged.")
    }
    lines += try findingLines(in: open, width: width, style: style)
    return lines.joined(separator: "\n") + "\n"
  }

  /// What it is, and what is known of it: a label and a text each.
  func head(_ facts: [(String, String)], width: Int, style: Style) -> [String] {
    [style.apply(.bold, to: SafeText.line("\(item.kind) \(item.uuid)"))]
      + facts.flatMap { name, value -> [String] in
        let block = TextWrap.block(SafeText.line(value), width: width, indent: 10)
        return [style.apply(.dim, to: DisplayWidth.pad(name, to: 10)) + (block.first ?? "").drop { $0 == " " }]
          + block.dropFirst()
      }
  }

  /// What the rules found, after an empty line; none where they found nothing.
  func findingLines(in open: OpenLibrary, width: Int, style: Style) throws -> [String] {
    let (findings, isStored) = try self.findings(in: open)
    if findings.isEmpty && waived.isEmpty { return [] }
    return ["", style.apply(.bold, to: isStored ? "Findings" : "Findings (judged just now)")]
      + findings.flatMap { $0.lines(width: width, style: style) }
      + waived.flatMap { $0.finding.lines(width: width, style: style, waivedBy: $0.by) }
  }

  /// What the rules found; judged now where that has not happened yet.
  private func findings(in open: OpenLibrary) throws -> (findings: [Finding], isStored: Bool) {
    guard version.checkedAt == nil, let body = version.body else { return (version.findings, true) }
    let findings = try open.library.judge(
      body, kind: item.kind, key: item.key, version: version.id, catalogue: open.catalogue, in: open.store)
    return (findings, false)
  }

  func facts(in open: OpenLibrary) -> [(String, String)] {
    let level = open.level(of: item.key.section)
    var facts = [("filed", (level.isEmpty ? "" : level + " / ") + item.key.description)]
    let state =
      item.activeVersion == version.id ? "active" : item.activeNumber.map { "version \($0) is active" } ?? "not active"
    facts.append(("version", "\(version.number) of \(item.latestNumber), \(state)"))
    var origin = "\(version.source), \(version.createdAt.shortDescription) UTC"
    if let approver = version.approvedBy { origin += ", approved by \(approver)" }
    facts.append(("origin", origin))
    if version.origin == .run {
      facts.append(
        (
          "made",
          [version.model.map { "model \($0)" }, version.promptHash.map { "prompt \($0.prefix(8))" }, cost(in: open)]
            .compactMap(\.self).joined(separator: ", ")
        ))
    }
    if let review = version.review {
      facts.append(("review", review.rawValue + (version.reviewReason.map { ": \($0)" } ?? "")))
    }
    facts.append(("score", version.score.map { "\($0) of 100" } ?? "not judged by the rules yet"))
    return facts
  }

  private func cost(in open: OpenLibrary) -> String? {
    guard let cost = version.cost else { return "cost not known" }
    return cost == .zero ? nil : "\(cost.rounded(decimals: 4)) \(open.library.settings.currency)"
  }
}
