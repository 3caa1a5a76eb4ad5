import Console
import ContentModel
import Formats
import Workspace

/// `check --by`: as a table, as CSV, as rows of a document.
enum CheckReportView {
  static func table(_ report: CheckReport) -> Table {
    var table = Table(
      columns: report.fields.map { Table.Column(header($0), fit: .shrink(to: 12), priority: 2) } + [
        .init("Items", alignment: .right), .init("Critical", alignment: .right), .init("Warning", alignment: .right),
        .init("Info", alignment: .right, fit: .drop, priority: 0),
        .init(report.fields.contains(.rule) ? "Without it" : "Clean", alignment: .right, fit: .drop, priority: 1),
        .init("Mean score", alignment: .right, fit: .drop, priority: 1),
      ])
    for row in report.rows {
      table.add(
        zip(report.fields, row.values).map(cell) + [
          .init(row.items), .init(row.critical, role: row.critical > 0 ? .bad : .dim),
          .init(row.warning, role: row.warning > 0 ? .warn : .dim), .init(row.info, role: .dim),
          .init(percent(row.shareWithout)), .init(score(row.meanScore)),
        ])
    }
    return table
  }

  /// A key that a spreadsheet would run as a formula is defused.
  static func csv(_ report: CheckReport) -> [UInt8] {
    CSVWriter(defuse: true).bytes(
      header: report.fields.map(\.rawValue) + [
        "items", "critical", "warning", "info", "without_finding_percent", "mean_score",
      ],
      rows: report.rows.map { row in
        row.values.map { $0 ?? "" } + [row.items, row.critical, row.warning, row.info].map(String.init) + [
          String(percent(row.shareWithout).dropLast(2)), row.meanScore == nil ? "" : score(row.meanScore),
        ]
      })
  }

  static func json(_ report: CheckReport) -> JSON {
    .array(
      report.rows.map { row in
        var json = JSON.object([:])
        for (field, value) in zip(report.fields, row.values) { json[field.rawValue] = value.map(JSON.string) ?? .null }
        json["items"] = .integer(row.items)
        json["critical"] = .integer(row.critical)
        json["warning"] = .integer(row.warning)
        json["info"] = .integer(row.info)
        json["without_finding"] = .integer(row.without)
        json["mean_score"] = row.meanScore.map { .double(($0 * 10).rounded() / 10) } ?? .null
        return json
      })
  }

  static func header(_ field: CheckReport.Field) -> String {
    field.rawValue.prefix(1).uppercased() + field.rawValue.dropFirst()
  }

  private static func cell(_ field: CheckReport.Field, _ value: String?) -> Table.Cell {
    guard let value else { return Table.Cell("-", role: .dim) }
    return Table.Cell(field == .prompt ? String(value.prefix(12)) : value)
  }

  private static func score(_ mean: Double?) -> String {
    mean.map { JSON.double(($0 * 10).rounded() / 10).text } ?? "-"
  }

  /// `83.3 %`; rounded down, so that 100 is said where nothing is wrong.
  private static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000 + 1e-9).rounded(.down))
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
