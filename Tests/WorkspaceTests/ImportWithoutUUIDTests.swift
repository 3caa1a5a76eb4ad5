import ContentStore
import Formats
import Testing
import Workspace
import World

/// Items that name no uuid are compared with what the library holds at their key.
@Suite struct ImportWithoutUUIDTests {
  private let folder: TestFolder
  private let library: Library
  private let store: Store

  init() async throws {
    folder = try TestFolder()
    let world = World.live(environment: [:])
    let location = LibraryLocation(root: folder.path)
    try Library.create(at: location, world: world)
    library = try Library.open(location, world: world)
    store = try await library.openStore(actor: "tester").store
  }

  /// One line of a file: a body by its number, at one of two keys, perhaps of an item with a uuid.
  private struct Line {
    var body: Int
    var section: String
    var uuid: String?

    var text: String {
      var members = JSON.Object([
        ("kind", "gap_fill_exercise"), ("section", .string(section)), ("language", "de"),
        ("body", ["text": .string("body \(body)")]),
      ])
      members["uuid"] = uuid.map(JSON.string)
      return JSON.object(members).text
    }
  }

  private func importing(_ lines: [Line], hold: Bool = false) async throws -> ImportOutcome {
    try folder.write(lines.map { $0.text + "\n" }.joined(), to: "items.jsonl")
    return try await library.importItems(
      [ImportFile(name: "items.jsonl", path: folder.path + "/items.jsonl")], kind: nil, hold: hold, into: store,
      catalogue: try library.catalogue(in: store))
  }

  @Test func `A body is held as soon as it stands in the file, and no longer where its item has another one`()
    async throws
  {
    let uuid = "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23"
    let section = "praesens_regelmaessig"
    let first = try await importing([Line(body: 1, section: section, uuid: uuid), Line(body: 1, section: section)])
    #expect((first.added, first.updated, first.unchanged) == (1, 0, 1))
    let second = try await importing([
      Line(body: 1, section: section), Line(body: 2, section: section, uuid: uuid), Line(body: 1, section: section),
      Line(body: 2, section: section), Line(body: 1, section: section), Line(body: 1, section: "perfekt_haben_sein"),
    ])
    #expect((second.added, second.updated, second.unchanged) == (2, 1, 3))
  }

  /// Many imports in a row, line by line beside what the rules of imports say of each.
  @Test(arguments: 1...6 as ClosedRange<UInt64>) func `Imports count as one would by hand`(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let sections = ["praesens_regelmaessig", "perfekt_haben_sein"]
    // The body of each item, by section; items without a uuid get a name of their own.
    var held: [String: [String: Int]] = [:]
    for round in 0..<8 {
      var expected = ImportOutcome()
      var uuids: Set<String> = []
      let lines = (0..<12).map { number -> Line in
        let which = Int.random(in: 0...1, using: &random)
        var line = Line(body: Int.random(in: 1...5, using: &random), section: sections[which])
        let uuid = "018f2b6e-7c3a-7d10-9a55-\(which)0000000000\(Int.random(in: 1...4, using: &random))"
        // A file names each uuid once.
        if Bool.random(using: &random), uuids.insert(uuid).inserted { line.uuid = uuid }
        let name = line.uuid ?? "line \(number) of round \(round)"
        let before = held[line.section]?[name]
        if before == line.body || line.uuid == nil && held[line.section]?.values.contains(line.body) == true {
          expected.unchanged += 1
        } else {
          if before == nil { expected.added += 1 } else { expected.updated += 1 }
          held[line.section, default: [:]][name] = line.body
        }
        return line
      }
      var outcome = try await importing(lines)
      outcome.event = nil
      #expect(outcome == expected, "round \(round)")
    }
  }
}
