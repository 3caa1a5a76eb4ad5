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
    var renamed: [String: String] = [:]
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
        for alias in CatalogueForm.list(row["aliases"] ?? "") where form.file == "sections.csv" {
          renamed[alias] = row["section"]
        }
        rows.append(
          CatalogueRow(
            file: String(form.file.dropLast(4)), key: key, fields: form.fields(of: row, in: table).text,
            origin: "\(form.file):\(row.line)"))
      }
    }
    for (alias, section) in renamed where known.sections.contains(alias) {
      throw CSVError(
        file: "sections.csv", line: lines(rows, section), column: nil, columnName: "aliases",
        problem: "`\(alias)` is an alias of `\(section)` and a section of its own", hint: "take one of the two out")
    }
    self.rows = rows
    renamedSections = renamed
  }
}

/// The line of a section's row, for a message.
private func lines(_ rows: [CatalogueRow], _ section: String) -> Int {
  let origin = rows.first { $0.file == "sections" && $0.key == section }?.origin ?? ""
  return Int(origin.split(separator: ":").last ?? "") ?? 1
}

/// The names that rows may refer to.
struct CatalogueNames {
  var kinds: Set<String>
  var sections: Set<String> = []
  var topics: Set<String> = []
  var skus: Set<String> = []

  init(kinds: [String]) { self.kinds = Set(kinds) }
}
