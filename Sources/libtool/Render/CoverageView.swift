import Console
import ContentModel
import Coverage

/// A coverage report for people: a table on a terminal or in a pipe.
struct CoverageView {
  var report: CoverageReport
  var catalogue: Catalogue
  /// What to group by; empty for a line a cell.
  var fields: [CoverageField]
  var selection: Selection
  /// Whether the report was cut down to missing and thin cells.
  var isThin: Bool
  /// The columns of the terminal; nil for a pipe, where nothing is cut and no bars are drawn.
  var width: Int?
  var style: Style

  /// The banner of a rehearsal, the table, and the totals in words.
  func text() -> String {
    var text = ""
    if report.mode == "rehearsal" { text += style.apply(.warn, to: Self.rehearsal) + "\n" }
    if report.cells.isEmpty { return text + nothing() + "\n" }
    let table = fields.isEmpty ? CoverageCellTable(view: self).table() : CoverageGroupTable(view: self).table()
    return text + table.text(width: width, style: style) + summary() + "\n"
  }

  static let rehearsal = "Rehearsal: this library may hold simulated text."

  /// What to do about the worst gap, in one line; empty where nothing is wanted at all.
  func nextStep(program: String) -> String {
    if report.totals.cells == 0 { return "" }
    let line: String
    if let worst = report.cells.first(where: { $0.gap > 0 }) {
      line = "Next: `\(program) plan \(options(for: worst.key))` prices the worst gap."
    } else if report.totals.counts.inReview > 0, report.cells.contains(where: { $0.status.isShort }) {
      line = "Next: `\(program) review list` shows what waits for a person."
    } else if report.totals.counts.inFlight > 0, report.cells.contains(where: { $0.status.isShort }) {
      line = "Next: `\(program) runs list` shows what is being made."
    } else {
      return ""
    }
    return TextWrap.lines(line, width: width ?? 80).map { style.apply(.dim, to: $0) + "\n" }.joined()
  }

  /// `25.0 % of 232 covered. Cells: 3 missing, 22 thin, 5 met, 4 over.`
  private func summary() -> String {
    let totals = report.totals
    func part(_ count: Int, _ word: String, _ role: Style.Role) -> String {
      let text = "\(Quantity.grouped(count)) \(word)"
      return count > 0 ? style.apply(role, to: text) : text
    }
    let statuses = [
      part(totals.missing, "missing", .bad), part(totals.thin, "thin", .warn), part(totals.met, "met", .good),
      part(totals.over, "over", .good),
    ].joined(separator: ", ")
    let covered = style.apply(.bold, to: "\(totals.percentText) %")
    return "\(covered) of \(Quantity.grouped(totals.target)) covered. Cells: \(statuses)."
  }

  private func nothing() -> String {
    if isThin, report.totals.cells > 0 {
      return "Every target\(selection.isEverything ? "" : " of \(selection)") is met. \(summary())"
    }
    return Self.noTarget(of: selection, catalogue)
  }

  /// What to say of a selection that no target speaks of.
  static func noTarget(of selection: Selection, _ catalogue: Catalogue) -> String {
    if catalogue.targets.isEmpty {
      return "There are no targets yet: `libtool targets set --section '*' 10` wants ten items of each section."
    }
    return "No target speaks of \(selection): `libtool targets list` shows what they speak of."
  }

  /// The selection that means this cell, as the command line spells it.
  private func options(for key: CellKey) -> String {
    var words: [String] = []
    if key.section.value == nil { words += ["--kind", key.kind] }
    for (option, part) in [("--section", key.section), ("--topic", key.topic), ("--sku", key.sku)] {
      if let value = part.value { words += [option, value] }
    }
    // The language goes without saying where the section has but one.
    let languages = key.section.value.flatMap { catalogue.sections[$0] }.map(catalogue.languages(of:)) ?? []
    if let language = key.language.value, languages.count != 1 { words += ["--language", language] }
    return words.map(ShellQuote.quoted).joined(separator: " ")
  }
}

extension CoverageStatus {
  /// Colour says again what the word says.
  var role: Style.Role {
    switch self {
    case .missing: .bad
    case .thin: .warn
    case .met, .over: .good
    }
  }
}
