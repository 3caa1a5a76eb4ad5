import Console
import ContentModel
import Coverage

/// The columns that tables of cells and tables of groups have in common.
struct CoverageColumns {
  var width: Int?
  var style: Style
  /// Over what the table shows: columns without a figure in it are left out.
  var counts: InventoryCounts

  /// How wide a bar is; nil in a pipe.
  var barWidth: Int? { width.map { $0 >= 150 ? 20 : $0 >= 110 ? 12 : 8 } }

  /// The headings that go with `cells(for:)`.
  var columns: [Table.Column] {
    var columns: [Table.Column] = []
    if barWidth != nil { columns.append(Table.Column("Covered", fit: .drop, priority: 6)) }
    columns += [
      Table.Column("Active", alignment: .right, minimumWidth: 6), Table.Column("Gap", alignment: .right),
    ]
    for (header, count) in further where count > 0 {
      columns.append(Table.Column(header, alignment: .right, fit: .drop, priority: 5))
    }
    return columns
  }

  /// The figures of a cell or a group: bar, active of target, gap, and what else occurs in the table.
  func cells(target: Int, counts: InventoryCounts, gap: Int, role: Style.Role) -> [Table.Cell] {
    var cells: [Table.Cell] = []
    if let barWidth {
      let bar = Bar(
        segments: [
          Bar.Segment(min(counts.active, target)),
          Bar.Segment(min(counts.inReview + counts.inFlight, max(0, target - counts.active)), mark: .medium),
        ], total: target)
      // A cell has one colour, so the bar is drawn without any.
      cells.append(
        Table.Cell(
          bar.text(width: barWidth, style: Style(usesColour: false, usesUnicode: style.usesUnicode)), role: role))
    }
    cells += [
      Table.Cell("\(counts.active)/\(target)"), Table.Cell(gap, role: gap > 0 ? .bold : .dim),
    ]
    let own = CoverageColumns(width: width, style: style, counts: counts).further
    for (shown, mine) in zip(further, own) where shown.count > 0 {
      cells.append(Table.Cell(mine.count, role: mine.count > 0 ? nil : .dim))
    }
    return cells
  }

  private var further: [(header: String, count: Int)] {
    [("In review", counts.inReview), ("In flight", counts.inFlight), ("Stale", counts.stale)]
  }
}
