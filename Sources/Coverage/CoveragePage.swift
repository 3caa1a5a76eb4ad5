import ContentModel
import Formats

/// A coverage report as one page of HTML that needs nothing else: style and script are inside, nothing is fetched.
///
/// It holds the totals, the levels, a heat map of each kind (level and section x topic) and the worst gaps. What colour
/// says is said by a sign and by numbers too, so that it reads in black and white and without colour vision.
public enum CoveragePage {
  /// The page. `generatedAt` is shown as it is; the same input gives the same bytes. `selection` is what the report was
  /// made with. The gaps table holds at most 500 rows and says so where there are more.
  public static func html(
    _ report: CoverageReport, catalogue: Catalogue, inventory: Inventory, selection: Selection = Selection(),
    title: String, generatedAt: String
  ) -> String {
    let maps = HeatMap.all(report, catalogue: catalogue, inventory: inventory, selection: selection)
    let gaps = gaps(report, catalogue)
    let parts = [
      head(title), header(report, selection, title, generatedAt), totals(report), levels(report), legend(),
      maps.map(section).joined(), gaps, "</main>\n<script>\(script)</script>\n</body>\n</html>\n",
    ]
    return parts.joined()
  }

  /// Text for an element or an attribute.
  static func text(_ text: String) -> String { HTMLText.escaped(text) }

  private static func head(_ title: String) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(text(title))</title>
    <style>\(style)</style>
    </head>
    <body>
    <main>

    """
  }

  private static func header(
    _ report: CoverageReport, _ selection: Selection, _ title: String, _ generatedAt: String
  ) -> String {
    let banner =
      report.mode == "rehearsal"
      ? """
      <p class="banner" role="note"><strong>Rehearsal.</strong> \
      This library is in rehearsal mode: it may hold simulated text.</p>

      """ : ""
    let selected = selection.isEverything ? "" : " · selection: <code>\(text(selection.description))</code>"
    return """
      \(banner)<header>
      <h1>\(text(title))</h1>
      <p class="meta">At publish event \(report.publishEvent) · made \(text(generatedAt))\(selected)</p>
      </header>

      """
  }

  private static func totals(_ report: CoverageReport) -> String {
    let totals = report.totals
    func tile(_ number: String, _ label: String, _ note: String = "") -> String {
      "<div class=\"tile\"><dt>\(label)</dt><dd>\(number)\(note.isEmpty ? "" : "<small>\(note)</small>")</dd></div>\n"
    }
    let statuses: [(CoverageStatus, Int)] = [
      (.missing, totals.missing), (.thin, totals.thin), (.met, totals.met), (.over, totals.over),
    ]
    let bar = statuses.filter { $0.1 > 0 }.map { status, count in
      "<span class=\"\(status.rawValue)\" style=\"flex-grow:\(count)\">\(count) \(status.rawValue)</span>"
    }
    return """
      <section aria-labelledby="totals">
      <h2 id="totals">Totals</h2>
      <dl class="tiles">
      \(tile("\(totals.percentText) %", "Covered", "of \(totals.target) wanted"))\
      \(tile("\(totals.counts.active)", "Active", "\(totals.counts.approved) approved, \(totals.counts.machine) machine"))\
      \(tile("\(totals.gap)", "Gap", "to be made"))\
      \(tile("\(totals.counts.inReview)", "In review"))\
      \(tile("\(totals.counts.inFlight)", "In flight"))\
      \(totals.counts.stale > 0 ? tile("\(totals.counts.stale)", "Stale", "translations") : "")\
      \(tile("\(totals.cells)", "Cells", "outermost ones"))\
      </dl>
      <div class="bar" role="img" aria-label="Cells: \(statuses.map { "\($1) \($0.rawValue)" }.joined(separator: ", "))">\
      \(bar.joined())</div>
      </section>

      """
  }

  private static func levels(_ report: CoverageReport) -> String {
    let rows = report.rows(by: [.level]).sorted { ($0.values[0].value ?? "") < ($1.values[0].value ?? "") }
    guard rows.count > 1 else { return "" }
    let lines = rows.map { row in
      let totals = row.totals
      let level = row.values[0].value ?? ""
      return """
        <tr><th scope="row">\(level.isEmpty ? "no level" : text(level))</th>\
        <td class="meter"><span style="width:\(totals.percentText)%"></span></td>\
        <td class="n">\(totals.percentText) %</td><td class="n">\(totals.counts.active)</td>\
        <td class="n">\(totals.target)</td><td class="n">\(totals.gap)</td></tr>

        """
    }
    return """
      <section aria-labelledby="levels">
      <h2 id="levels">By level</h2>
      <table class="levels">
      <caption class="vh">Coverage by level</caption>
      <thead><tr><th scope="col">Level</th><th scope="col" colspan="2">Covered</th><th scope="col" class="n">Active</th>\
      <th scope="col" class="n">Target</th><th scope="col" class="n">Gap</th></tr></thead>
      <tbody>
      \(lines.joined())</tbody>
      </table>
      </section>

      """
  }
}
