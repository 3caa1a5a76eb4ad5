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
      + CostChart.fills + section("days", "By day", CostChart.legend + CostChart.html(days, of: "day"))
      + section("groups", "By \(words)", CostChart.html(report, of: words) + table(report))
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
      "<div class=\"tile\"><dt>\(label)</dt><dd>\(number)\(note.isEmpty ? "" : "<small>\(note)</small>")</dd></div>\n"
    }
    func calls(_ number: Int) -> String { "\(CostNumber.grouped(number)) \(number == 1 ? "call" : "calls")" }
    func apart(_ label: String, _ number: Int, _ reserved: Money) -> String {
      tile(label, CostNumber.grouped(number), "\(CostNumber.amount(reserved)) reserved, not in the cost")
    }
    func known(_ money: Money) -> String { total.known(money).map { CostNumber.amount($0) } ?? "not known" }
    func each(_ money: Money?, of count: Int) -> String {
      money == nil && count > 0 ? "not known" : CostNumber.amount(money)
    }
    var tiles = tile("Cost", known(total.cost), calls(total.calls - total.unpricedCalls))
    if total.unpricedCalls > 0 {
      tiles += tile("No price", CostNumber.grouped(total.unpricedCalls), "calls whose cost is not known")
    }
    if total.estimatedCalls > 0 {
      tiles += tile("Estimated", CostNumber.grouped(total.estimatedCalls), "calls that do not say what was used")
    }
    tiles += tile(
      "An accepted item", each(total.costPerItem, of: total.acceptedItems),
      "\(CostNumber.grouped(total.acceptedItems)) accepted")
    tiles += tile(
      "A closed gap", each(total.costPerGap, of: total.closedGaps), "\(CostNumber.grouped(total.closedGaps)) closed")
    tiles += tile("Lost to drops", known(total.lost), "\(CostNumber.grouped(total.droppedDrafts)) dropped")
    if total.pending > .zero { tiles += tile("Not decided", known(total.pending), "drafts that have not ended") }
    tiles += tile("Overhead", known(total.overhead), "of no draft")
    if total.openCalls > 0 { tiles += apart("In flight", total.openCalls, total.openReserved) }
    tiles += apart("Unknown", total.unknownCalls, total.unknownReserved)
    tiles += tile(
      "One item a call", known(total.costSingle),
      total.costPerItemSingle.map { "\(CostNumber.amount($0)) an item" } ?? "")
    if report.frame.hasPersonPrice {
      tiles += tile(
        "By a person", CostNumber.amount(total.personCost, decimals: 2),
        "\(CostNumber.grouped(total.personItems)) items with a price")
    }
    return "<dl class=\"tiles\">\n\(tiles)</dl>\n"
  }

  /// A name as HTML that may be broken after its underscores and slashes.
  static func name(_ text: String) -> String {
    var name = ""
    for character in text {
      name += HTMLText.escaped(String(character))
      if character == "_" || character == "/" { name += "<wbr>" }
    }
    return name
  }

  private static func section(_ id: String, _ title: String, _ content: String) -> String {
    "<section aria-labelledby=\"\(id)\">\n<h2 id=\"\(id)\">\(title)</h2>\n\(content)</section>\n"
  }
}

extension CostField {
  /// The heading of its column.
  public var header: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  /// A value of it as a page shows it: a run by the end of its uuid, by which people name it.
  func shown(_ value: String) -> String { value.isEmpty ? "none" : self == .run ? String(value.suffix(8)) : value }
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
