import ContentModel
import Formats

extension CostPage {
  /// A column of numbers.
  private struct Column {
    var header: String
    var cell: (CostFigures) -> String
  }

  /// The groups as a table, with the total. What is nowhere has no column.
  static func table(_ report: CostReport) -> String {
    let columns = columns(report)
    let header =
      report.fields.map { "<th scope=\"col\">\($0.header)</th>" }.joined()
      + columns.map { "<th scope=\"col\" class=\"n\">\($0.header)</th>" }.joined()
    func cells(_ figures: CostFigures) -> String { columns.map { "<td>\($0.cell(figures))</td>" }.joined() }
    let rows = report.rows.map { row in
      "<tr>" + zip(report.fields, row.values).map { "<th scope=\"row\">\(name($0.shown($1)))</th>" }.joined()
        + cells(row.figures) + "</tr>\n"
    }
    let all = "<tr><th scope=\"row\" colspan=\"\(report.fields.count)\">all</th>\(cells(report.total))</tr>"
    return """
      <div class="scroll" tabindex="0" role="region" aria-labelledby="groups"><table\(report.fields.count > 3 ? " class=\"wide\"" : "")>
      <thead><tr>\(header)</tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      <tfoot>\(all)</tfoot>
      </table></div>

      """
  }

  private static func columns(_ report: CostReport) -> [Column] {
    let total = report.total
    func count(_ header: String, if isShown: Bool = true, _ number: @escaping (CostFigures) -> Int) -> Column? {
      isShown ? Column(header: header) { CostNumber.grouped(number($0)) } : nil
    }
    func money(
      _ header: String, decimals: Int = 4, if isShown: Bool = true, _ money: @escaping (CostFigures) -> Money?
    ) -> Column? {
      isShown ? Column(header: header) { CostNumber.amount(money($0), decimals: decimals) } : nil
    }
    func apart(_ header: String, if isShown: Bool, _ part: @escaping (CostFigures) -> (Int, Money)) -> Column? {
      isShown
        ? Column(header: header) { figures in
          let (calls, reserved) = part(figures)
          return calls == 0 ? "0" : "\(CostNumber.grouped(calls)): \(CostNumber.amount(reserved))"
        } : nil
    }
    return [
      count("Calls") { $0.calls }, count("Input") { $0.usage.input },
      count("Cached", if: total.usage.cachedInput > 0) { $0.usage.cachedInput },
      count("Written", if: total.usage.cacheWrite > 0) { $0.usage.cacheWrite },
      count("Output") { $0.usage.output }, money("Cost") { $0.known($0.cost) },
      count("Items") { $0.acceptedItems }, money("An item") { $0.costPerItem },
      count("Gaps") { $0.closedGaps }, money("A gap") { $0.costPerGap },
      money("Lost") { $0.known($0.lost) },
      money("Undecided", if: total.pending > .zero) { $0.known($0.pending) },
      money("Overhead") { $0.known($0.overhead) },
      apart("In flight", if: total.openCalls > 0) { ($0.openCalls, $0.openReserved) },
      apart("Unknown", if: total.unknownCalls > 0) { ($0.unknownCalls, $0.unknownReserved) },
      count("No price", if: total.unpricedCalls > 0) { $0.unpricedCalls },
      count("Estimated", if: total.estimatedCalls > 0) { $0.estimatedCalls },
      money("One a call") { $0.known($0.costSingle) },
      money("By a person", decimals: 2, if: report.frame.hasPersonPrice) { $0.personCost },
    ].compactMap(\.self)
  }
}
