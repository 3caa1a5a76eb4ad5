import Console
import ContentModel

/// The rows of `targets.csv` as a table, in the order of the file.
struct TargetTable {
  var rows: [TargetFigures]

  func table() -> Table {
    var parts: [(header: String, fit: Table.Column.Fit, part: (TargetRow) -> TargetPart)] = [
      ("Section", .shrink(to: 24), \.section), ("Topic", .shrink(to: 20), \.topic), ("SKU", .shrink(to: 16), \.sku),
      ("Language", .drop, \.language),
    ]
    // A column that says "all" in every row says nothing.
    parts.removeAll { entry in entry.header == "SKU" && rows.allSatisfy { entry.part($0.row) == .all } }
    var table = Table(
      columns: parts.map { Table.Column($0.header, fit: $0.fit, priority: $0.header == "Section" ? 3 : 2) } + [
        Table.Column("Target", alignment: .right), Table.Column("Priority", alignment: .right, fit: .drop, priority: 4),
        Table.Column("Cells", alignment: .right, fit: .drop, priority: 2),
        Table.Column("Wanted", alignment: .right, fit: .drop, priority: 1),
        Table.Column("Active", alignment: .right, fit: .drop, priority: 5), Table.Column("Gap", alignment: .right),
        Table.Column("Line", alignment: .right, fit: .drop, priority: 0),
      ])
    for figures in rows {
      let row = figures.row
      table.add(
        parts.map { cell($0.part(row)) } + [
          Table.Cell(row.target), Table.Cell(row.priority),
          Table.Cell(figures.cells, role: figures.cells == 0 ? .warn : nil), Table.Cell(figures.wanted),
          Table.Cell(figures.active), Table.Cell(figures.gap, role: figures.gap > 0 ? .bold : .dim),
          Table.Cell(row.line, role: .dim),
        ])
    }
    return table
  }

  private func cell(_ part: TargetPart) -> Table.Cell {
    switch part {
    case .each: Table.Cell("*")
    case .all: Table.Cell("all", role: .dim)
    case .value(let value): Table.Cell(value)
    }
  }
}
