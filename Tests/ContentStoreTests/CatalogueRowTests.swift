import ContentStore
import SQLiteKit
import Testing

@Suite struct CatalogueRowTests {
  let library: Library

  init() throws { library = try Library() }

  private static func row(_ key: String, _ fields: String, line: Int, file: String = "sections") -> CatalogueRow {
    CatalogueRow(file: file, key: key, fields: fields, origin: "\(file).csv:\(line)")
  }

  private func synchronise(_ rows: [CatalogueRow]) async throws -> CatalogueChange {
    try await library.write { try $0.synchronise(rows, reason: "sync") }
  }

  private func rows(atEvent event: Int64? = nil) throws -> [CatalogueRow] {
    try library.read { try $0.catalogueRows(atEvent: event) }
  }

  private static let first = [
    row("genitiv", "{\"title\":\"Genitiv\"}", line: 2), row("passiv", "{\"title\":\"Passiv\"}", line: 3),
    row("passiv", "{\"target\":40}", line: 2, file: "targets"),
  ]

  @Test func newRowsBeginWithAnEvent() async throws {
    let change = try await synchronise(Self.first)
    #expect(change.event == 1)
    #expect(change.added == ["sections": 2, "targets": 1])
    #expect(change.changed.isEmpty && change.retired.isEmpty && !change.isEmpty)
    #expect(try rows() == Self.first)
    let event = try library.read { try $0.event(1) }
    #expect(event?.action == .catalogue)
    #expect(event?.items == 0)
  }

  @Test func theSameRowsMakeNoEvent() async throws {
    _ = try await synchronise(Self.first)
    #expect(try await synchronise(Self.first.reversed()) == CatalogueChange())
    #expect(try await synchronise(Self.first).isEmpty)
    #expect(try library.read { try $0.lastEvent() } == 1)
  }

  @Test func nothingInNothingMakesNoEvent() async throws {
    #expect(try await synchronise([]).isEmpty)
    #expect(try library.read { try $0.lastEvent() } == 0)
  }

  @Test func changesAreOneEventAndThePastStaysReadable() async throws {
    _ = try await synchronise(Self.first)
    let second = [
      Self.row("passiv", "{\"title\":\"Das Passiv\"}", line: 2), Self.row("relativsaetze", "{}", line: 3),
      Self.first[2],
    ]
    let change = try await synchronise(second)
    #expect(change.event == 2)
    #expect(change.added == ["sections": 1])
    #expect(change.changed == ["sections": 1])
    #expect(change.retired == ["sections": 1])
    #expect(try rows() == second)
    #expect(try rows(atEvent: 2) == second)
    #expect(try rows(atEvent: 1) == Self.first)
    #expect(try rows(atEvent: 0) == [])
    // An event of another kind in between changes nothing of the catalogue.
    try await library.write { _ = try $0.appendEvent(.import, reason: "") }
    #expect(try rows(atEvent: 3) == second)
  }

  @Test func aRowThatComesBackIsNewAgain() async throws {
    _ = try await synchronise(Self.first)
    _ = try await synchronise([])
    #expect(try rows() == [])
    let change = try await synchronise(Self.first)
    #expect(change.added == ["sections": 2, "targets": 1])
    #expect(try rows(atEvent: 2) == [])
    #expect(try rows(atEvent: 1).map(\.key) == ["genitiv", "passiv", "passiv"])
  }

  @Test func aRowThatOnlyMovedIsTheSameRow() async throws {
    _ = try await synchronise(Self.first)
    var moved = Self.first
    moved[1].origin = "sections.csv:9"
    #expect(try await synchronise(moved).isEmpty)
    #expect(try rows() == moved)
    // Its validity did not begin anew.
    #expect(try rows(atEvent: 1).map(\.key) == ["genitiv", "passiv", "passiv"])
    let spans = try library.read { reader in
      try reader.connection.all("SELECT valid_from, valid_to IS NULL FROM catalogue_rows") {
        [$0.int(0), $0.int(1)]
      }
    }
    #expect(spans == [[1, 1], [1, 1], [1, 1]])
  }

  @Test func twoRowsOfOneKeyChangeNothing() async throws {
    _ = try await synchronise(Self.first)
    await #expect(throws: SQLiteError.self) {
      _ = try await synchronise(Self.first + [Self.row("passiv", "{}", line: 9)])
    }
    #expect(try rows() == Self.first)
    #expect(try library.read { try $0.lastEvent() } == 1)
  }
}
