import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool export`: what goes out, where, and what is said of it.
@Suite struct ExportCommandTests {
  private static let rehearsal = "this library is a rehearsal: its texts may be simulated\n"

  @Test func `To standard output, JSON unless told otherwise`() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run("export")
    #expect(result.errors == "judged 5 items that no rule had seen\n" + Self.rehearsal)
    let json = try result.json
    #expect(json.object?.names == ["schema_version", "publish_event", "mode", "items"])
    #expect(json["schema_version"] == 1 && json["publish_event"] == 2 && json["mode"] == "rehearsal")
    let items = json["items"]?.array ?? []
    #expect(items.compactMap { $0["uuid"]?.string } == TinyLibrary.uuids)
    #expect(
      items.allSatisfy {
        $0.object?.names == ["uuid", "kind", "level", "section", "topic", "sku", "language", "version", "body"]
      })
    #expect(items.last?["level"] == "" && items.last?["sku"] == .null && items.last?["topic"] == "physics_01_friction")
    // Judged now, so no longer worth a word.
    #expect(await library.run("export").errors == Self.rehearsal)
    #expect(await library.run("export", "--json").output == result.output)
    #expect(await library.run("export", "--format", "json").output == result.output)
  }

  @Test func `JSON Lines: one item a line, with the mode`() async throws {
    let library = try TestLibrary(.tiny)
    let lines = await library.run("export", "--format", "jsonl").output.split(separator: "\n")
    let items = try lines.map { try JSON.parse(String($0)) }
    #expect(items.count == 5)
    #expect(
      items.allSatisfy {
        $0.object?.names == ["uuid", "kind", "level", "section", "topic", "sku", "language", "version", "mode", "body"]
      })
    #expect(items.allSatisfy { $0["mode"] == "rehearsal" })
    let document = try await library.run("export").json["items"]?.array ?? []
    #expect(
      items.map { item in
        var item = item
        item["mode"] = nil
        return item
      } == document)
  }

  @Test func `In production nothing speaks of a mode but the head`() async throws {
    let library = try TestLibrary(
      .tinyWith(["library/libtool.yaml": TinyLibrary.settings.replacing("mode: rehearsal", with: "mode: production")]))
    let document = await library.run("export")
    #expect(document.errors == "judged 5 items that no rule had seen\n")
    #expect(try document.json["mode"] == "production")
    #expect(await library.run("export", "--format", "jsonl").output.contains("\"mode\"") == false)
    #expect(await library.run("export", "--format", "xml").output.contains("publishEvent=\"2\" mode=\"production\""))
  }

  @Test(
    arguments: [
      (["--section", "negation_nicht_kein"], [0, 1, 2]), (["--level", "B*"], [3]),
      (["--level", "A1", "--level", "B1"], [0, 1, 2, 3]),
      (["--kind", "micro_lesson"], [4]), (["--language", "de", "--topic", "freizeit*"], [1, 2]),
      (["--topic", "alltag_0[2-9]*"], [0, 3]),
      (["--section", "passiv"], []), (["--language", "en", "--level", "A1"], []),
    ] as [([String], [Int])])
  func `A selection`(words: [String], expected: [Int]) async throws {
    let library = try TestLibrary(.tiny)
    for format in ["json", "jsonl"] {
      let result = await library.run(["export", "--format", format] + words)
      #expect(result.code == .done)
      let items =
        format == "json"
        ? try result.json["items"]?.array ?? []
        : try result.output.split(separator: "\n").map { try JSON.parse(String($0)) }
      #expect(items.compactMap { $0["uuid"]?.string } == expected.map { TinyLibrary.uuids[$0] })
    }
  }

  @Test(
    arguments: [
      (["--section", "pasiv"], "no section matches 'pasiv'; did you mean 'passiv'?"),
      (["--kind", "song"], "no kind matches 'song'"), (["--language", "fr"], "no language matches 'fr'"),
      (["--sku", "*"], "no sku matches '*'"),
    ] as [([String], String)])
  func `A name that nothing knows writes nothing`(words: [String], message: String) async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run(["export", "--output", "\(library.root)/out.json"] + words)
    #expect(result.errors == "error: \(message)\n`libtool coverage` lists what there is\n")
    #expect(result.code == .usage && !library.exists("out.json"))
  }

  @Test(arguments: [
    ("out.json", [], "json"), ("out.jsonl", [], "jsonl"), ("out.xml", [], "xml"), ("out.XML", [], "xml"),
    ("out.txt", [], "json"), ("out", [], "json"), ("out.xml", ["--format", "jsonl"], "jsonl"),
    ("new/folders/on the way/out.jsonl", [], "jsonl"),
  ])
  func `The name says the format, unless an option does`(name: String, words: [String], format: String) async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run(["export", "--output", "\(library.root)/\(name)"] + words)
    #expect(result.output == "" && result.code == .done)
    let schema = format == "xml" ? "xsd" : "schema.json"
    #expect(
      result.errors == "judged 5 items that no rule had seen\n" + Self.rehearsal
        + "exported 5 items (event 2) to \(library.root)/\(name), validated against "
        + "exports/schemas/content-library.\(schema)\n")
    #expect(try library.read(name) == (await library.run("export", "--format", format)).output)
    #expect(library.exists("exports/schemas/content-library.xsd"))
    #expect(library.exists("exports/schemas/content-library.schema.json"))
  }

  @Test func `What came of it, as a document`() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run("export", "--level", "B1", "--output", "\(library.root)/out.jsonl", "--json")
    let bytes = Array(try library.read("out.jsonl").utf8)
    #expect(
      try result.json == [
        "export": 1, "job": nil, "path": .string("\(library.root)/out.jsonl"), "format": "jsonl",
        "selection": "--level B1", "publish_event": 2, "mode": "rehearsal", "items": 1, "bytes": .integer(bytes.count),
        "digest": .string(SHA256.hexadecimal(of: bytes)), "verified": true, "judged": 1, "left_out": [], "scrubbed": 0,
      ])
    let unverified = await library.run("export", "--output", "\(library.root)/x.json", "--no-verify", "--json")
    #expect(try unverified.json["verified"] == false && unverified.json["judged"] == 4)
  }

  @Test func `The same state gives the same bytes, whoever asks and when`() async throws {
    let library = try TestLibrary(.tiny)
    for format in ["json", "jsonl", "xml"] {
      let first = await library.run("export", "--format", format).output
      #expect(await library.run("export", "--format", format, "--as", "ana").output == first)
      #expect(await library.run("export", "--format", format, "--output", "\(library.root)/out").code == .done)
      #expect(try library.read("out") == first)
      // What leaves the state as it is leaves the bytes as they are.
      try await library.importing(Exercise(1), hold: true)
      _ = await library.run("check")
      #expect(await library.run("export", "--format", format).output == first)
      _ = await library.run("review", "reject", Exercise(1).shortUUID, "--reason", "no")
    }
    let before = await library.run("export").output
    _ = await library.run("deactivate", TinyLibrary.uuids[3])
    _ = await library.run("rollback", TinyLibrary.uuids[3])
    let after = await library.run("export").output
    #expect(after == before.replacing("\"publish_event\":2", with: "\"publish_event\":4"))
  }

  @Test func `Without reading it back`() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run("export", "--no-verify", "--output", "\(library.root)/out.xml")
    #expect(result.errors.hasSuffix("exported 5 items (event 2) to \(library.root)/out.xml\n"))
    #expect(!library.exists("exports/schemas"))
    #expect(try library.read("out.xml") == (await library.run("export", "--format", "xml")).output)
  }

  @Test(
    arguments: [
      (
        ["--format", "yaml"], "'yaml' is not a value of '--format'", "allowed: json, jsonl, xml"
      ),
      (
        ["--format", "xml", "--json"], "--json and --format xml cannot both go to standard output",
        "name a file with --output"
      ),
      (
        ["app", "--section", "passiv"], "a job has a selection of its own",
        "leave the selection out, or export it with --output PATH"
      ),
    ] as [([String], String, String)])
  func `Wrong command lines`(words: [String], message: String, hint: String) async throws {
    let result = await (try TestLibrary(.tiny)).run(["export"] + words)
    let text =
      words.contains("--json")
      ? (["error": ["code": 2, "message": .string(message), "hint": .string(hint)]] as JSON).text + "\n"
      : usageError(message, hint, "export [options] [JOB]")
    #expect(result.errors == text)
    #expect(result.code == .usage && result.output == "")
  }
}
