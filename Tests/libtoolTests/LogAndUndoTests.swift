import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool log` and `libtool undo`.
@Suite struct LogAndUndoTests {
  private func library() async throws -> TestLibrary {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1, "eins"), Exercise(2, "zwei"))
    try await library.importing(Exercise(1, "drei"))
    _ = await library.run("deactivate", TinyLibrary.uuids[0], "--reason", "outdated", "--as", "ana")
    return library
  }

  @Test func `The log, newest first, with who, when and why`() async throws {
    let library = try await library()
    let log = await library.run("log")
    #expect(
      log.output.replacing("\(library.root)/", with: "") == """
        Event  When (UTC)        Who     Action      Items  Run  Reason
            5  2026-11-20 09:33  ana     deactivate      1       outdated
            4  2026-11-20 09:32  tester  import          1       import of in.jsonl
            3  2026-11-20 09:31  tester  import          2       import of in.jsonl
            2  2026-11-20 09:31  tester  import          5       starting items
            1  2026-11-20 09:31  tester  catalogue       0       catalogue files

        """)
    #expect(await library.run("log", width: 200).output == log.output)
    #expect(await library.run("log", width: 60).output.split(separator: "\n").allSatisfy { $0.count <= 60 })
    #expect(await library.run("log", "--limit", "1").output.split(separator: "\n").count == 2)
  }

  @Test func `As a document`() async throws {
    let rows = try await (try await library()).run("log", "--json").json.array
    #expect(rows?.compactMap { $0["event"]?.integer } == [5, 4, 3, 2, 1])
    #expect(
      rows?.first == [
        "event": 5, "at": "2026-11-20T09:33:00.000Z", "actor": "ana", "action": "deactivate", "items": 1,
        "reason": "outdated", "run": nil, "undoes": nil,
      ])
  }

  @Test func `A fill names its run`() async throws {
    let library = try TestLibrary(.tiny)
    let fill = try await library.run("fill", "--section", "passiv", "--json").json
    let event = try await library.run("log", "--limit", "1", "--json").json.array?.first
    #expect(event?["action"] == "fill" && event?["run"] == fill["run"])
    let run = try #require(fill["run"]?.string)
    #expect(await library.run("log", "--limit", "1").output.contains(run.suffix(8)))
  }

  @Test func `An event is taken back by one more, which can be taken back too`() async throws {
    let library = try await library()
    #expect(
      await library.run("undo", "4", "--reason", "too early").output
        == "put back 00000011: version 2 → 1 (event 6)\n")
    let event = try await library.run("log", "--limit", "1", "--json").json.array?.first
    #expect(event?["action"] == "undo" && event?["undoes"] == 4 && event?["reason"] == "too early")
    #expect(await library.run("log", "--limit", "1").output.contains("event 4: too early"))
    #expect(
      try await library.run("undo", "6", "--json").json == [
        "event": 7, "undoes": 6,
        "items": [["uuid": "01975e1d-0000-7000-8000-000000000011", "old_version": 1, "new_version": 2]], "unchanged": 0,
      ])
    // The undo was taken back itself: the first event holds again, and the way back leads over the last one.
    #expect(
      await library.run("undo", "4").errors.hasSuffix("\nundo event 7 first, or use `libtool rollback` on the item\n"))
    #expect(await library.run("undo", "7").output == "put back 00000011: version 2 → 1 (event 8)\n")
  }

  @Test func `A later event on one of its items refuses it, by its number`() async throws {
    let library = try await library()
    let refused = await library.run("undo", "3")
    #expect(
      refused.errors == """
        error: event 3 cannot be undone: event 4 touched its item 00000011 later
        undo event 4 first, or use `libtool rollback` on the item

        """)
    #expect(refused.code == .failed && refused.output == "")
    // Of several later events the last one is named: it is the one that can be undone.
    try await library.importing(Exercise(1, "vier"))
    #expect(await library.run("undo", "3").errors.contains("event 6 touched its item 00000011 later"))
    #expect(await library.run("undo", "2").errors.contains("event 5 touched its item 00000001 later"))
    // Undone, but still in the log: event 7 took 6 back, and is a later event too.
    #expect(await library.run("undo", "6").code == .done)
    #expect(await library.run("undo", "3").errors.contains("event 7 touched its item 00000011 later"))
  }

  @Test(arguments: [
    ("1", "event 1 is a change of the catalogue files", "restore the rows in the CSV files, then run `libtool sync`"),
    ("77", "there is no event 77 in the publish log", "`libtool log` lists the events"),
    ("0", "there is no event 0 in the publish log", "`libtool log` lists the events"),
    ("-3", "there is no event -3 in the publish log", "`libtool log` lists the events"),
  ])
  func `Events that cannot be undone`(event: String, message: String, hint: String) async throws {
    let library = try await library()
    let result = await library.run("undo", event)
    #expect(result.errors == "error: \(message)\n\(hint)\n")
    #expect(result.code == .failed)
    #expect(try await library.run("log", "--json").json.array?.count == 5)
  }

  @Test func `Twice is once too often`() async throws {
    let library = try await library()
    _ = await library.run("undo", "5")
    #expect(
      await library.run("undo", "5").errors
        == "error: event 5 is already undone by event 6\n`libtool log` shows both\n")
  }

  @Test func `Wrong command lines`() async throws {
    let library = try TestLibrary(.tiny)
    for (words, message, command) in [
      (["undo"], "missing argument 'EVENT'", "undo [options] EVENT"),
      (["undo", "x"], "'x' is not a whole number for 'EVENT'", "undo [options] EVENT"),
      (
        ["undo", "99999999999999999999"], "'99999999999999999999' is not a whole number for 'EVENT'",
        "undo [options] EVENT"
      ),
      (["log", "--limit", "x"], "'x' is not a whole number for '--limit'", "log [options]"),
    ] {
      let result = await library.run(words)
      #expect(
        result.errors == "error: \(message)\nsee 'libtool \(words[0]) --help'; usage: libtool \(command)\n")
      #expect(result.code == .usage)
    }
    #expect(
      await library.run("log", "--limit", "0").errors.hasPrefix(
        "error: --limit 0 lists nothing\ngive a number from 1\n"))
  }
}
