import ContentModel

/// The four columns of `targets.csv` that make a key.
public enum KeyColumn: String, Hashable, Sendable, CaseIterable {
  case section, topic, sku, language
}

/// Rows of `targets.csv` that cannot be kept to: they name what is not there, or contradict each other.
public enum TargetConflict: Failure, Hashable {
  /// A row names a section, topic, SKU or language that the catalogue does not have; `near` is a name that it has and
  /// that may be meant.
  case unknown(KeyColumn, value: String, near: String?, origin: String)
  /// A row names a topic, SKU or language that its section does not take; a nil section stands for any section at all.
  case notApplicable(KeyColumn, value: String, section: String?, origin: String)
  /// A row names a topic or SKU for a section whose items have none.
  case noSuchDimension(KeyColumn, value: String, section: String, origin: String)
  /// A row names a section whose kind the library does not use.
  case unknownKind(section: String, kind: String, origin: String)
  /// Two equally specific rows speak of one cell, and no more specific row decides.
  case tie(cell: CellKey, first: String, second: String, decidable: Bool)
  /// Cells of two rows share some items, and neither holds all of the other's: their gaps could not be added up.
  /// `columns` are those that the second row leaves empty and the first does not.
  case partialOverlap(first: String, firstCell: CellKey, second: String, secondCell: CellKey, columns: [KeyColumn])

  public var message: String {
    switch self {
    case .unknown(.language, let value, _, let origin):
      "\(origin): no kind or section is made in the language \"\(value)\""
    case .unknown(let column, let value, _, let origin):
      "\(origin): there is no \(column.noun) \"\(value)\""
    case .notApplicable(.sku, let value, let section?, let origin):
      "\(origin): the SKU \"\(value)\" does not belong to the section \"\(section)\""
    case .notApplicable(.sku, let value, nil, let origin):
      "\(origin): the SKU \"\(value)\" belongs to no section"
    case .notApplicable(.language, let value, let section?, let origin):
      "\(origin): the section \"\(section)\" is not made in the language \"\(value)\""
    case .notApplicable(.language, let value, nil, let origin):
      "\(origin): no section is made in the language \"\(value)\""
    case .notApplicable(let column, let value, let section?, let origin):
      "\(origin): the \(column.noun) \"\(value)\" does not apply to the section \"\(section)\""
    case .notApplicable(let column, let value, nil, let origin):
      "\(origin): the \(column.noun) \"\(value)\" applies to no section"
    case .noSuchDimension(let column, let value, let section, let origin):
      "\(origin): items of the section \"\(section)\" have no \(column.noun), but the row names \"\(value)\""
    case .unknownKind(let section, let kind, let origin):
      "\(origin): the section \"\(section)\" has the kind \"\(kind)\", which this library does not use"
    case .tie(let cell, let first, let second, _):
      "\(first) and \(second) are equally specific for the cell \(cell.description)"
    case .partialOverlap(let first, let firstCell, let second, let secondCell, _):
      "\(first) (\(firstCell.description)) and \(second) (\(secondCell.description)) overlap only in part"
    }
  }

  public var hint: String? {
    switch self {
    case .unknown(_, _, let near?, _): "did you mean `\(near)`?"
    case .unknown(.section, _, _, _): "correct the name, or add a row to sections.csv"
    case .unknown(.topic, _, _, _): "correct the name, or add a row to topics.csv"
    case .unknown(.sku, _, _, _): "correct the name, or add a row to skus.csv"
    case .unknown(.language, let value, _, _), .notApplicable(.language, let value, _, _):
      "correct the tag, or add \"\(value)\" to the column languages of sections.csv"
    case .notApplicable(.sku, _, _, _): "name another SKU, or correct its category in skus.csv"
    case .notApplicable: "name another topic, or correct its levels, kinds and sections in topics.csv"
    case .noSuchDimension(let column, _, _, _): "leave the column \(column.rawValue) empty"
    case .unknownKind(_, let kind, _):
      "correct the kind in sections.csv, or add \"\(kind)\" to the kinds in libtool.yaml"
    case .tie(let cell, _, _, decidable: true):
      "add a row that names the cell, \(cell.rowText), or make one of the two rows more specific"
    case .tie: "take one of the two rows out"
    case .partialOverlap(let first, _, let second, _, let columns):
      "write * or a name into the \(columns.count == 1 ? "column" : "columns") "
        + columns.map(\.rawValue).joined(separator: " and ")
        + " of \(second), so that its cells lie inside those of \(first)"
    }
  }
}

extension KeyColumn {
  var noun: String { self == .sku ? "SKU" : rawValue }
}

extension CellKey {
  /// The first four fields of the row of `targets.csv` that names this cell: `passiv,,,de`.
  var rowText: String { [section, topic, sku, language].map { $0.value ?? "" }.joined(separator: ",") }
}
