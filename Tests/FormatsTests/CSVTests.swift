import Formats
import Testing

@Suite struct CSVTests {
  @Test(
    arguments: [
      ("a,b\n1,2\n", [["1", "2"]]), ("a,b\r\n1,2", [["1", "2"]]), ("a,b\r1,2\r3,4\r", [["1", "2"], ["3", "4"]]),
      ("\u{FEFF}a;b\n1,5;2\n", [["1,5", "2"]]), ("a\tb\n1\t\n", [["1", ""]]), ("sep=;\na;b,c\nx;y\n", [["x", "y"]]),
      ("\"a;;\",b\n1,2\n", [["1", "2"]]), ("a,b\n\"x, \"\"y\"\"\n z\",\"\"\n", [["x, \"y\"\n z", ""]]),
      ("\n \na,b\n\n,\n1,\n\"\",\n", [["1", ""], ["", ""]]), (" a , b\n x ,y\n", [[" x ", "y"]]),
      ("a,b\n5\" pipe,\"\"\"\"\n", [["5\" pipe", "\""]]), ("a\n1\n\n2", [["1"], ["2"]]), ("a,b", []),
    ] as [(String, [[String]])])
  func readsWhatSpreadsheetsWrite(text: String, rows: [[String]]) throws {
    #expect(try CSVTable.parse(Array(text.utf8), file: "t.csv").rows.map(\.fields) == rows)
  }

  @Test(arguments: [
    "a,b\n1,2\n\n3,\"x\ny\"\n", "\u{FEFF}a;b\r\n1;2\r\n3;\"x\ny\"", "sep=\t\na\tb\r1\t2\r\r3\t\"x\ny\"\r",
  ])
  func saysWhereRowsStand(_ text: String) throws {
    let bytes = Array(text.utf8)
    let table = try CSVTable.parse(bytes, file: "t.csv")
    let separator = String(Unicode.Scalar(table.separator))
    func spelled(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    #expect(spelled(table.headerRange) == "a\(separator)b")
    #expect(table.rows.map { spelled($0.range) } == ["1\(separator)2", "3\(separator)\"x\ny\""])
  }

  @Test func findsFieldsByNameAndLinesByNumber() throws {
    let text = "section,title\npassiv,\"two\nlines\"\n\ngenitiv,x\n"
    let table = try CSVTable.parse(Array(text.utf8), file: "t.csv")
    #expect(table.header == ["section", "title"])
    #expect(table.rows.map(\.line) == [2, 5])
    #expect(table.rows[1]["section"] == "genitiv")
    #expect(table.rows[1]["title"] == "x")
    #expect(table.rows[1]["nothing"] == nil)
    #expect(table.error(in: table.rows[1], column: "title", problem: "bad").message == "t.csv:5: column 2 (title): bad")
    #expect(table.error(in: table.rows[1], problem: "bad").message == "t.csv:5: bad")
  }

  @Test(
    arguments: [
      ("", "t.csv:1: the file is empty", "begin it with a line of column names"),
      (
        "a,b\n1\n", "t.csv:2: column 2 (b): the row has 1 field, the header has 2",
        "add the missing `,` at the end, or look for an unwanted line break"
      ),
      (
        "a;b\n1;2;3\n", "t.csv:2: column 3: the row has 3 fields, the header has 2",
        "put a text that holds `;` in double quotes"
      ),
      (
        "a,b\n1,\"2\n3", "t.csv:2: column 2 (b): a quote is opened here and never closed",
        "close it, or double a quote that is text"
      ),
      (
        "a,b\n\"1\n\"x,2\n", "t.csv:3: column 1 (a): text follows a closing quote", "double each quote that is text"
      ),
      ("a,,c\n", "t.csv:1: column 2: the header has no name for this column", "name the column or take it out"),
      (
        "a,b,a\n", "t.csv:1: column 3 (a): the header has this name in column 1 already", "rename one of the two"
      ),
    ] as [(String, String, String)])
  func namesTheFaultAndTheMend(text: String, message: String, hint: String) {
    let error = #expect(throws: CSVError.self) { try CSVTable.parse(Array(text.utf8), file: "t.csv") }
    #expect(error?.message == message)
    #expect(error?.hint == hint)
  }

  @Test func refusesOtherEncodings() {
    let latin1 = #expect(throws: CSVError.self) { try CSVTable.parse([0x61, 0x0A, 0xE4, 0x0A], file: "t.csv") }
    #expect(latin1?.message == "t.csv:2: the text is not UTF-8")
    let utf16 = #expect(throws: CSVError.self) { try CSVTable.parse([0xFF, 0xFE, 0x61, 0x00], file: "t.csv") }
    #expect(utf16?.message == "t.csv:1: the file is UTF-16")
    #expect(utf16?.hint == "save the file as \"CSV UTF-8\"")
  }

  @Test func writesQuotesOnlyWhereTheyAreNeeded() {
    let bytes = CSVWriter(usesCRLF: true).bytes(
      header: ["a", "b", "c"], rows: [["x y", "1;2", "\"q\""], ["", "", ""], ["ä", " s", "n\nl"]])
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "a,b,c\r\nx y,\"1;2\",\"\"\"q\"\"\"\r\n\"\",,\r\nä,\" s\",\"n\nl\"\r\n")
  }

  @Test(
    arguments: [
      ("=1+1", "'=1+1"), ("-5", "-5"), ("+49,5", "+49,5"), ("-5.25", "-5.25"), ("- item", "'- item"), ("-", "'-"),
      ("-2+3", "'-2+3"), ("@x", "'@x"), ("  =x", "'  =x"), ("\tx", "'\tx"), ("\rx", "'\rx"), ("plain", "plain"),
      ("'quoted'", "'quoted'"), ("'=x", "''=x"), ("''=x", "'''=x"), ("'", "'"), ("", ""), ("\u{FF1D}x", "'\u{FF1D}x"),
    ] as [(String, String)])
  func keepsSpreadsheetsFromRunningACell(text: String, cell: String) {
    #expect(CSVDefusing.done(text) == cell)
    #expect(CSVDefusing.undone(cell) == text)
  }

  @Test func writtenTablesReadBackAsThemselves() throws {
    var random = SeededGenerator(seed: 3)
    for round in 0..<150 {
      let writer = CSVWriter(
        separator: [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09][round % 3], usesCRLF: Bool.random(using: &random),
        defuse: Bool.random(using: &random))
      // At least two columns: the separator of a single one cannot be told, nor does it matter.
      let header = (0..<Int.random(in: 2...5, using: &random)).map { "column \($0)" }
      let rows = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        header.map { _ in RandomValues.text(&random, upTo: 8) }
      }
      let bytes = writer.bytes(header: header, rows: rows)
      let table = try CSVTable.parse(bytes, file: "t.csv", undefuse: writer.defuse)
      #expect(table.header == header)
      #expect(table.rows.map(\.fields) == rows)
    }
  }
}
