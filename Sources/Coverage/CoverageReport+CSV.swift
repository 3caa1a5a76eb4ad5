import ContentModel
import Formats

extension CoverageReport {
  /// The table of `coverage --format csv`: the fields of `coverage --json`, a line for each cell, or for each group
  /// where there are fields to group by.
  ///
  /// A key part that a spreadsheet would run as a formula is defused. A key part is empty where the kind has none, and where the cell takes all together, as in `targets.csv`. A report
  /// of a rehearsal says so in a last column, `mode`.
  public func csv(by fields: [CoverageField] = []) -> [UInt8] {
    let isRehearsal = mode == "rehearsal"
    let mode = isRehearsal ? ["mode"] : []
    let said = isRehearsal ? [self.mode] : []
    if !fields.isEmpty {
      return CSVWriter(defuse: true).bytes(
        header: fields.map(\.rawValue) + CoverageTotals.columns + mode,
        rows: rows(by: fields).map { row in row.values.map { $0.value ?? "" } + row.totals.fields + said })
    }
    return CSVWriter(defuse: true).bytes(
      header: CoverageCell.columns + mode, rows: cells.map { $0.fields + said })
  }
}

extension CoverageTotals {
  fileprivate static let columns = [
    "target", "active", "machine", "approved", "in_flight", "in_review", "stale", "gap", "cells", "met", "thin",
    "missing", "over", "percent",
  ]

  fileprivate var fields: [String] {
    [
      target, counts.active, counts.machine, counts.approved, counts.inFlight, counts.inReview, counts.stale, gap,
      cells, met, thin, missing, over,
    ].map { String($0) } + [percentText]
  }
}

extension CoverageCell {
  fileprivate static let columns = [
    "kind", "level", "section", "topic", "sku", "language", "target", "active", "machine", "approved", "in_flight",
    "in_review", "stale", "gap", "status", "priority", "floor",
  ]

  fileprivate var fields: [String] {
    [
      key.kind, level, key.section.value ?? "", key.topic.value ?? "", key.sku.value ?? "", key.language.value ?? "",
      String(target), String(counts.active), String(counts.machine), String(counts.approved), String(counts.inFlight),
      String(counts.inReview), String(counts.stale), String(gap), status.rawValue, String(priority),
      isFloor ? "true" : "",
    ]
  }
}
