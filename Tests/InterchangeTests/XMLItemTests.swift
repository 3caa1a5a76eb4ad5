import ContentModel
import Formats
import Interchange
import Testing

@Suite struct XMLItemTests {
  static func read(_ text: String, _ kinds: [KindSchema]) throws -> (header: ExportHeader?, items: [ExportedItem]) {
    var reader = XMLItemReader(
      try XMLDocumentReader(bytes: Samples.bytes(text), file: "export.xml"), kinds: kinds)
    var items: [ExportedItem] = []
    while let item = try reader.next() { items.append(item) }
    return (reader.header, items)
  }

  /// One item of a kind with one schema.
  static func oneKind(_ schema: JSON) throws -> [KindSchema] { [try KindSchema(name: "k", body: schema)] }

  static func item(_ body: String) -> ExportedItem {
    ExportedItem(
      uuid: Samples.uuid(3), kind: "k", key: Key(section: "s", language: "de"), version: 1, body: Samples.bytes(body))
  }

  /// The lines between the tags of the one item.
  static func body(_ text: String) -> String {
    text.split(separator: "\n").dropFirst(3).dropLast(2).map { $0.trimmingPrefix("    ") }.joined(separator: "\n")
  }

  @Test func anExportLooksLikeThis() throws {
    #expect(
      try Samples.encode(XMLItemEncoder(kinds: Samples.kinds())) == #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <library schemaVersion="1" publishEvent="41" mode="production" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <item xsi:type="gap_fill_exercise" uuid="\#(Samples.uuid(1))" kind="gap_fill_exercise" level="A2" section="passiv" topic="freizeit_10_wochenende" language="de" version="1">
            <text>[1] trinke ich Tee &amp; lese „Die &lt;Zeit&gt;“.</text>
            <gaps>
              <no>1</no>
              <correct>Morgens</correct>
              <distractors>Ich</distractors>
              <distractors>Oft</distractors>
              <distractors>Deshalb</distractors>
              <explanation>Die Zeit "steht" vorn.</explanation>
            </gaps>
          </item>
          <item xsi:type="micro_lesson" uuid="\#(Samples.uuid(2))" kind="micro_lesson" section="statistics_basics" sku="app &quot;one&quot;" language="en" version="12">
            <title>What an average hides</title>
            <content>Two lakes …
        One is deep.</content>
            <difficulty>easy</difficulty>
            <questions>
              <prompt>Which?</prompt>
              <choices>a</choices>
              <choices>b</choices>
              <choices>c</choices>
              <choices>d</choices>
              <correctIndex>2</correctIndex>
              <explanation>Because.</explanation>
            </questions>
          </item>
        </library>

        """#)
  }

  @Test func anExportComesBackAsItWentOut() throws {
    let kinds = try Samples.kinds()
    let (header, items) = try Self.read(Samples.encode(XMLItemEncoder(kinds: kinds), Samples.rehearsal), kinds)
    #expect(header == Samples.rehearsal)
    #expect(items == Samples.items)
  }

  static let forms: [(schema: JSON, body: String, xml: String)] = [
    // Members go out in the schema's order; optional ones may be absent.
    (
      ["type": "object", "properties": ["a": ["type": "string"], "b": ["type": "boolean"], "c": ["type": "number"]]],
      #"{"c":-1.50e2,"a":""}"#, "<a></a>\n<c>-1.50e2</c>"
    ),
    // Empty arrays, null, and null in an array.
    (
      [
        "type": "object",
        "properties": [
          "tags": ["type": "array", "items": ["type": ["string", "null"]]],
          "more": ["type": "array", "items": ["type": "integer"]],
          "none": ["anyOf": [["type": "null"], ["type": "array", "items": ["type": "integer"]]]],
          "note": ["type": ["null", "string"]],
        ],
      ],
      #"{"tags":["a",null,""],"more":[],"none":null,"note":null}"#,
      """
      <tags>a</tags>
      <tags xsi:nil="true"/>
      <tags></tags>
      <none xsi:nil="true"/>
      <note xsi:nil="true"/>
      """
    ),
    // Arrays in arrays.
    (
      [
        "type": "object",
        "properties": [
          "rows": ["type": "array", "items": ["type": "array", "items": ["type": "integer"]]]
        ],
      ],
      #"{"rows":[[1,2],[]]}"#,
      """
      <rows>
        <value>1</value>
        <value>2</value>
      </rows>
      <rows></rows>
      """
    ),
    // Values that no schema describes, and members that it does not name.
    (
      ["type": "object", "properties": ["any": [:]]],
      #"{"any":{"a b":[1,"x",null,{"y":true}]},"extra":"<","member":[]}"#,
      """
      <any type="object"><member name="a b" type="array"><value type="number">1</value><value type="string">x</value>\
      <value type="null"></value><value type="object"><member name="y" type="boolean">true</member></value></member></any>
      <member name="extra" type="string">&lt;</member>
      <member name="member" type="array"></member>
      """
    ),
    // Names that XML cannot hold.
    (
      [
        "type": "object", "additionalProperties": false,
        "properties": [
          "a b": ["type": "string"], "_x0041_": ["type": "string"], "1": ["type": "string"], "": ["type": "string"],
          "xml:lang": ["type": "string"], "größe": ["type": "string"], "😀": ["type": "string"],
        ],
      ],
      #"{"a b":"1","_x0041_":"2","1":"3","":"4","xml:lang":"5","größe":"6","😀":"7"}"#,
      """
      <a_x0020_b>1</a_x0020_b>
      <_x005F_x0041_>2</_x005F_x0041_>
      <_x0031_>3</_x0031_>
      <_x_>4</_x_>
      <_x0078_ml_x003A_lang>5</_x0078_ml_x003A_lang>
      <größe>6</größe>
      <_x1F600_>7</_x1F600_>
      """
    ),
  ]

  @Test(arguments: forms.indices) func eachFormOfJSONHasItsFormOfXML(index: Int) throws {
    let (schema, body, xml) = Self.forms[index]
    let kinds = try Self.oneKind(schema)
    var text = try Samples.encode(XMLItemEncoder(kinds: kinds), Samples.production, [Self.item(body)])
    #expect(Self.body(text) == xml)
    let back = try #require(Self.read(text, kinds).items.first)
    #expect(try JSON.parse(back.body).canonicalBytes() == JSON.parse(body).canonicalBytes())
    try XSDTests.validate(text, kinds)
    // The order of the members does not matter to what comes out.
    guard case .object(let object) = try JSON.parse(body) else { return }
    let turned = JSON.object(JSON.Object(object.members.reversed().map { ($0.name, $0.value) })).text
    text = try Samples.encode(XMLItemEncoder(kinds: kinds), Samples.production, [Self.item(turned)])
    if index != 3 { #expect(Self.body(text) == xml) }
  }

  @Test func hostileTextsDoNoHarm() throws {
    let kinds = try Self.oneKind(["type": "object", "required": ["t"], "properties": ["t": ["type": "string"]]])
    let texts: [(String, scrubbed: Int)] = [
      ("]]>", 0), ("<![CDATA[x]]>", 0), ("<!-- -- -->", 0), ("&amp;&#0;&lt;", 0), ("<?xml?>", 0), ("</t></item>", 0),
      (" \t\r\n leading and trailing \r\n\t ", 0), ("\r", 0), ("\u{85}\u{2028}\u{7F}\u{9F}", 0), ("\u{FEFF}", 0),
      ("😀\u{10FFFD}\u{1F600}\u{E000}", 0), ("e\u{301}", 0), ("", 0),
      ("\u{0}", 1), ("a\u{1}b\u{1F}c\u{B}", 3), ("\u{FFFE}\u{FFFF}\u{FFFD}", 2),
    ]
    for (text, scrubbed) in texts {
      let body = JSON.object(["t": .string(text)])
      var encoder = XMLItemEncoder(kinds: kinds)
      var item = Self.item(body.text)
      item.key.section = text.isEmpty ? "s" : text
      var output: [UInt8] = []
      encoder.begin(Samples.production, to: &output)
      try encoder.append(item, to: &output)
      encoder.end(to: &output)
      #expect(encoder.scrubbed == 2 * scrubbed)
      let xml = String(decoding: output, as: UTF8.self)
      let back = try #require(Self.read(xml, kinds).items.first)
      let expected = XMLScrubber.scrub(text).text
      #expect(try JSON.parse(back.body) == ["t": .string(expected)])
      #expect(Array(back.key.section.utf8) == Array(expected.isEmpty ? "s".utf8 : expected.utf8))
      if scrubbed == 0 { #expect(back == item) }
      try XSDTests.validate(xml, kinds)
      // JSON holds them all.
      let line = try Samples.encode(JSONLinesItemEncoder(), Samples.production, [item])
      #expect(line.utf8.count { $0 == 0x0A } == 1)
      #expect(ItemLineReaderTests.read(line).items.map { Array($0.body.utf8) } == [item.body])
    }
  }

  static let misfits: [(body: String, message: String)] = [
    (#"{"no":"1"}"#, "body.no is a text, a number is expected"),
    (#"{"no":1.5}"#, "body.no is 1.5, a whole number is expected"),
    (#"{"no":null}"#, "body.no is null, a number is expected"),
    (#"{"no":1,"list":{}}"#, "body.list is an object, an array is expected"),
    (#"{"no":1,"list":[{"a":[[1],[2,true]]}]}"#, "body.list[0].a[1][1] is true or false, a number is expected"),
    (#"{"no":1,"list":[{},{"b":1}]}"#, "body.list[1].b is there, no such member is expected"),
    (#"{"list":[]}"#, "body.no is missing, it is required"),
    (#"{"no":1,"more":1}"#, "body.more is there, no such member is expected"),
  ]

  @Test(arguments: misfits.indices) func whatDoesNotFitItsKindIsRefused(index: Int) throws {
    let (body, message) = Self.misfits[index]
    let numbers: JSON = ["type": "array", "items": ["type": "array", "items": ["type": "integer"]]]
    let kinds = try Self.oneKind([
      "type": "object", "additionalProperties": false, "required": ["no"],
      "properties": [
        "no": ["type": "integer"],
        "list": [
          "type": "array",
          "items": ["type": "object", "additionalProperties": false, "properties": ["a": numbers]],
        ],
      ],
    ])
    let failure = #expect(throws: ExportFailure.self) {
      try Samples.encode(XMLItemEncoder(kinds: kinds), Samples.production, [Self.item(body)])
    }
    #expect(failure?.message == "item \(Samples.uuid(3)): \(message) by the schema of k")
    #expect(failure?.hint == "mend the item, or export it as JSON")
  }

  @Test func otherFaultsOfAnItemAreNamed() throws {
    let kinds = try Self.oneKind(["type": "object"])
    func message(_ change: (inout ExportedItem) -> Void) -> String? {
      var item = Self.item("{}")
      change(&item)
      return #expect(throws: ExportFailure.self) {
        try Samples.encode(XMLItemEncoder(kinds: kinds), Samples.production, [item])
      }?.message
    }
    let start = "item \(Samples.uuid(3)): "
    #expect(message { $0.kind = "x" } == start + "kind x has no schema, so that its body cannot be written as XML")
    #expect(message { $0.body = [0x5B, 0x5D] } == start + "its body is an array, an object is expected")
    #expect(
      message { $0.body = [0x7B] }
        == start + "its body is not JSON at line 1, column 2: the text ends inside an object")
  }

  static let broken: [(xml: String, message: String)] = [
    ("<other/>", "export.xml:1: the root element is other, library is expected"),
    (#"<library mode="production" schemaVersion="1"/>"#, "export.xml:1: publishEvent of the library is not a number"),
    (
      #"<library mode="demo" schemaVersion="1" publishEvent="0"/>"#,
      "export.xml:1: mode \"demo\" is neither production nor rehearsal"
    ),
    (
      #"<library mode="production" schemaVersion="9" publishEvent="0"/>"#,
      "export.xml:1: the export has schema version 9, this program reads up to 1"
    ),
    (library("<thing/>"), "export.xml:2: element thing stands where an item is expected"),
    (library("<item/>"), "export.xml:2: item without a uuid: its uuid is missing"),
    (library(#"<item uuid="7"/>"#), "export.xml:2: item 7: its uuid is not a UUID"),
    (library(item("k2", "")), "export.xml:2: item \(Samples.uuid(3)): kind k2 has no schema"),
    (library(item("k", "<b>1</b>")), "export.xml:2: item \(Samples.uuid(3)): element b is not in the schema"),
    (library(item("k", "<a>x</a>")), "export.xml:2: item \(Samples.uuid(3)): \"x\" is not a number"),
    (library(item("k", "<a>1</a><a>2</a>")), "export.xml:2: item \(Samples.uuid(3)): element a stands twice"),
    (
      library(item("k", "<a><a/></a>")),
      "export.xml:2: item \(Samples.uuid(3)): element a stands where a text is expected"
    ),
    (library(item("k", "text")), "export.xml:2: item \(Samples.uuid(3)): text stands where elements are expected"),
    (
      library(item("k", #"<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>"#)),
      "export.xml:2: item \(Samples.uuid(3)): a is null, which its schema does not allow"
    ),
  ]

  static func library(_ content: String) -> String {
    #"<library mode="production" schemaVersion="1" publishEvent="0">"# + "\n\(content)</library>"
  }

  static func item(_ kind: String, _ content: String) -> String {
    #"<item uuid="\#(Samples.uuid(3))" kind="\#(kind)" section="s" language="de" version="1">\#(content)</item>"#
  }

  @Test(arguments: broken.indices) func whatIsNoExportIsRefused(index: Int) throws {
    let kinds = try Self.oneKind([
      "type": "object", "additionalProperties": false, "properties": ["a": ["type": "integer"]],
    ])
    let failure = #expect(throws: ExportFailure.self) { try Self.read(Self.broken[index].xml, kinds) }
    #expect(failure?.message == Self.broken[index].message)
  }
}
