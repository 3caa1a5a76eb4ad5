import ContentModel
import Formats

/// The rows of a report as bars: each is as long as its cost, and divided into what became of it.
///
/// Labels and amounts are text of the page, so that they keep their size and are never cut, however narrow it is; only the
/// bars are SVG, in percent of the room that is left.
enum CostChart {
  /// A part of a cost; the style of the page says how it is filled.
  private struct Part {
    var name: String
    var style: String
    var amount: @Sendable (CostFigures) -> Money
  }

  private static let parts = [
    Part(name: "accepted", style: "accepted") { $0.accepted },
    Part(name: "not decided yet", style: "pending") { $0.pending },
    Part(name: "lost to drops", style: "lost") { $0.lost },
    Part(name: "overhead", style: "overhead") { $0.overhead },
  ]

  /// A line of a chart.
  private struct Bar {
    var label: String
    var figures: CostFigures
  }

  /// The most bars of one chart; more are summed up in a last one.
  static let mostBars = 40

  /// The hatchings that all charts of the page refer to: once in it, and before them.
  static let fills = """
    <svg class="fills" width="0" height="0" aria-hidden="true"><defs>
    <pattern id="lost" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
    <rect class="lost-ground" width="6" height="6"/><rect class="lost-line" width="2" height="6"/></pattern>
    <pattern id="overhead" width="5" height="5" patternUnits="userSpaceOnUse">\
    <rect class="overhead-ground" width="5" height="5"/><circle class="overhead-dot" cx="2" cy="2" r="1.2"/></pattern>
    </defs></svg>

    """

  /// What the fills mean.
  static var legend: String {
    let keys = parts.map { part in
      "<li><svg width=\"26\" height=\"14\" aria-hidden=\"true\"><rect class=\"\(part.style)\" width=\"100%\" height=\"100%\"/>"
        + "</svg>\(part.name)</li>\n"
    }
    return "<ul class=\"legend\">\n\(keys.joined())</ul>\n"
  }

  /// The chart; a line of text where there is nothing to show.
  ///
  /// - Parameter words: What the bars stand for.
  static func html(_ report: CostReport, of words: String) -> String {
    let bars = bars(report)
    let most = bars.map(\.figures.cost).max() ?? .zero
    if !bars.contains(where: { $0.figures.hasUnpriced }), most <= .zero { return "<p>Nothing was spent.</p>\n" }
    let lines = bars.map { line($0, longest: most, report.frame.currency) }
    return "<ol class=\"chart\" aria-label=\"Cost by \(HTMLText.escaped(words))\">\n\(lines.joined())</ol>\n"
  }

  private static func bars(_ report: CostReport) -> [Bar] {
    func bar(_ row: CostRow) -> Bar {
      let values = zip(report.fields, row.values).map { $0.shown($1) }
      return Bar(label: values.joined(separator: " · "), figures: row.figures)
    }
    let rows = report.rows
    if rows.count <= mostBars { return rows.map(bar) }
    // Of days the last ones are what is looked for.
    let isDays = report.fields.first == .day
    let kept = isDays ? rows.suffix(mostBars - 1) : rows.prefix(mostBars - 1)
    let others = isDays ? rows.dropLast(mostBars - 1) : rows.dropFirst(mostBars - 1)
    var sum = CostFigures()
    for row in others {
      sum.cost += row.figures.cost
      sum.accepted += row.figures.accepted
      sum.pending += row.figures.pending
      sum.lost += row.figures.lost
      sum.overhead += row.figures.overhead
      sum.hasPriced = sum.hasPriced || row.figures.hasPriced
      sum.hasUnpriced = sum.hasUnpriced || row.figures.hasUnpriced
    }
    let rest = [Bar(label: "\(others.count) \(isDays ? "earlier" : "others")", figures: sum)]
    return isDays ? rest + kept.map(bar) : kept.map(bar) + rest
  }

  private static func line(_ bar: Bar, longest: Money, _ currency: String) -> String {
    let words = parts.map { "\(CostNumber.amount($0.amount(bar.figures))) \($0.name)" }.joined(separator: ", ")
    let tip = "\(bar.label): \(CostNumber.cost(bar.figures)) \(currency): \(words)"
    var rects = ""
    var start = 0.0
    for part in parts {
      let width = longest > .zero ? max(0, 100 * part.amount(bar.figures).double / longest.double) : 0
      if width > 0 {
        rects += "<rect class=\"\(part.style)\" x=\"\(percent(start))\" width=\"\(percent(width))\" height=\"100%\"/>"
      }
      start += width
    }
    return "<li><span class=\"label\">\(CostPage.name(bar.label))</span>"
      + "<svg class=\"bar\" role=\"img\"><title>\(HTMLText.escaped(tip))</title>\(rects)</svg>"
      + "<span class=\"n\">\(CostNumber.cost(bar.figures))</span></li>\n"
  }

  /// `61.4%`, to a hundredth.
  private static func percent(_ number: Double) -> String { "\((number * 100).rounded() / 100)%" }
}
