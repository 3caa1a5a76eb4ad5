import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool review`: what waits for a person, accepted and rejected.
@Suite struct ReviewCommandTests {
  private func library() async throws -> TestLibrary {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1, "eins"), Exercise.leaked(2), hold: true)
    var lesson = Exercise(3)
    (lesson.section, lesson.topic) = ("relativsaetze", "freizeit_10_wochenende")
    try await library.importing(lesson, hold: true)
    return library
  }

  @Test func `The list, in a pipe and on terminals`() async throws {
    let library = try await library()
    let whole = """
      Item      Value           Kind               Section        Topic                   Language  Version  Score  Findings  Run  Since (UTC)
      00000011  pri 1, 3 short  gap_fill_exercise  passiv         alltag_02_wohnung       de              1      -         -       2026-11-20 09:31
      00000012  pri 1, 3 short  gap_fill_exercise  passiv         alltag_02_wohnung       de              1      -         -       2026-11-20 09:31
      00000013  pri 1, 3 short  gap_fill_exercise  relativsaetze  freizeit_10_wochenende  de              1      -         -       2026-11-20 09:32

      """
    #expect(await library.run("review").output == whole)
    #expect(await library.run("review", "list", width: 200).output == whole)
    #expect(
      await library.run("review", width: 80).output == """
        Item      Value           Section        Topic                   Score  Findings
        00000011  pri 1, 3 short  passiv         alltag_02_wohnung           -         -
        00000012  pri 1, 3 short  passiv         alltag_02_wohnung           -         -
        00000013  pri 1, 3 short  relativsaetze  freizeit_10_wochenende      -         -

        """)
  }

  @Test func `As a document`() async throws {
    let rows = try await (try await library()).run("review", "--json").json.array
    #expect(rows?.count == 3)
    #expect(
      rows?.first == [
        "uuid": .string(Exercise(1).uuid ?? ""), "kind": "gap_fill_exercise", "level": "B2", "section": "passiv",
        "topic": "alltag_02_wohnung", "sku": nil, "language": "de", "version": 1, "active_version": nil, "score": nil,
        "findings": 0, "critical": 0, "run": nil, "created": "2026-11-20T09:31:00.000Z", "assigned_to": nil,
        "reports": 0, "state": "waiting", "value": ["priority": 1, "short": 3, "closes_gap": true],
      ])
  }

  @Test(
    arguments: [
      ([], [1, 2, 3]), (["--section", "passiv"], [1, 2]), (["--level", "B1"], [3]), (["--limit", "2"], [1, 2]),
      (["--topic", "freizeit*"], [3]), (["--language", "en"], []),
    ] as [([String], [Int])])
  func `Which ones`(words: [String], expected: [Int]) async throws {
    let rows = try await (try await library()).run(["review", "list", "--json"] + words).json.array
    #expect(rows?.compactMap { $0["uuid"]?.string } == expected.compactMap { Exercise($0).uuid })
  }

  @Test func `Nothing waits`() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run("review").output == "Nothing waits in review.\n")
    #expect(try await library.run("review", "--json").json == [])
    #expect(await library.run("review", "--dropped").output == "No dropped drafts.\n")
    #expect(
      await library.run("review", "accept", "--section", "passiv", "--yes").output == "Nothing waits in review there.\n"
    )
    #expect(
      try await library.run("review", "accept", "--section", "passiv", "--yes", "--json").json
        == ["event": nil, "items": [], "unchanged": 0, "reports_closed": 0])
    for words in [["review"], ["review", "--dropped"], ["review", "accept", "--yes"]] {
      let unknown = await library.run(words + ["--section", "pasiv"])
      #expect(unknown.errors.hasPrefix("error: no section matches 'pasiv'; did you mean 'passiv'?\n"))
      #expect(unknown.code == .usage)
    }
  }

  @Test func `Shown with what the rules say`() async throws {
    let library = try await library()
    let shown = await library.run("review", "show", "00000012", width: 80).output
    #expect(shown.contains("\nreview    waiting\n") && shown.contains("\nversion   1 of 1, not active\n"))
    #expect(shown.contains("critical leaked_instructions: text holds the instruction text “sure, here”"))
    #expect(try await library.run("review", "show", "00000012", "--json").json["review"] == "waiting")
    let none = await library.run("review", "show", TinyLibrary.uuids[0])
    #expect(
      none.errors
        == "error: item 00000001 has no version in review\n`libtool items show 00000001` shows its active version\n")
    #expect(none.code == .failed)
  }

  @Test func `Accepted together is one event, in the name of who accepts`() async throws {
    let library = try await library()
    let result = await library.run("review", "accept", "00000011", "00000012", "--reason", "good", "--as", "ana")
    #expect(
      result.output == """
        accepted 00000011: version none → 1 (event 3)
        accepted 00000012: version none → 1 (event 3)

        """)
    let event = try await library.run("log", "--limit", "1", "--json").json.array?.first
    #expect(
      event?["action"] == "accept" && event?["actor"] == "ana" && event?["items"] == 2 && event?["reason"] == "good")
    let shown = try await library.run("items", "show", "00000012", "--json").json
    #expect(shown["approved_by"] == "ana" && shown["review"] == "accepted" && shown["active"] == true)
    // The critical finding is waived in the same name, and the export takes the item.
    #expect(shown["findings"] == [] && shown["score"] == 70)
    #expect(
      shown["waived"] == [
        [
          "rule": "leaked_instructions", "message": "text holds the instruction text “sure, here”", "by": "ana",
        ]
      ])
    #expect(try await library.run("export", "--section", "passiv").json["items"]?.array?.count == 2)
    #expect(try await library.run("review", "--json").json.array?.count == 1)
  }

  @Test func `All or nothing`() async throws {
    let library = try await library()
    let result = await library.run("review", "accept", "00000011", "00000001")
    #expect(result.errors == "error: item 00000001 has no version in review\n`libtool review list` shows what waits\n")
    #expect(result.code == .failed)
    #expect(try await library.run("review", "--json").json.array?.count == 3)
    // Named twice is named once.
    #expect(
      await library.run("review", "accept", "00000011", "000000011").output
        == "accepted 00000011: version none → 1 (event 3)\n")
  }

  @Test func `Who was faster is named`() async throws {
    let library = try await library()
    _ = await library.run("review", "accept", "00000011", "--as", "ana")
    for words in [["accept", "00000011"], ["reject", "00000011", "--reason", "no"]] {
      let result = await library.run(["review"] + words)
      #expect(
        result.errors == """
          error: item 00000011 was accepted by ana already, 2026-11-20 09:33 UTC
          nothing was changed; `libtool items history` shows what happened, `libtool undo` takes it back

          """)
      #expect(result.code == .failed)
    }
    _ = await library.run("review", "reject", "00000012", "--reason", "two options are right")
    #expect(
      await library.run("review", "accept", "00000012").errors == """
        error: item 00000012 was rejected by tester already, 2026-11-20 09:36 UTC: two options are right
        nothing was changed; `libtool activate` makes a rejected version active all the same

        """)
  }

  @Test func `Rejected: nothing is published, the gap is open again, the reason is kept`() async throws {
    let library = try await library()
    let result = await library.run("review", "reject", "00000011", "00000012", "--reason", "too short")
    #expect(result.output == "rejected version 1 of 00000011\nrejected version 1 of 00000012\n")
    #expect(try await library.run("log", "--json").json.array?.count == 2)
    let cell = try await library.run("coverage", "--section", "passiv", "--json").json["cells"]?.array?.first
    #expect(cell?["in_review"] == 0 && cell?["gap"] == 3)
    let shown = try await library.run("items", "show", "00000011", "--json").json
    #expect(shown["review"] == "rejected" && shown["review_reason"] == "too short")
    #expect(await library.run("items", "show", "00000011").output.contains("\nreview    rejected: too short\n"))
  }

  @Test func `A rejection as a document, and all or nothing`() async throws {
    let library = try await library()
    let mixed = await library.run("review", "reject", "00000011", "00000001", "--reason", "x")
    #expect(mixed.code == .failed)
    #expect(try await library.run("review", "--json").json.array?.count == 3)
    #expect(
      try await library.run("review", "reject", "00000011", "00000011", "--reason", "x", "--json").json
        == [
          "items": [
            [
              "uuid": .string(Exercise(1).uuid ?? ""), "version": 1, "deactivated": false, "reports_closed": 0,
            ]
          ], "reason": "x", "event": nil,
        ])
  }

  @Test func `Of several versions that wait the newest is meant`() async throws {
    let library = try await library()
    try await library.importing(Exercise(1, "zwei"), hold: true)
    #expect(try await library.run("review", "--section", "passiv", "--json").json.array?.count == 3)
    #expect(
      await library.run("review", "accept", "00000011").output == "accepted 00000011: version none → 2 (event 3)\n")
    let versions = try await library.run("items", "history", "00000011", "--json").json["versions"]?.array
    #expect(versions?.map { $0["review"] } == ["withdrawn", "accepted"])
    #expect(versions?.first?["review_reason"] == "version 2 was accepted")
  }

  @Test func `A selection is accepted after a question`() async throws {
    let library = try await library()
    let asked = await library.run("review", "accept", "--section", "passiv", answers: ["y"])
    #expect(asked.errors == "accept 2 items (--section passiv)? [y/N] ")
    #expect(asked.output.split(separator: "\n").count == 2)
    #expect(
      await library.run("review", "accept", "--level", "B1", "--yes").output
        == "accepted 00000013: version none → 1 (event 4)\n")
  }

  @Test(
    arguments: [
      (
        ["accept"], "what to accept is not said", "name items or drafts, or select with --run, --section, --topic, …",
        "accept [options] [ITEM|DRAFT...]"
      ),
      (
        ["accept", "1", "--run", "last"], "items and a selection cannot be given together", "leave one of them out",
        "accept [options] [ITEM|DRAFT...]"
      ),
      (
        ["reject", "--reason", "x"], "what to reject is not said", "name items; `libtool review list` shows them",
        "reject --reason TEXT [options] [ITEM...]"
      ),
      (
        ["reject", "1"], "missing option '--reason TEXT'", "see 'libtool review reject --help'",
        "reject --reason TEXT [options] [ITEM...]"
      ),
      (["list", "--limit", "0"], "--limit 0 lists nothing", "give a number from 1", "list [options]"),
      (["show"], "missing argument 'ITEM|DRAFT'", "see 'libtool review show --help'", "show [options] ITEM|DRAFT"),
    ] as [([String], String, String, String)])
  func `Wrong command lines`(words: [String], message: String, hint: String, usage: String) async throws {
    let result = await (try TestLibrary(.tiny)).run(["review"] + words)
    #expect(result.errors == usageError(message, hint, "review \(usage)"))
    #expect(result.code == .usage)
  }
}
