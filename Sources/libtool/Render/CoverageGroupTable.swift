import Console
import ContentModel
import Coverage

/// A line for each group of cells, the largest gap first.
struct CoverageGroupTable {
  let view: CoverageView

  func table() -> Table {
    let report = view.report
    var counts = InventoryCounts()
    for cell in report.cells where !cell.isFloor { counts += cell.counts }
    let columns = CoverageColumns(width: view.width, style: view.style, counts: counts)
    var table = Table(
      columns: view.fields.map { Table.Column($0.header, fit: .shrink(to: 12), priority: 1) } + columns.columns
        + [Table.Column("Percent", alignment: .right)]
        + ["Cells", "Missing", "Thin", "Met", "Over"].map {
          Table.Column($0, alignment: .right, fit: .drop, priority: $0 == "Cells" ? 3 : 2)
        })
    for row in report.rows(by: view.fields) {
      table.add(zip(view.fields, row.values).map(cell) + figures(row.totals, columns))
    }
    table.footer =
      [Table.Cell("all")] + Array(repeating: "", count: view.fields.count - 1) + figures(report.totals, columns)
    return table
  }

  private func figures(_ totals: CoverageTotals, _ columns: CoverageColumns) -> [Table.Cell] {
    let isShort = totals.missing + totals.thin > 0
    let role: Style.Role = !isShort ? .good : totals.covered == 0 ? .bad : .warn
    func count(_ number: Int, _ role: Style.Role) -> Table.Cell { Table.Cell(number, role: number > 0 ? role : .dim) }
    return columns.cells(target: totals.target, counts: totals.counts, gap: totals.gap, role: role) + [
      Table.Cell(totals.percentText + " %", role: role), Table.Cell(totals.cells), count(totals.missing, .bad),
      count(totals.thin, .warn), count(totals.met, .good), count(totals.over, .good),
    ]
  }

  private func cell(_ field: CoverageField, _ value: CellPart) -> Table.Cell {
    switch value {
    case .absent: Table.Cell("-", role: .dim)
    case .all: Table.Cell("all", role: .dim)
    case .value(""): Table.Cell(view.width == nil ? "-" : "none", role: .dim)
    case .value(let text):
      Table.Cell(text, role: field == .status ? CoverageStatus(rawValue: text)?.role : nil)
    }
  }
}

extension CoverageField {
  /// The heading of its column.
  var header: String { self == .sku ? "SKU" : rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
