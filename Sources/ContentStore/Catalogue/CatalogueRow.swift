import ContentModel
import SQLiteKit

/// One row of a catalogue file, as the store keeps it.
public struct CatalogueRow: Hashable, Sendable {
  /// The file without its ending: `sections`.
  public var file: String
  /// What names the row within its file.
  public var key: String
  /// The fields as a JSON object, canonical.
  public var fields: String
  /// Where the row stands: `sections.csv:12`.
  public var origin: String

  public init(file: String, key: String, fields: String, origin: String) {
    self.file = file
    self.key = key
    self.fields = fields
    self.origin = origin
  }
}

/// What a change of the catalogue did, by file.
public struct CatalogueChange: Hashable, Sendable {
  /// The event, or nil where nothing changed.
  public var event: Int64?
  /// Rows added, changed and retired, by file.
  public var added: [String: Int] = [:]
  public var changed: [String: Int] = [:]
  public var retired: [String: Int] = [:]

  public init() {}

  /// Whether nothing changed.
  public var isEmpty: Bool { event == nil }
}

extension StoreQueries {
  /// The catalogue's rows as they were after an event; as they are now where no event is given.
  public func catalogueRows(atEvent event: Int64? = nil) throws -> [CatalogueRow] {
    guard let event else { return try catalogueRows("valid_to IS NULL", []) }
    return try catalogueRows("valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1)", [event])
  }

  private func catalogueRows(_ condition: String, _ values: [any SQLiteBindable]) throws -> [CatalogueRow] {
    try connection.all(
      "SELECT file, key, fields, origin FROM catalogue_rows WHERE \(condition) ORDER BY file, key", values
    ) { CatalogueRow(file: $0.text(0), key: $0.text(1), fields: $0.text(2), origin: $0.text(3)) }
  }
}

extension StoreTransaction {
  /// Makes the stored catalogue equal to the rows given: one event, under which new rows begin and gone ones end.
  /// Nothing is deleted, and no event is made where nothing changed.
  public func synchronise(_ rows: [CatalogueRow], reason: String) throws -> CatalogueChange {
    var change = CatalogueChange()
    var stored: [String: CatalogueRow] = [:]
    for row in try catalogueRows() { stored[row.file + "\u{0}" + row.key] = row }
    var event: Int64?
    func currentEvent() throws -> Int64 {
      if let event { return event }
      let made = try appendEvent(.catalogue, reason: reason)
      event = made
      return made
    }
    for row in rows {
      let former = stored.removeValue(forKey: row.file + "\u{0}" + row.key)
      if former?.fields == row.fields {
        if former?.origin != row.origin {
          // A row that only moved to another line is the same row.
          try connection.run(
            "UPDATE catalogue_rows SET origin = $1 WHERE file = $2 AND key = $3 AND valid_to IS NULL", row.origin,
            row.file, row.key)
        }
        continue
      }
      let event = try currentEvent()
      if former != nil { try retire(row, at: event) }
      try connection.run(
        "INSERT INTO catalogue_rows (file, key, fields, origin, valid_from) VALUES ($1, $2, $3, $4, $5)", row.file,
        row.key, row.fields, row.origin, event)
      if former == nil { change.added[row.file, default: 0] += 1 } else { change.changed[row.file, default: 0] += 1 }
    }
    for row in stored.values.sorted(by: { ($0.file, $0.key) < ($1.file, $1.key) }) {
      try retire(row, at: try currentEvent())
      change.retired[row.file, default: 0] += 1
    }
    change.event = event
    return change
  }

  private func retire(_ row: CatalogueRow, at event: Int64) throws {
    try connection.run(
      "UPDATE catalogue_rows SET valid_to = $1 WHERE file = $2 AND key = $3 AND valid_to IS NULL", event, row.file,
      row.key)
  }
}
