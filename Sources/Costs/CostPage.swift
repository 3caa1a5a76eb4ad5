import ContentModel
import Formats

/// A report of costs as one page of HTML that needs nothing else: no script is in it, nothing is fetched, and its own policy
/// forbids both.
///
/// It holds the totals, a chart of the days, a chart of the groups, and the groups as a table. What colour says is said by
/// hatching and by numbers too.
public enum CostPage {
  /// The page.
  ///
  /// - Parameters:
  ///   - report: By some fields.
  ///   - days: The same by day.
  ///   - generatedAt: Shown as it is: the same input gives the same bytes.
  public static func html(_ report: CostReport, days: CostReport, title: String, generatedAt: String) -> String {
    let words = report.fields.map(\.rawValue).joined(separator: " and ")
    return head(title) + header(report.frame, title, generatedAt) + totals(report)
      + section("days", "By day", CostChart.legend + CostChart.svg(days, of: "day"))
      + section("groups", "By \(words)", CostChart.svg(report, of: words) + table(report))
      + "</main>\n</body>\n</html>\n"
  }

  private static func head(_ title: String) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(HTMLText.escaped(title))</title>
    <style>\(style)</style>
    </head>
    <body>
    <main>

    """
  }

  private static func header(_ frame: CostReport.Frame, _ title: String, _ generatedAt: String) -> String {
    let banner =
      frame.mode == "rehearsal"
      ? "<p class=\"banner\" role=\"note\"><strong>Rehearsal.</strong> Costs may be made up: this library may hold "
        + "simulated text.</p>\n" : ""
    let selected = frame.selection == "everything" ? "" : " · <code>\(HTMLText.escaped(frame.selection))</code>"
    return """
      \(banner)<h1>\(HTMLText.escaped(title))</h1>
      <p class="meta">\(HTMLText.escaped(frame.span)) · \(HTMLText.escaped(frame.currency)) · made \
      \(HTMLText.escaped(generatedAt))\(selected)</p>

      """
  }

  private static func totals(_ report: CostReport) -> String {
    let total = report.total
    func tile(_ label: String, _ number: String, _ note: String = "") -> String {
      "<div><dt>\(label)</dt><dd>\(number)\(note.isEmpty ? "" : "<small>\(note)</small>")</dd></div>\n"
    }
    var tiles = tile("Cost", total.cost.rounded(decimals: 4), "\(total.calls) calls")
    tiles += tile("An accepted item", decimal(total.costPerItem), "\(total.acceptedItems) accepted")
    tiles += tile("A closed gap", decimal(total.costPerGap), "\(total.closedGaps) closed")
    tiles += tile("Lost to drops", total.lost.rounded(decimals: 4), "\(total.droppedDrafts) dropped")
    tiles += tile("Overhead", total.overhead.rounded(decimals: 4), "of no draft")
    tiles += tile(
      "Unknown", "\(total.unknownCalls)", "\(total.unknownReserved.rounded(decimals: 4)) reserved, not in the cost")
    tiles += tile(
      "One item a call", total.costSingle.rounded(decimals: 4), "\(decimal(total.costPerItemSingle)) an item")
    if report.frame.hasPersonPrice {
      tiles += tile("By a person", total.personCost.rounded(decimals: 2), "\(total.personItems) items with a price")
    }
    return "<dl>\n\(tiles)</dl>\n"
  }

  private static func section(_ id: String, _ title: String, _ content: String) -> String {
    "<section aria-labelledby=\"\(id)\">\n<h2 id=\"\(id)\">\(title)</h2>\n\(content)</section>\n"
  }

  private static func table(_ report: CostReport) -> String {
    let numbers = [
      "Calls", "Input", "Output", "Cost", "Items", "An item", "Gaps", "A gap", "Lost", "Overhead", "Unknown",
    ]
    let header =
      report.fields.map { "<th scope=\"col\">\($0.header)</th>" }.joined()
      + numbers.map { "<th scope=\"col\" class=\"n\">\($0)</th>" }.joined()
    func cells(_ figures: CostFigures) -> String {
      [
        "\(figures.calls)", "\(figures.usage.input)", "\(figures.usage.output)", figures.cost.rounded(decimals: 4),
        "\(figures.acceptedItems)", decimal(figures.costPerItem), "\(figures.closedGaps)", decimal(figures.costPerGap),
        figures.lost.rounded(decimals: 4), figures.overhead.rounded(decimals: 4),
        figures.unknownCalls == 0 ? "0" : "\(figures.unknownCalls): \(figures.unknownReserved.rounded(decimals: 4))",
      ].map { "<td>\($0)</td>" }.joined()
    }
    let rows = report.rows.map { row in
      "<tr>" + row.values.map { "<th scope=\"row\">\(HTMLText.escaped($0.isEmpty ? "none" : $0))</th>" }.joined()
        + cells(row.figures) + "</tr>\n"
    }
    let all = "<tr><th scope=\"row\" colspan=\"\(report.fields.count)\">all</th>\(cells(report.total))</tr>"
    return """
      <div class="scroll"><table>
      <thead><tr>\(header)</tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      <tfoot>\(all)</tfoot>
      </table></div>

      """
  }

  private static func decimal(_ money: Money?) -> String { money?.rounded(decimals: 4) ?? "–" }

  private static let style = """

    body { margin: 0; background: #f5f7f9; color: #1b2733; font: 15px/1.45 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
    main { max-width: 1100px; margin: 0 auto; padding: 20px 28px 48px; }
    h1 { font-size: 26px; margin: 8px 0 2px; } h2 { font-size: 17px; margin: 28px 0 10px; }
    .meta { color: #5b6875; font-size: 13.5px; } code { font: .86em ui-monospace, "DejaVu Sans Mono", monospace; }
    .banner { padding: 9px 14px; border: 2px solid #7a3d00; border-radius: 6px; color: #4a2600; background: #fff3e0; }
    dl { display: flex; flex-wrap: wrap; gap: 10px; margin: 0; }
    dl div { flex: 1 1 120px; background: #fff; border: 1px solid #d5dbe1; border-radius: 8px; padding: 9px 14px; }
    dt { color: #5b6875; font-size: 12.5px; } dd { margin: 0; font-size: 21px; font-weight: 650; }
    small { display: block; font-size: 12px; font-weight: 400; color: #5b6875; }
    svg { display: block; width: 100%; height: auto; background: #fff; border: 1px solid #d5dbe1; border-radius: 8px; }
    svg text { font-size: 13px; fill: #1b2733; } .legend svg { border: 0; background: none; }
    .scroll { overflow: auto; margin-top: 14px; } table { border-collapse: collapse; background: #fff; font-size: 13.5px; }
    th, td { padding: 4px 10px; border-bottom: 1px solid #e3e8ed; text-align: left; font-weight: 400; white-space: nowrap; }
    thead th, tfoot th, tfoot td { font-weight: 650; } td, .n { text-align: right; font-variant-numeric: tabular-nums; }
    @media print { body { background: #fff; } main { max-width: none; padding: 0; } section { break-inside: avoid; } }

    """
}

extension CostField {
  /// The heading of its column.
  public var header: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

extension CostReport.Frame {
  /// `2026-11-01 to 2026-11-26`, `since 2026-11-01`, `until 2026-11-26`, `all days`.
  public var span: String {
    switch (since, until) {
    case (let since?, let until?): since == until ? "on \(since)" : "\(since) to \(until)"
    case (let since?, nil): "since \(since)"
    case (nil, let until?): "until \(until)"
    case (nil, nil): "all days"
    }
  }
}
