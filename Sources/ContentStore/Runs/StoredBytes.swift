import ContentModel
import Formats
import SQLiteKit

/// Compressed bytes of the store that cannot be opened.
public struct DamagedStoredBytes: Failure, Hashable {
  /// Table and column.
  public var column: String
  public var reason: String

  public var message: String { "what the store holds in \(column) cannot be read: \(reason)" }
  public var hint: String? { "restore the store from a backup" }
}

/// A request or a raw answer as the store keeps it.
public struct StoredBytes: Hashable, Sendable {
  /// How the bytes are written.
  public enum Encoding: String, Hashable, Sendable, CaseIterable { case identity, gzip }

  let stored: [UInt8]
  let encoding: Encoding

  /// - Parameter compressed: Whether to spend time on making them small.
  public init(_ bytes: [UInt8], compressed: Bool = false) {
    stored = compressed ? GZip.compress(bytes) : bytes
    encoding = compressed ? .gzip : .identity
  }

  /// The bytes of a column, whose encoding stands in the next one.
  ///
  /// - Parameter name: `answers.body`, for errors.
  static func open(_ row: borrowing Row, _ column: Int, _ name: String) throws -> [UInt8] {
    let encoding: Encoding = try Stored.value(row, column + 1, "\(name)'s encoding")
    switch encoding {
    case .identity: return row.bytes(column)
    case .gzip:
      do { return try GZip.open(row.bytes(column)) } catch {
        throw DamagedStoredBytes(column: name, reason: error.message)
      }
    }
  }
}
