import ContentModel
import Formats

extension CostReport {
  /// The document of `costs --json`.
  ///
  /// `since` and `until` are `null` where there is no bound; `by` and `rows` are empty where nothing was to be grouped.
  public var json: JSON {
    [
      "mode": .string(frame.mode), "currency": .string(frame.currency), "selection": .string(frame.selection),
      "since": frame.since.map(JSON.string) ?? .null, "until": frame.until.map(JSON.string) ?? .null,
      "totals": .object(.init(total.members(frame))), "by": .array(fields.map { .string($0.rawValue) }),
      "rows": .array(
        rows.map { row in
          .object(
            .init(zip(fields, row.values).map { ($0.rawValue, JSON.string($1)) } + row.figures.members(frame)))
        }),
    ]
  }

  /// The report as CSV: a header and a row each group, or one row of the totals. What a spreadsheet would run as a formula
  /// is defused. A rehearsal says so in a last column, `mode`.
  public var csv: [UInt8] {
    let isRehearsal = frame.mode == "rehearsal"
    let header = total.members(frame).map(\.0)
    func cells(_ figures: CostFigures) -> [String] {
      figures.members(frame).map { $0.1 == .null ? "" : $0.1.text } + [frame.currency]
        + (isRehearsal ? [frame.mode] : [])
    }
    return CSVWriter(defuse: true).bytes(
      header: fields.map(\.rawValue) + header + ["currency"] + (isRehearsal ? ["mode"] : []),
      rows: fields.isEmpty ? [cells(total)] : rows.map { $0.values + cells($0.figures) })
  }
}

extension CostFigures {
  /// By their names in documents.
  fileprivate func members(_ frame: CostReport.Frame) -> [(String, JSON)] {
    func money(_ money: Money?) -> JSON { money.map { .number($0.description) } ?? .null }
    return [
      ("calls", .integer(calls)), ("failed_calls", .integer(failedCalls)), ("open_calls", .integer(openCalls)),
      ("open_reserved", money(openReserved)), ("unknown_calls", .integer(unknownCalls)),
      ("unknown_reserved", money(unknownReserved)), ("input_tokens", .integer(usage.input)),
      ("cached_input_tokens", .integer(usage.cachedInput)), ("cache_write_tokens", .integer(usage.cacheWrite)),
      ("output_tokens", .integer(usage.output)), ("cost", money(known(cost))),
      ("cost_accepted", money(known(accepted))), ("cost_pending", money(known(pending))),
      ("cost_lost", money(known(lost))), ("cost_overhead", money(known(overhead))),
      ("accepted", .integer(acceptedItems)), ("gaps_closed", .integer(closedGaps)),
      ("dropped", .integer(droppedDrafts)), ("cost_per_item", money(costPerItem)),
      ("cost_per_gap", money(costPerGap)), ("cost_single", money(known(costSingle))),
      ("cost_per_item_single", money(costPerItemSingle)),
      ("person_items", frame.hasPersonPrice ? .integer(personItems) : .null),
      ("cost_person", frame.hasPersonPrice ? money(personCost) : .null),
      ("unpriced_calls", .integer(unpricedCalls)), ("estimated_calls", .integer(estimatedCalls)),
    ]
  }
}
