import ContentModel
import ContentStore
import Formats

/// The catalogue's CSV files, read and checked row by row.
///
/// A bad row stops the reading with file, line, column and the mend.
public struct CatalogueFiles: Sendable {
  /// The files, in the order in which they are read. Only sections must be there.
  public static let names = ["sections.csv", "topics.csv", "skus.csv", "sku_texts.csv", "targets.csv"]

  /// The rows as the store keeps them.
  public let rows: [CatalogueRow]
  /// The former identifiers of sections, and the present one of each.
  public let renamedSections: [String: String]

  /// Reads the files.
  ///
  /// - Parameters:
  ///   - files: Contents by file name; what is missing has no rows.
  ///   - kinds: The kinds in use.
  /// - Throws: `CSVError`.
  public init(_ files: [String: [UInt8]], kinds: [String: KindTraits]) throws(CSVError) {
    var rows: [CatalogueRow] = []
    var known = CatalogueNames(kinds: Array(kinds.keys))
    for form in CatalogueForm.all {
      guard let bytes = files[form.file] else { continue }
      let table = try CSVTable.parse(bytes, file: form.file, undefuse: true)
      try form.checkHeader(of: table)
      var lines: [String: Int] = [:]
      for row in table.rows {
        let key = try form.key(of: row, in: table)
        if let first = lines[key] {
          throw table.error(
            in: row, column: form.keyColumns[0], problem: "this row repeats the one in line \(first)",
            hint: "take one of them out")
        }
        lines[key] = row.line
        try form.check(row, table, &known)
        rows.append(
          CatalogueRow(
            file: String(form.file.dropLast(4)), key: key, fields: form.fields(of: row, in: table).text,
            origin: "\(form.file):\(row.line)"))
      }
      if form.file == "sections.csv" { known.renamedSections = try Self.renamedSections(table, lines) }
    }
    self.rows = rows
    renamedSections = known.renamedSections
  }

  /// The aliases of all sections. One that names a section, or two of them, would file items where nobody looks.
  private static func renamedSections(
    _ table: CSVTable, _ sections: [String: Int]
  ) throws(CSVError) -> [String: String] {
    var renamed: [String: String] = [:]
    for row in table.rows {
      let section = row["section"] ?? ""
      for alias in CatalogueForm.list(row["aliases"] ?? "") {
        if let line = sections[alias] {
          throw table.error(
            in: row, column: "aliases",
            problem: alias == section
              ? "`\(alias)` is an alias of itself"
              : "`\(alias)` is an alias of `\(section)`, and a section of its own in line \(line)",
            hint: "take one of the two out")
        }
        if let other = renamed.updateValue(section, forKey: alias), other != section {
          throw table.error(
            in: row, column: "aliases",
            problem: "`\(alias)` is an alias of `\(other)` in line \(sections[other] ?? 0) already",
            hint: "take one of the two out")
        }
      }
    }
    return renamed
  }
}

/// The names that rows may refer to.
struct CatalogueNames {
  var kinds: Set<String>
  var sections: Set<String> = []
  /// The present names of sections by their former ones.
  var renamedSections: [String: String] = [:]
  var topics: Set<String> = []
  var skus: Set<String> = []

  init(kinds: [String]) { self.kinds = Set(kinds) }
}
