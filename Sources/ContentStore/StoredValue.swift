import ContentModel
import SQLiteKit

/// A stored value that this program does not know: the file was written by something else, or damaged.
public struct UnknownStoredValue: Failure, Hashable {
  /// Table and column.
  public var column: String
  public var value: String

  public var message: String { "the store holds the value '\(value)' in \(column), which this program does not know" }
  public var hint: String? { "restore the store from a backup, or use the program that wrote it" }
}

enum Stored {
  /// Reads an enumeration from its stored spelling: a stored row can hold anything, so this throws and never traps.
  static func value<Value: RawRepresentable<String>>(
    _ row: borrowing Row, _ column: Int, _ name: String
  ) throws -> Value {
    let text = row.text(column)
    guard let value = Value(rawValue: text) else { throw UnknownStoredValue(column: name, value: text) }
    return value
  }
}
