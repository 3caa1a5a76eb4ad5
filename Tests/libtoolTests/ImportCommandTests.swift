import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool import`: what becomes of the items of a file.
@Suite struct ImportCommandTests {
  @Test func `Items go live in one event, with the file's name`() async throws {
    let library = try TestLibrary(.tiny)
    let result = try await library.importing(Exercise(1), Exercise(2), Exercise(nil, "gespielt"))
    #expect(result.output == "3 items: 3 added (event 3)\n")
    #expect(result.errors == "" && result.code == .done)
    let event = try await library.run("log", "--limit", "1", "--json").json.array?.first
    #expect(event?["action"] == "import" && event?["items"] == 3 && event?["actor"] == "tester")
    #expect(event?["reason"] == .string("import of \(library.root)/in.jsonl"))
    let items = try await library.run("items", "--section", "passiv", "--json").json.array ?? []
    #expect(items.map { $0["active"] } == [true, true, true])
    #expect(items.map { $0["origin"] } == ["import", "import", "import"])
    // An unknown uuid is kept; one that is not given is made.
    #expect(items.prefix(2).map { $0["uuid"]?.string } == [Exercise(1).uuid, Exercise(2).uuid])
    #expect(items.last?["uuid"]?.string.flatMap { ItemUUID($0) } != nil)
  }

  @Test func `As a document`() async throws {
    let library = try TestLibrary(.tiny)
    try library.write(Exercise(1).line + "\n", to: "in.jsonl")
    let added = await library.run("import", "\(library.root)/in.jsonl", "--json")
    #expect(
      try added.json
        == ["added": 1, "updated": 0, "unchanged": 0, "waiting": 0, "held": false, "event": 3])
    let again = await library.run("import", "\(library.root)/in.jsonl", "--json")
    #expect(
      try again.json
        == ["added": 0, "updated": 0, "unchanged": 1, "waiting": 0, "held": false, "event": nil])
  }

  @Test func `A known uuid gets a new version, and the same body again changes nothing`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1))
    #expect(try await library.importing(Exercise(1)).output == "1 item: 1 unchanged\n")
    #expect(
      try await library.importing(Exercise(1, "getanzt"), Exercise(2)).output
        == "2 items: 1 added, 1 updated (event 4)\n")
    let shown = try await library.run("items", "show", Exercise(1).shortUUID, "--json").json
    #expect(shown["version"] == 2 && shown["versions"] == 2 && shown["active"] == true)
    #expect(shown["body"] == Exercise(1, "getanzt").body)
    #expect(
      try await library.run("items", "show", Exercise(1).shortUUID, "1", "--json").json["body"] == Exercise(1).body)
    // Back to the former text: that is a change too.
    #expect(try await library.importing(Exercise(1)).output == "1 item: 1 updated (event 5)\n")
  }

  @Test func `What says the same is the same: order of members, numbers, escapes`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1))
    var turned = Exercise(1)
    turned.body = .object(JSON.Object((turned.body.object?.members ?? []).reversed().map { ($0.name, $0.value) }))
    let line = turned.line.replacing("\"no\":1,", with: "\"no\":1.0, ").replacing("ä", with: "\\u00e4")
    #expect(line != Exercise(1).line)
    try library.write(line.replacing("01975e1d", with: "01975E1D"), to: "in.jsonl")
    #expect(await library.run("import", "\(library.root)/in.jsonl").output == "1 item: 1 unchanged\n")
  }

  @Test func `Without a uuid the same text at the same key is the same item`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise())
    #expect(try await library.importing(Exercise()).output == "1 item: 1 unchanged\n")
    var elsewhere = Exercise()
    elsewhere.topic = "freizeit_10_wochenende"
    #expect(try await library.importing(elsewhere, Exercise(nil, "geredet")).output == "2 items: 2 added (event 4)\n")
    // Twice in one file is once.
    #expect(
      try await library.importing(Exercise(nil, "A"), Exercise(nil, "A")).output
        == "2 items: 1 added, 1 unchanged (event 5)\n")
  }

  @Test func `A kind that allows one item a key finds its item by the key`() async throws {
    let library = try libraryOfOne()
    #expect(try await library.importing(Exercise()).output == "1 item: 1 added (event 2)\n")
    #expect(try await library.importing(Exercise(nil, "geredet")).output == "1 item: 1 updated (event 3)\n")
    #expect(try await library.importing(Exercise(nil, "geredet")).output == "1 item: 1 unchanged\n")
    // A strange uuid at a known key: the item keeps its own.
    #expect(try await library.importing(Exercise(7, "getanzt")).output == "1 item: 1 updated (event 4)\n")
    let items = try await library.run("items", "--section", "passiv", "--json").json.array
    #expect(items?.count == 1 && items?.first?["version"] == 3)
    #expect(items?.first?["uuid"] != .string(Exercise(7).uuid ?? ""))
    // Another key is another item.
    var elsewhere = Exercise(8)
    elsewhere.topic = nil
    #expect(try await library.importing(elsewhere).output == "1 item: 1 added (event 5)\n")
    #expect(try await library.run("items", "--section", "passiv", "--json").json.array?.count == 2)
  }

  /// A library without items whose exercises are of cardinality `one`.
  private func libraryOfOne() throws -> TestLibrary {
    let library = try TestLibrary(.tinyWith(["library/items/starting.jsonl": ""]))
    let kind = try library.read("prompts/gap_fill_exercise/kind.yaml")
    try library.write(
      kind.replacing("cardinality: many", with: "cardinality: one"), to: "prompts/gap_fill_exercise/kind.yaml")
    return library
  }

  @Test(arguments: [false, true]) func `One import knows one text of an item`(hold: Bool) async throws {
    // By the key, where there is one item a key.
    let one = try libraryOfOne()
    let twice = try await one.importing(Exercise(), Exercise(), Exercise(nil, "geredet"), hold: hold)
    let item = try #require(twice.errors.split(separator: " ").first { $0.utf8.count == 36 })
    #expect(
      twice.errors == """
        error: \(one.root)/in.jsonl:3: \(item) has another text in this import already; gap_fill_exercise has one item a \
        key: leave one out
        1 line is wrong, so nothing was imported

        """)
    #expect(twice.code == .failed)
    #expect(try await one.run("items", "--json").json == [])
    // By the uuid, across files.
    let many = try TestLibrary(.tiny)
    try await many.importing(Exercise(2))
    for (number, word) in [(1, "eins"), (2, "zwei")] {
      try many.write(Exercise(number, word).line, to: "a.jsonl")
      try many.write("\n" + Exercise(number, "anders").line, to: "b.jsonl")
      let files = ["\(many.root)/a.jsonl", "\(many.root)/b.jsonl"]
      #expect(
        await many.run(["import"] + files + (hold ? ["--hold"] : [])).errors == """
          error: \(files[1]):2: \(Exercise(number).uuid ?? "") has another text in this import already; leave one out
          1 line is wrong, so nothing was imported

          """)
      // The same text twice is harmless.
      let same = await many.run(["import", files[0], files[0]] + (hold ? ["--hold"] : []))
      #expect(same.code == .done && same.output.hasPrefix("2 items: "), "\(same.errors)")
    }
  }

  @Test func `A deactivated item stays so`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1))
    _ = await library.run("deactivate", Exercise(1).shortUUID)
    #expect(try await library.importing(Exercise(1)).output == "1 item: 1 unchanged\n")
    #expect(try await library.run("items", "show", Exercise(1).shortUUID, "--json").json["active"] == false)
    #expect(try await library.importing(Exercise(1, "neu")).output == "1 item: 1 updated (event 5)\n")
    #expect(try await library.run("items", "show", Exercise(1).shortUUID, "--json").json["active"] == true)
  }

  @Test func `--kind is for items that name none`() async throws {
    let library = try TestLibrary(.tiny)
    let unnamed = Exercise(1).line.replacing("\"kind\":\"gap_fill_exercise\",", with: "")
    try library.write(unnamed + "\n" + Exercise(2).line + "\n", to: "in.jsonl")
    let file = "\(library.root)/in.jsonl"
    #expect(
      await library.run("import", file).errors == """
        error: \(file):1: "kind" is missing; name it in each line, or say --kind KIND
        1 line is wrong, so nothing was imported

        """)
    #expect(await library.run("import", "--kind", "gap_fill_exercise", file).output == "2 items: 2 added (event 3)\n")
    let unknown = await library.run("import", "--kind", "gap_fil_exercise", file)
    #expect(unknown.errors == "error: `gap_fil_exercise` is no kind in use\ndid you mean `gap_fill_exercise`?\n")
    #expect(unknown.code == .usage)
    let far = await library.run("import", "--kind", "song", file)
    #expect(far.errors == "error: `song` is no kind in use\nkinds in use: gap_fill_exercise, micro_lesson\n")
  }

  @Test func `Several files are one import`() async throws {
    let library = try TestLibrary(.tiny)
    try library.write(Exercise(1).line, to: "a.jsonl")
    try library.write("\n  \n" + Exercise(2).line + "\r\n\r\n", to: "b.jsonl")
    try library.write("", to: "c.jsonl")
    let files = ["a", "b", "c"].map { "\(library.root)/\($0).jsonl" }
    #expect(await library.run(["import"] + files).output == "2 items: 2 added (event 3)\n")
    #expect(await library.run("import", files[2]).output == "The files hold no items.\n")
    #expect(await library.run("import", files[0], files[0]).output == "2 items: 2 unchanged\n")
  }

  @Test func `The level in a file is not believed, the catalogue's counts`() async throws {
    let library = try TestLibrary(.tiny)
    try library.write(
      Exercise(1).line.replacing("{\"uuid\"", with: "{\"level\":\"A1\",\"uuid\"").replacing(
        "\"kind\":", with: "\"version\":7,\"active\":false,\"origin\":\"run\",\"kind\":"), to: "in.jsonl")
    #expect(await library.run("import", "\(library.root)/in.jsonl").output == "1 item: 1 added (event 3)\n")
    let shown = try await library.run("items", "show", Exercise(1).shortUUID, "--json").json
    #expect(shown["level"] == "B2" && shown["version"] == 1 && shown["active"] == true && shown["origin"] == "import")
  }

  @Test func `Imported versions are unchecked, and broken ones are taken in too`() async throws {
    let library = try TestLibrary(.tiny)
    #expect(try await library.importing(Exercise.misfit(1)).output == "1 item: 1 added (event 3)\n")
    let shown = try await library.run("items", "show", Exercise(1).shortUUID, "--json").json
    #expect(shown["checked"] == .null && shown["score"] == .null && shown["findings"] == [])
    #expect(await library.run("items", "show", Exercise(1).shortUUID).output.contains("Findings (judged just now)"))
  }
}
