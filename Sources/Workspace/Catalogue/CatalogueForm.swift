import ContentModel
import Formats

/// The form of one catalogue file: its columns, what names a row, and what a row must fulfil.
struct CatalogueForm: Sendable {
  var file: String
  /// Columns that must be in the header.
  var required: [String]
  /// Columns that the program knows besides; any other is an attribute that prompts can name.
  var optional: [String]
  /// The columns that name a row.
  var keyColumns: [String]
  /// Whether further columns are kept.
  var keepsAttributes: Bool
  var check: @Sendable (CSVTable.Row, CSVTable, inout CatalogueNames) throws(CSVError) -> Void

  static let all = [sections, topics, skus, skuTexts, targets]

  func checkHeader(of table: CSVTable) throws(CSVError) {
    let known = required + optional
    for column in required where !table.header.contains(column) {
      let stranger = table.header.first { !known.contains($0) && Suggestion.closest(to: $0, among: [column]) != nil }
      throw CSVError(
        file: file, line: table.headerLine, column: nil, columnName: nil,
        problem: "the column `\(column)` is missing" + (stranger.map { "; there is `\($0)`" } ?? ""),
        hint: "the header must have \(required.joined(separator: ","))")
    }
    if keepsAttributes { return }
    for (index, column) in table.header.enumerated() where !known.contains(column) {
      throw CSVError(
        file: file, line: table.headerLine, column: index + 1, columnName: column,
        problem: "this file has no column `\(column)`",
        hint: Suggestion.hint(for: column, among: known) ?? "its columns are \(known.joined(separator: ","))")
    }
  }

  func key(of row: CSVTable.Row, in table: CSVTable) throws(CSVError) -> String {
    if file != "targets.csv" {
      for column in keyColumns where (row[column] ?? "").isEmpty {
        throw table.error(in: row, column: column, problem: "`\(column)` is empty", hint: "give every row its name")
      }
    }
    return keyColumns.map { row[$0] ?? "" }.joined(separator: ",")
  }

  /// The row's fields, sorted by column, without empty ones: the same row gives the same text.
  func fields(of row: CSVTable.Row, in table: CSVTable) -> JSON {
    .object(
      JSON.Object(
        table.header.sorted().compactMap { column in
          guard let value = row[column], !value.isEmpty || required.contains(column) else { return nil }
          return (column, .string(value))
        }))
  }

  /// The parts of a field that holds several, separated by `;`.
  static func list(_ text: String) -> [String] {
    text.split(separator: ";").map(trimmed).filter { !$0.isEmpty }
  }

  /// The parts of a field separated by ` | `.
  static func points(_ text: String) -> [String] { text.split(separator: "|").map(trimmed).filter { !$0.isEmpty } }

  static func trimmed(_ text: Substring) -> String {
    let kept = text.drop { $0 == " " }
    return String(kept.prefix(kept.count - kept.reversed().prefix { $0 == " " }.count))
  }
}

extension CatalogueForm {
  private static let sections = CatalogueForm(
    file: "sections.csv", required: ["section", "kind", "level", "title", "points"],
    optional: ["parent", "languages", "aliases"], keyColumns: ["section"], keepsAttributes: true
  ) { row, table, names throws(CSVError) in
    try refer(row, table, "kind", to: names.kinds, what: "kind in use", mend: "name it under `kinds` in libtool.yaml")
    if (row["title"] ?? "").isEmpty {
      throw table.error(in: row, column: "title", problem: "the section has no title", hint: "give it one")
    }
    try checkName(row, table, "section")
    for language in list(row["languages"] ?? "") { try checkLanguage(language, row, table, "languages") }
    names.sections.insert(row["section"] ?? "")
  }

  private static let topics = CatalogueForm(
    file: "topics.csv", required: ["topic", "theme", "title"], optional: ["levels", "kinds", "sections"],
    keyColumns: ["topic"], keepsAttributes: true
  ) { row, table, names throws(CSVError) in
    try checkName(row, table, "topic")
    for kind in list(row["kinds"] ?? "") where !names.kinds.contains(kind) {
      throw unknown(kind, row, table, "kinds", names.kinds, "kind in use", "name it under `kinds` in libtool.yaml")
    }
    for section in list(row["sections"] ?? "") { try refer(section, row, table, "sections", to: names) }
    names.topics.insert(row["topic"] ?? "")
  }

  private static let skus = CatalogueForm(
    file: "skus.csv", required: ["sku", "name", "category", "language", "description"], optional: [],
    keyColumns: ["sku"], keepsAttributes: true
  ) { row, table, names throws(CSVError) in
    try checkName(row, table, "sku")
    try refer(row["category"] ?? "", row, table, "category", to: names)
    if let language = row["language"], !language.isEmpty { try checkLanguage(language, row, table, "language") }
    names.skus.insert(row["sku"] ?? "")
  }

  private static let skuTexts = CatalogueForm(
    file: "sku_texts.csv", required: ["sku", "language", "field", "text"], optional: [],
    keyColumns: ["sku", "language", "field"], keepsAttributes: false
  ) { row, table, names throws(CSVError) in
    try refer(row, table, "sku", to: names.skus, what: "SKU", mend: "add it to skus.csv")
    try checkLanguage(row["language"] ?? "", row, table, "language")
  }

  static let targets = CatalogueForm(
    file: "targets.csv", required: ["section", "topic", "sku", "language", "target", "priority"], optional: [],
    keyColumns: ["section", "topic", "sku", "language"], keepsAttributes: false
  ) { row, table, names throws(CSVError) in
    if let section = row["section"], !section.isEmpty, section != "*" {
      try refer(section, row, table, "section", to: names)
    }
    for (column, known, what, file) in [
      ("topic", names.topics, "topic", "topics.csv"), ("sku", names.skus, "SKU", "skus.csv"),
    ] {
      let value = row[column] ?? ""
      if value.isEmpty || value == "*" || known.contains(value) { continue }
      throw unknown(value, row, table, column, known, what, "add it to \(file)")
    }
    try checkNumber(row, table, "target", atLeast: 0)
    try checkNumber(row, table, "priority", atLeast: 1)
  }

  private static func refer(
    _ row: CSVTable.Row, _ table: CSVTable, _ column: String, to known: Set<String>, what: String, mend: String
  ) throws(CSVError) {
    let value = row[column] ?? ""
    if !known.contains(value) { throw unknown(value, row, table, column, known, what, mend) }
  }

  /// Checks that there is a section of this name.
  private static func refer(
    _ section: String, _ row: CSVTable.Row, _ table: CSVTable, _ column: String, to names: CatalogueNames
  ) throws(CSVError) {
    if names.sections.contains(section) { return }
    if let present = names.renamedSections[section] {
      throw table.error(
        in: row, column: column, problem: "the section `\(section)` is called `\(present)` now",
        hint: "write `\(present)`")
    }
    throw unknown(section, row, table, column, names.sections, "section", "add it to sections.csv")
  }

  private static func unknown(
    _ value: String, _ row: CSVTable.Row, _ table: CSVTable, _ column: String, _ known: Set<String>, _ what: String,
    _ mend: String
  ) -> CSVError {
    table.error(
      in: row, column: column, problem: value.isEmpty ? "the \(what) is not named" : "`\(value)` is no \(what)",
      hint: Suggestion.hint(for: value, among: known.sorted()) ?? mend)
  }

  private static func checkNumber(
    _ row: CSVTable.Row, _ table: CSVTable, _ column: String, atLeast least: Int
  ) throws(CSVError) {
    let text = row[column] ?? ""
    guard let number = Int(text), number >= least, number <= 1_000_000 else {
      throw table.error(
        in: row, column: column,
        problem: text.isEmpty ? "the \(column) is empty" : "`\(text)` is no whole number from \(least) to 1000000",
        hint: "write a number such as \(max(least, 2))")
    }
  }

  /// Whether it is formed like a BCP 47 tag; which languages there are is not known here.
  private static func checkLanguage(
    _ tag: String, _ row: CSVTable.Row, _ table: CSVTable, _ column: String
  ) throws(CSVError) {
    if LanguageTag.isWellFormed(tag) { return }
    throw table.error(
      in: row, column: column, problem: "`\(tag)` is no language tag", hint: "write a tag such as de, en-GB or zh-Hans")
  }

  /// Identifiers go into patterns, prompts and file names.
  private static func checkName(_ row: CSVTable.Row, _ table: CSVTable, _ column: String) throws(CSVError) {
    let name = row[column] ?? ""
    let isFine =
      name.utf8.count <= 100
      && !name.unicodeScalars.contains { $0.value < 33 || "*?[],;|/\\\"".unicodeScalars.contains($0) }
    if isFine { return }
    throw table.error(
      in: row, column: column, problem: "`\(name)` cannot be an identifier",
      hint: "use letters, digits, `_`, `-` and `.`, at most 100 of them")
  }
}
