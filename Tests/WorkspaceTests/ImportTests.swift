import ContentModel
import ContentStore
import Formats
import Testing
import Workspace
import World

/// Importing at the library's own level: many items, several processes, broken ends.
@Suite struct ImportTests {
  @Test func `Many items are one event, in the order of the file`() async throws {
    let open = try await (try SmallLibrary()).open()
    let outcome = try await open.importing((1...3000).map { SmallLibrary.line($0) })
    #expect(outcome.added == 3000 && outcome.updated == 0 && outcome.event == 2)
    let items = try open.library.items(in: open.store, catalogue: open.catalogue, selection: Selection())
    #expect(items.map(\.uuid) == (1...3000).map(SmallLibrary.uuid))
    #expect(try open.store.read { try $0.events(limit: 1) }.first?.items == 3000)
    // A few changed ones among the same ones.
    let again = try await open.importing(
      (1...3000).map { SmallLibrary.line($0, word: $0 % 1000 == 0 ? "getanzt" : "gelacht") })
    #expect(again.updated == 3 && again.unchanged == 2997 && again.event == 3)
  }

  @Test func `One bad line among thousands keeps all of them out`() async throws {
    let open = try await (try SmallLibrary()).open()
    var lines = (1...3000).map { SmallLibrary.line($0) }
    lines[2500] = lines[2500].replacing("\"passiv\"", with: "\"pasiv\"")
    let refused = try await #require(throws: ImportRefused.self) { try await open.importing(lines) }
    #expect(refused.problems.map(\.message) == ["in.jsonl:2501: `pasiv` is no section"])
    #expect(refused.problems.map(\.hint) == ["did you mean `passiv`?"])
    #expect(try open.library.items(in: open.store, catalogue: open.catalogue, selection: Selection()).isEmpty)
    #expect(try open.store.read { try $0.lastEvent() } == 1)
    // The store is free again, and nothing of it is left behind.
    #expect(try await open.importing([SmallLibrary.line(1)]).added == 1)
  }

  @Test func `Problems come in the order of files and lines, whatever found them`() async throws {
    let open = try await (try SmallLibrary()).open()
    try open.folder.write("{}\n" + SmallLibrary.line(1, section: "aktiv") + "\nx\n", to: "a.jsonl")
    try open.folder.write(SmallLibrary.line(2, section: "aktiv") + "\n[]\n", to: "b.jsonl")
    let refused = try await #require(throws: ImportRefused.self) {
      try await open.library.importItems(
        ["a", "b"].map { ImportFile(name: $0, path: "\(open.folder.path)/\($0).jsonl") }, kind: nil, hold: false,
        into: open.store, catalogue: open.catalogue)
    }
    let places = refused.problems.map { "\($0.file):\($0.line)" }
    #expect(places == ["a:1", "a:1", "a:1", "a:1", "a:2", "a:3", "b:1", "b:2"])
    #expect(refused.hint == "5 lines are wrong, so nothing was imported")
  }

  @Test func `A file that cannot be read takes everything back`() async throws {
    let open = try await (try SmallLibrary()).open()
    try open.folder.write(SmallLibrary.line(1) + "\n", to: "a.jsonl")
    let failure = await #expect(throws: FileFailure.self) {
      try await open.library.importItems(
        [
          ImportFile(name: "a.jsonl", path: open.folder.path + "/a.jsonl"),
          ImportFile(name: "nosuch.jsonl", path: open.folder.path + "/nosuch.jsonl"),
        ], kind: nil, hold: false, into: open.store, catalogue: open.catalogue)
    }
    #expect(failure?.message == "cannot read nosuch.jsonl: no such file or directory")
    #expect(try open.store.read { try $0.lastEvent() } == 1)
    #expect(try await open.importing([SmallLibrary.line(1)]).added == 1)
  }

  @Test func `Processes that import at once wait for each other`() async throws {
    let small = try SmallLibrary()
    _ = try await small.open()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for process in 0..<4 {
        group.addTask {
          // Opened anew, as another process would.
          let open = try await small.open(as: "process \(process)")
          let lines = (1...200).map { SmallLibrary.line(process * 1000 + $0) + "\n" }.joined()
          try small.folder.write(lines, to: "in\(process).jsonl")
          let outcome = try await open.library.importItems(
            [ImportFile(name: "in", path: small.folder.path + "/in\(process).jsonl")], kind: nil, hold: false,
            into: open.store, catalogue: open.catalogue)
          #expect(outcome.added == 200)
        }
      }
      try await group.waitForAll()
    }
    let open = try await small.open()
    #expect(try open.library.items(in: open.store, catalogue: open.catalogue, selection: Selection()).count == 800)
    let events = try open.store.read { try $0.events(limit: 10) }.filter { $0.action == .import }
    #expect(events.map(\.items) == [200, 200, 200, 200])
    #expect(Set(events.map(\.actor)) == Set((0..<4).map { "process \($0)" }))
  }

  @Test func `A kind that is not in use`() async throws {
    let open = try await (try SmallLibrary()).open()
    let failure = await #expect(throws: KindNotInUse.self) {
      try await open.library.importItems(
        [], kind: "gap_fil_exercise", hold: false, into: open.store, catalogue: open.catalogue)
    }
    #expect(failure?.message == "`gap_fil_exercise` is no kind in use")
    #expect(failure?.hint == "did you mean `gap_fill_exercise`?" && failure?.exitCode == .usage)
  }
}

/// Starting items: `library/items/*.jsonl`, taken in when a store is made.
@Suite struct StartingItemsTests {
  @Test func `Files in the order of their names, and no others`() async throws {
    let small = try SmallLibrary(items: [
      "b.jsonl": SmallLibrary.line(2) + "\n", "a.jsonl": SmallLibrary.line(3) + "\n" + SmallLibrary.line(1),
      "notes.txt": "not an item", ".hidden.jsonl": "nor this", "c.jsonl.part": "nor this",
    ])
    let open = try await small.open()
    #expect(open.outcome.startingItems == 3)
    let items = try open.library.items(in: open.store, catalogue: open.catalogue, selection: Selection())
    #expect(items.map(\.uuid) == [3, 1, 2].map(SmallLibrary.uuid))
    #expect(try open.store.read { try $0.events(limit: 1) }.first?.reason == "starting items")
  }

  @Test func `Once: what is added or taken out later changes nothing`() async throws {
    let small = try SmallLibrary(items: ["a.jsonl": SmallLibrary.line(1) + "\n"])
    _ = try await small.open()
    try small.folder.write(SmallLibrary.line(1) + "\n" + SmallLibrary.line(2) + "\n", to: "library/items/a.jsonl")
    #expect(try await small.open().outcome.startingItems == 0)
    // Not even when the catalogue changes.
    try small.folder.write("topic,theme,title\nwohnung,alltag,Wohnung\nmarkt,alltag,Markt\n", to: "library/topics.csv")
    let open = try await small.open()
    #expect(open.outcome.change.added == ["topics": 1] && open.outcome.startingItems == 0)
    #expect(try open.library.items(in: open.store, catalogue: open.catalogue, selection: Selection()).count == 1)
  }

  @Test func `A bad one stops the first synchronisation, and the next begins anew`() async throws {
    let small = try SmallLibrary(items: [
      "a.jsonl": SmallLibrary.line(1) + "\n",
      "b.jsonl": SmallLibrary.line(2) + "\n\n" + SmallLibrary.line(3, section: "x"),
    ])
    let refused = try await #require(throws: ImportRefused.self) { try await small.open() }
    #expect(refused.problems.map(\.message) == ["library/items/b.jsonl:3: `x` is no section"])
    try small.folder.write(SmallLibrary.line(2) + "\n", to: "library/items/b.jsonl")
    let open = try await small.open()
    #expect(open.outcome.startingItems == 2 && open.outcome.event == 2)
    #expect(open.outcome.change.added == ["sections": 1, "topics": 1])
  }
}
