import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool check`: the quality rules over what is active.
@Suite struct CheckCommandTests {
  private static let nothingWaits: JSON = ["items": 0, "counts": ["critical": 0, "warning": 0, "info": 0]]

  private func library() async throws -> TestLibrary {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1), Exercise.misfit(2), Exercise.leaked(3))
    return library
  }

  @Test func `Findings item by item, with their mends`() async throws {
    let library = try await library()
    #expect(
      await library.run("check", "--section", "passiv", width: 80).output == """
        00000012 version 1, passiv / alltag_02_wohnung / de
          critical schema: The body does not fit the schema: gaps #1 distractors: has 2
          elements, needs 3
            Give exactly the fields of the schema, each with a value of its type.
        00000013 version 1, passiv / alltag_02_wohnung / de
          critical leaked_instructions: text holds the instruction text “sure, here”
            Write only the content itself: no word about the task, the format or
            yourself.
        3 items judged: 2 critical

        """)
  }

  @Test func `As a document`() async throws {
    let library = try await library()
    #expect(
      try await library.run("check", "--section", "passiv", "--json").json == [
        "items": 3,
        "findings": [
          [
            "uuid": .string(Exercise(2).uuid ?? ""), "version": 1, "rule": "schema", "severity": "critical",
            "message": "The body does not fit the schema: gaps #1 distractors: has 2 elements, needs 3",
            "fix": "Give exactly the fields of the schema, each with a value of its type.",
          ],
          [
            "uuid": .string(Exercise(3).uuid ?? ""), "version": 1, "rule": "leaked_instructions",
            "severity": "critical", "message": "text holds the instruction text “sure, here”",
            "fix": "Write only the content itself: no word about the task, the format or yourself.",
          ],
        ], "counts": ["critical": 2, "warning": 0, "info": 0], "in_review": Self.nothingWaits,
      ])
  }

  @Test func `Of two that are nearly the same, the later one names its twin`() async throws {
    let library = try TestLibrary(
      .tinyWith([
        "library/rules/gap_fill_exercise.yaml": """
        rules:
          near_duplicate:
            text: text
            answers: gaps[].correct
            options: gaps[].distractors
        """
      ]))
    try await library.importing(Exercise(1), Exercise(2, "getanzt"))
    let expected = """
      00000012 version 1, passiv / alltag_02_wohnung / de
        warning near_duplicate: nearly the same as item 00000011: 98 of 100 (text 94,
        answers 100, structure 100)
          Write another one, do not only change words: tell of other people, things
          and places; ask for something else than “wurde”, “worden”; build the
          sentences another way, with other connecting words and in another order.
      2 items judged: 1 warning

      """
    for further in [[], ["--rebuild"], []] {
      let result = await library.run(["check", "--section", "passiv"] + further, width: 80)
      #expect(result.output == expected)
    }
    #expect(await library.run("check", "--section", "passiv", "--fail-on", "warning").code == .gate)
    #expect(await library.run("deactivate", "00000011", "--yes").code == .done)
    #expect(await library.run("check", "--section", "passiv").output == "1 item judged: no findings\n")
  }

  @Test func `A clean library, and an empty selection`() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run("check").output == "5 items judged: no findings\n")
    #expect(await library.run("check", "--level", "A1", "--topic", "alltag*").output == "1 item judged: no findings\n")
    #expect(await library.run("check", "--section", "passiv").output == "No items to judge.\n")
    #expect(
      try await library.run("check", "--section", "passiv", "--json").json
        == [
          "items": 0, "findings": [], "counts": ["critical": 0, "warning": 0, "info": 0],
          "in_review": Self.nothingWaits,
        ])
    #expect(await library.run("check", "--section", "passiv", "--dry-run").output == "No items to judge.\n")
    let unknown = await library.run("check", "--section", "pasiv")
    #expect(
      unknown.errors
        == "error: no section matches 'pasiv'; did you mean 'passiv'?\n`libtool coverage` lists what there is\n")
    #expect(unknown.code == .usage)
  }

  @Test func `--unchecked judges what no rule has seen, once`() async throws {
    let library = try await library()
    #expect(try await library.run("check", "--section", "negation_nicht_kein", "--json").json["items"] == 3)
    #expect(try await library.run("check", "--unchecked", "--json").json["items"] == 5)
    #expect(await library.run("check", "--unchecked").output == "No items to judge.\n")
    #expect(
      await library.run("export").errors == "left out 2 items with an open critical finding: 00000012, 00000013\n"
        + "this library is a rehearsal: its texts may be simulated\n")
    // A new version is one that no rule has seen.
    try await library.importing(Exercise(2))
    #expect(try await library.run("check", "--unchecked", "--json").json["items"] == 1)
    #expect(try await library.run("check", "--json").json["items"] == 8)
  }

  @Test func `What is not active is not judged, and what waits is counted apart`() async throws {
    let library = try await library()
    _ = await library.run("deactivate", Exercise(2).shortUUID)
    try await library.importing(Exercise.leaked(4), hold: true)
    let json = try await library.run("check", "--section", "passiv", "--json").json
    #expect(json["items"] == 2 && json["counts"]?["critical"] == 1)
    #expect(json["in_review"] == ["items": 1, "counts": ["critical": 1, "warning": 0, "info": 0]])
    #expect(
      await library.run("check", "--section", "passiv").output.hasSuffix(
        """
        2 items judged: 1 critical
        1 version in review judged: 1 critical; `libtool review list` shows it

        """))
    // A gate is about what an export would hold.
    _ = await library.run("deactivate", Exercise(3).shortUUID)
    #expect(await library.run("check", "--section", "passiv", "--fail-on", "critical").code == .done)
  }

  @Test func `The queue shows what the rules say now`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1), Exercise.leaked(4), hold: true)
    func findings(_ number: Int) async throws -> [JSON?] {
      let shown = try await library.run("review", "show", Exercise(number).shortUUID, "--json").json
      return (shown["findings"]?.array ?? []).map { $0["rule"] }
    }
    #expect(try await library.run("check", "--unchecked", "--json").json["in_review"]?["items"] == 2)
    #expect(try await findings(1) == [])
    #expect(try await findings(4) == ["leaked_instructions"])
    #expect(try await library.run("check", "--unchecked", "--json").json["in_review"]?["items"] == 0)
    try library.write(
      "rules:\n  text_length: {rule: words, field: text, max: 5}\n", to: "library/rules/gap_fill_exercise.yaml")
    // It asks, since findings that are there would change, though none of an active item.
    let refused = await library.run("check", "--section", "passiv")
    #expect(refused.code == .usage)
    #expect(refused.errors.contains("Findings would change in 2 of 2 versions in review.\n"))
    #expect(refused.errors.contains("'store the new findings of 2 items?' needs an answer"))
    #expect(try await findings(4) == ["leaked_instructions"])
    let dry = try await library.run("check", "--section", "passiv", "--dry-run", "--json").json
    #expect(dry["items"] == 0 && dry["in_review"] == ["items": 2, "changed": 2])
    #expect(
      await library.run("check", "--section", "passiv", "--yes").output
        == "2 versions in review judged: 2 warnings; `libtool review list` shows them\n")
    #expect(try await findings(1) == ["text_length"])
    #expect(try await findings(4) == ["text_length"])
    #expect(try await library.run("review", "list", "--rule", "text_length", "--json").json.array?.count == 2)
    #expect(await library.run("check", "--section", "passiv").errors == "")
  }

  /// A new version of an active item is not its own twin, and what an assessment has said stays.
  @Test func `A version that waits beside an active one is judged beside it`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1))
    try await library.importing(Exercise(1, "getanzt"), hold: true)
    #expect(
      await library.run("check", "--section", "passiv").output == """
        1 item judged: no findings
        1 version in review judged: no findings; `libtool review list` shows it

        """)
  }

  @Test func `Findings are kept with the version, and go when the rules let it pass`() async throws {
    let library = try await library()
    _ = await library.run("check")
    let shown = try await library.run("items", "show", Exercise(3).shortUUID, "--json").json
    #expect(shown["score"] == 70 && shown["findings"]?.array?.count == 1 && shown["checked"]?.string != nil)
    try library.write(
      "rules:\n  leaked_instructions: {severity: warning}\n", to: "library/rules/gap_fill_exercise.yaml")
    let json = try await library.run("check", "--section", "passiv", "--yes", "--json").json
    #expect(json["counts"]?["warning"] == 1)
    #expect(try await library.run("export", "--section", "passiv").json["items"]?.array?.count == 3)
  }

  @Test(
    arguments: [
      (["--fail-on", "critical"], .gate), (["--fail-on", "warning"], .gate),
      (["--fail-on", "critical", "--section", "relativsaetze"], .done),
      (["--fail-on", "critical", "--unchecked", "--json"], .gate), ([], .done),
    ] as [([String], ExitCode)])
  func `--fail-on is a gate for scripts`(words: [String], code: ExitCode) async throws {
    let library = try await library()
    let result = await library.run(["check"] + words)
    #expect(result.code == code && result.errors == "" && result.output != "")
  }

  @Test func `A warning is no critical finding`() async throws {
    let library = try TestLibrary(.tiny)
    try library.write(
      "rules:\n  text_length: {rule: words, field: text, min: 20}\n", to: "library/rules/gap_fill_exercise.yaml")
    var short = Exercise(1)
    short.body["text"] = "Das Haus [1] gebaut und ist renoviert [2]."
    try await library.importing(short)
    let json = try await library.run("check", "--section", "passiv", "--json").json
    #expect(json["counts"] == ["critical": 0, "warning": 1, "info": 0])
    #expect(await library.run("check", "--section", "passiv", "--fail-on", "critical").code == .done)
    #expect(await library.run("check", "--section", "passiv", "--fail-on", "warning").code == .gate)
    #expect(try await library.run("export", "--section", "passiv").json["items"]?.array?.count == 1)
  }

  @Test func `What a person has waived is not said again`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise.leaked(1), hold: true)
    _ = await library.run("review", "accept", Exercise(1).shortUUID, "--as", "ana")
    #expect(
      await library.run("check", "--section", "passiv", "--fail-on", "critical").output
        == "1 item judged: no findings\n")
    let shown = try await library.run("items", "show", Exercise(1).shortUUID, "--json").json
    #expect(shown["waived"]?.array?.first?["by"] == "ana" && shown["findings"] == [])
  }

  @Test func `Wrong rules stop it with file and line, before anything is judged`() async throws {
    let library = try await library()
    try library.write("rules:\n  leaked: {severity: warning}\n", to: "library/rules/gap_fill_exercise.yaml")
    let result = await library.run("check")
    #expect(result.errors.hasPrefix("error: library/rules/gap_fill_exercise.yaml:2:3: "))
    #expect(result.code == .failed && result.output == "")
    #expect(try await library.run("items", "show", Exercise(3).shortUUID, "--json").json["checked"] == .null)
  }

  @Test func `A wrong gate`() async throws {
    let result = await (try TestLibrary(.tiny)).run("check", "--fail-on", "info")
    #expect(
      result.errors == """
        error: 'info' is not a value of '--fail-on'
        allowed: critical, warning

        """)
    #expect(result.code == .usage)
  }
}
