import Console
import ContentModel
import ContentStore
import Formats
import Workspace

/// What a check prints. Findings of 100,000 items are many: text goes out as it comes, a document is kept as bytes.
final class CheckSink {
  private(set) var items = 0
  private(set) var counts: [Severity: Int] = [:]
  /// What waits in review is counted apart: no export holds it, and the queue shows its findings.
  private(set) var waitingItems = 0
  private var waitingCounts: [Severity: Int] = [:]
  private let form: Check.Format
  private let terminal: Terminal
  private let beforeWriting: () -> Void
  private var report: CheckReport?
  /// The findings of a document, some hundreds of KB each.
  private var chunks: [[UInt8]] = [[]]

  init(
    fields: [CheckReport.Field], form: Check.Format, terminal: Terminal, beforeWriting: @escaping () -> Void
  ) {
    self.form = form
    self.terminal = terminal
    self.beforeWriting = beforeWriting
    report = fields.isEmpty ? nil : CheckReport(by: fields)
  }

  /// Takes in some versions.
  func take(_ versions: [CheckedVersion], _ standing: HeldVersion.Standing) throws {
    guard standing == .active else {
      waitingItems += versions.count
      for finding in versions.flatMap(\.findings) { waitingCounts[finding.severity, default: 0] += 1 }
      return
    }
    items += versions.count
    var text = ""
    for version in versions {
      for finding in version.findings { counts[finding.severity, default: 0] += 1 }
      report?.add(version)
      if form == .json {
        for finding in version.findings { append(finding, of: version) }
      } else if report == nil, !version.findings.isEmpty {
        text += Self.text(of: version, width: terminal.proseWidth, style: terminal.output.style)
      }
    }
    if text.isEmpty { return }
    beforeWriting()
    try terminal.write(text)
  }

  /// Prints what is left.
  func finish() throws {
    switch form {
    case .json: try finishDocument()
    case .csv: try terminal.write(String(decoding: report.map(CheckReportView.csv) ?? [], as: UTF8.self))
    case .table:
      if let report, !report.rows.isEmpty {
        try terminal.write(
          CheckReportView.table(report).text(width: terminal.tableWidth, style: terminal.output.style))
      }
      if items == 0, waitingItems == 0 { return try terminal.writeLine(Self.nothingToJudge) }
      if items > 0 { try terminal.writeLine("\(counted(items, "item")) judged: \(Self.spelled(counts))") }
      if waitingItems > 0 {
        try terminal.writeLine(
          "\(counted(waitingItems, "version")) in review judged: \(Self.spelled(waitingCounts)); `libtool review list` shows "
            + (waitingItems == 1 ? "it" : "them"))
      }
    }
  }

  static let nothingToJudge = "No items to judge."

  /// `2 critical, 1 warning`, or that there is none.
  static func spelled(_ counts: [Severity: Int]) -> String {
    let all = Severity.allCases.reversed().compactMap { severity in
      counts[severity].map { severity.counted($0) }
    }
    return all.isEmpty ? "no findings" : all.joined(separator: ", ")
  }

  private static func json(_ counts: [Severity: Int]) -> JSON {
    func count(_ severity: Severity) -> JSON { .integer(counts[severity, default: 0]) }
    return ["critical": count(.critical), "warning": count(.warning), "info": count(.info)]
  }

  private func append(_ finding: Finding, of version: CheckedVersion) {
    var json: JSON = ["uuid": .string(version.uuid), "version": .integer(version.number)]
    for (name, value) in finding.json.object?.members ?? [] { json[name] = value }
    if chunks.count > 1 || chunks[0].count > 0 { chunks[chunks.count - 1].append(UInt8(ascii: ",")) }
    if chunks[chunks.count - 1].count > 400_000 { chunks.append([]) }
    for line in json.pretty().split(separator: "\n") {
      chunks[chunks.count - 1] += "\n    \(line)".utf8
    }
  }

  private func finishDocument() throws {
    try terminal.write("{\n  \"items\": \(items),\n  \"findings\": [")
    if chunks.count > 1 || !chunks[0].isEmpty {
      for chunk in chunks { try terminal.writeBytes(.output, chunk) }
      try terminal.write("\n  ")
    }
    var rest: JSON = [
      "counts": Self.json(counts),
      "in_review": ["items": .integer(waitingItems), "counts": Self.json(waitingCounts)],
    ]
    if let report {
      rest["by"] = .array(report.fields.map { .string($0.rawValue) })
      rest["rows"] = CheckReportView.json(report)
    }
    // The rest of the object, without its brace.
    try terminal.writeLine("]," + rest.pretty().dropFirst())
  }

  private static func text(of version: CheckedVersion, width: Int, style: Style) -> String {
    let head = "\(version.uuid.shortUUID) version \(version.number), \(version.key)"
    var text = style.apply(.bold, to: SafeText.line(head)) + "\n"
    for finding in version.findings {
      for line in finding.lines(width: width, style: style) { text += line + "\n" }
    }
    return text
  }
}
