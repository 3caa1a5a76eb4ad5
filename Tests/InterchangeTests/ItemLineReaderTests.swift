import ContentModel
import Formats
import Interchange
import Testing

@Suite struct ItemLineReaderTests {
  /// Reads a text in pieces of one length.
  static func read(_ text: String, kind: String? = nil, piece: Int = .max, limit: Int = 1 << 20) -> ImportBatch {
    read(Samples.bytes(text), kind: kind, piece: piece, limit: limit)
  }

  static func read(_ bytes: [UInt8], kind: String? = nil, piece: Int = .max, limit: Int = 1 << 20) -> ImportBatch {
    var reader = ItemLineReader(file: "items.jsonl", kind: kind, maximumItemBytes: limit)
    var all = ImportBatch()
    var index = 0
    while index < bytes.count {
      let end = min(bytes.count, index + min(piece, bytes.count))
      let batch = reader.feed(Array(bytes[index..<end]))
      all.items += batch.items
      all.problems += batch.problems
      index = end
    }
    let rest = reader.finish()
    all.items += rest.items
    all.problems += rest.problems
    return all
  }

  static let uuid = "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23"
  static let good = #"{"kind":"gap_fill_exercise","section":"passiv","language":"de","body":{"text":"a"}}"#

  @Test func aLineGivesAnItem() throws {
    let batch = Self.read(
      #"{"uuid":"018F2B6E-7C3A-7D10-9A55-0C2F4E8B1A23","kind":"k","level":"B2","section":"s","topic":"t","sku":"x","#
        + #""language":"de","version":3,"active":true,"origin":"import","body":{ "b": 1.0, "a": "\u00e4" }}"#)
    #expect(batch.problems == [])
    let item = try #require(batch.items.first)
    #expect(batch.items.count == 1)
    #expect(item.line == 1)
    #expect(item.uuid?.description == Self.uuid)
    #expect(item.kind == "k")
    #expect(item.level == "B2")
    #expect(item.key == Key(section: "s", topic: "t", sku: "x", language: "de"))
    #expect(!item.isRehearsal)
    #expect(item.body == #"{"b":1.0,"a":"ä"}"#)
    #expect(item.digest == SHA256.digest(of: Samples.bytes(#"{"a":"ä","b":1}"#)))
  }

  @Test func noneIsNullOrEmptyOrAbsent() throws {
    let line = #"{"uuid":null,"kind":"k","level":null,"section":"s","topic":"","sku":null,"language":"de","body":{}}"#
    let item = try #require(Self.read(line).items.first)
    #expect(item.uuid == nil)
    #expect(item.level == nil)
    #expect(item.key == Key(section: "s", language: "de"))
  }

  @Test func theKindMayBeSaidForTheWholeFile() throws {
    let line = #"{"section":"s","language":"de","body":{}}"#
    #expect(Self.read(line, kind: "k").items.map(\.kind) == ["k"])
    #expect(Self.read(Self.good, kind: "k").items.map(\.kind) == ["gap_fill_exercise"])
  }

  @Test(arguments: [1, 2, 3, 7, 64, .max]) func marksAndBlankLinesAndPiecesDoNotMatter(piece: Int) {
    let text = "\u{FEFF}\r\n\(Self.good)\r\n  \t\n\n\(Self.good)\n\(Self.good)"
    let batch = Self.read(text, piece: piece)
    #expect(batch.problems == [])
    #expect(batch.items.map(\.line) == [2, 5, 6])
  }

  @Test(arguments: [1, 3, 50, .max]) func anExportedDocumentIsReadAsItsLines(piece: Int) throws {
    for header in [Samples.production, Samples.rehearsal] {
      let batch = Self.read(try Samples.encode(JSONItemEncoder(), header), piece: piece)
      #expect(batch.problems == [])
      #expect(batch.items.map(\.line) == [2, 3])
      #expect(batch.items.map(\.uuid) == Samples.items.map(\.uuid))
      #expect(batch.items.map(\.key) == Samples.items.map(\.key))
      #expect(batch.items.map { Array($0.body.utf8) } == Samples.items.map(\.body))
      #expect(batch.items.map(\.isRehearsal) == [header.isRehearsal, header.isRehearsal])
    }
  }

  @Test(arguments: [1, 5, .max]) func aDocumentMayBeLaidOutInAnyWay(piece: Int) throws {
    let document = try JSON.parse(Samples.encode(JSONItemEncoder(), Samples.rehearsal))
    let text = document.pretty().replacing("\n", with: "\r\n")
    let batch = Self.read(text, piece: piece)
    #expect(batch.problems == [])
    #expect(batch.items.map(\.line) == [6, 31])
    #expect(batch.items.map(\.isRehearsal) == [true, true])
    #expect(batch.items.map { Array($0.body.utf8) } == Samples.items.map(\.body))
    #expect(Self.read(document.text, piece: piece).items.map(\.line) == [1, 1])
    #expect(Self.read(#"{"mode":"production","schema_version":1,"publish_event":0,"items":[]}"#).problems == [])
  }

  @Test func aLineOfARehearsalSaysSo() {
    let text = #"{"mode":"rehearsal","kind":"k","section":"s","language":"de","body":{}}"# + "\n" + Self.good
    #expect(Self.read(text).items.map(\.isRehearsal) == [true, false])
  }

  /// What is wrong with a line, and what is said of it, to the letter.
  static let faults: [(text: String, problems: [String])] = [
    (#"{"kind":"k""#, ["items.jsonl:1:12: not JSON: the text ends inside an object"]),
    (
      "{\n\"kind\":\"k\"}",
      [
        "items.jsonl:1:2: not JSON: the text ends inside an object | "
          + "put one item on each line, without line ends inside it",
        "items.jsonl:2:7: not JSON: : follows the end of the value",
      ]
    ),
    (
      "[1]",
      [#"items.jsonl:1: an item is expected, an array stands here | write an object: {"kind": …, "body": {…}}"#]
    ),
    ("null", [#"items.jsonl:1: an item is expected, null stands here | write an object: {"kind": …, "body": {…}}"#]),
    (
      "{}",
      [
        "items.jsonl:1: \"kind\" is missing | name it in each line, or say --kind KIND",
        "items.jsonl:1: \"section\" is missing",
        "items.jsonl:1: \"language\" is missing | a BCP 47 tag such as de",
        "items.jsonl:1: \"body\" is missing",
      ]
    ),
    (
      #"{"kind":"","section":"","language":"","body":[]}"#,
      [
        "items.jsonl:1: \"kind\" is empty",
        "items.jsonl:1: \"section\" is empty",
        "items.jsonl:1: \"language\" is empty",
        "items.jsonl:1: \"body\" is an array, an object is expected",
      ]
    ),
    (
      #"{"kind":1,"section":null,"language":true,"topic":{},"body":"x","mode":"demo","uuid":7}"#,
      [
        "items.jsonl:1: \"kind\" is a number, a text is expected",
        "items.jsonl:1: \"section\" is null, a text is expected",
        "items.jsonl:1: \"language\" is true or false, a text is expected",
        "items.jsonl:1: \"topic\" is an object, a text or null is expected",
        "items.jsonl:1: \"body\" is a text, an object is expected",
        "items.jsonl:1: \"mode\" is \"demo\", neither production nor rehearsal",
        "items.jsonl:1: \"uuid\" is a number, a text is expected",
      ]
    ),
    (
      #"{"kind":"k","section":"s","langauge":"de","body":{}}"#,
      ["items.jsonl:1: unknown member \"langauge\" | did you mean `language`?"]
    ),
    (
      #"{"kind":"k","section":"s","language":"de","body":{},"x\ny":1}"#,
      [
        #"items.jsonl:1: unknown member "x\ny" | "#
          + "an item has uuid, kind, level, section, topic, sku, language, version, mode, body, active, origin"
      ]
    ),
    (
      #"{"uuid":"018f2b6e","kind":"k","section":"s","language":"de","body":{}}"#,
      ["items.jsonl:1: \"uuid\" is not a UUID: 018f2b6e | leave it out for a new item"]
    ),
    (
      #"{"kind":"k","section":"s","section":"s","language":"de","body":{}}"#,
      [#"items.jsonl:1:27: not JSON: the member name "section" occurs twice in one object"#]
    ),
    (
      #"{"schema_version":2,"publish_event":1,"mode":"production","items":[]}"#,
      [
        "items.jsonl:1: the export has schema version 2, this program reads up to 1 | "
          + "use the version of libtool that wrote it, or a newer one"
      ]
    ),
    (
      #"{"schema_version":1,"publish_event":1,"mode":"demo","items":[]}"#,
      ["items.jsonl:1: mode \"demo\" is neither production nor rehearsal"]
    ),
    (
      #"{"schema_version":1,"publish_event":1,"mode":"production"}"#,
      ["items.jsonl:1: the document has no list \"items\""]
    ),
    (
      #"{"schema_version":1,"publish_event":1,"items":[],"mode":"rehearsal"}"#,
      ["items.jsonl:1: \"mode\" stands after the items, not before them"]
    ),
    (
      "{\"schema_version\":1,\"publish_event\":1,\"mode\":\"production\",\"items\":[\n\(good),\n\(good)",
      [
        "items.jsonl:3: the document ends before its list of items does | "
          + "the file is cut off: export it again"
      ]
    ),
    (
      "{\"schema_version\":1,\"publish_event\":1,\"mode\":\"production\",\"items\":[\n\(good),\n]}",
      ["items.jsonl:3:1: not JSON: the text is empty"]
    ),
    (
      "{\"schema_version\":1,\"publish_event\":1,\"mode\":\"production\",\"items\":[\n{},\n  7 7\n]\n,}",
      [
        "items.jsonl:2: \"kind\" is missing | name it in each line, or say --kind KIND",
        "items.jsonl:2: \"section\" is missing",
        "items.jsonl:2: \"language\" is missing | a BCP 47 tag such as de",
        "items.jsonl:2: \"body\" is missing",
        "items.jsonl:3:5: not JSON: 7 follows the end of the value",
        "items.jsonl:5:2: not JSON: } stands where a member name is expected",
      ]
    ),
  ]

  @Test(arguments: faults.indices) func aFaultIsNamedWithItsPlaceAndItsMend(index: Int) {
    let (text, expected) = Self.faults[index]
    for piece in [1, 4, .max] {
      let problems = Self.read(text, piece: piece).problems.map { problem in
        problem.description + (problem.hint.map { " | \($0)" } ?? "")
      }
      #expect(problems == expected)
    }
  }

  @Test func everyBadLineIsNamedAndTheOthersAreRead() {
    let batch = Self.read("\(Self.good)\n{\n\(Self.good)\n\n7\n\(Self.good)\n")
    #expect(batch.items.map(\.line) == [1, 3, 6])
    #expect(batch.problems.map(\.line) == [2, 5])
  }

  @Test func aRepeatedUUIDNamesTheFirstLine() {
    let line = #"{"uuid":"\#(Self.uuid)","kind":"k","section":"s","language":"de","body":{}}"#
    let batch = Self.read("\(line)\n\(Self.good)\n\(line.replacing("018f", with: "018F"))")
    #expect(batch.items.map(\.line) == [1, 2])
    #expect(batch.problems.map(\.message) == ["items.jsonl:3: uuid \(Self.uuid) stands in line 1 already"])
    #expect(batch.problems.first?.hint == "give each item a uuid of its own, or leave it out")
  }

  @Test func otherEncodingsAreNamed() {
    let wide = Array(Self.good.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let batch = Self.read([0xFF, 0xFE] + wide)
    #expect(batch.problems.map(\.message) == ["items.jsonl:1: the file is UTF-16, UTF-8 is expected"])
    #expect(batch.problems.first?.hint == "save it as UTF-8")

    let latin = Samples.bytes(Self.good + "\n" + #"{"kind":"k","section":"s"#) + [0xE4, 0x22, 0x7D]
    let other = Self.read(latin)
    #expect(other.items.count == 1)
    #expect(other.problems.map(\.message) == ["items.jsonl:2:25: not JSON: a string is not UTF-8"])
    #expect(other.problems.first?.hint == "save the text as UTF-8")
  }

  @Test func aTooLongItemIsAProblemNotAMemory() {
    let long = #"{"kind":"\#(String(repeating: "k", count: 500))"}"#
    for piece in [1, 100, .max] {
      let lines = Self.read("\(Self.good)\n\(long)\n\(Self.good)\n", piece: piece, limit: 200)
      #expect(lines.items.map(\.line) == [1, 3])
      #expect(lines.problems.map(\.message) == ["items.jsonl:2: the line is longer than 200 bytes"])
      let head = #"{"schema_version":1,"publish_event":1,"mode":"production","items":["#
      let document = Self.read("\(head)\n\(Self.good),\n\(long),\n\(Self.good)\n]}", piece: piece, limit: 200)
      #expect(document.items.map(\.line) == [2, 4])
      #expect(document.problems.map(\.message) == ["items.jsonl:3: the item is longer than 200 bytes"])
    }
  }

  @Test func anEmptyFileHoldsNothing() {
    for text in ["", "\n", "\u{FEFF}", "  \r\n"] {
      let batch = Self.read(text)
      #expect(batch.items.isEmpty && batch.problems.isEmpty)
    }
  }
}
