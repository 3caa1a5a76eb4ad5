import ContentModel

extension CoveragePage {
  /// The most rows of the gaps table.
  static let mostGaps = 500

  private struct Field {
    var title: String
    var isNumber = false
    /// What is shown, as HTML, and what is sorted by.
    var cell: (CoverageCell) -> (html: String, order: String)
  }

  /// The cells with a gap, worst first, as a table that sorts by click and by keyboard.
  static func gaps(_ report: CoverageReport, _ catalogue: Catalogue) -> String {
    let cells = report.cells.filter { $0.gap > 0 }
    guard !cells.isEmpty else {
      return """
        <section aria-labelledby="gaps">
        <h2 id="gaps">Worst gaps first</h2>
        <p>No gap: nothing is to be made.</p>
        </section>

        """
    }
    let fields = fields(cells, catalogue)
    let head = fields.enumerated().map { position, field in
      """
      <th scope="col"\(field.isNumber ? " class=\"n\"" : "") aria-sort="none"><button type="button">\(field.title)\
      <span aria-hidden="true"></span></button></th>
      """
    }
    let rows = cells.prefix(mostGaps).map { cell in
      let values = fields.map { field in
        let value = field.cell(cell)
        let order = value.order == value.html ? "" : " data-order=\"\(text(value.order))\""
        return "<td\(field.isNumber ? " class=\"n\"" : "")\(order)>\(value.html)</td>"
      }
      return "<tr>\(values.joined())</tr>\n"
    }
    let floors =
      cells.contains(where: \.isFloor)
      ? "\nA floor lies inside a wider cell: one item serves both, so its gap is part of the wider one's." : ""
    let cut = cells.count > mostGaps ? "\nThe worst \(mostGaps) of \(cells.count) are shown." : ""
    return """
      <section aria-labelledby="gaps">
      <h2 id="gaps">Worst gaps first</h2>
      <p class="hint">By priority, then gap. A column's heading sorts by it, a second time the other way round.\(floors)\(cut)</p>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="gaps">
      <table class="gaps" id="gaps-table">
      <caption class="vh">Cells with a gap</caption>
      <thead><tr>\(head.joined())</tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table>
      </div>
      <p class="vh" role="status" id="sorted"></p>
      </section>

      """
  }

  /// The columns: those that tell no two rows apart are left out.
  private static func fields(_ cells: [CoverageCell], _ catalogue: Catalogue) -> [Field] {
    func number(_ title: String, _ value: @escaping (CoverageCell) -> Int) -> Field {
      Field(title: title, isNumber: true) { cell in ("\(value(cell))", "\(value(cell))") }
    }
    func part(
      _ title: String, _ part: @escaping (CoverageCell) -> CellPart, _ all: String,
      _ name: @escaping (String) -> String?
    ) -> Field {
      Field(title: title) { cell in
        switch part(cell) {
        case .absent: ("–", "")
        case .all: ("<em>\(all)</em>", "")
        case .value(let value):
          (name(value).map { "\(text($0)) <code>\(text(value))</code>" } ?? text(value), name(value) ?? value)
        }
      }
    }
    func has(_ part: (CoverageCell) -> CellPart) -> Bool { cells.contains { part($0) != .absent } }

    var fields = [number("Priority", \.priority)]
    if cells.contains(where: { !$0.level.isEmpty }) {
      fields.append(Field(title: "Level") { cell in (text(cell.level), cell.level) })
    }
    fields.append(part("Section", \.key.section, "all sections") { catalogue.sections[$0]?.title })
    if has(\.key.topic) { fields.append(part("Topic", \.key.topic, "all topics") { catalogue.topics[$0]?.title }) }
    if has(\.key.sku) { fields.append(part("SKU", \.key.sku, "all SKUs") { catalogue.skus[$0]?.name }) }
    if Set(cells.map(\.key.language)).count > 1 {
      fields.append(part("Language", \.key.language, "all languages") { _ in nil })
    }
    fields += [
      number("Active", \.counts.active), number("Target", \.target), number("Gap", \.gap),
      Field(title: "Status") { cell in
        let look = look(HeatMap.Figures(target: cell.target, active: cell.counts.active, satisfied: false))
        let floor = cell.isFloor ? " <span class=\"floor\">floor</span>" : ""
        return (
          "<span class=\"status\"><span class=\"dot \(look.name)\" aria-hidden=\"true\">\(look.sign)</span> "
            + "\(cell.status.rawValue)\(floor)</span>",
          cell.status.rawValue
        )
      },
    ]
    if cells.contains(where: { $0.counts.inReview > 0 }) { fields.append(number("In review", \.counts.inReview)) }
    if cells.contains(where: { $0.counts.inFlight > 0 }) { fields.append(number("In flight", \.counts.inFlight)) }
    if Set(cells.map(\.key.kind)).count > 1 {
      fields.append(Field(title: "Kind") { cell in (text(cell.key.kind), cell.key.kind) })
    }
    return fields
  }
}
