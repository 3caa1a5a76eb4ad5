import ContentModel
import Formats
import Testing

@testable import libtool

/// A section gets another name: `aliases` carries everything over.
@Suite struct SyncRenamingTests {
  /// The files of a library whose section `negation_nicht_kein` is called `verneinung` now.
  private static func renamed(_ text: String) -> String { text.replacing("negation_nicht_kein", with: "verneinung") }

  private static let sections = TinyLibrary.sections.split(separator: "\n").enumerated().map { index, line in
    index == 0 ? "\(line),aliases" : line.hasPrefix("neg") ? "\(renamed(String(line))),negation_nicht_kein" : "\(line),"
  }.joined(separator: "\n")

  private func rename(in library: TestLibrary) throws {
    try library.write(Self.sections, to: "library/sections.csv")
    try library.write(Self.renamed(TinyLibrary.targets), to: "library/targets.csv")
  }

  @Test func `Items, their history and their uuids come along`() async throws {
    let library = try TestLibrary(.tiny)
    _ = await library.run("sync")
    try rename(in: library)
    let result = await library.run("sync")
    #expect(
      result.output == """
        sections.csv: 1 added, 1 retired
        targets.csv: 1 added, 1 retired
        3 items are filed under verneinung now
        The library is at event 3.

        """)
    let items = try await library.run("items", "--section", "verneinung", "--json").json.array ?? []
    #expect(items.compactMap { $0["uuid"]?.string } == Array(TinyLibrary.uuids.prefix(3)))
    let cell = try await library.run("coverage", "--section", "verneinung", "--json").json["cells"]?.array?.first
    #expect(cell?["active"] == 3 && cell?["status"] == "over")
    #expect(try await library.run("items", "history", TinyLibrary.uuids[0], "--json").json["events"]?.array?.count == 1)
    #expect(await library.run("sync").output == "Nothing has changed since event 3.\n")
  }

  @Test func `The document counts what was moved`() async throws {
    let library = try TestLibrary(.tiny)
    _ = await library.run("sync")
    try rename(in: library)
    #expect(try await library.run("sync", "--json").json["renamed"] == ["verneinung": 3])
  }

  @Test func `One item is one item`() async throws {
    let line = try #require(TinyLibrary.files["library/items/starting.jsonl"]?.split(separator: "\n").first)
    let library = try TestLibrary(.tinyWith(["library/items/starting.jsonl": line + "\n"]))
    #expect(await library.run("sync").output.contains("\n1 starting item imported\n"))
    try rename(in: library)
    #expect(await library.run("sync").output.contains("\n1 item is filed under verneinung now\n"))
  }

  @Test func `Who still uses the former name is told the present one`() async throws {
    let library = try TestLibrary(.tiny)
    _ = await library.run("sync")
    try library.write(Self.sections, to: "library/sections.csv")
    let stale = await library.run("sync")
    #expect(
      stale.errors == """
        error: targets.csv:2: column 1 (section): the section `negation_nicht_kein` is called `verneinung` now
        write `verneinung`

        """)
    #expect(stale.code == .failed)
    try rename(in: library)
    let selected = await library.run("items", "--section", "negation_nicht_kein")
    #expect(
      selected.errors == """
        error: the section 'negation_nicht_kein' is called 'verneinung' now
        select it by that name

        """)
    #expect(selected.code == .usage)
  }

  @Test func `A new store takes starting items under the former name`() async throws {
    let library = try TestLibrary(
      .tinyWith(["library/sections.csv": Self.sections, "library/targets.csv": Self.renamed(TinyLibrary.targets)]))
    #expect(try await library.run("sync", "--json").json["starting_items"] == 5)
    #expect(try await library.run("items", "--section", "verneinung", "--json").json.array?.count == 3)
  }

  @Test func `An export from before comes back without a change`() async throws {
    let library = try TestLibrary(.tiny)
    _ = await library.run("export", "--output", "\(library.root)/before.jsonl")
    try rename(in: library)
    #expect(await library.run("import", "\(library.root)/before.jsonl").output == "5 items: 5 unchanged\n")
  }

  @Test(
    arguments: [
      (
        "passiv", 2, "`passiv` is an alias of `negation_nicht_kein`, and a section of its own in line 4",
        "take one of the two out"
      ),
      ("negation_nicht_kein", 2, "`negation_nicht_kein` is an alias of itself", "take one of the two out"),
    ] as [(String, Int, String, String)])
  func `An alias is no section's name`(alias: String, line: Int, problem: String, hint: String) async throws {
    let sections = TinyLibrary.sections.split(separator: "\n").enumerated().map { index, line in
      "\(line)," + (index == 0 ? "aliases" : index == 1 ? alias : "")
    }
    let library = try TestLibrary(.tinyWith(["library/sections.csv": sections.joined(separator: "\n")]))
    #expect(
      await library.run("sync").errors == "error: sections.csv:\(line): column 6 (aliases): \(problem)\n\(hint)\n")
  }

  @Test func `Two sections cannot have one former name`() async throws {
    let sections = TinyLibrary.sections.split(separator: "\n").enumerated().map { index, line in
      "\(line)," + (index == 0 ? "aliases" : index == 1 || index == 3 ? "old;older" : "")
    }
    let library = try TestLibrary(.tinyWith(["library/sections.csv": sections.joined(separator: "\n")]))
    #expect(
      await library.run("sync").errors == """
        error: sections.csv:4: column 6 (aliases): `old` is an alias of `negation_nicht_kein` in line 2 already
        take one of the two out

        """)
  }
}
