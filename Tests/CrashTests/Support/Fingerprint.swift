import Foundation
import SQLiteKit

/// What a store holds, in figures that any change changes.
struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  private var figures: [String]

  init(_ library: TestLibrary) throws {
    guard FileManager.default.fileExists(atPath: library.storeFile) else {
      figures = ["no store"]
      return
    }
    let connection = try library.connect()
    // A schema without rows says as little as no file.
    if try connection.pragma("user_version") == 0
      || connection.first("SELECT 1 FROM publish_events", make: { $0.int(0) }) == nil
    {
      figures = ["no store"]
      return
    }
    figures = try connection.snapshot {
      try [
        "items FROM items", "active FROM items WHERE active_version IS NOT NULL", "versions FROM versions",
        "waiting FROM versions WHERE review = 'waiting'", "events FROM publish_events", "records FROM publish_records",
        "rows FROM catalogue_rows", "retired FROM catalogue_rows WHERE valid_to IS NOT NULL", "findings FROM findings",
      ].map { query in
        let name = query.prefix { $0 != " " }
        let count = try connection.first("SELECT count(*) \(query.dropFirst(name.count))") { $0.int(0) } ?? 0
        return "\(count) \(name)"
      } + (connection.all("SELECT name, value FROM facts ORDER BY name") { "\($0.text(0)) \($0.text(1))" })
    }
  }

  var description: String { figures.joined(separator: ", ") }
}
