import ContentModel
import Formats
import Interchange
import Testing

@Suite struct ExportVerifierTests {
  static func verify(
    _ text: String, _ format: ExportFormat, _ kinds: [KindSchema], piece: Int = .max
  ) throws -> VerifiedExport {
    let bytes = Samples.bytes(text)
    if format == .xml {
      return try ExportVerifier.verify(xml: try XMLDocumentReader(bytes: bytes, file: "export.xml"), kinds: kinds)
    }
    var verifier = try ExportVerifier(file: "export.\(format.fileExtension)", format: format, kinds: kinds)
    var index = 0
    while index < bytes.count {
      let end = index + min(piece, bytes.count - index)
      try verifier.feed(Array(bytes[index..<end]))
      index = end
    }
    return try verifier.finish()
  }

  /// What an encoder of a format makes of the samples.
  static func export(_ format: ExportFormat, _ header: ExportHeader, _ items: [ExportedItem]) throws -> String {
    try Samples.encode(RoundTripTests.Boxed(encoder: format.encoder(kinds: Samples.kinds())), header, items)
  }

  @Test(arguments: ExportFormat.allCases) func whatWasWrittenIsFoundAgain(format: ExportFormat) throws {
    let kinds = try Samples.kinds()
    for (header, items) in [
      (Samples.production, Samples.items), (Samples.rehearsal, Samples.items), (Samples.production, []),
    ] {
      let found = try Self.verify(Self.export(format, header, items), format, kinds)
      #expect(found.items == items.count)
      #expect(found.header == (format == .jsonl ? nil : header))
      #expect(found.mode == header.mode)
      try found.check(file: "x", header: header, items: items.count)
    }
  }

  @Test func anotherBodyIsAnotherDigest() throws {
    let kinds = try Samples.kinds()
    var items = Samples.items
    let digest = try Self.verify(Self.export(.json, Samples.production, items), .json, kinds).digest
    items[0].version = 2
    let other = try Self.verify(Self.export(.json, Samples.production, items), .json, kinds).digest
    #expect(other != digest)
    #expect(try Self.verify(Self.export(.jsonl, Samples.production, items), .jsonl, kinds).digest == other)
    #expect(try Self.verify(Self.export(.xml, Samples.production, items), .xml, kinds).digest == other)
  }

  @Test func whatWasNotWrittenIsSaid() throws {
    let found = VerifiedExport(header: Samples.production, mode: "production", items: 2, digest: [])
    let lines = VerifiedExport(header: nil, mode: "production", items: 2, digest: [])
    func message(_ export: VerifiedExport, _ header: ExportHeader, _ items: Int) -> String? {
      #expect(throws: ExportFailure.self) { try export.check(file: "a.json", header: header, items: items) }?.message
    }
    #expect(message(found, Samples.production, 3) == "a.json holds 2 items, 3 were written")
    #expect(message(found, Samples.rehearsal, 2) == "a.json has another head than was written")
    #expect(message(lines, Samples.rehearsal, 2) == "a.json is of mode production, rehearsal was written")
  }

  static let faults: [(format: ExportFormat, old: String, new: String, message: String)] = [
    (.json, "\n]}\n", "", "export.json:3: the export is not complete"),
    (.json, "\n]}\n", "\n]", "export.json:4: not JSON: the text ends inside an object"),
    (.json, "\n]}\n", "\n]}}", "export.json:4: not JSON: } follows the end of the value"),
    (.json, #""mode":"production","#, "", "export.json:1: \"mode\" is not a text"),
    (.json, "\"version\":12", "\"version\":0", "export.json:3: \"version\" is not a number from 1"),
    (.json, #""topic":null,"#, "", "export.json:3: \"topic\" is missing"),
    (.jsonl, "\"uuid\":\"\(Samples.uuid(2))\"", "\"uuid\":\"2\"", "export.jsonl:2: \"uuid\" is not a UUID: 2"),
    (
      .jsonl, Samples.uuid(2).description, Samples.uuid(1).description,
      "export.jsonl:2: item \(Samples.uuid(1)) stands twice"
    ),
    (.jsonl, "\"language\":\"en\"", "\"language\":7", "export.jsonl:2: \"language\" is not a text"),
    (.jsonl, #""body":{"title""#, #""body":[{"title""#, "export.jsonl:2: not JSON: } stands where , or ] is expected"),
    (
      .jsonl, #""version":12,"#, #""version":12,"mode":"rehearsal","#,
      "export.jsonl:2: \"mode\" is rehearsal, in the first line production"
    ),
    (.xml, "</library>\n", "", "export.xml:28:10: Extra content at the end of the document"),
    (
      .xml, Samples.uuid(2).description, Samples.uuid(1).description,
      "export.xml: item \(Samples.uuid(1)) stands twice"
    ),
  ]

  @Test(arguments: faults.indices) func aFaultIsNamed(index: Int) throws {
    let (format, old, new, message) = Self.faults[index]
    let text = try Self.export(format, Samples.production, Samples.items)
    let changed = text.replacing(old, with: new)
    #expect(changed != text)
    for piece in [1, 33, .max] {
      let failure = #expect(throws: ExportFailure.self) {
        try Self.verify(changed, format, Samples.kinds(), piece: piece)
      }
      #expect(failure?.message == message)
    }
  }

  @Test(arguments: ExportFormat.allCases) func aBodyThatDoesNotFitItsKindIsAFault(format: ExportFormat) throws {
    let text = try Self.export(format, Samples.production, Samples.items)
      .replacing("\"no\":1", with: "\"no\":0").replacing("<no>1", with: "<no>0")
    let failure = #expect(throws: ExportFailure.self) { try Self.verify(text, format, Samples.kinds()) }
    let place = ["json": "export.json:2", "jsonl": "export.jsonl:1", "xml": "export.xml"][format.rawValue] ?? ""
    #expect(
      failure?.message
        == "\(place): item \(Samples.uuid(1)): its body does not fit the schema of gap_fill_exercise: "
        + "gaps #1 no: is 0, must be at least 1")
    #expect(failure?.hint == "mend the item, or let `libtool check` find it: exports leave it out then")
  }
}
