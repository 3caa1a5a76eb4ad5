/// The widths of a table's columns on a terminal of a given width.
struct TableLayout: Hashable {
  /// One width a column; nil for a column that is left out.
  private(set) var widths: [Int?]

  /// Leaves out what may give way and says nothing, lowest priority first. Then shrinks what may shrink, lowest priority
  /// first and the widest first among equals; then drops the column of the lowest priority and starts again; and cuts the
  /// columns to keep when nothing else is left, to three at least.
  init(_ table: Table, width: Int?) {
    let natural = Self.naturalWidths(table)
    widths = natural
    guard let width else { return }
    // No column can be wider than the terminal, whatever happens to the others.
    widths = natural.map { min($0, width) }
    var kept = Set(table.columns.indices)
    let empty = table.columns.indices.filter { table.columns[$0].fit != .keep && table.isEmpty(column: $0) }
    for column in empty.sorted(by: { Self.gives($0, before: $1, in: table) }) where totalWidth > width {
      kept.remove(column)
      widths[column] = nil
    }
    var droppable = kept.filter { table.columns[$0].fit == .drop }
    while true {
      widths = natural.indices.map { kept.contains($0) ? min(natural[$0], width) : nil }
      shrink(table, to: width)
      guard totalWidth > width, let next = droppable.min(by: { Self.gives($0, before: $1, in: table) }) else { break }
      droppable.remove(next)
      kept.remove(next)
    }
    cut(to: width, indices: table.columns.indices.filter { widths[$0] != nil }, minimum: { _ in 3 })
  }

  /// The columns of a full line.
  var totalWidth: Int {
    let kept = widths.compactMap { $0 }
    return kept.reduce(0, +) + 2 * max(0, kept.count - 1)
  }

  private static func gives(_ left: Int, before right: Int, in table: Table) -> Bool {
    // Among equals the one further right goes first.
    (table.columns[left].priority, -left) < (table.columns[right].priority, -right)
  }

  private static func naturalWidths(_ table: Table) -> [Int] {
    var widths = table.columns.map { max($0.minimumWidth, DisplayWidth.of(SafeText.line($0.header))) }
    func widen(_ cells: [Table.Cell], indent: Int) {
      for (index, cell) in cells.prefix(widths.count).enumerated() {
        widths[index] = max(widths[index], DisplayWidth.of(cell.text) + (index == 0 ? indent * 2 : 0))
      }
    }
    for case .cells(let cells, let indent) in table.rows { widen(cells, indent: indent) }
    widen(table.footer ?? [], indent: 0)
    return widths
  }

  private mutating func shrink(_ table: Table, to width: Int) {
    var minimums: [Int: Int] = [:]
    for (index, column) in table.columns.enumerated() where widths[index] != nil {
      if case .shrink(let minimum) = column.fit { minimums[index] = max(1, minimum, column.minimumWidth) }
    }
    for priority in Set(minimums.keys.map { table.columns[$0].priority }).sorted() {
      let tier = minimums.keys.filter { table.columns[$0].priority == priority }.sorted()
      cut(to: width, indices: tier, minimum: { minimums[$0] ?? 1 })
    }
  }

  /// Takes columns of text from the widest of the given ones until the line fits or all are at their minimum.
  private mutating func cut(to width: Int, indices: [Int], minimum: (Int) -> Int) {
    while totalWidth > width {
      let open = indices.filter { (widths[$0] ?? 0) > minimum($0) }
      guard let widest = open.max(by: { (widths[$0] ?? 0) < (widths[$1] ?? 0) }), let current = widths[widest] else {
        return
      }
      widths[widest] = current - 1
    }
  }
}
