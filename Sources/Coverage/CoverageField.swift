import ContentModel

/// What the rows of a report can be grouped by.
public enum CoverageField: String, ReportField {
  case section, topic, sku, language, kind, level, status

  /// What a cell has for this field.
  func value(of cell: CoverageCell) -> CellPart {
    switch self {
    case .section: cell.key.section
    case .topic: cell.key.topic
    case .sku: cell.key.sku
    case .language: cell.key.language
    case .kind: .value(cell.key.kind)
    case .level: .value(cell.level)
    case .status: .value(cell.status.rawValue)
    }
  }
}

/// One row of a grouped report: the outermost cells that have the same values.
public struct CoverageRow: Hashable, Sendable {
  /// In the order of the fields.
  public var values: [CellPart]
  public var totals: CoverageTotals

  public init(values: [CellPart], totals: CoverageTotals) {
    self.values = values
    self.totals = totals
  }
}

extension CoverageReport {
  /// The outermost cells grouped by some fields, the largest gap first, then by value.
  public func rows(by fields: [CoverageField]) -> [CoverageRow] {
    var totals: [[CellPart]: CoverageTotals] = [:]
    for cell in cells where !cell.isFloor {
      totals[fields.map { $0.value(of: cell) }, default: CoverageTotals()].add(cell)
    }
    func order(_ row: CoverageRow) -> [String] { row.values.map { $0.value ?? "" } }
    return totals.map { CoverageRow(values: $0, totals: $1) }.sorted { left, right in
      if left.totals.gap != right.totals.gap { return left.totals.gap > right.totals.gap }
      let (leftOrder, rightOrder) = (order(left), order(right))
      if leftOrder != rightOrder { return leftOrder.lexicographicallyPrecedes(rightOrder) }
      // Kinds without a part come before those that take it all together.
      return left.values.count { $0 == .absent } > right.values.count { $0 == .absent }
    }
  }
}
