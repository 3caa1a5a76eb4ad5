import ContentModel
import Formats
import Interchange
import Testing

@Suite struct JSONItemEncoderTests {
  @Test func aDocumentHasAHeadAndAnItemALine() throws {
    #expect(
      try Samples.encode(JSONItemEncoder()) == #"""
        {"schema_version":1,"publish_event":41,"mode":"production","items":[
        {"uuid":"\#(Samples.uuid(1))","kind":"gap_fill_exercise","level":"A2","section":"passiv","topic":"freizeit_10_wochenende","sku":null,"language":"de","version":1,"body":{"text":"[1] trinke ich Tee & lese „Die <Zeit>“.","gaps":[{"no":1,"correct":"Morgens","distractors":["Ich","Oft","Deshalb"],"explanation":"Die Zeit \"steht\" vorn."}]}},
        {"uuid":"\#(Samples.uuid(2))","kind":"micro_lesson","level":"","section":"statistics_basics","topic":null,"sku":"app \"one\"","language":"en","version":12,"body":{"title":"What an average hides","content":"Two lakes …\nOne is deep.","difficulty":"easy","questions":[{"prompt":"Which?","choices":["a","b","c","d"],"correctIndex":2,"explanation":"Because."}]}}
        ]}

        """#)
  }

  @Test func aDocumentWithoutItemsIsADocument() throws {
    #expect(
      try Samples.encode(JSONItemEncoder(), Samples.rehearsal, []) == """
        {"schema_version":1,"publish_event":7,"mode":"rehearsal","items":[
        ]}

        """)
  }

  @Test func linesHaveNoHeadAndNameTheModeInARehearsalOnly() throws {
    let item = [Samples.items[0]]
    let body = String(decoding: Samples.exercise, as: UTF8.self)
    let start =
      #"{"uuid":"\#(Samples.uuid(1))","kind":"gap_fill_exercise","level":"A2","section":"passiv","#
      + #""topic":"freizeit_10_wochenende","sku":null,"language":"de","version":1,"#
    #expect(try Samples.encode(JSONLinesItemEncoder(), Samples.production, item) == start + #""body":\#(body)}"# + "\n")
    #expect(
      try Samples.encode(JSONLinesItemEncoder(), Samples.rehearsal, item)
        == start + #""mode":"rehearsal","body":\#(body)}"# + "\n")
    #expect(try Samples.encode(JSONLinesItemEncoder(), Samples.rehearsal, []) == "")
  }

  @Test func aBodyOnSeveralLinesIsPutOnOne() throws {
    var item = Samples.items[0]
    item.body = Samples.bytes("{\r\n  \"text\": \"a\"\n}")
    let text = try Samples.encode(JSONLinesItemEncoder(), Samples.production, [item])
    #expect(text.utf8.count { $0 == UInt8(ascii: "\n") } == 1)
    #expect(text.hasSuffix(#""body":{    "text": "a" }}"# + "\n"))
  }

  @Test func columnsAreEscapedAsJSON() throws {
    var item = Samples.items[0]
    item.key = Key(section: "a\"b\\c\u{1}\n\u{7F}ü", topic: "", sku: "", language: "de")
    let text = try Samples.encode(JSONLinesItemEncoder(), Samples.production, [item])
    #expect(text.contains(#""section":"a\"b\\c\u0001\n\#u{7F}ü","topic":null,"sku":null,"#))
    #expect(try JSON.parse(text)["section"] == .string(item.key.section))
  }
}
