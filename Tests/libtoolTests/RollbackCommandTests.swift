import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool rollback`: to what was active before, by the log.
@Suite struct RollbackCommandTests {
  /// Item 11 with the versions 1, 2 and 3, all of which were live in turn.
  private func library() async throws -> TestLibrary {
    let library = try TestLibrary(.tiny)
    for word in ["eins", "zwei", "drei"] { try await library.importing(Exercise(1, word)) }
    return library
  }

  @Test func `Repeated, it walks further back, and ends`() async throws {
    let library = try await library()
    #expect(await library.run("rollback", "00000011").output == "rolled back 00000011: version 3 → 2 (event 6)\n")
    #expect(
      await library.run("rollback", "00000011", "--reason", "further").output
        == "rolled back 00000011: version 2 → 1 (event 7)\n")
    let end = await library.run("rollback", "00000011")
    #expect(
      end.errors == """
        error: item 00000011 has no earlier active version to go back to
        `libtool deactivate` takes it out; `libtool items history` shows its versions

        """)
    #expect(end.code == .failed && end.output == "")
    let log = try await library.run("log", "--limit", "2", "--json").json.array
    #expect(log?.map { $0["action"] } == ["rollback", "rollback"])
    #expect(log?.map { $0["reason"] } == ["further", ""])
  }

  @Test func `By the log, not by the number`() async throws {
    let library = try await library()
    _ = await library.run("activate", "00000011", "1")
    // 1 was made active after 3.
    #expect(await library.run("rollback", "00000011").output == "rolled back 00000011: version 1 → 3 (event 7)\n")
    #expect(await library.run("rollback", "00000011").output == "rolled back 00000011: version 3 → 2 (event 8)\n")
    // After a new version it is that one which is taken back.
    try await library.importing(Exercise(1, "vier"))
    #expect(await library.run("rollback", "00000011").output == "rolled back 00000011: version 4 → 2 (event 10)\n")
    #expect(await library.run("rollback", "00000011").output == "rolled back 00000011: version 2 → 1 (event 11)\n")
  }

  @Test func `What was taken out comes back`() async throws {
    let library = try await library()
    _ = await library.run("deactivate", "00000011")
    #expect(
      await library.run("rollback", "00000011", "--json").output.contains("\"old_version\": null"))
    #expect(try await library.run("items", "show", "00000011", "--json").json["version"] == 3)
    #expect(await library.run("rollback", "00000011").output == "rolled back 00000011: version 3 → 2 (event 8)\n")
  }

  @Test func `An undone rollback is as if it had not been`() async throws {
    let library = try await library()
    _ = await library.run("rollback", "00000011")
    #expect(await library.run("undo", "6").output == "put back 00000011: version 2 → 3 (event 7)\n")
    #expect(await library.run("rollback", "00000011").output == "rolled back 00000011: version 3 → 2 (event 8)\n")
    #expect(await library.run("rollback", "00000011").output == "rolled back 00000011: version 2 → 1 (event 9)\n")
  }

  @Test func `A selection goes back where it can, in one event`() async throws {
    let library = try await library()
    try await library.importing(Exercise(2))
    let result = await library.run("rollback", "--section", "passiv", "--yes")
    #expect(
      result.output == "rolled back 00000011: version 3 → 2 (event 7)\n1 item left as it was\n")
    #expect(result.code == .done)
    _ = await library.run("rollback", "--section", "passiv", "--yes")
    #expect(await library.run("rollback", "--section", "passiv", "--yes").output == "Nothing has changed.\n")
    #expect(
      try await library.run("rollback", "--section", "passiv", "--yes", "--json").json
        == ["event": nil, "items": [], "unchanged": 2])
  }

  @Test(
    arguments: [
      ([], "which items is not said", "name an item by an end of its uuid, or select with --section, --topic, …"),
      (["1", "--level", "A1"], "an item and a selection cannot be given together", "leave one of them out"),
      (["1", "--run", "last"], "a run is rolled back as a whole", "leave the item or the selection out"),
      (["--run", "last", "--level", "A1"], "a run is rolled back as a whole", "leave the item or the selection out"),
    ] as [([String], String, String)])
  func `Wrong command lines`(words: [String], message: String, hint: String) async throws {
    let result = await (try TestLibrary(.tiny)).run(["rollback"] + words)
    #expect(result.errors == usageError(message, hint, "rollback [options] [ITEM]"))
    #expect(result.code == .usage)
  }
}

/// `libtool rollback --run`: a whole fill is taken back.
@Suite struct RunRollbackTests {
  private func filled(_ words: String...) async throws -> (library: TestLibrary, run: String, uuids: [String]) {
    let library = try TestLibrary(.tiny)
    let fill = await library.run(["fill", "--section", "passiv", "--set", "fill.concurrency=1", "--json"] + words)
    #expect(fill.code == .done, "\(fill.errors)")
    let run = try #require(try fill.json["run"]?.string)
    let items = try await library.run("items", "--section", "passiv", "--json").json.array ?? []
    return (library, run, items.compactMap { $0["uuid"]?.string })
  }

  @Test func `What it made is taken out in one event, once`() async throws {
    let (library, run, uuids) = try await filled()
    #expect(uuids.count == 3)
    let result = await library.run("rollback", "--run", "last", "--reason", "wrong register")
    let lines = uuids.map { "rolled back \($0.suffix(8)): version 1 → none (event 4)\n" }.joined()
    #expect(result.output == lines)
    let event = try await library.run("log", "--limit", "1", "--json").json.array?.first
    #expect(event?["action"] == "rollback" && event?["items"] == 3 && event?["reason"] == "wrong register")
    #expect(await library.run("rollback", "--run", String(run.suffix(8))).output == "Nothing has changed.\n")
    let cell = try await library.run("coverage", "--section", "passiv", "--json").json["cells"]?.array?.first
    #expect(cell?["active"] == 0 && cell?["gap"] == 3)
    // The event can be undone like any other.
    #expect(await library.run("undo", "4").output.split(separator: "\n").count == 3)
    #expect(try await library.run("export", "--section", "passiv").json["items"]?.array?.count == 3)
  }

  @Test func `Without a reason the log names the run`() async throws {
    let (library, run, _) = try await filled()
    _ = await library.run("rollback", "--run", run)
    #expect(
      try await library.run("log", "--limit", "1", "--json").json.array?.first?["reason"]
        == .string("rollback of run \(run.suffix(8))"))
  }

  @Test func `What waits is withdrawn, and what moved on is left and listed`() async throws {
    let (library, run, uuids) = try await filled("--set", "publish=review")
    // One accepted, one accepted and replaced since, one still in review.
    _ = await library.run("review", "accept", uuids[0], uuids[1])
    var replaced = Exercise(1)
    replaced.uuid = uuids[1]
    replaced.topic = try await library.run("items", "show", uuids[1], "--json").json["topic"]?.string
    #expect(try await library.importing(replaced).output == "1 item: 1 updated (event 4)\n")
    let json = try await library.run("rollback", "--run", run, "--json").json
    #expect(
      json == [
        "run": .string(run), "event": 5,
        "items": [["uuid": .string(uuids[0]), "old_version": 1, "new_version": nil]], "withdrawn": 1,
        "moved_on": [.string(uuids[1])],
      ])
    #expect(await library.run("review").output == "Nothing waits in review.\n")
    #expect(try await library.run("items", "show", uuids[2], "--json").json["review"] == "withdrawn")
    #expect(try await library.run("items", "show", uuids[1], "--json").json["version"] == 2)
    // In words.
    #expect(
      await library.run("rollback", "--run", "last").output
        == "Nothing has changed.\n1 item moved on since and left as it is:\n  \(uuids[1].suffix(8))\n")
  }

  @Test func `Only drafts in review: no event, and they are withdrawn`() async throws {
    let (library, _, _) = try await filled("--set", "publish=review")
    #expect(
      await library.run("rollback", "--run", "last").output
        == "3 versions withdrawn from review\n")
    #expect(try await library.run("log", "--json").json.array?.count == 2)
    let cell = try await library.run("coverage", "--section", "passiv", "--json").json["cells"]?.array?.first
    #expect(cell?["in_review"] == 0 && cell?["gap"] == 3)
  }

  @Test func `A run that is not there`() async throws {
    let result = await (try TestLibrary(.tiny)).run("rollback", "--run", "last")
    #expect(
      result.errors == """
        error: there is no run yet
        `libtool fill` begins one

        """)
    #expect(result.code == .failed)
  }
}
