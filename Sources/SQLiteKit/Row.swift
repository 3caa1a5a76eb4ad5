import CSQLite

/// One row of a result, valid only inside the closure that it is lent to. Columns are numbered from 0.
///
/// Reading a column as another type converts as SQLite does (https://www.sqlite.org/c3ref/column_blob.html); the tables
/// are STRICT, so that this does not happen by accident.
public struct Row: ~Copyable {
  private let statement: OpaquePointer

  init(_ statement: OpaquePointer) { self.statement = statement }

  /// Whether the column is NULL.
  public func isNull(_ column: Int) -> Bool { sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL }

  /// The column as an integer; 0 for NULL.
  public func integer(_ column: Int) -> Int64 { sqlite3_column_int64(statement, Int32(column)) }

  /// The column as an integer; 0 for NULL.
  public func int(_ column: Int) -> Int { Int(integer(column)) }

  /// The column as an integer, or nil.
  public func optionalInteger(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }

  /// The column as an integer, or nil.
  public func optionalInt(_ column: Int) -> Int? { isNull(column) ? nil : int(column) }

  /// The column as a truth value.
  public func bool(_ column: Int) -> Bool { integer(column) != 0 }

  /// The column as text; empty for NULL.
  public func text(_ column: Int) -> String { withUTF8(column) { String(decoding: $0, as: UTF8.self) } }

  /// The column as text, or nil.
  public func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

  /// The column's bytes.
  public func bytes(_ column: Int) -> [UInt8] {
    guard let start = sqlite3_column_blob(statement, Int32(column)) else { return [] }
    let count = Int(sqlite3_column_bytes(statement, Int32(column)))
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Lends the column's bytes, without a copy; none for NULL.
  public func withBytes<Result>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    let start = sqlite3_column_blob(statement, Int32(column))
    return try body(
      UnsafeRawBufferPointer(
        start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(statement, Int32(column))))
    )
  }

  /// The column's text as UTF-8, without a copy; nil for NULL. The pointer dies when the row does: for hot paths that need
  /// several columns at once.
  public func unsafeUTF8(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    guard let start = sqlite3_column_text(statement, Int32(column)) else { return nil }
    return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, Int32(column))))
  }

  /// Lends the column's text as UTF-8, without a copy.
  public func withUTF8<Result>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result
  {
    let start = sqlite3_column_text(statement, Int32(column))
    return try body(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, Int32(column)))))
  }
}
