import Console
import ContentModel
import Formats
import Prompts

/// `prompts report`, as text and as a document.
struct PromptReportView {
  var report: PromptReport
  /// `production` or `rehearsal`.
  var mode: String

  /// How many reasons a row names.
  private static let mostReasons = 3

  func text(width: Int?, proseWidth: Int, style: Style) -> String {
    if report.all.drafts == 0 { return "No drafts have ended yet.\n" }
    let whole = table(withReasons: true)
    let isWide = width.map { width in
      whole.text(width: nil, style: Style(usesColour: false, usesUnicode: true)).split(separator: "\n").allSatisfy {
        DisplayWidth.of(String($0)) <= width
      }
    }
    // Reasons cut to their first letters say nothing: where they do not fit they stand below, whole.
    var lines = [
      String((isWide ?? true ? whole : table(withReasons: false)).text(width: width, style: style).dropLast())
    ]
    if isWide == false { lines += reasonLines(width: proseWidth) }
    for hint in report.hints {
      lines += TextWrap.block(SafeText.line(Self.sentence(hint)), width: proseWidth, indent: 0)
    }
    if mode == "rehearsal" { lines.append("a rehearsal: these texts may be simulated") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func table(withReasons: Bool) -> Table {
    // As much of a name as tells sections of one beginning apart, for as long as there is room.
    let shortest = report.fields.count > 2 ? 12 : 24
    var columns: [Table.Column] =
      report.fields.map { .init(Self.header($0), fit: .shrink(to: shortest), priority: 3) } + [
        .init("Drafts", alignment: .right), .init("At first", alignment: .right),
        .init("Later", alignment: .right, fit: .drop, priority: 1), .init("Dropped", alignment: .right),
      ]
    if withReasons { columns.append(.init("Dropped for", fit: .shrink(to: 10), priority: 2)) }
    var table = Table(columns: columns)
    func figures(_ row: PromptReport.Row) -> [Table.Cell] {
      Self.figures(row) + (withReasons ? [.init(Self.named(row.dropReasons))] : [])
    }
    for row in report.rows { table.add(zip(report.fields, row.values).map(Self.cell) + figures(row)) }
    table.footer = [Table.Cell("all")] + Array(repeating: "", count: report.fields.count - 1) + figures(report.all)
    return table
  }

  /// What the drafts of each row were dropped for, of those that lost any.
  private func reasonLines(width: Int) -> [String] {
    let rows = report.rows.filter { !$0.dropReasons.isEmpty }
    if rows.isEmpty { return [] }
    let lines = rows.map { row in
      let names = zip(report.fields, row.values).map { $0 == .prompt ? String(($1 ?? "-").prefix(12)) : $1 ?? "-" }
      return "\(names.joined(separator: " / ")): \(Self.named(row.dropReasons, most: .max))"
    }
    return ["Dropped for"] + lines.flatMap { TextWrap.block(SafeText.line($0), width: width, indent: 2) }
  }

  var json: JSON {
    [
      "mode": .string(mode), "by": .array(report.fields.map { .string($0.rawValue) }),
      "totals": Self.json(report.all),
      "rows": .array(
        report.rows.map { row in
          var json = JSON.object([:])
          for (field, value) in zip(report.fields, row.values) {
            json[field.rawValue] = value.map(JSON.string) ?? .null
          }
          for (name, value) in Self.json(row).object?.members ?? [] { json[name] = value }
          return json
        }), "hints": .array(report.hints.map(Self.json)),
    ]
  }

  private static func json(_ row: PromptReport.Row) -> JSON {
    [
      "drafts": .integer(row.drafts), "accepted_first": .integer(row.acceptedFirst),
      "accepted_later": .integer(row.acceptedLater), "dropped": .integer(row.dropped),
      "drop_reasons": reasons(row.dropReasons),
    ]
  }

  private static func json(_ hint: SectionHint) -> JSON {
    [
      "section": .string(hint.place.section), "kind": .string(hint.place.kind), "model": .string(hint.place.model),
      "drafts": .integer(hint.figures.drafts), "accepted_first": .integer(hint.figures.acceptedFirst),
      "others": [
        "sections": .integer(hint.otherSections), "drafts": .integer(hint.others.drafts),
        "accepted_first": .integer(hint.others.acceptedFirst),
      ], "p": .double(hint.p), "rules": reasons(hint.figures.rules),
    ]
  }

  private static func reasons(_ counts: [String: Int]) -> JSON {
    .object(JSON.Object(sorted(counts).map { ($0.key, .integer($0.value)) }))
  }

  private static func sorted(_ counts: [String: Int]) -> [(key: String, value: Int)] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
  }

  private static func figures(_ row: PromptReport.Row) -> [Table.Cell] {
    [
      .init(row.drafts), .init(share(row.acceptedFirst, row.drafts)), .init(share(row.acceptedLater, row.drafts)),
      .init(share(row.dropped, row.drafts), role: row.dropped > 0 ? .warn : .dim),
    ]
  }

  /// `assessment 4, length 2`.
  private static func named(_ counts: [String: Int], most: Int = mostReasons) -> String {
    let reasons = sorted(counts)
    let named = reasons.prefix(most).map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    return named + (reasons.count > most ? ", …" : "")
  }

  /// What a hint says, for a person who writes the catalogue.
  private static func sentence(_ hint: SectionHint) -> String {
    let place = hint.place
    let rules = sorted(hint.figures.rules).prefix(mostReasons).map { "\($0.key) (\($0.value))" }
    let why = rules.isEmpty ? "" : " What was found most often: \(rules.joined(separator: ", "))."
    let p = hint.p < 0.0001 ? "p < 0.0001" : "p = \(JSON.double((hint.p * 10_000).rounded() / 10_000).text)"
    return """
      hint: \(place.section): \(share(hint.figures.acceptedFirst, hint.figures.drafts)) of \(hint.figures.drafts) drafts \
      were accepted at first, \(share(hint.others.acceptedFirst, hint.others.drafts)) of \(hint.others.drafts) in the \
      \(hint.otherSections) other sections of \(place.kind) with \(place.model) (\(p)). The model can do better: look at \
      the section's points, level and target length.\(why)
      """
  }

  private static func header(_ field: PromptReport.Field) -> String {
    field.rawValue.prefix(1).uppercased() + field.rawValue.dropFirst()
  }

  private static func cell(_ field: PromptReport.Field, _ value: String?) -> Table.Cell {
    guard let value else { return Table.Cell("-", role: .dim) }
    return Table.Cell(field == .prompt ? String(value.prefix(12)) : value)
  }

  /// `83.3 %`, rounded down.
  private static func share(_ part: Int, _ whole: Int) -> String {
    let tenths = whole == 0 ? 0 : part * 1000 / whole
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
