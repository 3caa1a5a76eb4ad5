import ContentModel
import Formats

/// The rows of a report as bars, in SVG: each is as long as its cost, and divided into what became of it.
enum CostChart {
  /// A part of a cost, and how it is filled.
  private struct Part {
    var name: String
    var fill: String
    var amount: @Sendable (CostFigures) -> Money
  }

  private static let parts = [
    Part(name: "accepted", fill: "#4393c3") { $0.accepted },
    Part(name: "not decided yet", fill: "#b9d7ea") { $0.pending },
    Part(name: "lost to drops", fill: "url(#lost)") { $0.lost },
    Part(name: "overhead", fill: "url(#overhead)") { $0.overhead },
  ]

  /// The most bars of one chart; more are summed up in a last one.
  static let mostBars = 40
  private static let labelWidth = 230.0
  private static let barWidth = 620.0
  private static let rowHeight = 26

  /// What the fills mean.
  static var legend: String {
    let keys = parts.enumerated().map { index, part in
      let x = 10 + index * 170
      return "<rect x=\"\(x)\" y=\"6\" width=\"26\" height=\"14\" fill=\"\(part.fill)\" stroke=\"#1b2733\"/>"
        + "<text x=\"\(x + 34)\" y=\"18\">\(part.name)</text>\n"
    }
    return "<div class=\"legend\"><svg viewBox=\"0 0 960 28\" role=\"img\" aria-label=\"What the fills mean\">\n"
      + "\(fills)\(keys.joined())</svg></div>\n"
  }

  /// The chart; a line of text where there is nothing to show.
  ///
  /// - Parameter words: What the bars stand for.
  static func svg(_ report: CostReport, of words: String) -> String {
    let bars = bars(report)
    guard let most = bars.map(\.figures.cost.double).max(), most > 0 else { return "<p>Nothing was spent.</p>\n" }
    let height = bars.count * rowHeight + 14
    let lines = bars.enumerated().map { index, bar in
      self.bar(bar, y: index * rowHeight + 10, scale: barWidth / most, report.frame.currency)
    }
    return """
      <svg viewBox="0 0 960 \(height)" role="img" aria-label="Cost by \(HTMLText.escaped(words))">
      \(fills)\(lines.joined())</svg>

      """
  }

  private static let fills = """
    <defs>
    <pattern id="lost" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
    <rect width="6" height="6" fill="#f1a340"/><rect width="2" height="6" fill="#7a3d00"/></pattern>
    <pattern id="overhead" width="5" height="5" patternUnits="userSpaceOnUse">\
    <rect width="5" height="5" fill="#f5f7f9"/><circle cx="2" cy="2" r="1.2" fill="#5b6875"/></pattern>
    </defs>

    """

  private static func bars(_ report: CostReport) -> [(label: String, figures: CostFigures)] {
    func label(_ row: CostRow) -> String {
      zip(report.fields, row.values).map { field, value in
        value.isEmpty ? "none" : field == .run ? String(value.suffix(8)) : value
      }.joined(separator: " · ")
    }
    let rows = report.rows
    if rows.count <= mostBars { return rows.map { (label($0), $0.figures) } }
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
    }
    let rest = [(label: "\(others.count) \(isDays ? "earlier" : "others")", figures: sum)]
    let shown = kept.map { (label: label($0), figures: $0.figures) }
    return isDays ? rest + shown : shown + rest
  }

  private static func bar(
    _ bar: (label: String, figures: CostFigures), y: Int, scale: Double, _ currency: String
  ) -> String {
    let words = parts.map { "\($0.amount(bar.figures).rounded(decimals: 4)) \($0.name)" }.joined(separator: ", ")
    let tip = "\(bar.label): \(bar.figures.cost.rounded(decimals: 4)) \(currency): \(words)"
    let short = bar.label.count > 30 ? "…" + bar.label.suffix(29) : bar.label
    var svg = "<g><title>\(HTMLText.escaped(tip))</title>"
    svg += "<text x=\"\(labelWidth - 8)\" y=\"\(y + 13)\" text-anchor=\"end\">\(HTMLText.escaped(short))</text>"
    var x = labelWidth
    for part in parts {
      let width = max(0, part.amount(bar.figures).double * scale)
      if width > 0 {
        svg += "<rect x=\"\(tenths(x))\" y=\"\(y)\" width=\"\(tenths(width))\" height=\"18\" fill=\"\(part.fill)\"/>"
      }
      x += width
    }
    return svg + "<text x=\"\(tenths(x + 6))\" y=\"\(y + 13)\">\(bar.figures.cost.rounded(decimals: 4))</text></g>\n"
  }

  private static func tenths(_ number: Double) -> Double { (number * 10).rounded() / 10 }
}
