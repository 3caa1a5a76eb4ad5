import ContentModel

/// What the rows of a report can be grouped by.
public enum CoverageField: String, Hashable, Sendable, CaseIterable {
  case section, topic, sku, language, kind, level, status

  /// The fields of a list such as `section,language`, each once. Throws at the first name that is no field.
  public static func list(_ text: String) throws(UnknownCoverageField) -> [CoverageField] {
    var fields: [CoverageField] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let field = CoverageField(rawValue: String(name)) else { throw UnknownCoverageField(name: String(name)) }
      if !fields.contains(field) { fields.append(field) }
    }
    return fields
  }

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

/// A name after `--by` that is no field.
public struct UnknownCoverageField: Failure, Hashable {
  public var name: String

  public init(name: String) { self.name = name }

  public var message: String { "a report cannot be grouped by \"\(name)\"" }
  public var hint: String? {
    "the fields are " + CoverageField.allCases.map(\.rawValue).joined(separator: ", ")
  }
  public var exitCode: ExitCode { .usage }
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
