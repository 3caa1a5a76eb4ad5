import ContentModel
import Formats

extension CoverageReport {
  /// The document of `coverage --json`.
  ///
  /// A key part is `null` where the kind has none and `""` where the cell takes all together. Floors, and only they,
  /// say `"floor": true`. With fields to group by, `by` names them and `rows` holds the groups; `cells` stays.
  public func json(by fields: [CoverageField] = []) -> JSON {
    var members: [(String, JSON)] = [
      ("publish_event", .integer(publishEvent)), ("mode", .string(mode)), ("totals", .object(.init(totals.members))),
    ]
    if !fields.isEmpty {
      members.append(("by", .array(fields.map { .string($0.rawValue) })))
      members.append(
        (
          "rows",
          .array(
            rows(by: fields).map { row in
              .object(
                .init(zip(fields, row.values).map { ($0.rawValue, $1.json) } + row.totals.members))
            })
        ))
    }
    members.append(("cells", .array(cells.map(\.json))))
    return .object(.init(members))
  }
}

extension CoverageTotals {
  fileprivate var members: [(String, JSON)] {
    [
      ("target", .integer(target)), ("active", .integer(counts.active)), ("machine", .integer(counts.machine)),
      ("approved", .integer(counts.approved)), ("in_flight", .integer(counts.inFlight)),
      ("in_review", .integer(counts.inReview)), ("stale", .integer(counts.stale)), ("gap", .integer(gap)),
      ("cells", .integer(cells)), ("met", .integer(met)), ("thin", .integer(thin)), ("missing", .integer(missing)),
      ("over", .integer(over)), ("percent", .number(percentText)),
    ]
  }
}

extension CoverageCell {
  fileprivate var json: JSON {
    var members: [(String, JSON)] = [
      ("kind", .string(key.kind)), ("level", .string(level)), ("section", key.section.json),
      ("topic", key.topic.json), ("sku", key.sku.json), ("language", key.language.json), ("target", .integer(target)),
      ("active", .integer(counts.active)), ("machine", .integer(counts.machine)),
      ("approved", .integer(counts.approved)), ("in_flight", .integer(counts.inFlight)),
      ("in_review", .integer(counts.inReview)), ("stale", .integer(counts.stale)), ("gap", .integer(gap)),
      ("status", .string(status.rawValue)), ("priority", .integer(priority)),
    ]
    if isFloor { members.append(("floor", true)) }
    return .object(.init(members))
  }
}

extension CellPart {
  fileprivate var json: JSON {
    switch self {
    case .absent: .null
    case .all: ""
    case .value(let text): .string(text)
    }
  }
}
