import Formats
import Testing

/// Damaged documents through every reader: whatever comes of it, nothing crashes and nothing takes long.
@Suite struct MutationTests {
  private static let json = #"{"items":[{"slot":"s1","t":"ä\ud83d\ude00\n","n":-1.5e3},{"b":[true,null,{}]}]}"#
  private static let csv = "\u{FEFF}a;b;c\r\n\"x \"\"y\"\"\nz\";2;'=3\r\n\r\n;;\r\nä;5;\"6\"\r\n"
  private static let yaml = "# c\na: {b: [1, 'x', \"y\\n\"]}\nc:\n  - d: |\n      t\n    e: 0x1F\n  - ~\nf: >-\n  g\n"
  private static let xml = "<?xml version=\"1.0\"?><a x='1'><b y=\"&lt;\"/>t&#228;<![CDATA[u]]><!-- c --><c>ä</c></a>"
  private static let snippets = [
    "\"", "\\", "\\ud800", "{", "}", "[", "]", ",", ":", ";", "\n", "\r", "\t", "- ", "&a", "*a", "<", "</a>", "&x;",
    "<!DOCTYPE a>", "]]>", "```", "\u{FEFF}", "{{{{{{{{", "[[[[[[[[", "? ", "|", "%", "!!x ", "---\n", "é",
  ].map { Array($0.utf8) }

  private static func mutated(_ seed: String, _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = Array(seed.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1 where place < bytes.count: bytes.remove(at: place)
      case 2: bytes.removeSubrange(place...)
      case 3:
        let end = Int.random(in: place...bytes.count, using: &random)
        bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 4: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      default: bytes.insert(contentsOf: snippets.randomElement(using: &random) ?? [], at: place)
      }
    }
    return bytes
  }

  /// Runs a reader over mutations of a seed; gives how many of them it read and how many it refused.
  private func run(_ seed: String, count: Int, _ read: ([UInt8]) throws -> Void) -> (read: Int, refused: Int) {
    var random = SeededGenerator(seed: 11)
    var refused = 0
    let time = ContinuousClock().measure {
      for _ in 0..<count {
        do { try read(Self.mutated(seed, &random)) } catch { refused += 1 }
      }
    }
    #expect(time < .seconds(10))
    return (count - refused, refused)
  }

  @Test func strictAndTolerantJSON() {
    let result = run(Self.json, count: 3000) { bytes in
      let reading = TolerantJSON.read(bytes)
      // What the strict reader takes, the tolerant one takes unchanged.
      let value = try JSON.parse(bytes)
      #expect(reading == TolerantJSON.Reading(value: value, repairs: []))
      #expect(try JSON.parse(value.text) == value)
    }
    #expect(result.read > 50 && result.refused > 1000)
  }

  @Test func tolerantJSONGivesOnlyWhatCanBeWritten() {
    _ = run("Here:\n```json\n" + Self.json + "\n```", count: 3000) { bytes in
      guard let value = TolerantJSON.read(bytes).value else { return }
      let again = try? JSON.parse(value.text)
      #expect(again == value)
    }
  }

  @Test func csv() {
    let result = run(Self.csv, count: 3000) { bytes in
      let table = try CSVTable.parse(bytes, file: "t.csv", undefuse: true)
      let written = CSVWriter(defuse: true).bytes(header: table.header, rows: table.rows.map(\.fields))
      let again = try CSVTable.parse(written, file: "t.csv", undefuse: true)
      #expect(again.header == table.header)
      #expect(again.rows.map(\.fields) == table.rows.map(\.fields))
    }
    #expect(result.read > 50 && result.refused > 500)
  }

  @Test func yaml() {
    let result = run(Self.yaml, count: 3000) { bytes in
      let value = try YAML.parse(bytes, file: "t.yaml").json
      #expect(try JSON.parse(value.text) == value)
    }
    #expect(result.read > 50 && result.refused > 500)
  }

  @Test func xml() {
    let result = run(Self.xml, count: 3000) { bytes in
      var reader = try XMLDocumentReader(bytes: bytes, file: "t.xml")
      var depth = 0
      while let event = try reader.next() {
        switch event {
        case .start: depth += 1
        case .end: depth -= 1
        case .text: break
        }
      }
      #expect(depth == 0)
    }
    #expect(result.read > 50 && result.refused > 500)
  }
}
