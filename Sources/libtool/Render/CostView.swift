import Console
import ContentModel
import Costs

/// A report of costs for people: the figures one below the other, or a table of groups.
struct CostView {
  var report: CostReport
  /// The columns of the terminal; nil for a pipe, where nothing is cut.
  var width: Int?
  var style: Style

  /// The banner of a rehearsal, and the figures.
  func text() -> String {
    var text = ""
    if report.frame.mode == "rehearsal" { text += wrapped(Self.rehearsal, .warn) }
    if report.total.calls + report.total.failedCalls == 0 { return text + wrapped(nothing, nil) }
    if report.fields.isEmpty { return text + figures() }
    let table = table()
    return text + table.text(width: width, style: style) + leftOut(of: table)
  }

  /// Which columns a narrow terminal has no room for, and where they are.
  private func leftOut(of table: Table) -> String {
    let columns = table.hiddenColumns(width: width)
    if columns.isEmpty { return "" }
    let them = columns.count == 1 ? "it" : "them"
    return wrapped(
      "No room for \(columns.joined(separator: ", ")): a wider terminal shows \(them), and so does --format csv.", .dim)
  }

  /// Prose in lines that the terminal has room for.
  private func wrapped(_ text: String, _ role: Style.Role?) -> String {
    let lines = width.map { TextWrap.lines(text, width: $0) } ?? [text]
    return lines.map { style.apply(role, to: $0) + "\n" }.joined()
  }

  static let rehearsal = "Rehearsal: prices may be made up, for simulated calls."

  private var nothing: String {
    let isEverything = report.frame.selection == "everything" && report.frame.since == nil && report.frame.until == nil
    return isEverything
      ? "No calls yet: `libtool fill` makes some."
      : "No calls: \(SafeText.line(report.frame.selection)), \(report.frame.span)."
  }

  // MARK: - Without groups

  private func figures() -> String {
    let total = report.total
    let currency = report.frame.currency
    var text =
      style.apply(.heading, to: "Costs") + " of \(SafeText.line(report.frame.selection)), \(report.frame.span)\n"
    func row(_ name: String, _ value: String) {
      let lines = width.map { TextWrap.lines(value, width: max(20, $0 - Self.nameWidth)) } ?? [value]
      for (index, line) in lines.enumerated() {
        text += DisplayWidth.pad(index == 0 ? name : "", to: Self.nameWidth) + line + "\n"
      }
    }
    let failed = total.failedCalls > 0 ? "; \(Quantity.grouped(total.failedCalls)) more failed and cost nothing" : ""
    let paid = Quantity.of(total.calls - total.unpricedCalls, "call", "calls")
    row(
      "Cost",
      total.isCostKnown
        ? "\(Self.decimal(total.cost)) \(currency) in \(paid)\(failed)" : "not known\(failed)")
    if total.unpricedCalls > 0 { row("No price", CostWords.unpriced(total.unpricedCalls)) }
    if total.estimatedCalls > 0 { row("Estimated", CostWords.estimated(total.estimatedCalls)) }
    row("Tokens", tokens(total.usage))
    let isOpen = total.hasUnpriced && total.acceptedItems > 0
    row(
      "Accepted",
      each(Quantity.of(total.acceptedItems, "item", "items"), total.costPerItem)
        + (isOpen ? "; what one cost is not known" : ""))
    row("Gaps closed", each(Quantity.grouped(total.closedGaps), total.costPerGap))
    let dropped = Quantity.of(total.droppedDrafts, "draft", "drafts")
    row("Lost to drops", total.isCostKnown ? "\(part(total.lost)) in \(dropped)" : dropped)
    if total.pending > .zero { row("Not decided", "\(part(total.pending)) in drafts that have not ended") }
    if total.isCostKnown { row("Overhead", "\(part(total.overhead)) that no draft can be blamed for") }
    if total.openCalls > 0 {
      let calls = Quantity.of(total.openCalls, "call", "calls")
      row("In flight", "\(calls); \(Self.decimal(total.openReserved)) reserved, not in the cost")
    }
    if total.unknownCalls > 0 {
      let calls = Quantity.of(total.unknownCalls, "call", "calls")
      row(
        "Unknown", "\(calls) may have been paid; \(Self.decimal(total.unknownReserved)) reserved, not in the cost")
    }
    if total.isCostKnown { row("One a call", each(Self.decimal(total.costSingle), total.costPerItemSingle) + ", live") }
    if report.frame.hasPersonPrice {
      row("By a person", "\(total.personCost.rounded(decimals: 2)) for \(priced(total))")
    }
    return text
  }

  private static let nameWidth = 15

  private func each(_ whole: String, _ each: Money?) -> String {
    whole + (each.map { ", \(Self.decimal($0)) each" } ?? "")
  }

  private func priced(_ figures: CostFigures) -> String {
    let without = figures.acceptedItems - figures.personItems
    return Quantity.of(figures.personItems, "item", "items")
      + (without > 0 ? "; \(Quantity.grouped(without)) more of kinds without a price" : "")
  }

  private func part(_ money: Money) -> String {
    let cost = report.total.cost
    if cost <= .zero { return Self.decimal(money) }
    return "\(Self.decimal(money)) (\(Int((100 * money.double / cost.double).rounded())) %)"
  }

  private func tokens(_ usage: TokenUsage) -> String {
    var text = "\(Quantity.grouped(usage.input)) in, \(Quantity.grouped(usage.output)) out"
    if usage.cachedInput > 0 { text += "; \(Quantity.grouped(usage.cachedInput)) of the input from the cache" }
    if usage.cacheWrite > 0 { text += "; \(Quantity.grouped(usage.cacheWrite)) written to it" }
    return text
  }

  // MARK: - With groups

  private func table() -> Table {
    func column(_ name: String, _ priority: Int?) -> Table.Column {
      Table.Column(name, alignment: .right, fit: priority == nil ? .keep : .drop, priority: priority ?? 9)
    }
    let total = report.total
    // What is nowhere says nothing in a table: its column is left out.
    var columns: [(column: Table.Column, cell: (CostFigures) -> Table.Cell)] = [
      (column("Calls", 6), { .init(Quantity.grouped($0.calls)) }),
      (column("In", 4), { .init(Quantity.grouped($0.usage.input)) }),
    ]
    if total.usage.cachedInput > 0 {
      columns.append((column("Cached", 2), { .init(Quantity.grouped($0.usage.cachedInput)) }))
    }
    if total.usage.cacheWrite > 0 {
      columns.append((column("Written", 2), { .init(Quantity.grouped($0.usage.cacheWrite)) }))
    }
    columns += [
      (column("Out", 4), { .init(Quantity.grouped($0.usage.output)) }),
      (column("Cost", nil), { .init(Self.decimal($0.known($0.cost)), role: .bold) }),
      (column("Items", 8), { .init(Quantity.grouped($0.acceptedItems)) }),
      (column("An item", nil), { .init(Self.decimal($0.costPerItem)) }),
      (column("Gaps", 1), { .init(Quantity.grouped($0.closedGaps)) }),
      (column("A gap", 5), { .init(Self.decimal($0.costPerGap)) }),
      (column("Lost", 7), { .init(Self.decimal($0.known($0.lost)), role: $0.lost > .zero ? .warn : nil) }),
    ]
    if total.pending > .zero { columns.append((column("Undecided", 3), { .init(Self.decimal($0.known($0.pending))) })) }
    columns.append((column("Overhead", 3), { .init(Self.decimal($0.known($0.overhead))) }))
    if total.openCalls > 0 {
      columns.append((column("In flight", 3), { Self.apart($0.openCalls, $0.openReserved) }))
    }
    if total.unknownCalls > 0 {
      columns.append((column("Unknown", nil), { Self.apart($0.unknownCalls, $0.unknownReserved) }))
    }
    if total.unpricedCalls > 0 { columns.append((column("No price", nil), { Self.count($0.unpricedCalls) })) }
    if total.estimatedCalls > 0 { columns.append((column("Estimated", nil), { Self.count($0.estimatedCalls) })) }
    columns.append((column("One a call", 5), { .init(Self.decimal($0.known($0.costSingle))) }))
    if report.frame.hasPersonPrice {
      columns.append((column("By a person", 5), { .init($0.personCost.rounded(decimals: 2)) }))
    }
    var table = Table(
      columns: report.fields.map { Table.Column($0.header, fit: .shrink(to: 16), priority: 10) } + columns.map(\.column)
    )
    for row in report.rows {
      table.add(zip(report.fields, row.values).map(Self.cell) + columns.map { $0.cell(row.figures) })
    }
    table.footer =
      [Table.Cell("all, \(report.frame.currency)")] + Array(repeating: "", count: report.fields.count - 1)
      + columns.map { $0.cell(total) }
    return table
  }

  /// `2: 0.0070`: calls, and what is reserved for them.
  private static func apart(_ calls: Int, _ reserved: Money) -> Table.Cell {
    calls == 0 ? "-" : .init("\(calls): \(decimal(reserved))", role: .warn)
  }

  private static func count(_ calls: Int) -> Table.Cell {
    calls == 0 ? "-" : .init(Quantity.grouped(calls), role: .warn)
  }

  private static func cell(_ field: CostField, _ value: String) -> Table.Cell {
    if value.isEmpty { return .init("-", role: .dim) }
    return .init(field == .run ? String(value.suffix(8)) : value)
  }

  private static func decimal(_ money: Money) -> String { money.rounded(decimals: 4) }
  private static func decimal(_ money: Money?) -> String { money?.rounded(decimals: 4) ?? "-" }
}
