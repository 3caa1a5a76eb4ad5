import ContentModel
import Formats
import Interchange
import Testing

/// Readers take anything: a damaged file gives problems, never a crash, and never more than it can hold.
@Suite struct MutationTests {
  static func damaged(_ text: String, seed: Int) -> [UInt8] {
    var random = SplitMix(state: UInt64(seed))
    var bytes = Samples.bytes(text)
    for _ in 0..<random.number(1...6) {
      let index = random.number(0...(bytes.count - 1))
      switch random.number(0...4) {
      case 0: bytes[index] = UInt8(random.number(0...255))
      case 1: bytes.remove(at: index)
      case 2: bytes.insert(Samples.bytes("{}[]\",:\\\n<>&/")[random.number(0...12)], at: index)
      case 3: bytes.removeSubrange(index..<min(bytes.count, index + random.number(1...200)))
      default: bytes.insert(contentsOf: bytes[index..<min(bytes.count, index + random.number(1...200))], at: index)
      }
      if bytes.isEmpty { return bytes }
    }
    return bytes
  }

  @Test(arguments: 0..<100) func aDamagedFileIsReadAsFarAsItGoes(seed: Int) throws {
    let kinds = try Samples.kinds()
    for format in ExportFormat.allCases {
      let bytes = Self.damaged(try ExportVerifierTests.export(format, Samples.production, Samples.items), seed: seed)
      guard format != .xml else {
        do {
          let document = try XMLDocumentReader(bytes: bytes, file: "export.xml")
          #expect(try ExportVerifier.verify(xml: document, kinds: kinds).items <= 4)
        } catch let failure as ExportFailure {
          #expect(failure.message.hasPrefix("export.xml:"))
        }
        continue
      }
      let whole = ItemLineReaderTests.read(bytes)
      let pieces = ItemLineReaderTests.read(bytes, piece: seed % 50 + 1)
      #expect(whole.items == pieces.items)
      #expect(whole.problems == pieces.problems)
      #expect(whole.problems.allSatisfy { $0.message.hasPrefix("items.jsonl:") && $0.line > 0 })
      do {
        var verifier = try ExportVerifier(file: "x", format: format, kinds: kinds)
        try verifier.feed(bytes)
        // Whoever verifies is at least as strict as whoever imports.
        #expect(try verifier.finish().items == whole.items.count)
        #expect(whole.problems == [])
      } catch {
        #expect(error.message.hasPrefix("x:"))
      }
    }
  }

  @Test func thousandsOfItemsGoThroughInPieces() throws {
    var encoder = JSONLinesItemEncoder()
    var reader = ItemLineReader(file: "items.jsonl")
    var output: [UInt8] = []
    var count = 0
    encoder.begin(Samples.production, to: &output)
    for number in 1...2000 {
      var item = Samples.items[number % 2]
      item.uuid = Samples.uuid(number)
      try encoder.append(item, to: &output)
      guard output.count > 4096 else { continue }
      let batch = reader.feed(output)
      output.removeAll(keepingCapacity: true)
      #expect(batch.items.first?.line == count + 1)
      #expect(batch.problems == [])
      count += batch.items.count
    }
    encoder.end(to: &output)
    count += reader.feed(output).items.count + reader.finish().items.count
    #expect(count == 2000)
  }
}
