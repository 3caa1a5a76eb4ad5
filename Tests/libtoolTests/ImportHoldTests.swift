import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool import --hold`: nothing goes live until a person accepts it.
@Suite struct ImportHoldTests {
  @Test func `Held items wait, touch no log and fill no gap twice`() async throws {
    let library = try TestLibrary(.tiny)
    #expect(
      try await library.importing(Exercise(1), Exercise(2, "getanzt"), hold: true).output
        == "2 items: 2 added, in review\n")
    #expect(try await library.run("log", "--json").json.array?.count == 2)
    let cell = try await library.run("coverage", "--section", "passiv", "--json").json["cells"]?.array?.first
    #expect(cell?["active"] == 0 && cell?["in_review"] == 2 && cell?["gap"] == 1)
    #expect(try await library.run("export", "--section", "passiv").json["items"] == [])
  }

  @Test func `As a document`() async throws {
    let library = try TestLibrary(.tiny)
    try library.write(Exercise(1).line, to: "in.jsonl")
    #expect(
      try await library.run("import", "--hold", "\(library.root)/in.jsonl", "--json").json
        == ["added": 1, "updated": 0, "unchanged": 0, "waiting": 0, "held": true, "event": nil])
    #expect(
      try await library.run("import", "--hold", "\(library.root)/in.jsonl", "--json").json
        == ["added": 0, "updated": 0, "unchanged": 1, "waiting": 1, "held": true, "event": nil])
  }

  @Test func `The same held text again changes nothing`() async throws {
    let library = try TestLibrary(.tiny)
    // Of a new item.
    try await library.importing(Exercise(1), hold: true)
    #expect(try await library.importing(Exercise(1), hold: true).output == "1 item: 1 unchanged\n")
    // Of the next version of an item that is live.
    try await library.importing(Exercise(2))
    #expect(try await library.importing(Exercise(2, "neu"), hold: true).output == "1 item: 1 updated, in review\n")
    #expect(try await library.importing(Exercise(2, "neu"), hold: true).output == "1 item: 1 unchanged\n")
    #expect(try await library.run("items", "show", Exercise(2).shortUUID, "--json").json["versions"] == 2)
    // And without a uuid.
    try await library.importing(Exercise(nil, "anders"), hold: true)
    #expect(try await library.importing(Exercise(nil, "anders"), hold: true).output == "1 item: 1 unchanged\n")
  }

  @Test func `What waits does not go live by being imported again, and that is said`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1), hold: true)
    #expect(
      try await library.importing(Exercise(1), Exercise(2)).output == """
        2 items: 1 added, 1 unchanged (event 3)
        1 item in review already: `libtool review` shows what waits

        """)
    #expect(try await library.run("items", "show", Exercise(1).shortUUID, "--json").json["active"] == false)
  }

  @Test func `What is live already does not wait`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1))
    #expect(try await library.importing(Exercise(1), hold: true).output == "1 item: 1 unchanged\n")
    #expect(await library.run("review").output == "Nothing waits in review.\n")
  }

  @Test func `A held version of a live item replaces it when it is accepted`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1))
    try await library.importing(Exercise(1, "neu"), hold: true)
    let waiting = try await library.run("review", "--json").json.array?.first
    #expect(waiting?["version"] == 2 && waiting?["active_version"] == 1)
    #expect(try await library.run("export", "--section", "passiv").json["items"]?.array?.first?["version"] == 1)
    #expect(
      await library.run("review", "accept", Exercise(1).shortUUID).output
        == "accepted \(Exercise(1).shortUUID): version 1 → 2 (event 4)\n")
    #expect(try await library.run("export", "--section", "passiv").json["items"]?.array?.first?["version"] == 2)
  }
}
