import CSQLite

#if canImport(Glibc)
  import Glibc
#endif

/// A prepared statement of one connection. Made and kept by `Connection`; not for sharing between threads.
final class Statement {
  let handle: OpaquePointer
  let sql: String

  /// Tells SQLite to copy the bound bytes: they live only for the length of the call.
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  /// Prepares the one statement of a text. Its parameters must be `$1`, `$2`, … in the order of their first appearance.
  init(_ sql: String, on connection: OpaquePointer) throws(SQLiteError) {
    var handle: OpaquePointer?
    var rest: UnsafePointer<CChar>?
    let (code, restIsBlank) = sql.withCString { text in
      let code = sqlite3_prepare_v3(connection, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, &rest)
      return (code, rest.map { strspn($0, " \n\t;") == strlen($0) } ?? true)
    }
    guard code == SQLITE_OK, let handle else {
      throw SQLiteError(of: connection, sql: sql)
    }
    precondition(restIsBlank, "a second statement would not be run: \(sql)")
    // To SQLite `$2` is a name: it counts parameters as they come, whatever their digits say.
    for index in 0..<sqlite3_bind_parameter_count(handle) {
      let name = sqlite3_bind_parameter_name(handle, index + 1).map { String(cString: $0) }
      precondition(name == "$\(index + 1)", "the parameters are not in order: \(sql)")
    }
    self.handle = handle
    self.sql = sql
  }

  deinit { sqlite3_finalize(handle) }

  /// Binds all parameters, in order.
  func bind(_ values: [any SQLiteBindable]) throws(SQLiteError) {
    let wanted = Int(sqlite3_bind_parameter_count(handle))
    precondition(wanted == values.count, "\(wanted) parameters, \(values.count) values: \(sql)")
    for (offset, value) in values.enumerated() {
      let index = Int32(offset + 1)
      let code: Int32 =
        switch value.sqliteValue {
        case .null: sqlite3_bind_null(handle, index)
        case .integer(let integer): sqlite3_bind_int64(handle, index, integer)
        case .real(let real): sqlite3_bind_double(handle, index, real)
        case .text(var text):
          text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
              sqlite3_bind_text64(
                handle, index, characters.baseAddress ?? Self.emptyText, UInt64(characters.count), Self.transient,
                UInt8(SQLITE_UTF8))
            }
          }
        case .blob(let blob):
          blob.isEmpty
            ? sqlite3_bind_zeroblob(handle, index, 0)
            : sqlite3_bind_blob64(handle, index, blob, UInt64(blob.count), Self.transient)
        }
      guard code == SQLITE_OK else { throw failure(code) }
    }
  }

  /// One step; true when there is a row.
  func step() throws(SQLiteError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw failure(code)
    }
  }

  /// Makes the statement ready for the next use.
  func reset() {
    // The code only repeats the error of the last step, which has been thrown.
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  private func failure(_ code: Int32) -> SQLiteError {
    guard let connection = sqlite3_db_handle(handle) else {
      return SQLiteError(code: code, message: "the statement has no connection", sql: sql)
    }
    return SQLiteError(of: connection, sql: sql)
  }

  /// A text of length 0 needs an address all the same: a null pointer would bind NULL. Immutable, hence safe to share.
  nonisolated(unsafe) private static let emptyText: UnsafePointer<CChar> = {
    let text = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    text.initialize(to: 0)
    return UnsafePointer(text)
  }()
}
