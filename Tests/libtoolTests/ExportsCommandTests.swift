import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool exports`: what was exported, and whether a file is still that.
@Suite struct ExportsCommandTests {
  private func library() async throws -> TestLibrary {
    let library = try TestLibrary(
      .tinyWith([
        "library/libtool.yaml": TinyLibrary.settings + "exports:\n  app: {format: json, output: exports/app.json}\n"
      ]))
    _ = await library.run("export", "app")
    _ = await library.run("export", "--level", "A1", "--format", "jsonl", "--as", "ana")
    _ = await library.run("export", "--section", "relativsaetze", "--output", "\(library.root)/out.xml")
    return library
  }

  @Test func `The list on terminals and in a pipe`() async throws {
    let library = try await library()
    let whole = """
      Export  When (UTC)        Who     Job  Format  Items  Event  Selection                File
           3  2026-11-20 09:33  tester       xml         1      2  --section relativsaetze  out.xml
           2  2026-11-20 09:32  ana          jsonl       3      2  --level A1               standard output
           1  2026-11-20 09:31  tester  app  json        5      2  everything               exports/app.json

      """
    #expect(await library.run("exports").output == whole)
    #expect(await library.run("exports", "list", width: 200).output == whole)
    #expect(
      await library.run("exports", width: 80).output == """
        Export  When (UTC)        Who     Job  Format  Items  Event  File
             3  2026-11-20 09:33  tester       xml         1      2  out.xml
             2  2026-11-20 09:32  ana          jsonl       3      2  standard output
             1  2026-11-20 09:31  tester  app  json        5      2  exports/app.json

        """)
    #expect(await library.run("exports", "--limit", "1").output.split(separator: "\n").count == 2)
  }

  @Test func `As a document`() async throws {
    let library = try await library()
    let rows = try await library.run("exports", "--json").json.array
    #expect(rows?.compactMap { $0["export"]?.integer } == [3, 2, 1])
    let digest = SHA256.hexadecimal(of: Array(try library.read("out.xml").utf8))
    #expect(
      rows?.first == [
        "export": 3, "at": "2026-11-20T09:33:00.000Z", "actor": "tester", "job": nil, "format": "xml",
        "selection": "--section relativsaetze", "path": .string("\(library.root)/out.xml"), "publish_event": 2,
        "items": 1, "digest": .string(digest),
      ])
    #expect(rows?[1]["path"] == "-")
  }

  @Test func `None yet, and wrong command lines`() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run("exports").output == "No exports yet.\n")
    #expect(try await library.run("exports", "--json").json == [])
    let last = await library.run("exports", "verify", "last")
    #expect(last.errors == "error: no file has been exported yet\n`libtool export JOB` writes one\n")
    #expect(last.code == .failed)
    #expect(await library.run("exports", "list", "--limit", "0").errors.hasPrefix("error: --limit 0 lists nothing\n"))
    #expect(
      await library.run("exports", "verify").errors
        == "error: missing argument 'FILE'\nsee 'libtool exports verify --help'; usage: libtool exports verify [options] FILE\n"
    )
  }

  @Test func `A file that is what it was`() async throws {
    let library = try await library()
    #expect(
      await library.run("exports", "verify", "last").output
        == "out.xml: 1 item, event 2, valid, unchanged since export 3\n")
    #expect(
      await library.run("exports", "verify", "\(library.root)/exports/app.json").output
        == "exports/app.json: 5 items, event 2, valid, unchanged since export 1\n")
    #expect(
      try await library.run("exports", "verify", "last", "--json").json == [
        "path": .string("\(library.root)/out.xml"), "format": "xml", "items": 1, "publish_event": 2,
        "mode": "rehearsal", "valid": true, "unchanged": true, "export": 3,
      ])
  }

  @Test func `A file that has changed is valid or damaged, and never unchanged`() async throws {
    let library = try await library()
    let path = "\(library.root)/exports/app.json"
    try library.write(try library.read("exports/app.json").replacing("Balkon", with: "Garten"), to: "exports/app.json")
    let changed = await library.run("exports", "verify", path)
    #expect(changed.output == "exports/app.json: 5 items, event 2, valid, changed since export 1\n")
    #expect(changed.code == .failed && changed.errors == "")
    #expect(try await library.run("exports", "verify", path, "--json").json["unchanged"] == false)
    // Written again by an export, it is what the newest record says.
    _ = await library.run("export", "app")
    #expect(await library.run("exports", "verify", path).output.hasSuffix("unchanged since export 4\n"))
  }

  /// A way to damage a file, and what is said of it after the file's name.
  struct Damage: Sendable, CustomTestStringConvertible {
    var format: String
    var problem: String
    var change: @Sendable (String) -> String

    init(_ format: String, _ problem: String, _ change: @escaping @Sendable (String) -> String) {
      (self.format, self.problem, self.change) = (format, problem, change)
    }

    var testDescription: String { format + problem }
  }

  private static let damages = [
    Damage("json", ":6: the export is not complete") { String($0.prefix($0.count * 3 / 4)) },
    Damage("json", ":8: not JSON: x follows the end of the value") { $0 + "x" },
    Damage("json", ":6: \"language\" is not a text") { $0.replacing(#""language":"en""#, with: #""language":7"#) },
    Damage("json", ":2: \"version\" is not a number from 1") { $0.replacing(#""version":1"#, with: #""version":0"#) },
    Damage("jsonl", ":6: item 01975e1d-0000-7000-8000-000000000001 stands twice") { $0 + $0 },
    Damage(
      "jsonl",
      ":5: item 01975e1d-0000-7000-8000-000000000005: its body does not fit the schema of micro_lesson: difficulty: "
    ) { $0.replacing(#""difficulty":"easy""#, with: #""difficulty":"simple""#) },
    Damage("xml", "") { String($0.dropLast(12)) },
    Damage("xml", "") { $0.replacing("<no>2</no>", with: "<no>zwei</no>") },
    Damage("xml", "") { $0.replacing("<library", with: "<!DOCTYPE x [<!ENTITY a 'b'>]><library") },
  ]

  @Test(arguments: damages)
  func `A damaged file`(damage: Damage) async throws {
    let format = damage.format
    let library = try TestLibrary(.tiny)
    _ = await library.run("export", "--output", "\(library.root)/out.\(format)")
    try library.write(damage.change(try library.read("out.\(format)")), to: "out.\(format)")
    for name in ["last", "\(library.root)/out.\(format)"] {
      let result = await library.run("exports", "verify", name)
      #expect(result.code == .failed && result.output == "")
      #expect(result.errors.contains("out.\(format)\(damage.problem)"), "\(result.errors)")
    }
  }

  @Test func `Files of nobody's, and no files at all`() async throws {
    let library = try await library()
    let missing = await library.run("exports", "verify", "\(library.root)/nosuch.json")
    #expect(missing.errors.hasPrefix("error: cannot read \(library.root)/nosuch.json: no such file or directory\n"))
    #expect(missing.code == .failed)
    try library.write(try library.read("exports/app.json"), to: "copy.json")
    let copy = await library.run("exports", "verify", "\(library.root)/copy.json")
    #expect(copy.output == "copy.json: 5 items, event 2, valid, of no recorded export\n" && copy.code == .done)
    let json = try await library.run("exports", "verify", "\(library.root)/copy.json", "--json").json
    #expect(json["unchanged"] == .null && json["export"] == .null)
    let strange = await library.run("exports", "verify", "\(library.root)/library/libtool.yaml")
    #expect(
      strange.errors == """
        error: \(library.root)/library/libtool.yaml: neither the file's name nor a recorded export says what format it has
        name it .json, .jsonl or .xml

        """)
    // A file whose name says another format than it was exported in is known by its record.
    _ = await library.run("export", "--format", "json", "--output", "\(library.root)/odd.xml")
    #expect(await library.run("exports", "verify", "last").output.hasPrefix("odd.xml: 5 items, event 2, valid"))
  }
}
