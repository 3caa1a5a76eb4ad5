import ContentModel
import Formats
import Interchange
import Testing

@Suite struct XSDTests {
  /// Checks a document with the XSD of its kinds, by libxml2.
  static func validate(_ xml: String, _ kinds: [KindSchema]) throws {
    let schema = try TemporaryFile(SchemaWriter.xsd(kinds: kinds), suffix: ".xsd")
    let file = try TemporaryFile(xml, suffix: ".xml")
    try XMLSchema.validate(file: file.path, schema: schema.path)
  }

  /// Why a document is refused, without the name of the file; nil where it is not.
  static func refusal(_ xml: String, _ kinds: [KindSchema]) -> String? {
    do {
      try validate(xml, kinds)
      return nil
    } catch let error as XMLError {
      return error.problem
    } catch {
      return "\(error)"
    }
  }

  @Test func theSampleIsValid() throws {
    let kinds = try Samples.kinds()
    try Self.validate(Samples.encode(XMLItemEncoder(kinds: kinds)), kinds)
    try Self.validate(Samples.encode(XMLItemEncoder(kinds: kinds), Samples.rehearsal, []), kinds)
  }

  static let changes: [(old: String, new: String)] = [
    (#"schemaVersion="1" "#, ""),
    (#"mode="production""#, #"mode="demo""#),
    (#"publishEvent="41""#, #"publishEvent="-1""#),
    (#"<item xsi:type="gap_fill_exercise""#, "<item"),
    (#"xsi:type="gap_fill_exercise""#, #"xsi:type="micro_lesson""#),
    (#"kind="gap_fill_exercise""#, #"kind="micro_lesson""#),
    (#"kind="gap_fill_exercise" level"#, "level"),
    ("uuid=\"\(Samples.uuid(1))\"", #"uuid="7""#),
    (#"section="passiv" "#, ""),
    (#"version="12""#, #"version="0""#),
    (#"version="12""#, #"version="12" colour="red""#),
    ("<no>1</no>", "<no>eins</no>"),
    ("<no>1</no>", "<no>0</no>"),
    ("<no>1</no>", ""),
    ("<distractors>Oft</distractors>", ""),
    ("<distractors>Oft</distractors>", "<distractors>Oft</distractors><distractors>Oft</distractors>"),
    ("<difficulty>easy</difficulty>", "<difficulty>hardest</difficulty>"),
    ("<correctIndex>2</correctIndex>", "<correctIndex>4</correctIndex>"),
    ("<title>What an average hides</title>", "<title>a</title><title>b</title>"),
    ("<title>What an average hides</title>", "<text>a</text>"),
    ("</library>", "<other/></library>"),
  ]

  @Test(arguments: changes.indices) func whatIsWrongIsRefused(index: Int) throws {
    let kinds = try Samples.kinds()
    let text = try Samples.encode(XMLItemEncoder(kinds: kinds))
    let (old, new) = Self.changes[index]
    let changed = text.replacing(old, with: new, maxReplacements: 1)
    #expect(changed != text)
    #expect(Self.refusal(changed, kinds) != nil)
  }

  @Test func theSchemaLooksLikeThis() throws {
    let kinds = [
      try KindSchema(
        name: "card",
        body: [
          "title": "A card <to> learn", "type": "object", "additionalProperties": false, "required": ["front", "tags"],
          "properties": [
            "front": ["type": "string", "minLength": 1, "description": "What is asked."],
            "tags": ["type": "array", "items": ["type": "string"]],
            "back": ["type": ["array", "null"], "minItems": 2, "maxItems": 5, "items": ["type": "string"]],
            "rows": ["type": "array", "minItems": 2, "items": ["type": "array", "items": ["type": "boolean"]]],
          ],
        ])
    ]
    let text = SchemaWriter.xsd(kinds: kinds)
    let start = try #require(text.firstRange(of: #"  <xs:complexType name="card">"#))
    #expect(
      text[start.lowerBound...] == #"""
          <xs:complexType name="card">
            <xs:annotation>
              <xs:documentation>A card &lt;to&gt; learn</xs:documentation>
            </xs:annotation>
            <xs:complexContent>
              <xs:extension base="anyItem">
                <xs:sequence>
                  <xs:element name="front">
                    <xs:annotation>
                      <xs:documentation>What is asked.</xs:documentation>
                    </xs:annotation>
                    <xs:simpleType>
                      <xs:restriction base="xs:string">
                        <xs:minLength value="1"/>
                      </xs:restriction>
                    </xs:simpleType>
                  </xs:element>
                  <xs:element name="tags" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
                  <xs:element name="back" type="xs:string" nillable="true" minOccurs="0" maxOccurs="5"/>
                  <xs:sequence minOccurs="0">
                    <xs:element name="rows" minOccurs="2" maxOccurs="unbounded">
                      <xs:complexType>
                        <xs:sequence>
                          <xs:element name="value" type="xs:boolean" minOccurs="0" maxOccurs="unbounded"/>
                        </xs:sequence>
                      </xs:complexType>
                    </xs:element>
                  </xs:sequence>
                </xs:sequence>
                <xs:attribute name="kind" type="xs:NCName" use="required" fixed="card"/>
                <xs:attribute name="empty">
                  <xs:annotation>
                    <xs:documentation>The arrays that are there and empty.</xs:documentation>
                  </xs:annotation>
                  <xs:simpleType>
                    <xs:list>
                      <xs:simpleType>
                        <xs:restriction base="xs:NMTOKEN">
                          <xs:enumeration value="tags"/>
                        </xs:restriction>
                      </xs:simpleType>
                    </xs:list>
                  </xs:simpleType>
                </xs:attribute>
              </xs:extension>
            </xs:complexContent>
          </xs:complexType>
        </xs:schema>

        """#)
    try Self.validate(Samples.encode(XMLItemEncoder(kinds: kinds), Samples.production, []), kinds)
  }

  @Test func kindsThatShareElementsAreToldApart() throws {
    let kinds = [
      try KindSchema(
        name: "a",
        body: [
          "type": "object", "additionalProperties": false, "required": ["title"],
          "properties": ["title": ["type": "integer"], "text": ["type": "string"]],
        ]),
      try KindSchema(
        name: "b",
        body: [
          "type": "object", "additionalProperties": false, "required": ["title"],
          "properties": ["text": ["type": "string"], "title": ["type": "array", "items": ["type": "string"]]],
        ]),
    ]
    func export(_ kind: String, _ body: String) throws -> String {
      var item = XMLItemTests.item(body)
      item.kind = kind
      return try Samples.encode(XMLItemEncoder(kinds: kinds), Samples.production, [item])
    }
    let first = try export("a", #"{"title":1,"text":"x"}"#)
    let second = try export("b", #"{"text":"x","title":["1","zwei"]}"#)
    try Self.validate(first, kinds)
    try Self.validate(second, kinds)
    #expect(Self.refusal(first.replacing(#""a""#, with: #""b""#), kinds) != nil)
    #expect(Self.refusal(second.replacing(#""b""#, with: #""a""#), kinds) != nil)
  }

  @Test func aSchemaThatDescribesNoBodyIsRefused() {
    func message(_ name: String, _ body: JSON) -> String? {
      do {
        _ = try KindSchema(name: name, body: body)
        return nil
      } catch {
        return error.message
      }
    }
    #expect(message("k", ["type": "object"]) == nil)
    #expect(message("k", ["type": "array"]) == "kind k: the schema of a body does not say \"type\": \"object\"")
    #expect(message("anyItem", ["type": "object"]) == "kind \"anyItem\": the name cannot stand in a schema")
    for name in ["", "1", "-a", "a b", "ü"] {
      #expect(message(name, ["type": "object"]) == "kind \"\(name)\": the name cannot stand in a schema")
    }
    #expect(
      message("k", ["type": "object", "properties": ["a": ["$ref": "#/$defs/b"]]])
        == "kind k: the schema refers to #/$defs/b, which it does not hold")
  }
}
