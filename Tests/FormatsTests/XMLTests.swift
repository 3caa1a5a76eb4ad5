import Formats
import Glibc
import Testing

@Suite struct XMLTests {
  private func events(_ text: String, limits: XMLDocumentReader.Limits = .init()) throws -> [XMLDocumentReader.Event] {
    var reader = try XMLDocumentReader(bytes: Array(text.utf8), file: "t.xml", limits: limits)
    var events: [XMLDocumentReader.Event] = []
    while let event = try reader.next() { events.append(event) }
    return events
  }

  @Test func readsElementsAttributesAndTexts() throws {
    let text = "<?xml version=\"1.0\"?><!-- c --><a x='1' y=\"&lt;&#228;\"><b/>t&amp;<![CDATA[<u>]]><?p i?><c>ä</c></a>"
    #expect(
      try events(text) == [
        .start(name: "a", attributes: [.init(name: "x", value: "1"), .init(name: "y", value: "<ä")]),
        .start(name: "b", attributes: []), .end(name: "b"), .text("t&"), .text("<u>"),
        .start(name: "c", attributes: []), .text("ä"), .end(name: "c"), .end(name: "a"),
      ])
  }

  @Test func readsOtherEncodings() throws {
    var reader = try XMLDocumentReader(
      bytes: Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>".utf8) + [0xE4] + Array("</a>".utf8),
      file: "t.xml")
    _ = try reader.next()
    #expect(try reader.next() == .text("ä"))
  }

  @Test(
    arguments: [
      ("<a>\n<b></a>", "t.xml:2:8: Opening and ending tag mismatch: b line 2 and a"),
      ("<a>&nothing;</a>", "t.xml:1:13: Entity 'nothing' not defined"),
      ("<!DOCTYPE a [<!ENTITY e 'x'>]>\n<a>&e;</a>", "t.xml: a document type declaration is not allowed"),
      ("<a>\u{1}</a>", "t.xml:1:4: PCDATA invalid Char value 1"), ("", "t.xml: the document is empty"),
      ("<a><b><c/></b></a>", "t.xml:1: elements are nested deeper than 2 levels"),
    ] as [(String, String)])
  func namesTheFaultAndItsPlace(text: String, message: String) {
    let error = #expect(throws: XMLError.self) { try events(text, limits: .init(depth: 2)) }
    #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
  }

  @Test func boundsTheSize() {
    let text = "<a>" + String(repeating: "x", count: 100) + "</a>"
    let error = #expect(throws: XMLError.self) { try events(text, limits: .init(size: 50)) }
    #expect(error?.message == "t.xml: the document is larger than 50 bytes")
  }

  @Test func entitiesCannotMultiply() {
    var text = "<!DOCTYPE a [<!ENTITY e0 \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\">"
    for level in 1...12 {
      text += "<!ENTITY e\(level) \"\(String(repeating: "&e\(level - 1);", count: 10))\">"
    }
    text += "]><a b=\"&e12;\">&e12;</a>"
    let time = ContinuousClock().measure { #expect(throws: XMLError.self) { try events(text) } }
    #expect(time < .seconds(2))
  }

  @Test func scrubsWhatXMLForbids() {
    #expect(
      XMLScrubber.scrub("a\u{0}\u{1F}b\u{FFFE}\u{FFFF}\t\n\r\u{7F}\u{FFFD}😀") == (
        "a\u{FFFD}\u{FFFD}b\u{FFFD}\u{FFFD}\t\n\r\u{7F}\u{FFFD}😀", 4
      ))
    #expect(XMLScrubber.scrub("clean ä") == ("clean ä", 0))
  }

  @Test func escapesWhatReadersWouldChange() {
    var bytes: [UInt8] = []
    #expect(XMLEscape.appendText("a<b>&\"\t\n\r\u{1}\u{FFFF}\u{FEFF}", to: &bytes) == 2)
    #expect(XMLEscape.appendAttribute("n", "a<b>&\"\t\n\r\u{1}", to: &bytes) == 1)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "a&lt;b&gt;&amp;\"\t\n&#13;\u{FFFD}\u{FFFD}\u{FEFF} n=\"a&lt;b&gt;&amp;&quot;&#9;&#10;&#13;\u{FFFD}\"")
  }

  @Test func writtenTextsReadBackAsThemselves() throws {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      let attribute = RandomValues.text(&random)
      let content = RandomValues.text(&random)
      var bytes = Array("<a".utf8)
      XMLEscape.appendAttribute("x", attribute, to: &bytes)
      bytes += Array(">".utf8)
      XMLEscape.appendText(content, to: &bytes)
      bytes += Array("</a>".utf8)
      var reader = try XMLDocumentReader(bytes: bytes, file: "t.xml")
      let scrubbed = XMLScrubber.scrub(attribute).text
      #expect(try reader.next() == .start(name: "a", attributes: [.init(name: "x", value: scrubbed)]))
      var text = ""
      while case .text(let piece) = try reader.next() { text += piece }
      // Byte by byte: `==` of strings would pass over a lost combining mark.
      #expect(Array(text.utf8) == Array(XMLScrubber.scrub(content).text.utf8))
    }
  }

  @Test func checksADocumentAgainstASchema() throws {
    let schema = try TemporaryFile(
      """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
        <xs:element name="library"><xs:complexType><xs:sequence>
          <xs:element name="item" maxOccurs="unbounded"><xs:complexType>
            <xs:attribute name="version" type="xs:positiveInteger" use="required"/>
          </xs:complexType></xs:element>
        </xs:sequence></xs:complexType></xs:element>
      </xs:schema>
      """)
    let good = try TemporaryFile("<library>\n<item version='1'/>\n<item version='2'/></library>")
    let bad = try TemporaryFile("<library>\n<item version='1'/>\n<item version='x'/></library>")
    let broken = try TemporaryFile("<library>\n<item version='1'/>")
    try XMLSchema.validate(file: good.path, schema: schema.path)

    let error = #expect(throws: XMLError.self) { try XMLSchema.validate(file: bad.path, schema: schema.path) }
    #expect(error?.line == 3)
    #expect(error?.message.contains("'x' is not a valid value of the atomic type 'xs:positiveInteger'") == true)
    let cut = #expect(throws: XMLError.self) { try XMLSchema.validate(file: broken.path, schema: schema.path) }
    #expect(cut?.line == 2)
    #expect(cut?.file == broken.path)
    let noSchema = #expect(throws: XMLError.self) { try XMLSchema.validate(file: good.path, schema: good.path) }
    #expect(noSchema?.file == good.path)
    let missing = #expect(throws: XMLError.self) { try XMLSchema.validate(file: "/nowhere/a.xml", schema: schema.path) }
    #expect(missing?.message == "/nowhere/a.xml: No such file or directory")
  }

  @Test func fetchesNothing() throws {
    let schema = try TemporaryFile(
      """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
        <xs:include schemaLocation="http://127.0.0.1:9/other.xsd"/><xs:element name="a"/>
      </xs:schema>
      """)
    let document = try TemporaryFile("<a/>")
    #expect(throws: XMLError.self) { try XMLSchema.validate(file: document.path, schema: schema.path) }
  }
}

/// A file that goes away with the value.
private final class TemporaryFile {
  let path: String

  init(_ text: String) throws {
    var template = Array("/tmp/formats-test-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    try #require(descriptor >= 0)
    let bytes = Array(text.utf8)
    try #require(write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
  }

  deinit { unlink(path) }
}
