import SQLiteKit
import Testing

@Suite struct ValueTests {
  let folder: TemporaryFolder
  let connection: Connection

  init() throws {
    folder = try TemporaryFolder()
    connection = try Connection(path: folder.file("values.db"))
    // ANY in a STRICT table keeps the type of what was bound.
    try connection.runScript("CREATE TABLE t (id INTEGER PRIMARY KEY, v ANY) STRICT")
  }

  static let values: [(SQLiteValue, String)] = [
    (.integer(0), "integer"), (.integer(.min), "integer"), (.integer(.max), "integer"), (.integer(-1), "integer"),
    (.real(0.1), "real"), (.real(-1e300), "real"), (.real(.infinity), "real"), (.real(.leastNonzeroMagnitude), "real"),
    (.text(""), "text"), (.text("Übung 1: „trinke“ 🥤"), "text"), (.text("a\u{0}b"), "text"), (.text("\u{0}"), "text"),
    (.text("'; DROP TABLE t; --"), "text"), (.text("e\u{301}"), "text"),
    (.blob([]), "blob"), (.blob([0]), "blob"), (.blob([0, 255, 0, 128]), "blob"),
  ]

  @Test(arguments: values) func comesBackAsItWasStored(value: SQLiteValue, type: String) throws {
    try connection.run("INSERT INTO t (v) VALUES ($1)", value)
    let stored = try connection.first("SELECT typeof(v), v = $1, v FROM t", value) { row in
      (type: row.text(0), isEqual: row.bool(1), text: row.text(2), bytes: row.bytes(2), integer: row.integer(2))
    }
    #expect(stored?.type == type)
    #expect(stored?.isEqual == true)
    switch value {
    case .integer(let integer): #expect(stored?.integer == integer)
    case .text(let text):
      // By bytes: `==` of strings takes é and e + accent for the same.
      #expect(stored?.text.utf8.elementsEqual(text.utf8) == true)
    case .blob(let bytes): #expect(stored?.bytes == bytes)
    case .real, .null: break
    }
  }

  /// Larger than a page, many times over. Compared by SQLite and by length: a debug build takes seconds for it.
  @Test func largeValuesComeBackWhole() throws {
    let text = String(repeating: "ä", count: 1_000_000)
    let blob = [UInt8](repeating: 7, count: 3_000_000)
    for value in [SQLiteValue.text(text), .blob(blob)] {
      try connection.run("INSERT INTO t (v) VALUES ($1)", value)
      #expect(try connection.first("SELECT v = $1 FROM t", value, make: { $0.bool(0) }) == true)
      let (count, isText) =
        try connection.first("SELECT v FROM t") { ($0.bytes(0).count, $0.text(0) == text) } ?? (0, false)
      #expect(count == (isText ? 2_000_000 : 3_000_000))
      try connection.run("DELETE FROM t")
    }
  }

  @Test func nullIsNothingOfEachType() throws {
    try connection.run("INSERT INTO t (v) VALUES ($1)", SQLiteValue.null)
    let isNothing = try connection.first("SELECT v FROM t") { row in
      row.isNull(0) && row.integer(0) == 0 && row.int(0) == 0 && !row.bool(0) && row.text(0) == "" && row.bytes(0) == []
        && row.optionalInteger(0) == nil && row.optionalInt(0) == nil && row.optionalText(0) == nil
        && row.withUTF8(0) { $0.isEmpty }
    }
    #expect(isNothing == true)
  }

  @Test func anEmptyTextIsNotNull() throws {
    try connection.run("INSERT INTO t (v) VALUES ($1)", "")
    #expect(try connection.first("SELECT v FROM t") { $0.isNull(0) } == false)
    #expect(try connection.first("SELECT v FROM t", make: { $0.optionalText(0) }) == .some(""))
  }

  @Test func swiftValuesBindAsTheirTypes() throws {
    let values: [any SQLiteBindable] = [
      7, Int64(8), true, false, 1.5, "text", [UInt8]([1]), Int?.none, String?("some"), [UInt8]?.none,
    ]
    for value in values { try connection.run("INSERT INTO t (v) VALUES ($1)", value) }
    let stored = try connection.all("SELECT typeof(v) || ':' || coalesce(hex(v), '') FROM t ORDER BY id") { $0.text(0) }
    #expect(
      stored == [
        "integer:37", "integer:38", "integer:31", "integer:30", "real:312E35", "text:74657874", "blob:01", "null:",
        "text:736F6D65", "null:",
      ])
  }

  @Test func textIsLentAsUTF8WithoutItsEnd() throws {
    try connection.run("INSERT INTO t (v) VALUES ($1)", "grün")
    #expect(try connection.first("SELECT v FROM t") { $0.withUTF8(0) { Array($0) } } == Array("grün".utf8))
  }

  /// Bytes that are no UTF-8 can stand in a file that something else wrote: they are repaired, and nothing traps.
  @Test func brokenUTF8IsRepaired() throws {
    try connection.run("INSERT INTO t (v) VALUES (CAST($1 AS TEXT))", [0x61, 0xFF, 0x62] as [UInt8])
    #expect(try connection.first("SELECT v FROM t") { $0.text(0) } == "a\u{FFFD}b")
  }
}
