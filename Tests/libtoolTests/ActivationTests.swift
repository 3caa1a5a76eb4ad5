import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool activate` and `libtool deactivate`.
@Suite struct ActivationTests {
  private func library() async throws -> TestLibrary {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1, "eins"))
    try await library.importing(Exercise(1, "zwei"))
    try await library.importing(Exercise(1, "drei"), hold: true)
    return library
  }

  @Test func `A version by its number`() async throws {
    let library = try await library()
    #expect(
      await library.run("activate", "00000011", "1", "--reason", "the old text was better").output
        == "activated 00000011: version 2 → 1 (event 5)\n")
    #expect(await library.run("activate", "00000011", "1").output == "Nothing has changed.\n")
    let event = try await library.run("log", "--limit", "1", "--json").json.array?.first
    #expect(event?["action"] == "activate" && event?["reason"] == "the old text was better" && event?["items"] == 1)
    // What waits still waits, and an older text that is live again is no acceptance.
    #expect(try await library.run("review", "--json").json.array?.first?["version"] == 3)
    #expect(try await library.run("items", "show", "00000011", "1", "--json").json["approved_by"] == .null)
  }

  @Test func `Without a number the newest, and one that waits is accepted by it`() async throws {
    let library = try await library()
    #expect(
      await library.run("activate", "00000011", "--as", "ana").output
        == "activated 00000011: version 2 → 3 (event 5)\n")
    let shown = try await library.run("items", "show", "00000011", "--json").json
    #expect(shown["version"] == 3 && shown["review"] == "accepted" && shown["approved_by"] == "ana")
    #expect(await library.run("review").output == "Nothing waits in review.\n")
    // An acceptance counts as a person's in coverage.
    let cell = try await library.run("coverage", "--section", "passiv", "--json").json["cells"]?.array?.first
    #expect(cell?["active"] == 1 && cell?["approved"] == 1)
  }

  @Test func `The newest that was not rejected`() async throws {
    let library = try await library()
    _ = await library.run("review", "reject", "00000011", "--reason", "no")
    _ = await library.run("deactivate", "00000011")
    #expect(
      await library.run("activate", "00000011").output == "activated 00000011: version none → 2 (event 6)\n")
    // By its number a rejected one becomes live all the same, in the name of who wants it.
    #expect(
      await library.run("activate", "00000011", "3", "--as", "ana").output
        == "activated 00000011: version 2 → 3 (event 7)\n")
    #expect(try await library.run("items", "show", "00000011", "--json").json["approved_by"] == "ana")
  }

  @Test func `As a document`() async throws {
    let library = try await library()
    #expect(
      try await library.run("activate", "00000011", "1", "--json").json == [
        "event": 5, "items": [["uuid": "01975e1d-0000-7000-8000-000000000011", "old_version": 2, "new_version": 1]],
        "unchanged": 0,
      ])
    #expect(
      try await library.run("activate", "00000011", "1", "--json").json == ["event": nil, "items": [], "unchanged": 1])
    #expect(
      try await library.run("deactivate", "00000011", "--json").json == [
        "event": 6, "items": [["uuid": "01975e1d-0000-7000-8000-000000000011", "old_version": 1, "new_version": nil]],
        "unchanged": 0,
      ])
  }

  @Test func `Deactivated items leave coverage and exports, and come back`() async throws {
    let library = try await library()
    #expect(
      await library.run("deactivate", "00000011", "--reason", "outdated").output
        == "deactivated 00000011: version 2 → none (event 5)\n")
    #expect(await library.run("deactivate", "00000011").output == "Nothing has changed.\n")
    #expect(try await library.run("export", "--section", "passiv").json["items"] == [])
    let cell = try await library.run("coverage", "--section", "passiv", "--json").json["cells"]?.array?.first
    #expect(cell?["active"] == 0)
    #expect(
      await library.run("activate", "00000011", "2").output == "activated 00000011: version none → 2 (event 6)\n")
    #expect(try await library.run("export", "--section", "passiv").json["items"]?.array?.count == 1)
  }

  @Test func `A selection is one event`() async throws {
    let library = try TestLibrary(.tiny)
    let gone = await library.run("deactivate", "--section", "negation*", "--yes")
    #expect(
      gone.output == """
        deactivated 00000001: version 1 → none (event 3)
        deactivated 00000002: version 1 → none (event 3)
        deactivated 00000003: version 1 → none (event 3)

        """)
    #expect(gone.errors == "")
    // Only what is active is meant; the rest is not even counted.
    #expect(
      await library.run("deactivate", "--language", "de", "--yes").output
        == "deactivated 00000004: version 1 → none (event 4)\n")
    #expect(await library.run("deactivate", "--language", "de", "--yes").output == "Nothing has changed.\n")
    _ = await library.run("activate", "00000004")
    #expect(
      await library.run("activate", "--language", "de", "--yes").output == """
        activated 00000001: version none → 1 (event 6)
        activated 00000002: version none → 1 (event 6)
        activated 00000003: version none → 1 (event 6)
        1 item left as it was

        """)
  }

  @Test func `Many items are a number`() async throws {
    let library = try TestLibrary(.tiny)
    try library.write((0..<12).map { Exercise(nil, "Wort\($0)").line + "\n" }.joined(), to: "in.jsonl")
    _ = await library.run("import", "\(library.root)/in.jsonl")
    #expect(
      await library.run("deactivate", "--section", "passiv", "--yes").output == "deactivated 12 items (event 4)\n")
    #expect(await library.run("undo", "4").output == "put back 12 items (event 5)\n")
  }

  @Test(
    arguments: [
      (
        ["activate"], "which items is not said",
        "name an item by an end of its uuid, or select with --section, --topic, …",
        "activate [options] [ITEM] [VERSION]"
      ),
      (
        ["deactivate", "1", "--section", "passiv"], "an item and a selection cannot be given together",
        "leave one of them out", "deactivate [options] [ITEM]"
      ),
      (
        ["activate", "1", "x"], "'x' is not a whole number for 'VERSION'", "see 'libtool activate --help'",
        "activate [options] [ITEM] [VERSION]"
      ),
    ] as [([String], String, String, String)])
  func `Wrong command lines`(words: [String], message: String, hint: String, usage: String) async throws {
    let result = await (try TestLibrary(.tiny)).run(words)
    #expect(result.errors == usageError(message, hint, "\(usage)"))
    #expect(result.code == .usage)
  }

  @Test func `A version that is not there, and a selection that nothing knows`() async throws {
    let library = try await library()
    let missing = await library.run("activate", "00000011", "9")
    #expect(
      missing.errors
        == "error: item 00000011 has no version 9: its versions are 1 to 3\n`libtool items history` shows them\n")
    #expect(missing.code == .failed)
    let unknown = await library.run("deactivate", "--section", "pasiv", "--yes")
    #expect(unknown.errors.hasPrefix("error: no section matches 'pasiv'; did you mean 'passiv'?\n"))
    #expect(unknown.code == .usage)
    #expect(try await library.run("log", "--json").json.array?.count == 4)
  }

  @Test func `A text that no app could read is said to stay out of exports`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise.misfit(1), hold: true)
    #expect(
      await library.run("activate", "00000011").output == """
        activated 00000011: version none → 1 (event 3)
        exports leave out what does not fit the schema of its kind: 00000011

        """)
  }
}
