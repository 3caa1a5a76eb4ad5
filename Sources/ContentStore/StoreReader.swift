import SQLiteKit
import World

/// What can be asked of the store: the statements that only read, as extensions by subject.
public protocol StoreQueries {
  /// The connection the statements run on.
  var connection: Connection { get }
}

/// One consistent state of the store, for the length of a closure.
public struct StoreReader: StoreQueries {
  public let connection: Connection
}

/// One write of the store, for the length of a closure: everything in it happens, or nothing.
public struct StoreTransaction: StoreQueries {
  public let connection: Connection
  /// Clock and randomness.
  public let world: World
  /// Who acts.
  public let actorName: String

  /// The row of the one who acts, made on first sight.
  func actorID() throws -> Int64 { try actorID(of: actorName) }

  func actorID(of name: String) throws -> Int64 {
    if let id = try connection.first("SELECT id FROM actors WHERE name = $1", name, make: { $0.integer(0) }) {
      return id
    }
    try connection.run("INSERT INTO actors (name) VALUES ($1)", name)
    return connection.lastInsertedRowID
  }
}

extension StoreQueries {
  /// A named fact about the library, such as the digest of the catalogue files; nil where it is not known.
  public func fact(_ name: String) throws -> String? {
    try connection.first("SELECT value FROM facts WHERE name = $1", name) { $0.text(0) }
  }
}

extension StoreTransaction {
  /// Records a named fact about the library.
  public func setFact(_ name: String, _ value: String) throws {
    try connection.run(
      "INSERT INTO facts (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name,
      value)
  }
}
