import ContentModel
import Formats
import Testing

@testable import Workspace

@Suite struct TargetsFileTests {
  private static func row(_ section: String, _ topic: String, _ target: Int, _ priority: Int = 1) -> TargetRow {
    TargetRow(
      section: TargetPart(section), topic: TargetPart(topic), sku: .all, language: .value("de"), target: target,
      priority: priority, origin: "")
  }

  /// A row for all topics together.
  private static func row(_ section: String, _ target: Int, _ priority: Int = 1) -> TargetRow {
    row(section, "", target, priority)
  }

  /// A file, the row to set, the file as it must be, and the line of the row.
  @Test(
    arguments: [
      // The row that changes is written anew, and nothing else is touched.
      (
        "section,topic,sku,language,target,priority\npassiv,,,de,10,1\n\"genitiv\",,,de,5,3\n", row("passiv", 12),
        "section,topic,sku,language,target,priority\npassiv,,,de,12,1\n\"genitiv\",,,de,5,3\n", 2
      ),
      // Byte-order mark, semicolons and CRLF stay.
      (
        "\u{FEFF}section;topic;sku;language;target;priority\r\n\"a\";;;de;1;1\r\nb;;;de;1;1\r\n", row("b", 7, 2),
        "\u{FEFF}section;topic;sku;language;target;priority\r\n\"a\";;;de;1;1\r\nb;;;de;7;2\r\n", 3
      ),
      // A first line that names the separator, columns in another order, CR.
      (
        "sep=;\rpriority;target;section;topic;sku;language\r1;4;a;;;de\r", row("a", 5),
        "sep=;\rpriority;target;section;topic;sku;language\r1;5;a;;;de\r", 3
      ),
      // A new row stands behind the last one of its section …
      (
        "section,topic,sku,language,target,priority\na,,,de,4,1\na,t1,,de,1,1\n\nb,,,de,4,1\n", row("a", "t2", 3, 2),
        "section,topic,sku,language,target,priority\na,,,de,4,1\na,t1,,de,1,1\na,t2,,de,3,2\n\nb,,,de,4,1\n", 4
      ),
      // … or at the end, after a last line without a line end too.
      (
        "section,topic,sku,language,target,priority\r\na,,,de,4,1", row("c", 3),
        "section,topic,sku,language,target,priority\r\na,,,de,4,1\r\nc,,,de,3,1", 3
      ),
      (
        "section,topic,sku,language,target,priority", row("*", "*", 2),
        "section,topic,sku,language,target,priority\n*,*,,de,2,1", 2
      ),
      // A name that a spreadsheet would run is defused, one with a separator is quoted.
      (
        "section,topic,sku,language,target,priority\n", row("=a", "x,y", 2),
        "section,topic,sku,language,target,priority\n'=a,\"x,y\",,de,2,1\n", 2
      ),
      // Quotes around a field do not hide the row; all other quotes stay.
      (
        "section,topic,sku,language,target,priority\n\"passiv\",\"\",,\"de\",\"10\",1\n\"b\",,,de,\"1\",1\n",
        row("passiv", 11),
        "section,topic,sku,language,target,priority\npassiv,,,de,11,1\n\"b\",,,de,\"1\",1\n", 2
      ),
    ] as [(String, TargetRow, String, Int)])
  func setsOneRow(_ text: String, _ row: TargetRow, _ expected: String, _ line: Int) throws {
    var file = TargetsFile(Array(text.utf8))
    let edit = try file.set(row)
    #expect(String(decoding: file.bytes, as: UTF8.self) == expected)
    #expect(edit.row.origin == "targets.csv:\(line)")
    #expect(edit.isChange)
    // Setting it again changes nothing, and names the row that is there.
    let before = file
    let again = try file.set(row)
    #expect(file == before)
    #expect(!again.isChange && again.former == edit.row)
  }

  @Test func saysWhatTheRowWas() throws {
    var file = TargetsFile(Array("section,topic,sku,language,target,priority\na,,,de,4,3\n".utf8))
    #expect(
      try file.set(Self.row("a", 9)).former
        == {
          var former = Self.row("a", 4, 3)
          former.origin = "targets.csv:2"
          return former
        }())
    #expect(try file.set(Self.row("b", 9)).former == nil)
  }

  @Test func aFileThatIsNotThereBegins() throws {
    var file = TargetsFile(nil)
    _ = try file.set(Self.row("a", 9))
    #expect(
      String(decoding: file.bytes, as: UTF8.self) == "section,topic,sku,language,target,priority\na,,,de,9,1\n")
  }

  @Test func aFileThatLacksAColumnIsRefused() {
    var file = TargetsFile(Array("section,topic,language,target,priority\n".utf8))
    let error = #expect(throws: CSVError.self) { try file.set(Self.row("a", 9)) }
    #expect(error?.message == "targets.csv:1: the column `sku` is missing")
    #expect(error?.hint == "the header must have section,topic,sku,language,target,priority")
  }

  /// Any file that spreadsheets write, any row: one line differs, and the file reads as it should.
  @Test func everyOtherRowKeepsItsBytes() throws {
    var state: UInt64 = 3
    func random(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    for _ in 0..<200 {
      let separator = [",", ";", "\t"][random(3)]
      let lineEnd = ["\n", "\r\n", "\r"][random(3)]
      var lines = [["section", "topic", "sku", "language", "target", "priority"].joined(separator: separator)]
      var keys: Set<String> = []
      for _ in 0..<random(8) {
        let (section, topic) = (["a", "b", "c"][random(3)], ["", "*", "t\(random(3))"][random(3)])
        guard keys.insert(section + topic).inserted else { continue }
        let quoted = random(2) == 0 ? "\"\(section)\"" : section
        lines.append([quoted, topic, "", "de", "\(random(9))", "1"].joined(separator: separator))
      }
      // A header alone has to end its line, or nothing tells how lines end here.
      let isEnded = lines.count == 1 || random(2) == 0
      let text = (random(2) == 0 ? "\u{FEFF}" : "") + lines.joined(separator: lineEnd) + (isEnded ? lineEnd : "")
      let wanted = Self.row(["a", "b", "c"][random(3)], ["", "*", "t\(random(3))"][random(3)], 100 + random(9))
      var file = TargetsFile(Array(text.utf8))
      let edit = try file.set(wanted)
      let before = Self.split(text, lineEnd)
      var after = Self.split(String(decoding: file.bytes, as: UTF8.self), lineEnd)
      let place = (Int(edit.row.origin.dropFirst("targets.csv:".count)) ?? 0) - 1
      try #require(after.indices.contains(place))
      after.remove(at: place)
      var kept = before
      if edit.former != nil { kept.remove(at: place) }
      #expect(after == kept)
      let table = try CSVTable.parse(file.bytes, file: "targets.csv")
      let row = try #require(table.rows.first { $0.line == place + 1 })
      #expect(row["section"] == wanted.section.text && row["topic"] == wanted.topic.text)
      #expect(row["target"] == "\(wanted.target)")
    }
  }

  /// By bytes: `Character` takes CR and LF for one.
  private static func split(_ text: String, _ lineEnd: String) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    var rest = Array(text.utf8)[...]
    let end = Array(lineEnd.utf8)
    while !rest.isEmpty {
      if rest.starts(with: end) {
        lines.append([])
        rest = rest.dropFirst(end.count)
      } else if let byte = rest.popFirst() {
        lines[lines.count - 1].append(byte)
      }
    }
    return lines
  }
}
