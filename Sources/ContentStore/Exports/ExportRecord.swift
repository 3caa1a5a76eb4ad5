import SQLiteKit
import World

/// An export that was made.
public struct ExportRecord: Hashable, Sendable {
  /// 1, 2, 3, …
  public var id: Int64
  public var at: Timestamp
  public var actor: String
  /// The job's name, or nil.
  public var job: String?
  /// `json`, `jsonl` or `xml`.
  public var format: String
  /// The selection as the command line spells it.
  public var selection: String
  /// The file, absolute; `-` for standard output.
  public var path: String
  public var publishEvent: Int64
  public var items: Int
  /// SHA-256 of the bytes, in hexadecimal.
  public var digest: String
}

/// An export to be recorded.
public struct NewExport: Sendable {
  public var job: String?
  public var format: String
  public var selection: String
  public var path: String
  public var publishEvent: Int64
  public var items: Int
  public var digest: String

  public init(
    job: String?, format: String, selection: String, path: String, publishEvent: Int64, items: Int, digest: String
  ) {
    self.job = job
    self.format = format
    self.selection = selection
    self.path = path
    self.publishEvent = publishEvent
    self.items = items
    self.digest = digest
  }
}

extension StoreQueries {
  /// Exports, newest first.
  public func exports(limit: Int) throws -> [ExportRecord] { try exports("TRUE", limit: limit) }

  /// The newest export to a file, or nil.
  public func lastExport() throws -> ExportRecord? { try exports("e.path <> '-'", limit: 1).first }

  /// The newest export to one file, absolute, or nil.
  public func lastExport(path: String) throws -> ExportRecord? {
    try exports("e.path = $1", path, limit: 1).first
  }

  /// Parameters are numbered in the order in which the statement names them: the condition's come first.
  private func exports(_ condition: String, _ values: String..., limit: Int) throws -> [ExportRecord] {
    try connection.all(
      """
      SELECT e.id, e.at, a.name, e.job, e.format, e.selection, e.path, e.publish_event, e.items, e.digest
      FROM exports e JOIN actors a ON a.id = e.actor WHERE \(condition) ORDER BY e.id DESC LIMIT $\(values.count + 1)
      """, values + [limit]
    ) { row in
      ExportRecord(
        id: row.integer(0), at: Timestamp(milliseconds: row.integer(1)), actor: row.text(2), job: row.optionalText(3),
        format: row.text(4), selection: row.text(5), path: row.text(6), publishEvent: row.integer(7),
        items: row.int(8), digest: row.text(9))
    }
  }
}

extension StoreTransaction {
  /// Records an export that is in its place.
  ///
  /// - Returns: Its number.
  public func record(_ export: NewExport) throws -> Int64 {
    try connection.run(
      """
      INSERT INTO exports (at, actor, job, format, selection, path, publish_event, items, digest)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """, world.now().milliseconds, try actorID(), export.job, export.format, export.selection, export.path,
      export.publishEvent, export.items, export.digest)
    return connection.lastInsertedRowID
  }
}
