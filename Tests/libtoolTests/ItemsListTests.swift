import Console
import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool items list`.
@Suite struct ItemsListTests {
  private func library() async throws -> TestLibrary {
    let library = try TestLibrary(.tiny)
    _ = await library.run("deactivate", TinyLibrary.uuids[1])
    try await library.importing(Exercise(1), hold: true)
    return library
  }

  @Test func `In a pipe and on terminals of 200 and 80 columns`() async throws {
    let library = try await library()
    let whole = """
      Item      Kind               Section              Topic                   Language  Version  Active  Origin
      00000001  gap_fill_exercise  negation_nicht_kein  alltag_02_wohnung       de              1  yes     import
      00000002  gap_fill_exercise  negation_nicht_kein  freizeit_10_wochenende  de              1  no      import
      00000003  gap_fill_exercise  negation_nicht_kein  freizeit_10_wochenende  de              1  yes     import
      00000004  gap_fill_exercise  relativsaetze        alltag_02_wohnung       de              1  yes     import
      00000005  micro_lesson       everyday_physics     physics_01_friction     en              1  yes     import
      00000011  gap_fill_exercise  passiv               alltag_02_wohnung       de              1  no      import

      """
    #expect(await library.run("items").output == whole)
    #expect(await library.run("items", "list", width: 200).output == whole)
    #expect(
      await library.run("items", width: 80).output == """
        Item      Section              Topic                   Language  Version  Active
        00000001  negation_nicht_kein  alltag_02_wohnung       de              1  yes
        00000002  negation_nicht_kein  freizeit_10_wochenende  de              1  no
        00000003  negation_nicht_kein  freizeit_10_wochenende  de              1  yes
        00000004  relativsaetze        alltag_02_wohnung       de              1  yes
        00000005  everyday_physics     physics_01_friction     en              1  yes
        00000011  passiv               alltag_02_wohnung       de              1  no

        """)
    for width in [40, 60, 80, 120] {
      let lines = await library.run("items", width: width).output.split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= width })
    }
  }

  @Test func `Colour says what the words say`() async throws {
    let library = try await library()
    let result = await library.run("items", width: 200, style: Style(usesColour: true, usesUnicode: true))
    #expect(result.output.contains("\u{1B}[32myes\u{1B}[0m") && result.output.contains("\u{1B}[2mno\u{1B}[0m"))
    #expect(!(await library.run("items", width: 200)).output.contains("\u{1B}"))
  }

  @Test func `As a document, with the fields that stand`() async throws {
    let rows = try await (try await library()).run("items", "--json").json.array
    #expect(rows?.count == 6)
    #expect(
      rows?[1] == [
        "uuid": .string(TinyLibrary.uuids[1]), "kind": "gap_fill_exercise", "section": "negation_nicht_kein",
        "topic": "freizeit_10_wochenende", "sku": nil, "language": "de", "version": 1, "active": false,
        "origin": "import",
      ])
  }

  @Test(
    arguments: [
      (["--active"], [0, 2, 3, 4]), (["--inactive"], [1, 5]), (["--limit", "2"], [0, 1]),
      (["--section", "neg*", "--active"], [0, 2]), (["--kind", "micro_lesson"], [4]), (["--level", "B?"], [3, 5]),
      (["--level", "B1", "--level", "B2"], [3, 5]), (["--topic", "*_0[12]_*", "--language", "de"], [0, 3, 5]),
      (["--inactive", "--limit", "1"], [1]), (["--section", "passiv", "--active"], []),
    ] as [([String], [Int])])
  func `Which ones`(words: [String], expected: [Int]) async throws {
    let uuids = TinyLibrary.uuids + [Exercise(1).uuid ?? ""]
    let rows = try await (try await library()).run(["items", "--json"] + words).json.array
    #expect(rows?.compactMap { $0["uuid"]?.string } == expected.map { uuids[$0] })
  }

  @Test func `None, and names that nothing knows`() async throws {
    let library = try await library()
    #expect(await library.run("items", "--section", "passiv", "--active").output == "No items.\n")
    let unknown = await library.run("items", "--topic", "alltag_02_wonung")
    #expect(
      unknown.errors == """
        error: no topic matches 'alltag_02_wonung'; did you mean 'alltag_02_wohnung'?
        `libtool coverage` lists what there is

        """)
    #expect(unknown.code == .usage)
  }

  @Test(
    arguments: [
      (["--limit", "0"], "--limit 0 lists nothing", "give a number from 1"),
      (["--limit", "-1"], "--limit -1 lists nothing", "give a number from 1"),
      (["--limit", "x"], "'x' is not a whole number for '--limit'", "see 'libtool items list --help'"),
      (["--active", "--inactive"], "'--active' and '--inactive' cannot be given together", "leave one of them out"),
      (["--sektion", "x"], "unknown option '--sektion'; did you mean '--section'?", "see 'libtool items list --help'"),
    ] as [([String], String, String)])
  func `Wrong command lines`(words: [String], message: String, hint: String) async throws {
    let result = await (try TestLibrary(.tiny)).run(["items", "list"] + words)
    #expect(result.errors == usageError(message, hint, "items list [options]"))
    #expect(result.code == .usage)
  }
}
