import ContentModel
import Formats
import Testing
import World

@testable import libtool

/// Export, then import: uuid, key, kind and body stay, whatever they are. Over seeded libraries, in both forms that can
/// be imported; the third one carries the same items.
@Suite struct ExportIdentityTests {
  /// Random items of a tiny library. The same seed gives the same items.
  struct RandomItems {
    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private static let places: [(kind: String, section: String, topics: [String?], language: String)] = [
      ("gap_fill_exercise", "passiv", [nil, "alltag_02_wohnung", "freizeit_10_wochenende"], "de"),
      ("gap_fill_exercise", "relativsaetze", [nil, "alltag_02_wohnung"], "de"),
      ("micro_lesson", "everyday_physics", ["physics_01_friction", "physics_02_levers"], "en"),
    ]
    private static let pieces = [
      "Haus", " ", "\n", "\r\n", "\t", "<", ">", "&", "]]>", "\"", "'", "\\", "/", "ä", "ß", "😀", "漢字", "\u{0}",
      "\u{1}",
      "\u{1B}[0m", "\u{7F}", "\u{85}", "\u{2028}", character(0xFFFE), character(0xFFFF), "\u{FEFF}", "\u{202E}",
      character(0x10FFFF),
      "e\u{301}",
      "null", "[1]", "{{x}}", "\\u0041", "%s",
    ]

    private mutating func text(_ range: ClosedRange<Int> = 1...12) -> String {
      (0..<Int.random(in: range, using: &random)).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
    }

    private mutating func body(of kind: String) -> JSON {
      if kind == "micro_lesson" {
        return [
          "title": .string("T" + text()), "content": .string(String(repeating: "Wort ", count: 40) + text()),
          "difficulty": .string(["intro", "easy", "medium", "hard"].randomElement(using: &random) ?? "easy"),
          "questions": .array(
            (0..<3).map { _ in
              [
                "prompt": .string("P" + text()), "choices": .array((0..<4).map { _ in .string("C" + text()) }),
                "correctIndex": .integer(Int.random(in: 0...3, using: &random)), "explanation": .string("E" + text()),
              ]
            }),
        ]
      }
      return [
        "text": .string("Ein langer Anfang: " + text(0...40)),
        "gaps": .array(
          (1...Int.random(in: 1...4, using: &random)).map { number in
            [
              "no": .integer(number), "correct": .string("r" + text()),
              "distractors": .array((0..<3).map { _ in .string("d" + text()) }), "explanation": .string("E" + text()),
            ]
          }),
      ]
    }

    /// A line of an import, with the same uuid in another version where one is given.
    mutating func item(uuid: String? = nil, at given: Int? = nil) -> (uuid: String, place: Int, line: String) {
      let place = given ?? Int.random(in: 0..<Self.places.count, using: &random)
      let (kind, section, topics, language) = Self.places[place]
      let name = uuid ?? ItemUUID.version7(milliseconds: 1_790_000_000_000) { random.next() }.description
      // The topic follows from the uuid: an item keeps its key.
      let topic = topics[Int(name.utf8.last ?? 0) % topics.count]
      var json: JSON = [
        "uuid": .string(name), "kind": .string(kind), "section": .string(section), "language": .string(language),
        "body": body(of: kind),
      ]
      json["topic"] = topic.map(JSON.string) ?? (Bool.random(using: &random) ? .null : nil)
      return (name, place, json.text)
    }
  }

  /// What an item of an export is, but for its version and the level that the library gives it.
  private struct Identity: Hashable {
    var uuid: JSON?
    var kind: JSON?
    var key: [JSON?]
    var body: [UInt8]

    init(_ json: JSON) {
      uuid = json["uuid"]
      kind = json["kind"]
      key = ["section", "topic", "sku", "language"].map { json[$0] }
      body = json["body"]?.canonicalBytes() ?? []
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>) func `Nothing is lost on the way out and back`(seed: UInt64) async throws {
    var items = RandomItems(seed: seed)
    let library = try TestLibrary(.tinyWith(["library/items/starting.jsonl": ""]), seed: seed)
    // Some have several versions, some are not live any more.
    let first = (0..<Int.random(in: 0...12, using: &items.random)).map { _ in items.item() }
    let second = first.filter { _ in Bool.random(using: &items.random) }.map { items.item(uuid: $0.uuid, at: $0.place) }
    for lines in [first, second] {
      try library.write(lines.map { $0.line + "\n" }.joined(), to: "in.jsonl")
      let result = await library.run("import", "\(library.root)/in.jsonl")
      #expect(result.code == .done, "\(result.errors)")
    }
    for item in first where Int.random(in: 0..<5, using: &items.random) == 0 {
      _ = await library.run("deactivate", item.uuid)
    }
    let all = try await library.run("export", "--all").json["items"]?.array ?? []
    var outputs: [String: [Identity]] = [:]
    for (format, flags) in [("json", ["--all"]), ("jsonl", ["--all"]), ("json", []), ("jsonl", [])] {
      let file = "\(library.root)/out.\(format)"
      let exported = await library.run(["export", "--output", file] + flags)
      #expect(exported.code == .done, "\(exported.errors)")
      #expect(await library.run("import", file).output == Self.unchanged(in: try library.read("out.\(format)")))
      // Into a library that knows nothing of it.
      let other = try TestLibrary(.tinyWith(["library/items/starting.jsonl": ""]), seed: seed &+ 1)
      #expect(await other.run("import", file).code == .done)
      let copied = try await other.run("export", "--all").json["items"]?.array ?? []
      outputs[format + flags.joined()] = copied.map(Identity.init)
      if flags == ["--all"] { #expect(copied.map(Identity.init) == all.map(Identity.init)) }
      // Once more round, the bytes are the same.
      let again = await other.run("export", "--all", "--format", format, "--output", "\(other.root)/again")
      #expect(again.code == .done)
      let third = try TestLibrary(.tinyWith(["library/items/starting.jsonl": ""]), seed: seed &+ 2)
      #expect(await third.run("import", "\(other.root)/again").code == .done)
      #expect(try await third.run("export", "--all", "--format", format).output == other.read("again"))
    }
    #expect(outputs["json"] == outputs["jsonl"])
    #expect(outputs["json--all"] == outputs["jsonl--all"])
    let xml = await library.run("export", "--all", "--output", "\(library.root)/out.xml", "--json")
    #expect(try xml.json["items"]?.integer == all.count, "\(xml.errors)")
  }

  /// What importing a file says when nothing changes.
  private static func unchanged(in text: String) -> String {
    let count = text.split(separator: "\n").count { $0.hasPrefix("{\"uuid\"") }
    return count == 0 ? "The files hold no items.\n" : "\(counted(count, "item")): \(count) unchanged\n"
  }
}
