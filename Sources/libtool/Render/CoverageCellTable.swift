import Console
import ContentModel
import Coverage

/// A line for each cell, floors below the cell that they lie in.
///
/// A wide terminal, and a pipe, have a column for each part of the key; a narrow terminal names a cell in one column.
struct CoverageCellTable {
  let view: CoverageView
  private let columns: CoverageColumns

  init(view: CoverageView) {
    self.view = view
    var counts = InventoryCounts()
    for cell in view.report.cells { counts += cell.counts }
    columns = CoverageColumns(width: view.width, style: view.style, counts: counts)
  }

  private var isNarrow: Bool { view.width.map { $0 < 110 } ?? false }

  func table() -> Table {
    let parts = isNarrow ? narrowParts() : wideParts()
    var table = Table(
      columns: parts.map(\.column) + columns.columns + [Table.Column("Status"), priorityColumn] + titleColumns)
    for (position, depth) in Self.families(view.report.cells) {
      let cell = view.report.cells[position]
      table.add(
        parts.map { $0.cell(cell) }
          + columns.cells(target: cell.target, counts: cell.counts, gap: cell.gap, role: cell.status.role)
          + [Table.Cell(cell.status.rawValue, role: cell.status.role), Table.Cell(cell.priority)] + titles(cell),
        indent: depth)
    }
    let totals = view.report.totals
    let floors = view.report.cells.count(where: \.isFloor)
    let role: Style.Role = totals.missing + totals.thin == 0 ? .good : totals.covered == 0 ? .bad : .warn
    let name =
      Quantity.of(totals.cells, "cell", "cells") + (floors > 0 ? ", \(Quantity.of(floors, "floor", "floors"))" : "")
    table.footer =
      [Table.Cell(name)] + Array(repeating: "", count: parts.count - 1)
      + columns.cells(target: totals.target, counts: totals.counts, gap: totals.gap, role: role)
      + [Table.Cell("\(totals.percentText) %", role: role)]
    return table
  }

  /// The positions of cells, each followed by the floors inside it.
  ///
  /// A family stands where its worst member would, but families without a gap stand behind all others: a covered cell
  /// of the first priority is no worse than a gap of the last.
  static func families(_ cells: [CoverageCell]) -> [(position: Int, depth: Int)] {
    var floors: [Int: [Int]] = [:]
    for (position, cell) in cells.enumerated() {
      if let container = cell.container { floors[container, default: []].append(position) }
    }
    var order: [(position: Int, depth: Int)] = []
    order.reserveCapacity(cells.count)
    var isListed = [Bool](repeating: false, count: cells.count)
    func list(_ position: Int, _ depth: Int) {
      order.append((position, depth))
      isListed[position] = true
      for floor in floors[position] ?? [] { list(floor, depth + 1) }
    }
    for isShort in [true, false] {
      for position in cells.indices where !isListed[position] && (cells[position].status.isShort || !isShort) {
        var outermost = position
        while let container = cells[outermost].container { outermost = container }
        list(outermost, 0)
      }
    }
    return order
  }

  /// A column and what a cell has in it.
  private struct Part {
    var column: Table.Column
    var cell: (CoverageCell) -> Table.Cell
  }

  private var priorityColumn: Table.Column {
    Table.Column(isNarrow ? "Pri" : "Priority", alignment: .right, fit: .drop, priority: isNarrow ? 3 : 4)
  }

  // MARK: - Wide

  private func wideParts() -> [Part] {
    let cells = view.report.cells
    var parts = [
      Part(column: Table.Column("Section", fit: .shrink(to: 28), priority: 2)) { cell in
        section(cell, cell.key.section.value ?? "all of \(cell.key.kind)")
      }
    ]
    func add(_ header: String, _ fit: Table.Column.Fit, _ priority: Int, _ part: @escaping (CellKey) -> CellPart) {
      if !cells.contains(where: { part($0.key) != .absent }) { return }
      parts.append(
        Part(column: Table.Column(header, fit: fit, priority: priority)) { cell in
          switch part(cell.key) {
          case .absent: Table.Cell(none)
          case .all: Table.Cell("all", role: .dim)
          case .value(let value): Table.Cell(value)
          }
        })
    }
    add("Topic", .shrink(to: 20), 1, \.topic)
    add("SKU", .shrink(to: 16), 1, \.sku)
    if let level = levelPart() { parts.append(level) }
    add("Language", .drop, 2, \.language)
    return parts
  }

  /// What stands where a cell has no such part: a pipe's columns are never empty.
  private var none: String { view.width == nil ? "-" : "" }

  private func levelPart() -> Part? {
    if view.report.cells.allSatisfy(\.level.isEmpty) { return nil }
    return Part(column: Table.Column("Level", fit: .drop, priority: 3)) { cell in
      Table.Cell(cell.level.isEmpty ? none : cell.level)
    }
  }

  /// What people call the topic, the SKU or the section, where the terminal has the room.
  private var titleColumns: [Table.Column] {
    isNarrow || view.width == nil ? [] : [Table.Column("Title", fit: .drop, priority: 0)]
  }

  private func titles(_ cell: CoverageCell) -> [Table.Cell] {
    if titleColumns.isEmpty { return [] }
    let title =
      cell.key.topic.value.flatMap { view.catalogue.topics[$0]?.title }
      ?? cell.key.sku.value.flatMap { view.catalogue.skus[$0]?.name }
      ?? cell.key.section.value.flatMap { view.catalogue.sections[$0]?.title }
    return [Table.Cell(title ?? "", role: .dim)]
  }

  private func section(_ cell: CoverageCell, _ name: String) -> Table.Cell {
    if !cell.isFloor || view.width == nil { return Table.Cell(name) }
    return Table.Cell(mark + name, role: .dim)
  }

  /// What shows that a line lies inside the one above.
  private var mark: String { view.style.usesUnicode ? "└ " : "+ " }

  // MARK: - Narrow

  private func narrowParts() -> [Part] {
    var parts = [
      Part(column: Table.Column("Section", fit: .shrink(to: 20), priority: 1)) { cell in
        guard let container = cell.container else {
          return Table.Cell(name(of: cell.key, within: nil), keepsEnd: cell.key.topic.value != nil)
        }
        return Table.Cell(mark + name(of: cell.key, within: view.report.cells[container].key))
      }
    ]
    if let level = levelPart() { parts.append(level) }
    let languages = Set(view.report.cells.map(\.key.language))
    if languages.count > 1 {
      parts.append(
        Part(column: Table.Column("Lang", fit: .drop, priority: 1)) { cell in
          Table.Cell(cell.key.language.value ?? (cell.key.language == .all ? "all" : ""))
        })
    }
    return parts
  }

  /// The parts of a key that have a value, without those that the cell around has already.
  private func name(of key: CellKey, within container: CellKey?) -> String {
    var names: [String] = []
    for part in [\CellKey.section, \CellKey.topic, \CellKey.sku] {
      if let value = key[keyPath: part].value, container?[keyPath: part] != key[keyPath: part] { names.append(value) }
    }
    if let container, container.language != key.language, let value = key.language.value { names.append(value) }
    if key.section == .all, container == nil { names.insert("all of \(key.kind)", at: 0) }
    return names.joined(separator: " / ")
  }
}
