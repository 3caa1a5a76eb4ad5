import ContentModel
import Formats
import Interchange
import Testing

/// Export, then import: uuid, key, kind and body stay, whatever the kinds and the bodies are.
@Suite struct RoundTripTests {
  struct Library {
    var kinds: [KindSchema]
    var items: [ExportedItem]
    var header: ExportHeader

    init(seed: UInt64) throws {
      var content = RandomContent(seed: seed)
      var kinds: [KindSchema] = []
      var items: [ExportedItem] = []
      for kind in 0..<content.random.number(1...3) {
        let schema = content.objectSchema(depth: 3, isRoot: true)
        kinds.append(try KindSchema(name: "kind_\(kind)", body: schema))
        for _ in 0..<content.random.number(0...4) {
          let level = ["", "A1", "HSK 3"][content.random.number(0...2)]
          let key = Key(
            section: "s" + content.text(), topic: content.random.chance(50) ? "t" + content.text() : nil,
            sku: content.random.chance(30) ? "sku & \"1\"" : nil, language: content.random.chance(50) ? "de" : "zh-Hans"
          )
          items.append(
            ExportedItem(
              uuid: Samples.uuid(items.count + 1), kind: "kind_\(kind)", level: level, key: key,
              version: content.random.number(1...99), body: Samples.bytes(content.value(schema).text)))
        }
      }
      self.kinds = kinds
      self.items = items.shuffled(using: &content.random)
      header = ExportHeader(
        publishEvent: Int64(content.random.number(0...9999)),
        mode: content.random.chance(50) ? "rehearsal" : "production")
    }
  }

  static func canonical(_ body: [UInt8]) throws -> [UInt8] { try JSON.parse(body).canonicalBytes() }

  @Test(arguments: 0..<60) func nothingIsLost(seed: UInt64) throws {
    let library = try Library(seed: seed)
    let piece = Int(seed) * 7 % 97 + 1
    var digests: Set<[UInt8]> = []
    for format in ExportFormat.allCases {
      var encoder = format.encoder(kinds: library.kinds)
      var output: [UInt8] = []
      encoder.begin(library.header, to: &output)
      for item in library.items { try encoder.append(item, to: &output) }
      encoder.end(to: &output)
      #expect(encoder.scrubbed == 0)
      let text = String(decoding: output, as: UTF8.self)
      var again = format.encoder(kinds: library.kinds)
      #expect(try Samples.encode(Boxed(encoder: again), library.header, library.items) == text)
      again = encoder

      let verified: VerifiedExport
      if format == .xml {
        let (header, items) = try XMLItemTests.read(text, library.kinds)
        #expect(header == library.header)
        #expect(items.map(\.uuid) == library.items.map(\.uuid))
        #expect(items.map(\.kind) == library.items.map(\.kind))
        #expect(items.map(\.level) == library.items.map(\.level))
        #expect(items.map(\.key) == library.items.map(\.key))
        #expect(items.map(\.version) == library.items.map(\.version))
        #expect(try items.map { try Self.canonical($0.body) } == library.items.map { try Self.canonical($0.body) })
        try XSDTests.validate(text, library.kinds)
        verified = try ExportVerifier.verify(
          xml: try XMLDocumentReader(bytes: output, file: "export.xml"), kinds: library.kinds)
      } else {
        let batch = ItemLineReaderTests.read(text, piece: piece)
        #expect(batch.problems == [])
        #expect(batch.items.map(\.uuid) == library.items.map(\.uuid))
        #expect(batch.items.map(\.kind) == library.items.map(\.kind))
        #expect(batch.items.map(\.key) == library.items.map(\.key))
        #expect(batch.items.map { Array($0.body.utf8) } == library.items.map(\.body))
        #expect(try batch.items.map(\.digest) == library.items.map { SHA256.digest(of: try Self.canonical($0.body)) })
        #expect(batch.items.allSatisfy { $0.isRehearsal == library.header.isRehearsal })
        verified = try ExportVerifierTests.verify(text, format, library.kinds, piece: piece)
      }
      #expect(verified.items == library.items.count)
      try verified.check(file: "export", header: library.header, items: library.items.count)
      digests.insert(verified.digest)
    }
    #expect(digests.count == 1)
  }

  /// Lets an encoder of any format go where a certain one is wanted.
  struct Boxed: ItemEncoder {
    var encoder: any ItemEncoder

    mutating func begin(_ header: ExportHeader, to output: inout [UInt8]) { encoder.begin(header, to: &output) }
    mutating func append(_ item: ItemColumns, to output: inout [UInt8]) throws(ExportFailure) {
      try encoder.append(item, to: &output)
    }
    mutating func end(to output: inout [UInt8]) { encoder.end(to: &output) }
  }
}
